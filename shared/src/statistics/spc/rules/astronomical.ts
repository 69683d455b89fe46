/**
 * Astronomical point: a single value outside the limits.
 *
 * Rule: value > upper limit: upper; value < lower limit: lower; a value on a limit is inside.
 * Use: every chart with limits; threshold: the 3-sigma limits (Shewhart). Give other limits for another threshold.
 * Assumptions: limits of the phase that the point belongs to.
 * Edge cases: a point without a value, or without limits, is never flagged.
 * Source: NHS England, Making Data Count; Provost & Murray, The Health Care Data Guide.
 * Worked example: 5, 11, 10 with limits 0 and 10: none, upper, none.
 */
import type { Series } from '../control-chart.ts';
import type { RuleFlag } from './rule-flag.ts';
import { unflagged } from './rule-flag.ts';

export interface AstronomicalInput {
  readonly values: Series;
  readonly lowerLimit: Series;
  readonly upperLimit: Series;
}

export function astronomicalPoints({
  values,
  lowerLimit,
  upperLimit,
}: AstronomicalInput): readonly RuleFlag[] {
  const flags = unflagged(values.length);
  for (let index = 0; index < values.length; index += 1) {
    const value = values[index];
    if (value == null) continue;
    const upper = upperLimit[index];
    const lower = lowerLimit[index];
    if (upper != null && value > upper) flags[index] = 'upper';
    else if (lower != null && value < lower) flags[index] = 'lower';
  }
  return flags;
}
