import type { Computed } from '../computed.ts';
import { binomialQuantileWithTail } from '../distributions.ts';
import { type FunnelLimits, funnelLevels, limitsOfUnits } from './funnel-limits.ts';

/**
 * Exact binomial funnel limits of a proportion, interpolated between counts.
 *
 * Formula: r the smallest count with P(Y ≤ r) ≥ p, Y binomial of n and the target; limit = (r − (P(Y ≤ r) − p) / P(Y = r)) / n.
 * Use: the curve that is drawn. It is smooth in n, which the exact steps are not; being interpolated, it lies inside them
 * and would flag too many units: classification uses the exact tail (see classification.ts).
 * Assumptions: independent cases of one probability in every unit.
 * Edge cases: a target of 0 or 1 gives limits of 0 or 1; a unit without cases has null; denominators must be whole.
 * Source: Spiegelhalter 2005, Stat Med 24:1185, appendix A.1.1.
 * Worked example: target 0.1, n = 100: 0.01418, 0.04038, 0.15772, 0.19836.
 */
export function exactProportionLimits(
  target: number,
  denominators: readonly number[],
  levels: readonly number[] = funnelLevels,
): Computed<FunnelLimits> {
  return limitsOfUnits(
    target,
    denominators,
    levels,
    (n, probability) => {
      if (target === 1) return 1;
      const { k, cumulative, mass } = binomialQuantileWithTail(probability, n, target);
      return (k - (cumulative - probability) / mass) / n;
    },
    1,
  );
}
