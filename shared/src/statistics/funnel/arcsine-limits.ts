import { type Computed, notComputable } from '../computed.ts';
import { type FunnelLimits, funnelLevels, limitsOfUnits } from './funnel-limits.ts';

export interface OverdispersedLimitsOptions {
  /** Variance between units on the scale of the transformation; 0 where there is none. */
  readonly tau2?: number;
  readonly levels?: readonly number[];
}

/**
 * Arcsine (variance-stabilised) funnel limits of a proportion, with variance between units.
 *
 * Formula: sin²(clamp(asin √target ± z √(1/(4n) + τ²), 0, π/2)).
 * Use: limits with overdispersion (FunnelPlotR PR, PowerBI-Funnels).
 * Assumptions: units scatter about the target with variance τ² on the arcsine scale.
 * Edge cases: the angle is clamped, so the limits of small units end at 0 and 1 instead of turning back (as they do in
 * FunnelPlotR, which then blanks them); a unit without cases has null.
 * Source: Spiegelhalter et al. 2012, JRSS A 175:1.
 * Worked example: target 0, n = 10, τ² = 0 at 95 %: 0 to 0.0930.
 */
export function arcsineProportionLimits(
  target: number,
  denominators: readonly number[],
  options: OverdispersedLimitsOptions = {},
): Computed<FunnelLimits> {
  const tau2 = options.tau2 ?? 0;
  if (!(tau2 >= 0)) return notComputable('The variance between units must be 0 or more');
  const angle = Math.asin(Math.sqrt(target));
  return limitsOfUnits(
    target,
    denominators,
    options.levels ?? funnelLevels,
    (n, _, z) => {
      const shifted = angle + z * Math.sqrt(1 / (4 * n) + tau2);
      return Math.sin(Math.min(Math.PI / 2, Math.max(0, shifted))) ** 2;
    },
    1,
  );
}
