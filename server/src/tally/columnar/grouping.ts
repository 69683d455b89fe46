import type { Dimension } from '@lamina/shared/domain/filter.ts';
import type { DimensionValue } from '../tally.ts';
import { CALENDAR_DIMENSIONS, type Calendar, type CalendarDimension } from './calendar.ts';
import type { Codes } from './codes.ts';
import type { Outcome } from './outcome.ts';
import type { Risks } from './risks.ts';
import { OTHER_SURGEONS, type OtherSurgeon, type Snapshot, type SnapshotDimension } from './snapshot.ts';

/** The selected cases in cells, numbered from 0 in any order. The three ways to get one differ in what they look at: periods, runs or rows. */
export interface Grouping {
  readonly cells: Cells;
  /** For each outcome, how many cases of each cell have each of its codes: cells × codes. */
  count(outcomes: readonly Outcome[]): readonly Uint32Array[];
  /** The sum of the risks of each cell's cases. */
  sum(risks: Risks): Float64Array;
}

/** What the question is grouped by, with the code of any row or period in it. */
export interface GroupingDimension {
  /** As the question calls it. */
  readonly dimension: Dimension;
  readonly values: readonly DimensionValue[];
  readonly codes: Codes;
  /** Whether `codes` are those of the calendar's periods, or else of the rows. */
  readonly ofPeriods: boolean;
}

export function groupingDimensions(
  { columns, calendar }: Pick<Snapshot, 'columns' | 'calendar'>,
  groupBy: readonly SnapshotDimension[],
): GroupingDimension[] {
  return groupBy.map((dimension) =>
    isCalendarDimension(dimension)
      ? { dimension, values: calendar.values[dimension], codes: calendar.codes[dimension], ofPeriods: true }
      : {
          dimension: isOtherSurgeon(dimension) ? 'surgeon' : dimension,
          ...columns[dimension],
          ofPeriods: false,
        },
  );
}

function isOtherSurgeon(dimension: SnapshotDimension): dimension is OtherSurgeon {
  return (Object.values(OTHER_SURGEONS) as SnapshotDimension[]).includes(dimension);
}

export function isCalendarDimension(dimension: SnapshotDimension): dimension is CalendarDimension {
  return (CALENDAR_DIMENSIONS as readonly SnapshotDimension[]).includes(dimension);
}

/** Up to so many possible keys, a table finds the cell of a key; beyond, a map does. */
const LARGEST_TABLE = 2 ** 22;
/** Where no more keys than this are possible for each cell, reading the table in order is faster than sorting. */
const KEYS_A_CELL = 8;

/** The cells found so far. The key of a cell is a number whose digits are the codes of its dimensions, so that keys order as SQL orders the cells. */
export class Cells {
  readonly keys: number[] = [];
  readonly cases: number[] = [];
  /** Of each cell, the period that starts first and the period that ends last. */
  readonly firstPeriods: number[] = [];
  readonly lastPeriods: number[] = [];
  readonly #dimensions: readonly GroupingDimension[];
  readonly #calendar: Calendar;
  readonly #table: Int32Array | undefined;
  readonly #map = new Map<number, number>();

  constructor(dimensions: readonly GroupingDimension[], calendar: Calendar) {
    this.#dimensions = dimensions;
    this.#calendar = calendar;
    const possible = dimensions.reduce((product, { values }) => product * values.length, 1);
    if (possible <= LARGEST_TABLE) this.#table = new Int32Array(possible).fill(-1);
  }

  /** The key of a row that lies in the period; for grouping by the calendar and the procedure only, any row of the procedure will do. */
  keyOf(row: number, period: number): number {
    let key = 0;
    for (const { codes, values, ofPeriods } of this.#dimensions) {
      key = key * values.length + (codes[ofPeriods ? period : row] ?? 0);
    }
    return key;
  }

  /** The number of the cell with this key. */
  find(key: number): number {
    const known = this.#table === undefined ? (this.#map.get(key) ?? -1) : (this.#table[key] ?? -1);
    if (known >= 0) return known;
    const cell = this.keys.length;
    if (this.#table === undefined) this.#map.set(key, cell);
    else this.#table[key] = cell;
    this.keys.push(key);
    this.cases.push(0);
    this.firstPeriods.push(-1);
    this.lastPeriods.push(-1);
    return cell;
  }

  /** The numbers of the cells, by ascending key. */
  inOrder(): number[] {
    const { keys } = this;
    const table = this.#table;
    if (table !== undefined && table.length < keys.length * KEYS_A_CELL) {
      return [...table.filter((cell) => cell >= 0)];
    }
    return keys.map((_, cell) => cell).sort((left, right) => (keys[left] ?? 0) - (keys[right] ?? 0));
  }

  /** Adds cases to a cell, the first and last of which lie in these periods. */
  add(cell: number, cases: number, firstPeriod: number, lastPeriod: number): void {
    const { startDays, endDays } = this.#calendar;
    this.cases[cell] = (this.cases[cell] ?? 0) + cases;
    const first = startDays[this.firstPeriods[cell] ?? -1] ?? Number.POSITIVE_INFINITY;
    if ((startDays[firstPeriod] ?? 0) < first) this.firstPeriods[cell] = firstPeriod;
    const last = endDays[this.lastPeriods[cell] ?? -1] ?? Number.NEGATIVE_INFINITY;
    if ((endDays[lastPeriod] ?? 0) > last) this.lastPeriods[cell] = lastPeriod;
  }
}
