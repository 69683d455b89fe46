import type { CovariateEffectTable } from '../../database/tables/case-mix.ts';
import { Dictionary, inOrder, REASON_CODES } from './codes.ts';
import type { Outcome } from './outcome.ts';
import type { PackedFact } from './packed-facts.ts';
import { oddsOf, patientOf } from './risk-odds.ts';
import { type Models, SCORES, type Score } from './risks.ts';
import type { Column } from './snapshot.ts';

/** Of each adjusted indicator, what values of covariates add to its log odds. */
export type Effects = ReadonlyMap<string, readonly CovariateEffectTable[]>;

/** Takes what risks depend on, beside profiles, of a known number of cases. */
export class ModelsBuilder {
  readonly #effects: Effects;
  readonly #patients: Dictionary<string>;
  readonly #scores: readonly { readonly name: Score; readonly codes: Dictionary<number> }[];

  constructor(effects: Effects, cases: number) {
    this.#effects = effects;
    this.#patients = new Dictionary(cases);
    this.#scores = SCORES.map((name) => ({ name, codes: new Dictionary(cases) }));
  }

  add(row: number, fact: PackedFact): void {
    this.#patients.set(row, fact.patient ?? '');
    for (const { name, codes } of this.#scores) codes.set(row, fact[name] ?? 0);
  }

  finish(
    order: Uint32Array,
    dimensions: Readonly<Record<string, Column>>,
    outcomes: Readonly<Record<string, Pick<Outcome, 'codes'>>>,
  ): Models {
    const indicators = [...this.#effects.keys()];
    const patients = this.#patients.values.map(patientOf);
    const codesOfScores = new Map(this.#scores.map(({ name, codes: { values } }) => [name, values]));
    const odds = [...this.#effects.values()].map((effects) =>
      oddsOf(effects, dimensions, patients, codesOfScores),
    );
    const counted = indicators.map((id) =>
      Float64Array.from(outcomes[id]?.codes ?? [], (code) => Number(code >= REASON_CODES)),
    );
    const scores = this.#scores.map(({ name, codes: { codes, values } }) => [
      name,
      inOrder(codes, values.length, order),
    ]);
    return {
      indicators,
      patients: inOrder(this.#patients.codes, patients.length, order),
      scores: Object.fromEntries(scores) as Models['scores'],
      ofProfiles: sideBySide(odds.map(({ ofProfiles }) => ofProfiles)),
      ofPatients: sideBySide(odds.map(({ ofPatients }) => ofPatients)),
      ofScore: odds.map(({ ofScore }) => ofScore),
      counted: Uint8Array.from(sideBySide(counted)),
    };
  }
}

/** Of columns of the same length, row by row. */
function sideBySide(columns: readonly Float64Array[]): Float64Array<ArrayBuffer> {
  const width = columns.length;
  const table = new Float64Array((columns[0]?.length ?? 0) * width);
  columns.forEach((column, place) => {
    for (let row = 0; row < column.length; row += 1) table[row * width + place] = column[row] ?? 0;
  });
  return table;
}
