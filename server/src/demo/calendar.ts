import type { IsoDate } from '@lamina/shared/domain/period.ts';

/** Whole days since 1970-01-01: what the generator counts in. */
export type DayNumber = number;

const MILLISECONDS_A_DAY = 86_400_000;
const MONTHS_A_YEAR = 12;

/** How long before the first operation a date may lie (admission, first questionnaire). */
const DAYS_BEFORE = 120;

export interface Calendar {
  readonly firstDay: DayNumber;
  /** The data cut-off: last day of the last month. */
  readonly lastDay: DayNumber;
  iso(day: DayNumber): IsoDate;
  /** 0 Sunday … 6 Saturday. */
  weekday(day: DayNumber): number;
  /** 0 January … 11 December. */
  month(day: DayNumber): number;
  /** First day of the month that begins this many months before the end of the last one. */
  monthsBeforeEnd(months: number): DayNumber;
}

function startOfMonth(monthIndex: number): DayNumber {
  const year = Math.floor(monthIndex / MONTHS_A_YEAR);
  return Date.UTC(year, monthIndex - year * MONTHS_A_YEAR, 1) / MILLISECONDS_A_DAY;
}

/** Every date of the network is looked up here: formatting millions of dates one by one would take longer than drawing them. */
export function createCalendar(lastMonth: string, years: number): Calendar {
  const endMonth = Number(lastMonth.slice(0, 4)) * MONTHS_A_YEAR + Number(lastMonth.slice(5, 7));
  const firstDay = startOfMonth(endMonth - years * MONTHS_A_YEAR);
  const lastDay = startOfMonth(endMonth) - 1;
  const tableStart = firstDay - DAYS_BEFORE;
  const dates = Array.from({ length: lastDay - tableStart + 1 }, (_, index) =>
    new Date((tableStart + index) * MILLISECONDS_A_DAY).toISOString().slice(0, 10),
  );
  const months = Uint8Array.from(dates, (date) => Number(date.slice(5, 7)) - 1);
  function iso(day: DayNumber): IsoDate {
    const date = dates[day - tableStart];
    if (date === undefined) throw new RangeError(`Day ${day} lies outside the calendar of the demo network.`);
    return date;
  }
  return {
    firstDay,
    lastDay,
    iso,
    weekday: (day) => (day + 4) % 7,
    month: (day) => months[day - tableStart] ?? 0,
    monthsBeforeEnd: (months) => startOfMonth(endMonth - months),
  };
}
