import { formatDate } from '../../lib/format.ts';

/** '14 Mar 2026, 09:05' of an ISO instant, on the reader's clock. */
export function momentInWords(instant: string): string {
  const moment = new Date(instant);
  const [year, month, day] = [moment.getFullYear(), moment.getMonth() + 1, moment.getDate()];
  const time = [moment.getHours(), moment.getMinutes()].map(twoDigits).join(':');
  return `${formatDate(`${year}-${twoDigits(month)}-${twoDigits(day)}`)}, ${time}`;
}

function twoDigits(value: number): string {
  return String(value).padStart(2, '0');
}
