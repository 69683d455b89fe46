import { CODED_COVARIATES } from '../../repositories/case-mix.repository.ts';
import { type Codes, REASON_CODES } from './codes.ts';
import type { Positions } from './positions.ts';

/** Of these, a model looks at one at most, so that each is kept by itself; what the others say is one code, of the _patient_. */
export const SCORES = ['odiAtBaseline', 'backPainAtBaseline', 'legPainAtBaseline'] as const;
export type Score = (typeof SCORES)[number];
export const OF_PATIENT = CODED_COVARIATES.filter(
  (covariate): covariate is Exclude<(typeof CODED_COVARIATES)[number], Score> =>
    !(SCORES as readonly string[]).includes(covariate),
);

/** What models make a difference for beside the profile, of each row. */
export interface Covariates {
  readonly patients: Codes;
  readonly scores: Readonly<Record<Score, Codes>>;
}

/**
 * An indicator's expected risk of every case, as its model has it: the odds are a product of what the case's profile, its patient and the score before
 * surgery make of them. Running totals are laid out as those of an outcome with one code.
 */
export interface Risks {
  readonly ofProfiles: Float64Array<ArrayBuffer>;
  readonly ofPatients: Float64Array<ArrayBuffer>;
  /** Null where the model looks at none. */
  readonly score: { readonly name: Score; readonly odds: Float64Array<ArrayBuffer> } | null;
  readonly byRow: Float64Array<ArrayBuffer>;
  readonly byPeriod: Float64Array<ArrayBuffer>;
}

type Odds = Omit<Risks, 'byRow' | 'byPeriod'>;

/** Where the codes of a row are that its risk depends on. */
export interface RiskRows {
  readonly profiles: Codes;
  readonly courses: Codes;
  readonly covariates: Covariates | null;
}

const ROWS_APART = 64;

export type RiskOfRow = (row: number) => number;

/** Gives the risk of a row: 0 where the case does not count in the indicator, whose codes of the courses these are. */
export function riskOfRow(
  codes: Codes,
  { ofProfiles, ofPatients, score }: Odds,
  { profiles, courses, covariates }: RiskRows,
): RiskOfRow {
  if (covariates === null) throw new Error('The snapshot was made without covariates.');
  const { patients, scores } = covariates;
  const scoreCodes = score === null ? null : scores[score.name];
  const scoreOdds = score?.odds ?? new Float64Array();
  return (row) => {
    if ((codes[courses[row] ?? 0] ?? 0) < REASON_CODES) return 0;
    let odds = (ofProfiles[profiles[row] ?? 0] ?? 0) * (ofPatients[patients[row] ?? 0] ?? 0);
    if (scoreCodes !== null) odds *= scoreOdds[scoreCodes[row] ?? 0] ?? 0;
    return odds / (1 + odds);
  };
}

/** The running totals of an outcome's risks. */
export function totalRisks(
  riskOf: RiskOfRow,
  { ofRows, procedures, periods }: Positions,
): Pick<Risks, 'byRow' | 'byPeriod'> {
  const byRow = new Float64Array(Math.floor(ofRows.length / ROWS_APART) + 1);
  const byPeriod = new Float64Array(procedures * periods);
  let total = 0;
  for (let row = 0; row < ofRows.length; row += 1) {
    if (row % ROWS_APART === 0) byRow[row / ROWS_APART] = total;
    const risk = riskOf(row);
    total += risk;
    const position = ofRows[row] ?? 0;
    byPeriod[position] = (byPeriod[position] ?? 0) + risk;
  }
  if (ofRows.length % ROWS_APART === 0) byRow[ofRows.length / ROWS_APART] = total;
  for (let position = 1; position < byPeriod.length; position += 1) {
    if (position % periods === 0) continue;
    byPeriod[position] = (byPeriod[position] ?? 0) + (byPeriod[position - 1] ?? 0);
  }
  return { byRow, byPeriod };
}

/** The sum of the risks of these rows; rows between two marks of the running totals are not visited. */
export function sumOfRange(byRow: Float64Array, riskOf: RiskOfRow, from: number, to: number): number {
  const firstMark = Math.ceil(from / ROWS_APART);
  const lastMark = Math.floor(to / ROWS_APART);
  if (firstMark >= lastMark) return sumOfRows(riskOf, from, to);
  return (
    sumOfRows(riskOf, from, firstMark * ROWS_APART) +
    ((byRow[lastMark] ?? 0) - (byRow[firstMark] ?? 0)) +
    sumOfRows(riskOf, lastMark * ROWS_APART, to)
  );
}

function sumOfRows(riskOf: RiskOfRow, from: number, to: number): number {
  let sum = 0;
  for (let row = from; row < to; row += 1) sum += riskOf(row);
  return sum;
}
