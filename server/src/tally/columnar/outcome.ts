import { type Codes, REASON_CODES } from './codes.ts';
import type { Positions } from './positions.ts';
import type { RiskTotals } from './risks.ts';

/** What an indicator says of every case: code c below REASON_CODES is a reason, any other the value `values[c - REASON_CODES]`. */
export interface Outcome {
  /** Proportions have a code for each course, others for each row. */
  readonly of: 'row' | 'course';
  readonly codes: Codes;
  /** Ascending; one value may come twice, when the source gives it also as "at least". */
  readonly values: readonly number[];
  readonly isAtLeast: readonly boolean[];
  readonly byRow: RowTotals;
  /** Running totals: for each procedure, how many of its rows lie in a period before the first, second … last + 1 and have each code. */
  readonly byPeriod: Uint32Array<ArrayBuffer>;
  /** Null where the indicator has no case-mix model that belongs to these facts. */
  readonly risks: RiskTotals | null;
}

/** Running totals: how many rows before row 0, `rowsApart`, 2 × `rowsApart` … have each code. */
export interface RowTotals {
  readonly rowsApart: number;
  readonly totals: Uint32Array<ArrayBuffer>;
}

/** Totals are kept so far apart that those of one outcome take a sixth of a byte a case, however many codes it has. */
const ROWS_APART_A_CODE = 24;

export function codeCount({ values }: Pick<Outcome, 'values'>): number {
  return REASON_CODES + values.length;
}

/** `places`: as placesOf gives them. */
export function totalsByRow(codes: Codes, places: Codes | null, count: number): RowTotals {
  const rowsApart = count * ROWS_APART_A_CODE;
  const marks = Math.floor((places ?? codes).length / rowsApart);
  const totals = new Uint32Array((marks + 1) * count);
  for (let mark = 1; mark <= marks; mark += 1) {
    totals.copyWithin(mark * count, (mark - 1) * count, mark * count);
    addRows(codes, places, (mark - 1) * rowsApart, mark * rowsApart, totals, mark * count);
  }
  return { rowsApart, totals };
}

/** `positions`: of each row, as positionsOf gives them. */
export function totalsByPeriod(
  codes: Codes,
  places: Codes | null,
  count: number,
  { ofRows, procedures, periods }: Positions,
): Uint32Array<ArrayBuffer> {
  const totals = new Uint32Array(procedures * periods * count);
  for (let row = 0; row < ofRows.length; row += 1) {
    const index = (ofRows[row] ?? 0) * count + (codes[places === null ? row : (places[row] ?? 0)] ?? 0);
    totals[index] = (totals[index] ?? 0) + 1;
  }
  for (let procedure = 0; procedure < procedures; procedure += 1) {
    const first = procedure * periods * count;
    for (let index = first + count; index < first + periods * count; index += 1) {
      totals[index] = (totals[index] ?? 0) + (totals[index - count] ?? 0);
    }
  }
  return totals;
}

/** Adds to `counts`, from `at` on, how many of the rows have each code; rows between two marks of the running totals are not visited. */
export function addRange(
  outcome: Outcome,
  places: Codes | null,
  from: number,
  to: number,
  counts: Uint32Array,
  at: number,
): void {
  const { codes, byRow } = outcome;
  const { rowsApart, totals } = byRow;
  const firstMark = Math.ceil(from / rowsApart);
  const lastMark = Math.floor(to / rowsApart);
  if (firstMark >= lastMark) {
    addRows(codes, places, from, to, counts, at);
    return;
  }
  addRows(codes, places, from, firstMark * rowsApart, counts, at);
  addDifference(totals, firstMark, lastMark, codeCount(outcome), counts, at);
  addRows(codes, places, lastMark * rowsApart, to, counts, at);
}

/** Adds to `counts`, from `at` on, what running totals grew by from one position to a later one. */
export function addDifference(
  totals: Uint32Array,
  from: number,
  to: number,
  count: number,
  counts: Uint32Array,
  at: number,
): void {
  for (let code = 0; code < count; code += 1) {
    const grown = (totals[to * count + code] ?? 0) - (totals[from * count + code] ?? 0);
    counts[at + code] = (counts[at + code] ?? 0) + grown;
  }
}

/**
 * Neighbours mostly have the same code (events are rare): a whole stretch of it is added at once. Two loops that are alike, because each is
 * compiled for the arrays that it meets: one for both takes twice as long.
 */
function addRows(
  codes: Codes,
  places: Codes | null,
  from: number,
  to: number,
  counts: Uint32Array,
  at: number,
): void {
  if (from >= to) return;
  if (places === null) addOwn(codes, from, to, counts, at);
  else addThrough(codes, places, from, to, counts, at);
}

function addOwn(codes: Codes, from: number, to: number, counts: Uint32Array, at: number): void {
  let code = codes[from] ?? 0;
  let start = from;
  for (let row = from + 1; row < to; row += 1) {
    const next = codes[row] ?? 0;
    if (next === code) continue;
    counts[at + code] = (counts[at + code] ?? 0) + row - start;
    code = next;
    start = row;
  }
  counts[at + code] = (counts[at + code] ?? 0) + to - start;
}

function addThrough(
  codes: Codes,
  places: Codes,
  from: number,
  to: number,
  counts: Uint32Array,
  at: number,
): void {
  let code = codes[places[from] ?? 0] ?? 0;
  let start = from;
  for (let row = from + 1; row < to; row += 1) {
    const next = codes[places[row] ?? 0] ?? 0;
    if (next === code) continue;
    counts[at + code] = (counts[at + code] ?? 0) + row - start;
    code = next;
    start = row;
  }
  counts[at + code] = (counts[at + code] ?? 0) + to - start;
}
