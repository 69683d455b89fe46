import { type Computed, computed, notComputable } from '../computed.ts';
import { bracketedRoot, logBeta, logGamma } from '../distributions.ts';
import {
  type BetaBinomialShrinkage,
  betaPosterior,
  type ProportionUnit,
  proportionUnitsProblem,
} from './beta-binomial-shrinkage.ts';
import { concentrationAtMaximum } from './concentration-at-maximum.ts';
import { digammaRise } from './digamma-rise.ts';
import { defaultCredibility } from './shrunken-units.ts';

export interface BetaBinomialFit extends BetaBinomialShrinkage {
  /** Log-likelihood with the binomial coefficients. */
  readonly logLikelihood: number;
}

/**
 * Empirical-Bayes shrinkage of proportions with a beta prior fitted by maximum likelihood.
 *
 * Formula: alpha and beta maximise Π C(n, k) B(k + alpha, n − k + beta)/B(alpha, beta); the mean is solved for within each
 * concentration M = alpha + beta (the likelihood is concave in it), M by the root of the profile score.
 * Use: provider rates for ranking or display, where small units should not lead only for being small.
 * Assumptions: proportions are beta distributed between units, independently of n.
 * Edge cases: no events, nothing but events, or no scatter beyond chance (maximum at infinity) is not computable: then every
 * unit's best estimate is the pooled rate.
 * Source: Casella 1985, Am Stat 39:83; Skellam 1948, JRSS B 10:257. Checked against VGAM.
 * Worked example: BUGS "surgical", 12 hospitals: alpha 8.2535, beta 99.637; hospital A, 0 of 47, becomes 0.0533.
 */
export function betaBinomialMle(
  units: readonly ProportionUnit[],
  credibility = defaultCredibility,
): Computed<BetaBinomialFit> {
  const problem = proportionUnitsProblem(units, credibility);
  if (problem !== undefined) return notComputable(problem);
  if (units.every(({ numerator }) => numerator === 0)) return notComputable('There are no events');
  if (units.every(({ numerator, denominator }) => numerator === denominator)) {
    return notComputable('Every case is an event');
  }
  const score = scoreOf(units);
  const size = concentrationAtMaximum((candidate) => {
    const mean = meanAt(score, candidate);
    return {
      slope:
        candidate * (mean * score.alpha(candidate, mean) + (1 - mean) * score.beta(candidate, mean)) +
        candidate * score.size(candidate),
      // Asked for at the maxima only.
      get logLikelihood() {
        return logLikelihoodOf(units, candidate * mean, candidate * (1 - mean));
      },
    };
  });
  if (size === undefined)
    return notComputable('The units scatter no more than chance: the pooled rate serves for all');
  const mean = meanAt(score, size);
  const alpha = size * mean;
  const beta = size * (1 - mean);
  return computed({
    ...betaPosterior(units, alpha, beta, credibility),
    logLikelihood: logLikelihoodOf(units, alpha, beta),
  });
}

function meanAt(score: Score, size: number): number {
  const logit = bracketedRoot(
    (x) => {
      const mean = 1 / (1 + Math.exp(-x));
      return score.alpha(size, mean) - score.beta(size, mean);
    },
    -widestLogit,
    widestLogit,
  );
  return 1 / (1 + Math.exp(-logit));
}

/** Prior means nearer to 0 or 1 than e^−30 are not told apart from them by any counts. */
const widestLogit = 30;

/** Slopes of the log-likelihood along alpha, beta, and their sum in the terms where only it stands. */
interface Score {
  readonly alpha: (size: number, mean: number) => number;
  readonly beta: (size: number, mean: number) => number;
  readonly size: (size: number) => number;
}

function scoreOf(units: readonly ProportionUnit[]): Score {
  const events = digammaRise(units.map(({ numerator }) => numerator));
  const others = digammaRise(units.map(({ numerator, denominator }) => denominator - numerator));
  const all = digammaRise(units.map(({ denominator }) => denominator));
  return {
    alpha: (size, mean) => events(size * mean),
    beta: (size, mean) => others(size / (1 + mean / (1 - mean))),
    size: (size) => -all(size),
  };
}

function logLikelihoodOf(units: readonly ProportionUnit[], alpha: number, beta: number): number {
  return units.reduce((total, { numerator, denominator }) => {
    const others = denominator - numerator;
    const coefficient = logGamma(denominator + 1) - logGamma(numerator + 1) - logGamma(others + 1);
    return total + coefficient + logBeta(numerator + alpha, others + beta) - logBeta(alpha, beta);
  }, 0);
}
