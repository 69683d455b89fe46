import type { Computed } from '../computed.ts';
import type { FunnelLimits } from './funnel-limits.ts';
import { normalProportionLimits } from './normal-limits.ts';

/**
 * Wilson-score funnel limits of a proportion (PHE, OHID).
 *
 * Formula: the observed proportion whose one-sided Wilson limit is the target. Since the Wilson interval is the inverse of the
 * score test, that proportion is target ± z √(target (1 − target) / n): the normal limits, to the last digit.
 * Use: the name under which English public-health readers look for it.
 * Assumptions and edge cases: those of the normal limits.
 * Source: PHEindicatormethods, calculate_funnel_limits; PHE technical guidance on funnel plots.
 * Worked example: target 0.5, n = 100 at 95 %: 0.402 to 0.598.
 */
export function wilsonProportionLimits(
  target: number,
  denominators: readonly number[],
  levels?: readonly number[],
): Computed<FunnelLimits> {
  return normalProportionLimits(target, denominators, levels);
}
