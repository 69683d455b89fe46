import { type Computed, computed, notComputable } from '../computed.ts';
import { gammaQuantile } from '../distributions.ts';
import { type CountInterval, countProblem, defaultConfidence } from './interval.ts';

/**
 * Garwood's exact interval of the mean of a Poisson count.
 *
 * Formula: χ²(α/2; 2k) / 2 and χ²(1 − α/2; 2k + 2) / 2, here as gamma quantiles of shape k and k + 1.
 * Use: where coverage must never be under the nominal level; conservative at small counts.
 * Assumptions: events occur independently at one rate.
 * Edge cases: k = 0 gives lower limit 0 and upper limit −ln(α/2) (3.6889 at 95 %).
 * Source: Garwood 1936, Biometrika 28:437.
 * Worked example: 1 event at 95 % gives 0.02532 to 5.57164.
 */
export function exactCountInterval(count: number, confidence = defaultConfidence): Computed<CountInterval> {
  const problem = countProblem(count, confidence);
  if (problem !== undefined) return notComputable(problem);
  const tail = (1 - confidence) / 2;
  return computed({
    lower: count === 0 ? 0 : gammaQuantile(tail, count, 1),
    upper: gammaQuantile(1 - tail, count + 1, 1),
  });
}
