import type { Computed } from '../computed.ts';
import { byarCountInterval } from './byar-count.ts';
import { exactCountInterval } from './exact-count.ts';
import { type CountInterval, defaultConfidence } from './interval.ts';

/** Byar's approximation is used from this many events on (PHEindicatormethods; PHE technical guide). */
export const fewestEventsForByar = 10;

/**
 * The interval of English public-health indicators: exact (Garwood) below 10 events, Byar from 10.
 *
 * Use: where a figure must agree with PHE, OHID or Fingertips.
 * Assumptions and edge cases: those of the two methods it chooses from.
 * Source: PHEindicatormethods, phe_rate and phe_isr.
 * Worked example: 0 events at 95 % gives 0 to 3.68888.
 */
export function pheCountInterval(count: number, confidence = defaultConfidence): Computed<CountInterval> {
  return count < fewestEventsForByar
    ? exactCountInterval(count, confidence)
    : byarCountInterval(count, confidence);
}
