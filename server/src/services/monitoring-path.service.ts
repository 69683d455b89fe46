import type { MonitoringPoint } from '@lamina/shared/contract/trend.ts';
import type { CusumPath } from '@lamina/shared/statistics/cusum.ts';
import type { SequencedCase } from '../repositories/case-sequence.repository.ts';

/** So many positions are sent besides those at which a line turns. */
const EVENLY_SPACED = 400;
const ALL_UP_TO = 1500;

/** The positions that are drawn: all of a short course; of a long one those around events and signals, and some in between. */
export function monitoringPath(
  sequence: readonly SequencedCase[],
  vlad: readonly number[],
  up: CusumPath,
  down: CusumPath,
): MonitoringPoint[] {
  const every = sequence.length <= ALL_UP_TO ? 1 : Math.ceil(sequence.length / EVENLY_SPACED);
  const kept = new Set<number>();
  for (let index = 0; index < sequence.length; index += every) kept.add(index);
  kept.add(sequence.length - 1);
  if (every > 1) {
    const rarer = rarerOutcome(sequence);
    for (const [index, { outcome }] of sequence.entries()) if (outcome === rarer) keepAround(kept, index);
    for (const index of [...up.signals, ...down.signals]) keepAround(kept, index);
  }
  return [...kept]
    .toSorted((one, other) => one - other)
    .flatMap((index): MonitoringPoint[] => {
      const one = sequence[index];
      if (one === undefined) return [];
      return [
        {
          case: index + 1,
          date: one.date,
          vlad: vlad[index] ?? 0,
          more: up.path[index] ?? 0,
          fewer: down.path[index] ?? 0,
        },
      ];
    });
}

/** Lines turn where the rarer outcome happens. */
function rarerOutcome(sequence: readonly SequencedCase[]): number {
  const events = sequence.reduce((sum, { outcome }) => sum + outcome, 0);
  return events * 2 <= sequence.length ? 1 : 0;
}

function keepAround(kept: Set<number>, index: number): void {
  if (index > 0) kept.add(index - 1);
  kept.add(index);
}
