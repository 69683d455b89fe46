import type { Computed } from '../computed.ts';
import { type FunnelLimits, funnelLevels, limitsOfUnits } from './funnel-limits.ts';

/**
 * Normal-approximation funnel limits of a proportion.
 *
 * Formula: target ± z √(target (1 − target) / n), clipped to 0–1.
 * Use: where a figure must agree with a plot drawn so; at small n too many units fall above the upper limit.
 * Assumptions: n × target and n × (1 − target) large.
 * Edge cases: a target of 0 or 1 gives limits of 0 or 1; a unit without cases has null.
 * Source: Spiegelhalter 2005, Stat Med 24:1185.
 * Worked example: target 0.5, n = 100 at 95 %: 0.402 to 0.598.
 */
export function normalProportionLimits(
  target: number,
  denominators: readonly number[],
  levels: readonly number[] = funnelLevels,
): Computed<FunnelLimits> {
  const variance = target * (1 - target);
  return limitsOfUnits(target, denominators, levels, (n, _, z) => target + z * Math.sqrt(variance / n), 1);
}

/**
 * Normal-approximation funnel limits of a standardised ratio: target ± z √(target / E), clipped at 0.
 *
 * Source: Spiegelhalter 2005, Stat Med 24:1185. Worked example: target 1, E = 25 at 95 %: 0.608 to 1.392.
 */
export function normalRatioLimits(
  target: number,
  expected: readonly number[],
  levels: readonly number[] = funnelLevels,
): Computed<FunnelLimits> {
  return limitsOfUnits(target, expected, levels, (e, _, z) => target + z * Math.sqrt(target / e));
}
