import { z } from 'zod';

/** A calendar date as YYYY-MM-DD; impossible dates such as 2023-02-30 are refused. */
export const IsoDate = z.iso.date();
export type IsoDate = z.infer<typeof IsoDate>;

/** Half-open: `from` belongs to the period, `to` does not. Either end may be open. */
export const Period = z.object({ from: IsoDate.optional(), to: IsoDate.optional() });
export type Period = z.infer<typeof Period>;

const MILLISECONDS_A_DAY = 86_400_000;

/** Whole days from one date to another; negative when `to` comes first. */
export function daysBetween(from: IsoDate, to: IsoDate): number {
  return Math.round((Date.parse(to) - Date.parse(from)) / MILLISECONDS_A_DAY);
}

export function addDays(date: IsoDate, days: number): IsoDate {
  return new Date(Date.parse(date) + days * MILLISECONDS_A_DAY).toISOString().slice(0, 10);
}

/** '2024-03' for any day of March 2024. */
export function monthOf(date: IsoDate): string {
  return date.slice(0, 7);
}

/** '2024-Q1' for any day of January, February or March 2024. */
export function quarterOf(date: IsoDate): string {
  return `${date.slice(0, 4)}-Q${Math.ceil(Number(date.slice(5, 7)) / 3)}`;
}

/** Every quarter from the one of `first` to the one of `last`, both included, whether anything happened in it or not. */
export function quartersBetween(first: IsoDate, last: IsoDate): string[] {
  const index = (date: IsoDate) => Number(date.slice(0, 4)) * 4 + Math.ceil(Number(date.slice(5, 7)) / 3) - 1;
  const quarters: string[] = [];
  for (let quarter = index(first); quarter <= index(last); quarter += 1) {
    quarters.push(`${Math.floor(quarter / 4)}-Q${(quarter % 4) + 1}`);
  }
  return quarters;
}

/** The days of '2024-Q1'. */
export function periodOfQuarter(quarter: string): Required<Period> {
  const firstMonth = (Number(quarter.slice(-1)) - 1) * 3 + 1;
  return monthsFrom(Number(quarter.slice(0, 4)), firstMonth, 3);
}

/** The days of '2024-03'. */
export function periodOfMonth(month: string): Required<Period> {
  return monthsFrom(Number(month.slice(0, 4)), Number(month.slice(5, 7)), 1);
}

function monthsFrom(year: number, month: number, months: number): Required<Period> {
  // Without Date: charts of hundreds of courses ask for thousands of periods.
  const firstOf = (monthNumber: number) => {
    const [after, within] = [Math.floor((monthNumber - 1) / 12), (monthNumber - 1) % 12];
    return `${String(year + after).padStart(4, '0')}-${String(within + 1).padStart(2, '0')}-01`;
  };
  return { from: firstOf(month), to: firstOf(month + months) };
}

/** The days that belong to both. */
export function intersectPeriods(one: Period, other: Period): Period {
  const from = [one.from, other.from]
    .filter((date) => date !== undefined)
    .toSorted()
    .at(-1);
  const to = [one.to, other.to].filter((date) => date !== undefined).toSorted()[0];
  return { ...(from === undefined ? {} : { from }), ...(to === undefined ? {} : { to }) };
}
