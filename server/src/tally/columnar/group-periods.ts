import type { CaseFilter } from '@lamina/shared/domain/filter.ts';
import { periodsWithin } from './calendar.ts';
import { Cells, type Grouping, groupingDimensions, isCalendarDimension } from './grouping.ts';
import { addDifference, codeCount } from './outcome.ts';
import type { Condition } from './selection.ts';
import type { Snapshot, SnapshotDimension } from './snapshot.ts';

/** Whether the question asks for nothing but procedures and periods, so that running totals by period answer it. */
export function asksForPeriods(
  conditions: readonly Condition[],
  groupBy: readonly SnapshotDimension[],
): boolean {
  const known = (dimension: SnapshotDimension) => dimension === 'procedure' || isCalendarDimension(dimension);
  return conditions.every(({ dimension }) => known(dimension)) && groupBy.every(known);
}

/** Groups without looking at any case: each cell is a few stretches of the calendar. */
export function groupPeriods(
  snapshot: Snapshot,
  conditions: readonly Condition[],
  filter: CaseFilter,
  groupBy: readonly SnapshotDimension[],
): Grouping {
  const { calendar, casesByPeriod, columns } = snapshot;
  const procedures = Uint8Array.from(columns.procedure.values, (_, code) => code);
  const byProcedure = { ...columns, procedure: { ...columns.procedure, codes: procedures } };
  const cells = new Cells(groupingDimensions({ columns: byProcedure, calendar }, groupBy), calendar);
  const stretches: { cell: number; from: number; to: number }[] = [];

  const addStretch = (key: number, offset: number, first: number, end: number) => {
    const casesBefore = (period: number) => casesByPeriod[offset + period] ?? 0;
    let from = first;
    let to = end;
    while (from < to && casesBefore(from) === casesBefore(from + 1)) from += 1;
    while (from < to && casesBefore(to) === casesBefore(to - 1)) to -= 1;
    if (from === to) return;
    const cell = cells.find(key);
    cells.add(cell, casesBefore(to) - casesBefore(from), from, to - 1);
    stretches.push({ cell, from: offset + from, to: offset + to });
  };

  for (const procedure of procedures) {
    if (conditions.some(({ allowed }) => allowed[procedure] === 0)) continue;
    const offset = procedure * (calendar.starts.length + 1);
    const ofProcedure = cells.keyOfPlace(procedure);
    for (const { from, to } of periodsWithin(calendar, filter)) {
      let start = from;
      for (let period = from + 1; period <= to; period += 1) {
        const key = cells.keyOfPeriod(start);
        if (period < to && cells.keyOfPeriod(period) === key) continue;
        addStretch(ofProcedure + key, offset, start, period);
        start = period;
      }
    }
  }
  return {
    cells,
    count: (outcomes) =>
      outcomes.map((outcome) => {
        const count = codeCount(outcome);
        const counts = new Uint32Array(cells.keys.length * count);
        for (const { cell, from, to } of stretches) {
          addDifference(outcome.byPeriod, from, to, count, counts, cell * count);
        }
        return counts;
      }),
    sum: (_, adjusted) =>
      adjusted.map(({ totals: { byPeriod } }) => {
        const sums = new Float64Array(cells.keys.length);
        for (const { cell, from, to } of stretches) {
          sums[cell] = (sums[cell] ?? 0) + (byPeriod[to] ?? 0) - (byPeriod[from] ?? 0);
        }
        return sums;
      }),
  };
}
