import type { IsoDate } from './period.ts';

const MONTHS = ['Jan', 'Feb', 'Mar', 'Apr', 'May', 'Jun', 'Jul', 'Aug', 'Sep', 'Oct', 'Nov', 'Dec'] as const;

/** 'May 2025' of '2025-05' */
export function monthInWords(month: string): string {
  return `${MONTHS[Number(month.slice(5, 7)) - 1]} ${month.slice(0, 4)}`;
}

/** 'Apr–Jun 2025' of '2025-Q2' */
export function quarterInWords(quarter: string): string {
  const first = (Number(quarter.slice(-1)) - 1) * 3;
  return `${MONTHS[first]}–${MONTHS[first + 2]} ${quarter.slice(0, 4)}`;
}

/** '14 May 2025' of '2025-05-14' */
export function dateInWords(date: IsoDate): string {
  return `${Number(date.slice(8, 10))} ${monthInWords(date.slice(0, 7))}`;
}
