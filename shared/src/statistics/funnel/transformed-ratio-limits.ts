import { type Computed, notComputable } from '../computed.ts';
import type { OverdispersedLimitsOptions } from './arcsine-limits.ts';
import { type FunnelLimits, funnelLevels, limitsOfUnits } from './funnel-limits.ts';

/**
 * Square-root funnel limits of a standardised ratio about 1, with variance between units (CQC).
 *
 * Formula: max(0, 1 ± z √(1/(4E) + τ²))².
 * Use: limits with overdispersion, ratios with no event included. FunnelPlotR 0.6.0 forgets the square.
 * Assumptions: units scatter about 1 with variance τ² on the square-root scale.
 * Edge cases: a unit with E = 0 has null.
 * Source: Spiegelhalter et al. 2012, JRSS A 175:1 (Care Quality Commission).
 * Worked example: E = 25, τ² = 0 at 95 %: 0.646 to 1.430.
 */
export function squareRootRatioLimits(
  expected: readonly number[],
  options: OverdispersedLimitsOptions = {},
): Computed<FunnelLimits> {
  const tau2 = options.tau2 ?? 0;
  if (!(tau2 >= 0)) return notComputable('The variance between units must be 0 or more');
  return limitsOfUnits(
    1,
    expected,
    options.levels ?? funnelLevels,
    (e, _, z) => Math.max(0, 1 + z * Math.sqrt(1 / (4 * e) + tau2)) ** 2,
  );
}

/**
 * Log funnel limits of a standardised ratio about 1, with variance between units (SHMI): exp(± z √(1/E + τ²)).
 *
 * Use: limits with overdispersion as NHS Digital's summary hospital-level mortality indicator. It has no place for a ratio of 0.
 * Source: NHS Digital, SHMI methodology specification. Worked example: E = 25, τ² = 0 at 95 %: 0.676 to 1.480.
 */
export function logRatioLimits(
  expected: readonly number[],
  options: OverdispersedLimitsOptions = {},
): Computed<FunnelLimits> {
  const tau2 = options.tau2 ?? 0;
  if (!(tau2 >= 0)) return notComputable('The variance between units must be 0 or more');
  return limitsOfUnits(1, expected, options.levels ?? funnelLevels, (e, _, z) =>
    Math.exp(z * Math.sqrt(1 / e + tau2)),
  );
}
