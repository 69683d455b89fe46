import type { CaseFilter } from '@lamina/shared/domain/filter.ts';
import { periodsWithin } from './calendar.ts';
import {
  Cells,
  type Grouping,
  type GroupingDimension,
  groupingDimensions,
  isCalendarDimension,
} from './grouping.ts';
import { addRange, codeCount } from './outcome.ts';
import { riskOfRow, sumOfRange } from './risks.ts';
import { firstRowFrom, RUN_DIMENSIONS, type RunDimension } from './runs.ts';
import type { Condition } from './selection.ts';
import { placesOf, type Snapshot, type SnapshotDimension } from './snapshot.ts';

export function isRunDimension(dimension: SnapshotDimension): dimension is RunDimension {
  return (RUN_DIMENSIONS as readonly SnapshotDimension[]).includes(dimension);
}

/** Whether the question asks for nothing but procedures, hospitals, surgeons and periods, so that running totals by row answer it. */
export function asksForRuns(
  conditions: readonly Condition[],
  groupBy: readonly SnapshotDimension[],
): boolean {
  return (
    conditions.every(({ dimension }) => isRunDimension(dimension)) &&
    groupBy.every((dimension) => isRunDimension(dimension) || isCalendarDimension(dimension))
  );
}

/** Each cell is a few ranges of rows, for which running totals stand in. */
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
  const dimensions = groupingDimensions({ columns: ofRuns, calendar }, groupBy);
  const cells = new Cells(dimensions, calendar);
  const ends = stretchEnds(dimensions, calendar.starts.length);
  const ranges: { cell: number; from: number; to: number }[] = [];
  visitRuns(snapshot, conditions, filter, (run, from, to) => {
    const ofRun = cells.keyOfPlace(run);
    for (let start = from; start < to; ) {
      const period = periods[start] ?? 0;
      const end = ends === null ? to : Math.min(to, firstRowFrom(runs, run, periods, ends[period] ?? 0));
      const cell = cells.find(ofRun + cells.keyOfPeriod(period));
      cells.add(cell, end - start, period, periods[end - 1] ?? 0);
      const last = ranges.at(-1);
      if (last?.cell === cell && last.to === start) last.to = end;
      else ranges.push({ cell, from: start, to: end });
      start = end;
    }
  });
  return {
    cells,
    count: (outcomes) =>
      outcomes.map((outcome) => {
        const count = codeCount(outcome);
        const places = placesOf(snapshot, outcome.of);
        const counts = new Uint32Array(cells.keys.length * count);
        for (const { cell, from, to } of ranges) addRange(outcome, places, from, to, counts, cell * count);
        return counts;
      }),
    sum: (models, adjusted) =>
      adjusted.map(({ place, totals: { byRow } }) => {
        const riskOf = riskOfRow(models, snapshot, place);
        const sums = new Float64Array(cells.keys.length);
        for (const { cell, from, to } of ranges) {
          sums[cell] = (sums[cell] ?? 0) + sumOfRange(byRow, riskOf, from, to);
        }
        return sums;
      }),
  };
}

/** For each period, the first later one that has another month, quarter or year, of those that are grouped by. Null where none is. */
function stretchEnds(dimensions: readonly GroupingDimension[], periodCount: number): Uint32Array | null {
  const ofPeriods = dimensions.filter(({ of }) => of === 'period');
  if (ofPeriods.length === 0) return null;
  const ends = new Uint32Array(periodCount);
  for (let period = periodCount - 1; period >= 0; period -= 1) {
    const goesOn =
      period + 1 < periodCount && ofPeriods.every(({ codes }) => codes[period] === codes[period + 1]);
    ends[period] = goesOn ? (ends[period + 1] ?? 0) : period + 1;
  }
  return ends;
}

/** Visits the rows that meet the conditions on procedure, hospital and surgeon and lie within the filter's period: ranges within one run each, their periods ascending. */
export function visitRuns(
  { calendar, periods, runs }: Snapshot,
  conditions: readonly Condition[],
  filter: CaseFilter,
  visit: (run: number, from: number, to: number) => void,
): void {
  const onRuns = conditions.flatMap(({ dimension, allowed }) =>
    isRunDimension(dimension) ? [{ codes: runs.codes[dimension], allowed }] : [],
  );
  const within = periodsWithin(calendar, filter);
  for (let run = 0; run + 1 < runs.starts.length; run += 1) {
    if (onRuns.some(({ codes, allowed }) => allowed[codes[run] ?? 0] === 0)) continue;
    for (const range of within) {
      const from = firstRowFrom(runs, run, periods, range.from);
      const to = firstRowFrom(runs, run, periods, range.to);
      if (from < to) visit(run, from, to);
    }
  }
}
