import type { Dimension } from '@lamina/shared/domain/filter.ts';
import type { DimensionValue } from '../tally.ts';
import { CALENDAR_DIMENSIONS, type Calendar, type CalendarDimension } from './calendar.ts';
import type { Codes } from './codes.ts';
import type { Outcome } from './outcome.ts';
import type { Models, RiskTotals } from './risks.ts';
import {
  OTHER_SURGEONS,
  type OtherSurgeon,
  type Place,
  type Snapshot,
  type SnapshotDimension,
} from './snapshot.ts';

/** An indicator with risks. */
export interface Adjusted {
  /** Among the indicators of the models. */
  readonly place: number;
  readonly totals: RiskTotals;
}

/** The selected cases in cells, numbered from 0 in any order. The three ways to get one differ in what they look at: periods, runs or rows. */
export interface Grouping {
  readonly cells: Cells;
  /** For each outcome, how many cases of each cell have each of its codes: cells × codes. */
  count(outcomes: readonly Outcome[]): readonly Uint32Array[];
  /** For each adjusted indicator, the sum of the risks of each cell's cases. */
  sum(models: Models, adjusted: readonly Adjusted[]): readonly Float64Array[];
}

/** What the question is grouped by. */
export interface GroupingDimension {
  /** As the question calls it. */
  readonly dimension: Dimension;
  readonly values: readonly DimensionValue[];
  readonly of: Place;
  readonly codes: Codes;
}

export function groupingDimensions(
  { columns, calendar }: Pick<Snapshot, 'columns' | 'calendar'>,
  groupBy: readonly SnapshotDimension[],
): GroupingDimension[] {
  return groupBy.map((dimension) =>
    isCalendarDimension(dimension)
      ? { dimension, values: calendar.values[dimension], of: 'period', codes: calendar.codes[dimension] }
      : { dimension: isOtherSurgeon(dimension) ? 'surgeon' : dimension, ...columns[dimension] },
  );
}

function isOtherSurgeon(dimension: SnapshotDimension): dimension is OtherSurgeon {
  return (Object.values(OTHER_SURGEONS) as SnapshotDimension[]).includes(dimension);
}

export function isCalendarDimension(dimension: SnapshotDimension): dimension is CalendarDimension {
  return (CALENDAR_DIMENSIONS as readonly SnapshotDimension[]).includes(dimension);
}

export const AFTER_ALL_DAYS = 2 ** 31 - 1;
export const BEFORE_ALL_DAYS = -(2 ** 31);

/** Up to so many possible keys, a table finds the cell of a key; beyond, a map does. */
const LARGEST_TABLE = 2 ** 22;
/** Where no more keys than this are possible for each cell, reading the table in order is faster than sorting. */
const KEYS_A_CELL = 8;

/** Codes of a dimension, and what one step of them adds to a key. */
interface Digit {
  readonly codes: Codes;
  readonly weight: number;
}

/** The cells found so far. The key of a cell is a number whose digits are the codes of its dimensions, so that keys order as SQL orders the cells. */
export class Cells {
  readonly keys: number[] = [];
  readonly cases: number[] = [];
  /** Of each cell, the period that starts first and the period that ends last. */
  readonly firstPeriods: number[] = [];
  readonly lastPeriods: number[] = [];
  readonly #firstDays: number[] = [];
  readonly #lastDays: number[] = [];
  readonly #ofPlaces: readonly Digit[];
  readonly #ofPeriods: readonly Digit[];
  readonly #calendar: Calendar;
  readonly #table: Int32Array | undefined;
  readonly #map = new Map<number, number>();

  constructor(dimensions: readonly GroupingDimension[], calendar: Calendar) {
    let possible = 1;
    const digits = dimensions.toReversed().map(({ of, codes, values }) => {
      const weight = possible;
      possible *= values.length;
      return { of, codes, weight };
    });
    this.#ofPlaces = digits.filter(({ of }) => of !== 'period');
    this.#ofPeriods = digits.filter(({ of }) => of === 'period');
    this.#calendar = calendar;
    if (possible <= LARGEST_TABLE) this.#table = new Int32Array(possible).fill(-1);
  }

  /** What a place adds to the key of a cell, where all dimensions but those of the calendar have codes of such places. */
  keyOfPlace(place: number): number {
    return keyOf(this.#ofPlaces, place);
  }

  /** What a period adds to it. */
  keyOfPeriod(period: number): number {
    return keyOf(this.#ofPeriods, period);
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
    this.#firstDays.push(AFTER_ALL_DAYS);
    this.#lastDays.push(BEFORE_ALL_DAYS);
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
    this.cases[cell] = (this.cases[cell] ?? 0) + cases;
    const firstDay = this.#calendar.startDays[firstPeriod] ?? 0;
    if (firstDay < (this.#firstDays[cell] ?? 0)) {
      this.#firstDays[cell] = firstDay;
      this.firstPeriods[cell] = firstPeriod;
    }
    const lastDay = this.#calendar.endDays[lastPeriod] ?? 0;
    if (lastDay > (this.#lastDays[cell] ?? 0)) {
      this.#lastDays[cell] = lastDay;
      this.lastPeriods[cell] = lastPeriod;
    }
  }
}

function keyOf(digits: readonly Digit[], place: number): number {
  let key = 0;
  for (const { codes, weight } of digits) key += (codes[place] ?? 0) * weight;
  return key;
}
