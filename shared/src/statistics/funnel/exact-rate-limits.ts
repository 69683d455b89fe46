import { type Computed, notComputable } from '../computed.ts';
import { exactRatioLimits } from './exact-ratio-limits.ts';
import { type FunnelLimits, funnelLevels } from './funnel-limits.ts';

export interface RateLimitsOptions {
  readonly levels?: readonly number[];
  /** The target and the limits are per this many units of exposure. */
  readonly multiplier?: number;
}

/**
 * Exact Poisson funnel limits of a rate per exposure, interpolated between counts.
 *
 * Formula: those of the standardised ratio with exposure / multiplier in place of the expected count.
 * Use: events per person-time or per 1,000 device days.
 * Assumptions: Poisson counts; exposure without error.
 * Edge cases: a unit with no exposure has null; a multiplier of 0 is not computable.
 * Source: Spiegelhalter 2005, Stat Med 24:1185, appendix A.1.1.
 * Worked example: target 2 per 1,000 over 5,000 days equals target 2 at E = 5 of the ratio.
 */
export function exactRateLimits(
  targetRate: number,
  exposures: readonly number[],
  options: RateLimitsOptions = {},
): Computed<FunnelLimits> {
  const multiplier = options.multiplier ?? 1;
  if (!(multiplier > 0)) return notComputable('The multiplier must be more than 0');
  return exactRatioLimits(
    targetRate,
    exposures.map((exposure) => exposure / multiplier),
    options.levels ?? funnelLevels,
  );
}
