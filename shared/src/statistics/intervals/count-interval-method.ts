import type { Computed } from '../computed.ts';
import { byarCountInterval } from './byar-count.ts';
import { exactCountInterval } from './exact-count.ts';
import type { CountInterval } from './interval.ts';
import { midPCountInterval } from './mid-p-count.ts';
import { pheCountInterval } from './phe-count.ts';

/** How the mean of a Poisson count is bounded: mid-P (NHSN), exact (Garwood), Byar, or the PHE hybrid of the last two. */
export type CountIntervalMethod = 'midP' | 'exact' | 'byar' | 'phe';

const intervals = {
  midP: midPCountInterval,
  exact: exactCountInterval,
  byar: byarCountInterval,
  phe: pheCountInterval,
} as const;

export function countInterval(
  method: CountIntervalMethod,
  count: number,
  confidence: number,
): Computed<CountInterval> {
  return intervals[method](count, confidence);
}
