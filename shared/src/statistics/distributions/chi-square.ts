import { gammaCdf, gammaQuantile, gammaSurvival } from './gamma.ts';

/**
 * Chi-square distribution on degreesOfFreedom: a gamma distribution of shape df / 2 and rate ½.
 *
 * Worked example: chiSquareQuantile(0.95, 1) = 3.8414588206941245.
 */
export function chiSquareCdf(x: number, degreesOfFreedom: number): number {
  return gammaCdf(x, degreesOfFreedom / 2, 0.5);
}

/** P(X > x): the p-value of a chi-square statistic. */
export function chiSquareSurvival(x: number, degreesOfFreedom: number): number {
  return gammaSurvival(x, degreesOfFreedom / 2, 0.5);
}

/** The x with P(X ≤ x) = probability, 0 < probability < 1. */
export function chiSquareQuantile(probability: number, degreesOfFreedom: number): number {
  return gammaQuantile(probability, degreesOfFreedom / 2, 0.5);
}
