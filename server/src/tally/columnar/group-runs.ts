import type { CaseFilter } from '@lamina/shared/domain/filter.ts';
import { periodsWithin, type Range } from './calendar.ts';
import { Cells, type Grouping, groupingDimensions } from './grouping.ts';
import { addRange, codeCount } from './outcome.ts';
import { sumOfRange } from './risks.ts';
import { firstRowFrom, RUN_DIMENSIONS, type RunDimension } from './runs.ts';
import type { Condition } from './selection.ts';
import type { Snapshot, SnapshotDimension } from './snapshot.ts';

/** Rows of one run. */
export interface RangeOfRun extends Range {
  readonly run: number;
}

export function isRunDimension(dimension: SnapshotDimension): dimension is RunDimension {
  return (RUN_DIMENSIONS as readonly SnapshotDimension[]).includes(dimension);
}

/** Groups by nothing but procedure, hospital and surgeon: each cell is a few ranges of rows, for which running totals stand in. */
export function groupRuns(
  snapshot: Snapshot,
  conditions: readonly Condition[],
  filter: CaseFilter,
  groupBy: readonly SnapshotDimension[],
): Grouping {
  const { calendar, periods, columns, runs } = snapshot;
  const { procedure, hospital, surgeon } = columns;
  const ofRuns = {
    ...columns,
    procedure: { ...procedure, codes: runs.codes.procedure },
    hospital: { ...hospital, codes: runs.codes.hospital },
    surgeon: { ...surgeon, codes: runs.codes.surgeon },
  };
  const cells = new Cells(groupingDimensions({ columns: ofRuns, calendar }, groupBy), calendar);
  const ranges: { cell: number; from: number; to: number }[] = [];
  for (const { run, from, to } of rangesOfRuns(snapshot, conditions, filter)) {
    const cell = cells.find(cells.keyOf(run, 0));
    cells.add(cell, to - from, periods[from] ?? 0, periods[to - 1] ?? 0);
    const last = ranges.at(-1);
    if (last?.cell === cell && last.to === from) last.to = to;
    else ranges.push({ cell, from, to });
  }
  return {
    cells,
    count: (outcomes) =>
      outcomes.map((outcome) => {
        const count = codeCount(outcome);
        const counts = new Uint32Array(cells.keys.length * count);
        for (const { cell, from, to } of ranges) addRange(outcome, from, to, counts, cell * count);
        return counts;
      }),
    sum: (risks) => {
      const sums = new Float64Array(cells.keys.length);
      for (const { cell, from, to } of ranges) sums[cell] = (sums[cell] ?? 0) + sumOfRange(risks, from, to);
      return sums;
    },
  };
}

/** The rows that meet the conditions on procedure, hospital and surgeon and lie within the filter's period; each range within one run, its periods ascending. */
export function rangesOfRuns(
  { calendar, periods, runs }: Snapshot,
  conditions: readonly Condition[],
  filter: CaseFilter,
): RangeOfRun[] {
  const onRuns = conditions.flatMap(({ dimension, allowed }) =>
    isRunDimension(dimension) ? [{ codes: runs.codes[dimension], allowed }] : [],
  );
  const within = periodsWithin(calendar, filter);
  const ranges: RangeOfRun[] = [];
  for (let run = 0; run + 1 < runs.starts.length; run += 1) {
    if (onRuns.some(({ codes, allowed }) => allowed[codes[run] ?? 0] === 0)) continue;
    for (const range of within) {
      const from = firstRowFrom(runs, run, periods, range.from);
      const to = firstRowFrom(runs, run, periods, range.to);
      if (from < to) ranges.push({ run, from, to });
    }
  }
  return ranges;
}
