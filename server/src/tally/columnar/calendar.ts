import type { CaseFilter, Dimension } from '@lamina/shared/domain/filter.ts';
import { daysBetween, type IsoDate, monthOf, quarterOf } from '@lamina/shared/domain/period.ts';
import type { DimensionValue } from '../tally.ts';

export const CALENDAR_DIMENSIONS = ['month', 'quarter', 'year'] as const satisfies readonly Dimension[];
export type CalendarDimension = (typeof CALENDAR_DIMENSIONS)[number];

const EPOCH = '1970-01-01';

/** Half-open. */
export interface Range {
  readonly from: number;
  readonly to: number;
}

/** The periods that cases lie in, by code: single days in order, then the whole years of cases of which only the year is known. */
export interface Calendar {
  readonly starts: readonly IsoDate[];
  readonly ends: readonly IsoDate[];
  /** The same as numbers of days since an epoch. */
  readonly startDays: Int32Array;
  readonly endDays: Int32Array;
  /** How many of the periods are single days. */
  readonly days: number;
  /** Of each period, its code in `values`; null comes first, for the month and quarter of a whole year. */
  readonly codes: Readonly<Record<CalendarDimension, Uint32Array<ArrayBuffer>>>;
  readonly values: Readonly<Record<CalendarDimension, readonly DimensionValue[]>>;
}

export interface Period {
  readonly start: IsoDate;
  readonly end: IsoDate;
}

/** Orders periods as a calendar has them. */
export function comparePeriods(left: Period, right: Period): number {
  const byLength = Number(left.start !== left.end) - Number(right.start !== right.end);
  if (byLength !== 0) return byLength;
  return left.start < right.start ? -1 : Number(left.start > right.start);
}

/** Of periods in calendar order. */
export function calendarOf(periods: readonly Period[]): Calendar {
  const nameOf: Record<CalendarDimension, (period: Period) => string | number | null> = {
    month: ({ start, end }) => (start === end ? monthOf(start) : null),
    quarter: ({ start, end }) => (start === end ? quarterOf(start) : null),
    year: ({ start }) => Number(start.slice(0, 4)),
  };
  const codes: Partial<Record<CalendarDimension, Uint32Array<ArrayBuffer>>> = {};
  const values: Partial<Record<CalendarDimension, readonly DimensionValue[]>> = {};
  for (const dimension of CALENDAR_DIMENSIONS) {
    const known = periods.map(nameOf[dimension]);
    const distinct = [null, ...[...new Set(known)].filter((value) => value !== null).toSorted(ascending)];
    const codeOf = new Map(distinct.map((value, code) => [value, code]));
    values[dimension] = distinct;
    codes[dimension] = Uint32Array.from(known, (value) => codeOf.get(value) ?? 0);
  }
  return {
    starts: periods.map(({ start }) => start),
    ends: periods.map(({ end }) => end),
    startDays: Int32Array.from(periods, ({ start }) => daysBetween(EPOCH, start)),
    endDays: Int32Array.from(periods, ({ end }) => daysBetween(EPOCH, end)),
    days: periods.filter(({ start, end }) => start === end).length,
    codes: codes as Calendar['codes'],
    values: values as Calendar['values'],
  };
}

/** The codes of the periods that lie wholly within the filter's, as ranges in each of which starts and ends ascend. */
export function periodsWithin(calendar: Calendar, { from, to }: CaseFilter): Range[] {
  const { starts, ends, days } = calendar;
  return [
    { from: 0, to: days },
    { from: days, to: starts.length },
  ]
    .map((range) => ({
      from: from === undefined ? range.from : firstAtLeast(starts, from, range),
      to: to === undefined ? range.to : firstAtLeast(ends, to, range),
    }))
    .filter((range) => range.from < range.to);
}

function firstAtLeast(dates: readonly IsoDate[], date: IsoDate, range: Range): number {
  let low = range.from;
  let high = range.to;
  while (low < high) {
    const middle = (low + high) >>> 1;
    if ((dates[middle] ?? '') < date) low = middle + 1;
    else high = middle;
  }
  return low;
}

function ascending(left: string | number, right: string | number): number {
  return left < right ? -1 : Number(left > right);
}
