import { type Computed, computed, notComputable } from '../computed.ts';
import { exposureProblem } from './interval.ts';
import { type StandardisedRatioOptions, standardisedRatio } from './standardised-ratio.ts';

export interface RiskAdjustedRateOptions extends StandardisedRatioOptions {
  /** The rate is given per this many cases. */
  readonly multiplier?: number;
}

export interface RiskAdjustedRate {
  readonly rate: number;
  readonly lower: number;
  readonly upper: number;
}

/**
 * Indirectly standardised (risk-adjusted) rate.
 *
 * Formula: O / E × reference rate × multiplier, limits scaled alike.
 * Use: the standardised ratio in the units of a rate, for readers to whom a ratio says little.
 * Assumptions: those of the standardised ratio; the reference rate is known without error.
 * Edge cases: E = 0 or a reference rate below 0 is not computable; an adjusted proportion can exceed 1.
 * Source: Breslow & Day 1987; New York State cardiac reporting (risk-adjusted mortality).
 * Worked example: O = 1, E = 1, reference 0.031, per 100: 3.1, mid-P 0.155 to 15.29.
 */
export function riskAdjustedRate(
  observed: number,
  expected: number,
  referenceRate: number,
  options: RiskAdjustedRateOptions = {},
): Computed<RiskAdjustedRate> {
  const problem = referenceRate === 0 ? undefined : exposureProblem(referenceRate, 'reference rate');
  if (problem !== undefined) return notComputable(problem);
  const ratio = standardisedRatio(observed, expected, options);
  if (ratio.kind === 'not-computable') return ratio;
  const scale = referenceRate * (options.multiplier ?? 1);
  return computed({ rate: ratio.ratio * scale, lower: ratio.lower * scale, upper: ratio.upper * scale });
}
