import { type Computed, computed, notComputable } from '../computed.ts';
import { bracketedRoot, digamma, gammaQuantile, logGamma } from '../distributions.ts';
import { concentrationAtMaximum } from './concentration-at-maximum.ts';
import { credibilityProblem, defaultCredibility, type ShrunkenUnits } from './shrunken-units.ts';

/** One unit's observed and expected events. */
export interface RatioUnit {
  readonly observed: number;
  readonly expected: number;
}

export interface GammaPoissonFit extends ShrunkenUnits {
  readonly shape: number;
  readonly rate: number;
  readonly priorMean: number;
  /** Log-likelihood with the factorials. */
  readonly logLikelihood: number;
}

/**
 * Empirical-Bayes shrinkage of standardised ratios with a gamma prior fitted by maximum likelihood.
 *
 * Formula: O ~ Poisson(Eθ), θ ~ gamma(shape, rate): shape and rate maximise the negative-binomial likelihood; posterior mean
 * (O + shape)/(E + rate), limits the quantiles of gamma(O + shape, E + rate).
 * Use: O/E for ranking or display, where small units should not lead only for being small.
 * Assumptions: true ratios are gamma distributed between units, independently of E.
 * Edge cases: no events, or no scatter beyond chance (maximum at infinity), is not computable; every E must be more than 0.
 * Source: Clayton & Kaldor 1987, Biometrics 43:671. Checked against SpatialEpi.
 * Worked example: nine units of the vectors: shape 8.190, rate 6.967; O = 0, E = 1.2 becomes 1.0028.
 */
export function gammaPoissonMle(
  units: readonly RatioUnit[],
  credibility = defaultCredibility,
): Computed<GammaPoissonFit> {
  const problem = problemOf(units, credibility);
  if (problem !== undefined) return notComputable(problem);
  const shape = concentrationAtMaximum((candidate) => {
    const rate = rateAt(units, candidate);
    return {
      slope: candidate * shapeScore(units, candidate, rate),
      logLikelihood: logLikelihoodOf(units, candidate, rate),
    };
  });
  if (shape === undefined)
    return notComputable('The units scatter no more than chance: the pooled ratio serves for all');
  const rate = rateAt(units, shape);
  const tail = (1 - credibility) / 2;
  const limit = (probability: number) =>
    units.map(({ observed, expected }) => gammaQuantile(probability, observed + shape, expected + rate));
  return computed({
    shape,
    rate,
    priorMean: shape / rate,
    logLikelihood: logLikelihoodOf(units, shape, rate),
    posteriorMean: units.map(({ observed, expected }) => (observed + shape) / (expected + rate)),
    lower: limit(tail),
    upper: limit(1 - tail),
  });
}

function problemOf(units: readonly RatioUnit[], credibility: number): string | undefined {
  if (units.length < 2) return 'Shrinkage needs two units at least';
  const counted = units.every(({ observed }) => Number.isSafeInteger(observed) && observed >= 0);
  if (!counted) return 'Every observed count must be a whole number, 0 or more';
  const predicted = units.every(({ expected }) => expected > 0 && Number.isFinite(expected));
  if (!predicted) return 'Every expected count must be more than 0';
  if (units.every(({ observed }) => observed === 0)) return 'There are no events';
  return credibilityProblem(credibility);
}

/** The likeliest rate at a shape: the root of a sum of decreasing functions. */
function rateAt(units: readonly RatioUnit[], shape: number): number {
  const score = (logRate: number) => {
    const rate = Math.exp(logRate);
    return units.reduce(
      (total, { observed, expected }) => total + (shape * expected - observed * rate) / (expected + rate),
      0,
    );
  };
  const ratios = units.map(({ observed, expected }) => observed / expected);
  const greatest = Math.max(...ratios);
  const pooled = Math.log(shape / greatest);
  return Math.exp(bracketedRoot(score, pooled - 1, pooled + widestLogRange));
}

/** A unit without events draws the rate up without end; the others hold it within e^60 of the greatest ratio's. */
const widestLogRange = 60;

function shapeScore(units: readonly RatioUnit[], shape: number, rate: number): number {
  return units.reduce(
    (total, { observed, expected }) =>
      total + digamma(observed + shape) - digamma(shape) - Math.log1p(expected / rate),
    0,
  );
}

function logLikelihoodOf(units: readonly RatioUnit[], shape: number, rate: number): number {
  return units.reduce(
    (total, { observed, expected }) =>
      total +
      logGamma(observed + shape) -
      logGamma(shape) -
      logGamma(observed + 1) -
      shape * Math.log1p(expected / rate) +
      observed * Math.log(expected / (expected + rate)),
    0,
  );
}
