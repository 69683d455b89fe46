import type { CaseFilter } from '@lamina/shared/domain/filter.ts';
import { periodsWithin, type Range } from './calendar.ts';
import type { Codes } from './codes.ts';
import { Cells, type Grouping, groupingDimensions } from './grouping.ts';
import { addRange, codeCount } from './outcome.ts';
import { sumOfRange } from './risks.ts';
import type { Condition } from './selection.ts';
import type { Snapshot, SnapshotDimension } from './snapshot.ts';

const RUN_DIMENSIONS: readonly SnapshotDimension[] = ['procedure', 'hospital', 'surgeon'];

export function isRunDimension(dimension: SnapshotDimension): boolean {
  return RUN_DIMENSIONS.includes(dimension);
}

/** Groups by nothing but procedure, hospital and surgeon: each cell is a few ranges of rows, for which running totals stand in. */
export function groupRuns(
  snapshot: Snapshot,
  conditions: readonly Condition[],
  filter: CaseFilter,
  groupBy: readonly SnapshotDimension[],
): Grouping {
  const { calendar, periods } = snapshot;
  const cells = new Cells(groupingDimensions(snapshot, groupBy), calendar);
  const ranges: { cell: number; from: number; to: number }[] = [];
  for (const { from, to } of rangesOfRuns(snapshot, conditions, filter)) {
    const cell = cells.find(cells.keyOf(from, 0));
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
): Range[] {
  const onRuns = conditions.filter(({ dimension }) => isRunDimension(dimension));
  const within = periodsWithin(calendar, filter);
  const ranges: Range[] = [];
  for (let run = 0; run + 1 < runs.length; run += 1) {
    const start = runs[run] ?? 0;
    if (onRuns.some(({ codes, allowed }) => allowed[codes[start] ?? 0] === 0)) continue;
    const end = runs[run + 1] ?? 0;
    for (const range of within) {
      const from = firstFrom(periods, range.from, start, end);
      const to = firstFrom(periods, range.to, from, end);
      if (from < to) ranges.push({ from, to });
    }
  }
  return ranges;
}

/** The first of ascending codes from `start` to `end` that is not below `code`; `end` if none is. */
function firstFrom(codes: Codes, code: number, start: number, end: number): number {
  if (start === end || (codes[start] ?? 0) >= code) return start;
  if ((codes[end - 1] ?? 0) < code) return end;
  let low = start;
  let high = end;
  while (low < high) {
    const middle = (low + high) >>> 1;
    if ((codes[middle] ?? 0) < code) low = middle + 1;
    else high = middle;
  }
  return low;
}
