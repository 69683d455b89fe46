import type { Positions } from './positions.ts';

/** The expected risk of every case, with running totals as an outcome has them of its codes. */
export interface Risks {
  /** 0 where the case does not count. Of 24 bits, which changes a sum of risks in its eighth digit. */
  readonly ofRows: Float32Array<ArrayBuffer>;
  readonly byRow: Float64Array<ArrayBuffer>;
  readonly byPeriod: Float64Array<ArrayBuffer>;
}

const ROWS_APART = 64;

export function risksOf(ofRows: Float32Array<ArrayBuffer>, positions: Positions): Risks {
  const byRow = new Float64Array(Math.floor(ofRows.length / ROWS_APART) + 1);
  for (let mark = 1; mark < byRow.length; mark += 1) {
    const last = (mark - 1) * ROWS_APART;
    byRow[mark] = (byRow[mark - 1] ?? 0) + sumOfRows(ofRows, last, last + ROWS_APART);
  }
  const { procedures, periods } = positions;
  const byPeriod = new Float64Array(procedures * periods);
  for (let row = 0; row < ofRows.length; row += 1) {
    const position = positions.ofRows[row] ?? 0;
    byPeriod[position] = (byPeriod[position] ?? 0) + (ofRows[row] ?? 0);
  }
  for (let position = 1; position < byPeriod.length; position += 1) {
    if (position % periods === 0) continue;
    byPeriod[position] = (byPeriod[position] ?? 0) + (byPeriod[position - 1] ?? 0);
  }
  return { ofRows, byRow, byPeriod };
}

/** The sum of the risks of these rows; rows between two marks of the running totals are not visited. */
export function sumOfRange({ ofRows, byRow }: Risks, from: number, to: number): number {
  const firstMark = Math.ceil(from / ROWS_APART);
  const lastMark = Math.floor(to / ROWS_APART);
  if (firstMark >= lastMark) return sumOfRows(ofRows, from, to);
  return (
    sumOfRows(ofRows, from, firstMark * ROWS_APART) +
    ((byRow[lastMark] ?? 0) - (byRow[firstMark] ?? 0)) +
    sumOfRows(ofRows, lastMark * ROWS_APART, to)
  );
}

function sumOfRows(risks: Float32Array, from: number, to: number): number {
  let sum = 0;
  for (let row = from; row < to; row += 1) sum += risks[row] ?? 0;
  return sum;
}
