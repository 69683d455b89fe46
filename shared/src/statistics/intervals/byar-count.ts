import { type Computed, computed, notComputable } from '../computed.ts';
import { normalQuantile } from '../distributions.ts';
import { type CountInterval, countProblem, defaultConfidence } from './interval.ts';

/**
 * Byar's approximate interval of the mean of a Poisson count.
 *
 * Formula: k (1 − 1/(9k) − z/(3√k))³ and (k+1) (1 − 1/(9(k+1)) + z/(3√(k+1)))³.
 * Use: the limits of English public-health indicators from 10 events; close to Garwood's exact ones.
 * Assumptions: events occur independently at one rate.
 * Edge cases: k = 0 gives lower limit 0; where the cube is of a negative number (one event at extreme confidence) the
 * lower limit is 0 too. epitools uses k + ½ in both tails, which is another method.
 * Source: Breslow & Day 1987, Statistical Methods in Cancer Research II, p. 69; PHE technical guide, confidence intervals.
 * Worked example: 0 events at 95 % gives 0 to 3.66801.
 */
export function byarCountInterval(count: number, confidence = defaultConfidence): Computed<CountInterval> {
  const problem = countProblem(count, confidence);
  if (problem !== undefined) return notComputable(problem);
  const z = normalQuantile((1 + confidence) / 2);
  return computed({
    lower: count === 0 ? 0 : Math.max(0, cubed(count, -z)),
    upper: cubed(count + 1, z),
  });
}

function cubed(count: number, z: number): number {
  return count * (1 - 1 / (9 * count) + z / (3 * Math.sqrt(count))) ** 3;
}
