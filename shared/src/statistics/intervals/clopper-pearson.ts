import { type Computed, computed, notComputable } from '../computed.ts';
import { betaQuantile } from '../distributions.ts';
import { defaultConfidence, type ProportionInterval, proportionProblem } from './interval.ts';

/**
 * Clopper–Pearson "exact" interval of a proportion.
 *
 * Formula: the beta quantiles at α/2 of (k, n − k + 1) and at 1 − α/2 of (k + 1, n − k), α = 1 − confidence.
 * Use: where coverage must never be under the nominal level; it is longer than needed for that (conservative).
 * Assumptions: independent cases of one probability; n fixed beforehand.
 * Edge cases: k = 0 gives lower limit 0, k = n upper limit 1, with α/2 still in the other tail; n = 0 is not computable.
 * Source: Clopper & Pearson 1934, Biometrika 26:404.
 * Worked example: 0 of 10 at 95 % gives 0 to 0.30850.
 */
export function clopperPearsonInterval(
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
    lower: numerator === 0 ? 0 : betaQuantile(tail, numerator, others + 1),
    upper: others === 0 ? 1 : betaQuantile(1 - tail, numerator + 1, others),
  });
}
