import type { Computed } from '../computed.ts';
import { poissonQuantileWithTail } from '../distributions.ts';
import { type FunnelLimits, funnelLevels, limitsOfUnits } from './funnel-limits.ts';

/**
 * Exact Poisson funnel limits of a standardised ratio O/E, interpolated between counts.
 *
 * Formula: r the smallest count with P(Y ≤ r) ≥ p, Y Poisson of mean target × E; limit = (r − (P(Y ≤ r) − p) / P(Y = r)) / E.
 * Use: the curve that is drawn for SIR, SMR, O/E. These are prediction limits of the observed count. The limits of
 * FunnelPlotR and PowerBI-Funnels (chi-square-ratio-limits.ts) are a confidence interval of E instead: too wide above.
 * Assumptions: Poisson counts; E without error.
 * Edge cases: a unit with E = 0 has null.
 * Source: Spiegelhalter 2005, Stat Med 24:1185, appendix A.1.1; Seaton & Manktelow 2012, BMC Med Res Methodol 12:98.
 * Worked example: target 1, E = 10: 0.12205, 0.37752, 1.61600 at 99.8 % below, 95 % below and above.
 */
export function exactRatioLimits(
  target: number,
  expected: readonly number[],
  levels: readonly number[] = funnelLevels,
): Computed<FunnelLimits> {
  return limitsOfUnits(target, expected, levels, (e, probability) => {
    const { k, cumulative, mass } = poissonQuantileWithTail(probability, target * e);
    return (k - (cumulative - probability) / mass) / e;
  });
}
