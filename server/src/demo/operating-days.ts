import type { Urgency } from '@lamina/shared/domain/surgical-case.ts';
import { createRandomSource } from '@lamina/shared/statistics/distributions.ts';
import type { Calendar, DayNumber } from './calendar.ts';

/** Operating volume by month, January first: fewer in the summer holidays and in December. A choice. */
const MONTH_VOLUME = [1.03, 1.03, 1.06, 1, 1.02, 1.02, 0.86, 0.92, 1.05, 1.06, 1.06, 0.89] as const;
const WEEKEND_VOLUME = 0.07;
const DAY_SPREAD = 0.25;

/** Kept apart from the draws of the cases, so that both can be changed alone. */
const DAY_SEED_OFFSET = 0x5eed;

export function isWeekend(calendar: Calendar, day: DayNumber): boolean {
  const weekday = calendar.weekday(day);
  return weekday === 0 || weekday === 6;
}

/** Weekends are for what cannot wait. */
export const WEEKEND_URGENCY: Readonly<Record<Urgency, number>> = {
  elective: 0.1,
  urgent: 0.5,
  emergency: 0.4,
};

/** How many operations each day has, from the first day on: exactly `cases` in all. */
export function operationsByDay(calendar: Calendar, cases: number, seed: number): Uint32Array {
  const random = createRandomSource((seed + DAY_SEED_OFFSET) >>> 0);
  const days = calendar.lastDay - calendar.firstDay + 1;
  const cumulative = new Float64Array(days);
  let total = 0;
  for (let index = 0; index < days; index += 1) {
    const day = calendar.firstDay + index;
    total +=
      (MONTH_VOLUME[calendar.month(day)] ?? 1) *
      (isWeekend(calendar, day) ? WEEKEND_VOLUME : 1) *
      Math.exp(DAY_SPREAD * random.normal());
    cumulative[index] = total;
  }
  const counts = new Uint32Array(days);
  let placed = 0;
  cumulative.forEach((weight, index) => {
    const due = Math.round((cases * weight) / total);
    counts[index] = due - placed;
    placed = due;
  });
  return counts;
}
