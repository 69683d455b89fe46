import { type Computed, computed, notComputable } from '../computed.ts';
import {
  type BetaBinomialShrinkage,
  betaPosterior,
  type ProportionUnit,
  proportionUnitsProblem,
} from './beta-binomial-shrinkage.ts';
import { defaultCredibility } from './shrunken-units.ts';

/**
 * Empirical-Bayes shrinkage of proportions with a beta prior fitted by the moments of the raw proportions.
 *
 * Formula: m and v the mean and variance (divisor I − 1) of k/n; alpha = m (m(1 − m)/v − 1), beta = (1 − m)(m(1 − m)/v − 1).
 * Use: quick and closed; unweighted, so small units inflate v and shrinkage is too weak. The maximum-likelihood fit is better.
 * Assumptions: proportions are beta distributed between units.
 * Edge cases: equal proportions (v = 0) or v ≥ m(1 − m) have no solution; a unit without cases is not computable.
 * Source: Robinson, Introduction to Empirical Bayes (R package ebbr, method mm).
 * Worked example: BUGS "surgical", 12 hospitals: alpha 3.335, beta 41.888.
 */
export function betaBinomialMoments(
  units: readonly ProportionUnit[],
  credibility = defaultCredibility,
): Computed<BetaBinomialShrinkage> {
  const problem = proportionUnitsProblem(units, credibility);
  if (problem !== undefined) return notComputable(problem);
  if (units.some((unit) => unit.denominator === 0)) return notComputable('A unit has no cases');
  const proportions = units.map(({ numerator, denominator }) => numerator / denominator);
  const mean = proportions.reduce((total, p) => total + p, 0) / units.length;
  const variance = proportions.reduce((total, p) => total + (p - mean) ** 2, 0) / (units.length - 1);
  const binomial = mean * (1 - mean);
  if (variance <= binomial * equalWithin || variance >= binomial) {
    return notComputable('The variance of the proportions fits no beta prior');
  }
  const size = binomial / variance - 1;
  return computed(betaPosterior(units, mean * size, (1 - mean) * size, credibility));
}

/** Equal proportions differ by rounding: a variance under this share of the binomial one is 0. */
const equalWithin = 1e-20;
