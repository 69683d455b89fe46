import { type Codes, codesFor } from './codes.ts';

/** By which rows are ordered, before the period. */
export const RUN_DIMENSIONS = ['procedure', 'hospital', 'surgeon'] as const;
export type RunDimension = (typeof RUN_DIMENSIONS)[number];

type RunColumns = Readonly<
  Record<RunDimension, { readonly codes: Codes; readonly values: readonly unknown[] }>
>;

/** The stretches of rows with the same procedure, hospital and surgeon; within each, periods ascend. */
export interface Runs {
  /** Of every run. */
  readonly codes: Readonly<Record<RunDimension, Codes>>;
  /** The first row of every run; then the number of rows. */
  readonly starts: Uint32Array<ArrayBuffer>;
  readonly periodsApart: number;
  /** For each run, its first row in period 0 or later, `periodsApart` or later, 2 × `periodsApart` or later …, and its end twice. */
  readonly marks: Uint32Array<ArrayBuffer>;
}

/** Marks are kept so far apart that they take about a byte a case, however many runs there are. */
const CASES_A_MARK = 4;

export function runsOf(columns: RunColumns, periods: Codes, periodCount: number): Runs {
  const cases = periods.length;
  const ordered = RUN_DIMENSIONS.map((dimension) => columns[dimension].codes);
  const found: number[] = [];
  for (let row = 0; row < cases; row += 1) {
    if (row === 0 || ordered.some((codes) => codes[row] !== codes[row - 1])) found.push(row);
  }
  const starts = Uint32Array.from([...found, cases]);
  const periodsApart = Math.max(
    1,
    Math.ceil((periodCount * found.length * CASES_A_MARK) / Math.max(1, cases)),
  );
  const width = marksOfRun(periodCount, periodsApart);
  const marks = new Uint32Array(found.length * width);
  for (let run = 0; run < found.length; run += 1) {
    const end = starts[run + 1] ?? cases;
    let row = starts[run] ?? cases;
    for (let mark = 0; mark < width; mark += 1) {
      while (row < end && (periods[row] ?? 0) < mark * periodsApart) row += 1;
      marks[run * width + mark] = row;
    }
  }
  const codesOf = (dimension: RunDimension) => {
    const { codes, values } = columns[dimension];
    const ofRuns = codesFor(values.length, found.length);
    for (let run = 0; run < found.length; run += 1) ofRuns[run] = codes[found[run] ?? 0] ?? 0;
    return ofRuns;
  };
  const codes = {
    procedure: codesOf('procedure'),
    hospital: codesOf('hospital'),
    surgeon: codesOf('surgeon'),
  };
  return { codes, starts, periodsApart, marks };
}

/** The run's first row in this period or later; its end where there is none. */
export function firstRowFrom(
  { starts, periodsApart, marks }: Pick<Runs, 'starts' | 'periodsApart' | 'marks'>,
  run: number,
  periods: Codes,
  period: number,
): number {
  const width = marks.length / (starts.length - 1);
  const mark = Math.floor(period / periodsApart);
  let low = marks[run * width + mark] ?? 0;
  if (period === mark * periodsApart) return low;
  let high = marks[run * width + mark + 1] ?? 0;
  while (low < high) {
    const middle = (low + high) >>> 1;
    if ((periods[middle] ?? 0) < period) low = middle + 1;
    else high = middle;
  }
  return low;
}

/** One for each step through the periods, and one behind the last, which `period` may be. */
function marksOfRun(periodCount: number, periodsApart: number): number {
  return Math.floor(periodCount / periodsApart) + 2;
}
