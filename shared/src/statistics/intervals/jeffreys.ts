import { type Computed, computed, notComputable } from '../computed.ts';
import { betaQuantile } from '../distributions.ts';
import { defaultConfidence, type ProportionInterval, proportionProblem } from './interval.ts';

/**
 * Jeffreys interval of a proportion: equal-tailed credible limits under the prior Beta(½, ½).
 *
 * Formula: the α/2 and 1 − α/2 quantiles of Beta(k + ½, n − k + ½).
 * Use: where the answer is worded as a probability; its coverage is close to that of mid-P.
 * Assumptions: independent cases of one probability.
 * Edge cases: k = 0 gives lower limit 0 and k = n upper limit 1, as its authors advise; n = 0 is not computable.
 * Source: Brown, Cai & DasGupta 2001, Statistical Science 16:101.
 * Worked example: 0 of 10 at 95 % gives 0 to 0.21719.
 */
export function jeffreysInterval(
  numerator: number,
  denominator: number,
  confidence = defaultConfidence,
): Computed<ProportionInterval> {
  const problem = proportionProblem(numerator, denominator, confidence);
  if (problem !== undefined) return notComputable(problem);
  const tail = (1 - confidence) / 2;
  const others = denominator - numerator;
  return computed({
    estimate: numerator / denominator,
    lower: numerator === 0 ? 0 : betaQuantile(tail, numerator + 0.5, others + 0.5),
    upper: others === 0 ? 1 : betaQuantile(1 - tail, numerator + 0.5, others + 0.5),
  });
}
