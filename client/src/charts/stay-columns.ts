import type { StayFigures } from '@lamina/shared/contract/overview.ts';
import type { StayColumn } from './stay-column.ts';

/** One column a night from 0 to `lastNight`, then one for all longer stays. */
export function stayColumns(stay: StayFigures, lastNight: number): StayColumn[] {
  const byNight = new Map(stay.histogram.map(({ nights, cases }) => [nights, cases]));
  const longer = stay.histogram
    .filter(({ nights }) => nights > lastNight)
    .reduce((total, { cases }) => total + cases, 0);
  const columnOf = (label: string, cases: number) => ({ label, cases, share: cases / stay.cases });
  return [
    ...Array.from({ length: lastNight + 1 }, (_, night) => columnOf(String(night), byNight.get(night) ?? 0)),
    columnOf('more', longer),
  ];
}

/** The last night with a column of its own: the largest 99th percentile of the stays shown, so that all share one scale. */
export function lastNightOf(stays: readonly StayFigures[]): number {
  return Math.max(1, ...stays.map((stay) => Math.ceil(stay.percentile99)));
}

/** The shared top of the scale and its ticks: steps of 10 %, 20 % or 25 %. */
export function shareScale(columns: readonly StayColumn[]): { maximum: number; ticks: readonly number[] } {
  const highest = Math.max(...columns.map(({ share }) => share));
  const step = highest <= 0.3 ? 0.1 : highest <= 0.6 ? 0.2 : 0.25;
  const steps = Math.max(1, Math.ceil(highest / step));
  const share = (index: number) => Math.round(index * step * 100) / 100;
  return { maximum: share(steps), ticks: Array.from({ length: steps + 1 }, (_, index) => share(index)) };
}
