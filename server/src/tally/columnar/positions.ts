import type { Codes } from './codes.ts';

/** Where in running totals by period a row counts first: for each procedure, one position before its first period and one behind each. */
export interface Positions {
  readonly ofRows: Uint32Array;
  readonly procedures: number;
  /** One more than the calendar has. */
  readonly periods: number;
}

export function positionsOf(
  procedures: { readonly codes: Codes; readonly values: readonly unknown[] },
  periods: Codes,
  periodCount: number,
): Positions {
  const ofRows = new Uint32Array(periods.length);
  for (let row = 0; row < ofRows.length; row += 1) {
    ofRows[row] = (procedures.codes[row] ?? 0) * (periodCount + 1) + (periods[row] ?? 0) + 1;
  }
  return { ofRows, procedures: procedures.values.length, periods: periodCount + 1 };
}
