import { type Computed, notComputable } from '../computed.ts';
import { normalQuantile } from '../distributions.ts';
import { defaultConfidence, type ProportionInterval, proportionProblem } from './interval.ts';

/**
 * Wilson score interval of a proportion, without continuity correction.
 *
 * Formula: (2k + z² ∓ z √(z² + 4k(1 − k/n))) / (2(n + z²)), z the normal quantile at (1 + confidence) / 2; the lower limit is
 * written 2k² / (n (2k + z² + z √…)), the same number without its cancellation.
 * Use: the everyday interval of a complication rate: short, and near its confidence on average.
 * Assumptions: independent cases of one probability; n fixed beforehand.
 * Edge cases: k = 0 gives lower limit 0 and k = n upper limit 1; n = 0 is not computable. The coverage at one true
 * proportion swings about the nominal level and can be well under it near 0 and 1 (docs/calibration.md).
 * Source: Wilson 1927, JASA 22:209; Newcombe 1998, Stat Med 17:857, method 3.
 * Worked example: 0 of 10 at 95 % gives 0 to 0.27753.
 */
export function wilsonInterval(
  numerator: number,
  denominator: number,
  confidence = defaultConfidence,
): Computed<ProportionInterval> {
  const problem = proportionProblem(numerator, denominator, confidence);
  if (problem !== undefined) return notComputable(problem);
  const z = normalQuantile((1 + confidence) / 2);
  const spread = z * Math.sqrt(z * z + 4 * numerator * (1 - numerator / denominator));
  const sum = 2 * numerator + z * z + spread;
  return {
    kind: 'computed',
    estimate: numerator / denominator,
    lower: (2 * numerator * numerator) / (denominator * sum),
    upper: numerator === denominator ? 1 : sum / (2 * (denominator + z * z)),
  };
}
