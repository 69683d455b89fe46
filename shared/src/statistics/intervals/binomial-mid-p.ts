import { type Computed, computed, notComputable } from '../computed.ts';
import { betaLogitStart, binomialTails, increasingRoot } from '../distributions.ts';
import { defaultConfidence, type ProportionInterval, proportionProblem } from './interval.ts';

/**
 * Central mid-P interval of a proportion.
 *
 * Formula: the lower limit solves P(X > k) + ½ P(X = k) = α/2, the upper P(X < k) + ½ P(X = k) = α/2, X binomial.
 * Use: an exact method without the excess length of Clopper–Pearson; its coverage is near the nominal level on average.
 * Assumptions: independent cases of one probability; n fixed beforehand.
 * Edge cases: k = 0 gives lower limit 0 and upper limit 1 − α^(1/n); k = n the mirror image; n = 0 is not computable.
 * The roots are converged (exactci and epitools stop at about 1e-5).
 * Source: Lancaster 1961, JASA 56:223; Berry & Armitage 1995, The Statistician 44:417.
 * Worked example: 0 of 10 at 95 % gives 0 to 0.25887.
 */
export function binomialMidPInterval(
  numerator: number,
  denominator: number,
  confidence = defaultConfidence,
): Computed<ProportionInterval> {
  const problem = proportionProblem(numerator, denominator, confidence);
  if (problem !== undefined) return notComputable(problem);
  const alpha = 1 - confidence;
  const others = denominator - numerator;
  return computed({
    estimate: numerator / denominator,
    lower: lowerLimit(numerator, denominator, alpha),
    upper: others === 0 ? 1 : upperLimit(numerator, denominator, alpha),
  });
}

function lowerLimit(count: number, n: number, alpha: number): number {
  if (count === 0) return 0;
  if (count === n) return Math.exp(Math.log(alpha) / n);
  return proportionOf(logitOfLimit(count, n, alpha, 'lower'));
}

function upperLimit(count: number, n: number, alpha: number): number {
  if (count === 0) return -Math.expm1(Math.log(alpha) / n);
  return proportionOf(logitOfLimit(count, n, alpha, 'upper'));
}

/** Newton's method for the logarithm of the tail against the logit of p, from the quantile of the Jeffreys posterior. */
function logitOfLimit(count: number, n: number, alpha: number, side: 'lower' | 'upper'): number {
  const target = Math.log(alpha / 2);
  const isLower = side === 'lower';
  const start = betaLogitStart(isLower ? alpha / 2 : 1 - alpha / 2, count + 0.5, n - count + 0.5);
  return increasingRoot((logit) => {
    const p = proportionOf(logit);
    const q = proportionOf(-logit);
    const { below, at, above } = binomialTails(count, n, p, q);
    const tail = (isLower ? above : below) + at / 2;
    const slope = (at * (count * q + (n - count) * p)) / 2 / tail;
    const excess = Math.log(tail) - target;
    return { value: isLower ? excess : -excess, slope };
  }, start);
}

function proportionOf(logit: number): number {
  return 1 / (1 + Math.exp(-logit));
}
