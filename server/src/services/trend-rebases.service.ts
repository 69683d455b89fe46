import type { Rebase } from '@lamina/shared/contract/trend.ts';
import type { CoursePoint } from './trend-points.service.ts';

export interface PlacedRebases {
  readonly phases: readonly { readonly start: number; readonly note: string }[];
  /** Before the second point, or after the last one. */
  readonly leftOut: readonly Rebase[];
}

/** Where limits start anew: at the period that has the day, or at the first event on or after it. Of two at one point the later one stands. */
export function placeRebases(points: readonly CoursePoint[], rebases: readonly Rebase[]): PlacedRebases {
  const placed = new Map<number, string>();
  const leftOut: Rebase[] = [];
  for (const rebase of rebases.toSorted((one, other) => one.date.localeCompare(other.date))) {
    const start = points.findIndex(({ to }) => rebase.date < to);
    if (start > 0) placed.set(start, rebase.note);
    else leftOut.push(rebase);
  }
  const phases = [...placed].map(([start, note]) => ({ start, note }));
  return { phases, leftOut };
}
