import type { CovariateEffectTable } from '../../database/tables/case-mix.ts';
import { type Codes, Dictionary, inOrder, REASON_CODES } from './codes.ts';
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
    const counted = indicators.map((id) => outcomes[id]?.codes ?? new Uint8Array());
    const courseCount = counted[0]?.length ?? 0;
    const scores = this.#scores.map(({ name, codes: { codes, values } }) => [
      name,
      inOrder(codes, values.length, order),
    ]);
    return {
      indicators,
      patients: inOrder(this.#patients.codes, patients.length, order),
      scores: Object.fromEntries(scores) as Models['scores'],
      ofProfiles: sideBySide(
        odds.map((each) => each.ofProfiles),
        new Float64Array((odds[0]?.ofProfiles.length ?? 0) * odds.length),
      ),
      ofPatients: sideBySide(
        odds.map((each) => each.ofPatients),
        new Float64Array(patients.length * odds.length),
      ),
      ofScore: odds.map(({ ofScore }) => ofScore),
      counted: sideBySide(counted, new Uint8Array(courseCount * counted.length)).map((code) =>
        Number(code >= REASON_CODES),
      ),
    };
  }
}

/** Fills the table with columns of the same length, row by row. */
function sideBySide<Table extends Codes | Float64Array<ArrayBuffer>>(
  columns: readonly (Codes | Float64Array)[],
  table: Table,
): Table {
  const width = columns.length;
  columns.forEach((column, place) => {
    for (let row = 0; row < column.length; row += 1) table[row * width + place] = column[row] ?? 0;
  });
  return table;
}
