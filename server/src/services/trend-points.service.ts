import {
  addDays,
  daysBetween,
  type IsoDate,
  periodOfMonth,
  periodOfQuarter,
  quartersBetween,
} from '@lamina/shared/domain/period.ts';
import { dateInWords, monthInWords, quarterInWords } from '@lamina/shared/domain/period-in-words.ts';
import type { Indicator } from '@lamina/shared/indicators/indicator.ts';
import type { SequencedCase } from '../repositories/case-sequence.repository.ts';
import type { IndicatorTally, TallyCell } from '../tally/tally.ts';
import { valueOfTally } from './figures.service.ts';

export type PeriodStep = 'month' | 'quarter';

/** A point before any chart is chosen: a period with what was counted in it, or an event with the gap that it closes. */
export interface CoursePoint {
  readonly key: string;
  readonly label: string;
  readonly from: IsoDate;
  readonly to: IsoDate;
  readonly numerator: number | null;
  readonly denominator: number;
  readonly expected: number | null;
  readonly figure: number | null;
  readonly waiting: number;
  readonly caseId: number | null;
  /** What was counted; null for events and for periods without cases. */
  readonly tally: IndicatorTally | null;
  /** The gap in days, events of one day spread evenly over it; null for periods. */
  readonly days: number | null;
  /** The event has not come yet. */
  readonly open: boolean;
}

/** Every period from the first to the last, whether anybody was operated on in it or not. */
export function periodPoints(
  indicator: Pick<Indicator, 'id' | 'kind'>,
  step: PeriodStep,
  cells: readonly TallyCell[],
  { first, last }: { readonly first: IsoDate; readonly last: IsoDate },
): CoursePoint[] {
  const byPeriod = new Map(cells.map((cell) => [String(cell.key[step]), cell]));
  const names = step === 'month' ? monthsBetween(first, last) : quartersBetween(first, last);
  return names.map((key) => {
    const tally = byPeriod.get(key)?.indicators[indicator.id] ?? null;
    const { from = first, to = last } = step === 'month' ? periodOfMonth(key) : periodOfQuarter(key);
    const counted = tally?.kind === 'proportion' ? tally : null;
    return {
      key,
      label: step === 'month' ? monthInWords(key) : quarterInWords(key),
      from,
      to,
      numerator: indicator.kind === 'proportion' ? (counted?.numerator ?? 0) : null,
      denominator: tally?.denominator ?? 0,
      expected: counted?.expected ?? null,
      figure: tally === null ? null : valueOfTally(tally),
      waiting: tally?.notCounted['not-yet-eligible'] ?? 0,
      caseId: null,
      tally,
      days: null,
      open: false,
    };
  });
}

/** A point for every event but the first, with the cases and days since the one before; last, the gap that no event has closed yet. */
export function eventPoints(sequence: readonly SequencedCase[]): CoursePoint[] {
  const events = sequence.flatMap((one, index) => (one.outcome === 1 ? [{ ...one, index }] : []));
  const moments = spreadOverDays(events.map(({ date }) => date));
  const [first] = events;
  if (first === undefined) return [];
  const points: CoursePoint[] = [];
  const pointOf = (from: number, to: number, date: IsoDate, days: number) => ({
    label: dateInWords(date),
    to: addDays(date, 1),
    denominator: to - from,
    expected: null,
    figure: null,
    waiting: 0,
    tally: null,
    days,
  });
  for (let order = 1; order < events.length; order += 1) {
    const [before, event] = [events[order - 1], events[order]];
    if (before === undefined || event === undefined) continue;
    const days = (moments[order] ?? 0) - (moments[order - 1] ?? 0);
    points.push({
      ...pointOf(before.index, event.index, event.date, days),
      key: String(event.caseId),
      from: before.date,
      numerator: 1,
      caseId: event.caseId,
      open: false,
    });
  }
  const [lastEvent, lastCase] = [events.at(-1), sequence.at(-1)];
  if (lastEvent !== undefined && lastCase !== undefined) {
    const since = sequence.length - 1 - lastEvent.index;
    if (since > 0) {
      points.push({
        ...pointOf(
          lastEvent.index,
          sequence.length - 1,
          lastCase.date,
          daysBetween(lastEvent.date, lastCase.date),
        ),
        key: 'since-last',
        label: `since ${dateInWords(lastEvent.date)}`,
        from: lastEvent.date,
        numerator: 0,
        caseId: null,
        open: true,
      });
    }
  }
  return points;
}

/** The first and the last day with an operation of known month, over all cells; null when there is none. */
export function extentOf(
  step: PeriodStep,
  cells: readonly TallyCell[],
): { readonly first: IsoDate; readonly last: IsoDate } | null {
  const dated = cells.filter((cell) => cell.key[step] !== null);
  const first = dated.map(({ periodStart }) => periodStart).toSorted()[0];
  const last = dated
    .map(({ periodEnd }) => periodEnd)
    .toSorted()
    .at(-1);
  return first === undefined || last === undefined ? null : { first, last };
}

function monthsBetween(first: IsoDate, last: IsoDate): string[] {
  const index = (date: IsoDate) => Number(date.slice(0, 4)) * 12 + Number(date.slice(5, 7)) - 1;
  const months: string[] = [];
  for (let month = index(first); month <= index(last); month += 1) {
    months.push(`${Math.floor(month / 12)}-${String((month % 12) + 1).padStart(2, '0')}`);
  }
  return months;
}

/** Days since the first date; the events of one day lie evenly within it, so that no two fall together. */
function spreadOverDays(dates: readonly IsoDate[]): number[] {
  const onDay = new Map<IsoDate, number>();
  for (const date of dates) onDay.set(date, (onDay.get(date) ?? 0) + 1);
  const met = new Map<IsoDate, number>();
  return dates.map((date) => {
    const order = (met.get(date) ?? 0) + 1;
    met.set(date, order);
    return daysBetween(dates[0] ?? date, date) + order / ((onDay.get(date) ?? 1) + 1);
  });
}
