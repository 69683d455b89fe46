import { type Computed, computed, notComputable } from '../computed.ts';
import { betaCdf } from '../distributions.ts';
import { type ReferenceRange, rangeProblem } from './reference-range.ts';

/** Parameters of a beta prior. */
export interface BetaPrior {
  readonly alpha: number;
  readonly beta: number;
}

/** Jeffreys' prior of a proportion: invariant, and worth one case in all (Brown, Cai & DasGupta 2001). */
export const jeffreysPrior: BetaPrior = { alpha: 0.5, beta: 0.5 };

export interface RangeProbabilities {
  readonly below: number;
  readonly within: number;
  readonly above: number;
  /** The prior they rest on, to be shown with them. */
  readonly prior: BetaPrior;
}

/**
 * Probability that the true rate lies below, within and above a reference range.
 *
 * Formula: the posterior of k events in n cases under Beta(a, b) is Beta(k + a, n − k + b); its areas left of low, between, and
 * right of high.
 * Use: says how nearly a "too few to tell" was one thing or the other.
 * Assumptions: independent cases of one probability; the prior, by default Jeffreys' Beta(½, ½).
 * Edge cases: no cases give the prior's own probabilities; the three add up to 1.
 * Source: Gelman et al., Bayesian Data Analysis, chapter 2; Brown, Cai & DasGupta 2001, Statistical Science 16:101.
 * Worked example: 1 of 50 against 0.01–0.05: below 0.199, within 0.637, above 0.164.
 */
export function rangeProbabilities(
  numerator: number,
  denominator: number,
  range: ReferenceRange,
  prior = jeffreysPrior,
): Computed<RangeProbabilities> {
  if (!(Number.isFinite(denominator) && numerator >= 0 && numerator <= denominator)) {
    return notComputable('The numerator must lie between 0 and the denominator');
  }
  if (!(prior.alpha > 0 && prior.beta > 0 && Number.isFinite(prior.alpha + prior.beta))) {
    return notComputable('The parameters of the prior must be more than 0');
  }
  const problem = rangeProblem(range);
  if (problem !== undefined) return notComputable(problem);
  const alpha = numerator + prior.alpha;
  const beta = denominator - numerator + prior.beta;
  const below = betaCdf(range.low, alpha, beta);
  const above = betaCdf(1 - range.high, beta, alpha);
  return computed({ below, within: Math.max(0, 1 - below - above), above, prior });
}
