import { betaQuantile } from '../distributions.ts';
import { credibilityProblem, type ShrunkenUnits } from './shrunken-units.ts';

/** One unit's events among its cases. */
export interface ProportionUnit {
  readonly numerator: number;
  readonly denominator: number;
}

export interface BetaBinomialShrinkage extends ShrunkenUnits {
  readonly alpha: number;
  readonly beta: number;
  readonly priorMean: number;
}

/** Posterior means and limits under Beta(alpha, beta): the quantiles of Beta(k + alpha, n − k + beta). */
export function betaPosterior(
  units: readonly ProportionUnit[],
  alpha: number,
  beta: number,
  credibility: number,
): BetaBinomialShrinkage {
  const tail = (1 - credibility) / 2;
  const limit = (probability: number) =>
    units.map(({ numerator, denominator }) =>
      betaQuantile(probability, numerator + alpha, denominator - numerator + beta),
    );
  return {
    alpha,
    beta,
    priorMean: alpha / (alpha + beta),
    posteriorMean: units.map(
      ({ numerator, denominator }) => (numerator + alpha) / (denominator + alpha + beta),
    ),
    lower: limit(tail),
    upper: limit(1 - tail),
  };
}

/** Why proportions cannot be shrunk, or undefined when they can. */
export function proportionUnitsProblem(
  units: readonly ProportionUnit[],
  credibility: number,
): string | undefined {
  if (units.length < 2) return 'Shrinkage needs two units at least';
  const whole = units.every(
    ({ numerator, denominator }) => Number.isSafeInteger(numerator) && Number.isSafeInteger(denominator),
  );
  if (!whole) return 'The counts must be whole numbers';
  const inside = units.every(({ numerator, denominator }) => numerator >= 0 && numerator <= denominator);
  if (!inside) return 'Every numerator must lie between 0 and its denominator';
  return credibilityProblem(credibility);
}
