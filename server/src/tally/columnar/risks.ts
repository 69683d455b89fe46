import { CODED_COVARIATES } from '../../repositories/case-mix.repository.ts';
import type { Codes } from './codes.ts';
import type { Positions } from './positions.ts';

/** Of these, a model looks at one at most, so that each is kept by itself; what the others say is one code, of the _patient_. */
export const SCORES = ['odiAtBaseline', 'backPainAtBaseline', 'legPainAtBaseline'] as const;
export type Score = (typeof SCORES)[number];
export const OF_PATIENT = CODED_COVARIATES.filter(
  (covariate): covariate is Exclude<(typeof CODED_COVARIATES)[number], Score> =>
    !(SCORES as readonly string[]).includes(covariate),
);

/**
 * The fitted case-mix models. The odds of an expected risk are a product of what the model makes of the case's profile, of its patient and, where it
 * looks at one, of the score before surgery. Tables have all indicators of a place side by side, since screens mostly ask for all.
 */
export interface Models {
  /** The adjusted indicators: those are meant where a table says "indicator". */
  readonly indicators: readonly string[];
  /** Of each row. */
  readonly patients: Codes;
  readonly scores: Readonly<Record<Score, Codes>>;
  /** Profile × indicator. */
  readonly ofProfiles: Float64Array<ArrayBuffer>;
  /** Patient × indicator. */
  readonly ofPatients: Float64Array<ArrayBuffer>;
  /** Of each indicator; null where its model looks at none. */
  readonly ofScore: readonly ({ readonly score: Score; readonly odds: Float64Array<ArrayBuffer> } | null)[];
  /** Course × indicator: 1 where a case counts. */
  readonly counted: Uint8Array<ArrayBuffer>;
}

/** Running totals of an indicator's risks, laid out as those of an outcome with one code. */
export interface RiskTotals {
  readonly byRow: Float64Array<ArrayBuffer>;
  readonly byPeriod: Float64Array<ArrayBuffer>;
}

/** Where the codes of a row are that its risk depends on. */
export interface RiskRows {
  readonly profiles: Codes;
  readonly courses: Codes;
}

const ROWS_APART = 16;

export type RiskOfRow = (row: number) => number;

/** Gives the risk of a row in the indicator at this place: 0 where the case does not count. */
export function riskOfRow(models: Models, { profiles, courses }: RiskRows, place: number): RiskOfRow {
  const { indicators, patients, scores, ofProfiles, ofPatients, ofScore, counted } = models;
  const width = indicators.length;
  const { score, odds: scoreOdds } = ofScore[place] ?? { score: null, odds: new Float64Array() };
  const scoreCodes = score === null ? null : scores[score];
  return (row) => {
    if (counted[(courses[row] ?? 0) * width + place] === 0) return 0;
    const ofProfile = ofProfiles[(profiles[row] ?? 0) * width + place] ?? 0;
    const ofPatient = ofPatients[(patients[row] ?? 0) * width + place] ?? 0;
    const odds = ofProfile * ofPatient * (scoreCodes === null ? 1 : (scoreOdds[scoreCodes[row] ?? 0] ?? 0));
    return odds / (1 + odds);
  };
}

/** Sums the risks of the rows in each cell: cells × these places of indicators. Multiplying by whether a case counts is faster than asking. */
export function sumRisks(
  models: Models,
  { profiles, courses }: RiskRows,
  places: readonly number[],
  rows: Uint32Array,
  cellOfRow: Uint32Array,
  cells: number,
): Float64Array {
  const { indicators, patients, scores, ofProfiles, ofPatients, ofScore, counted } = models;
  const width = indicators.length;
  const sums = new Float64Array(cells * places.length);
  const wanted = Uint32Array.from(places);
  const factors = new Float64Array(places.length).fill(1);
  const scored = places.flatMap((place, at) => {
    const known = ofScore[place] ?? null;
    return known === null ? [] : [{ at, codes: scores[known.score], odds: known.odds }];
  });
  for (let index = 0; index < rows.length; index += 1) {
    const row = rows[index] ?? 0;
    for (const { at, codes, odds } of scored) factors[at] = odds[codes[row] ?? 0] ?? 0;
    const profile = (profiles[row] ?? 0) * width;
    const patient = (patients[row] ?? 0) * width;
    const course = (courses[row] ?? 0) * width;
    const cell = (cellOfRow[index] ?? 0) * places.length;
    for (let at = 0; at < wanted.length; at += 1) {
      const place = wanted[at] ?? 0;
      const odds =
        (ofProfiles[profile + place] ?? 0) * (ofPatients[patient + place] ?? 0) * (factors[at] ?? 0);
      const risk = ((counted[course + place] ?? 0) * odds) / (1 + odds);
      sums[cell + at] = (sums[cell + at] ?? 0) + risk;
    }
  }
  return sums;
}

export function totalRisks(riskOf: RiskOfRow, { ofRows, procedures, periods }: Positions): RiskTotals {
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
