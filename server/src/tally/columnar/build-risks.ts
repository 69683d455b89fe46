import type { CovariateEffectTable } from '../../database/tables/case-mix.ts';
import { Dictionary, inOrder } from './codes.ts';
import type { Outcome } from './outcome.ts';
import type { PackedFact } from './packed-facts.ts';
import type { Positions } from './positions.ts';
import { oddsOf, patientOf } from './risk-odds.ts';
import { type Covariates, type Risks, riskOfRow, SCORES, type Score, totalRisks } from './risks.ts';
import type { Column, Snapshot } from './snapshot.ts';

/** Takes what risks depend on, beside the profile, of a known number of cases. */
export class RisksBuilder {
  readonly #effects: ReadonlyMap<string, readonly CovariateEffectTable[]>;
  readonly #patients: Dictionary<string>;
  readonly #scores: readonly { readonly name: Score; readonly codes: Dictionary<number> }[];

  /** `effects`: of each adjusted indicator. */
  constructor(effects: ReadonlyMap<string, readonly CovariateEffectTable[]>, cases: number) {
    this.#effects = effects;
    this.#patients = new Dictionary(cases);
    this.#scores = SCORES.map((name) => ({ name, codes: new Dictionary(cases) }));
  }

  add(row: number, fact: PackedFact): void {
    this.#patients.set(row, fact.patient ?? '');
    for (const { name, codes } of this.#scores) codes.set(row, fact[name] ?? 0);
  }

  covariates(order: Uint32Array): Covariates {
    const scores = this.#scores.map(({ name, codes }) => [
      name,
      inOrder(codes.codes, codes.values.length, order),
    ]);
    return {
      patients: inOrder(this.#patients.codes, this.#patients.values.length, order),
      scores: Object.fromEntries(scores) as Covariates['scores'],
    };
  }

  /** Null where the indicator is not adjusted. */
  risksOf(
    indicatorId: string,
    { codes }: Pick<Outcome, 'codes'>,
    rows: Pick<Snapshot, 'profiles' | 'courses' | 'covariates'>,
    dimensions: Readonly<Record<string, Column>>,
    positions: Positions,
  ): Risks | null {
    const effects = this.#effects.get(indicatorId);
    if (effects === undefined) return null;
    const scores = new Map(this.#scores.map(({ name, codes: { values } }) => [name, values]));
    const odds = oddsOf(effects, dimensions, this.#patients.values.map(patientOf), scores);
    return { ...odds, ...totalRisks(riskOfRow(codes, odds, rows), positions) };
  }
}
