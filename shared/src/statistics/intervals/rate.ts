import { type Computed, computed, notComputable } from '../computed.ts';
import { type CountIntervalMethod, countInterval } from './count-interval-method.ts';
import { defaultConfidence, exposureProblem } from './interval.ts';

export interface RateOptions {
  readonly method?: CountIntervalMethod;
  readonly confidence?: number;
  /** The rate is given per this many units of exposure. */
  readonly multiplier?: number;
}

export interface RateInterval {
  readonly rate: number;
  /** Limits of the count's mean. */
  readonly countLower: number;
  readonly countUpper: number;
  readonly lower: number;
  readonly upper: number;
}

/**
 * Rate of events per exposure with the limits of its Poisson count.
 *
 * Formula: events / exposure × multiplier; the limits of the count scaled alike.
 * Use: events per person-time, per 1,000 device days, per 100 procedures.
 * Assumptions: events occur independently at one rate; the exposure is known without error.
 * Edge cases: an exposure of 0 is not computable, whatever the count.
 * Source: Garwood 1936; Berry & Armitage 1995 (the default, mid-P); see the file of each method.
 * Worked example: 3 events in 1,000 days per 1,000: 3, mid-P 0.7631 to 8.1645.
 */
export function rateInterval(
  events: number,
  exposure: number,
  options: RateOptions = {},
): Computed<RateInterval> {
  const problem = exposureProblem(exposure, 'exposure');
  if (problem !== undefined) return notComputable(problem);
  const count = countInterval(options.method ?? 'midP', events, options.confidence ?? defaultConfidence);
  if (count.kind === 'not-computable') return count;
  const scale = (options.multiplier ?? 1) / exposure;
  return computed({
    rate: events * scale,
    countLower: count.lower,
    countUpper: count.upper,
    lower: count.lower * scale,
    upper: count.upper * scale,
  });
}
