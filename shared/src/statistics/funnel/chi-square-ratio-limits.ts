import type { Computed } from '../computed.ts';
import { gammaQuantile } from '../distributions.ts';
import { type FunnelLimits, funnelLevels, limitsOfUnits } from './funnel-limits.ts';

/**
 * Funnel limits of a standardised ratio as FunnelPlotR and PowerBI-Funnels draw them.
 *
 * Formula: target × χ²(p; 2E) / (2E) below, target × χ²(1 − p; 2E + 2) / (2E) above.
 * Use: only to agree with those tools. It is Garwood's confidence interval with E in place of a count, and not a prediction of
 * the count: at E = 1 an in-control unit is above the upper 95 % limit in 0.06 % of cases instead of 2.5 %.
 * Assumptions: as exactRatioLimits.
 * Edge cases: a unit with E = 0 has null.
 * Source: FunnelPlotR 0.6.0; PowerBI-Funnels 1.7.0; objections in Seaton & Manktelow 2012, BMC Med Res Methodol 12:98.
 * Worked example: target 0.87, E = 1: 0.000870, 0.02203, 4.84733, 8.03307.
 */
export function chiSquareRatioLimits(
  target: number,
  expected: readonly number[],
  levels: readonly number[] = funnelLevels,
): Computed<FunnelLimits> {
  return limitsOfUnits(target, expected, levels, (e, probability, z) => {
    const shape = z < 0 ? e : e + 1;
    return (target * gammaQuantile(probability, shape, 1)) / e;
  });
}
