import erfc from '@stdlib/math-base-special-erfc';
import erfcinv from '@stdlib/math-base-special-erfcinv';
import { requireDomain } from './require-domain.ts';

/**
 * Standard normal distribution. P(Z ≤ z) = ½ erfc(−z / √2), which keeps its relative accuracy in the lower tail.
 *
 * Source: @stdlib erfc and erfcinv (FreeBSD, Boost).
 * Worked example: normalCdf(1.96) = 0.9750021; normalQuantile(0.975) = 1.959963984540054.
 */
export function normalCdf(z: number): number {
  return 0.5 * erfc(-z / Math.SQRT2);
}

/** Density of the standard normal distribution at z. */
export function normalPdf(z: number): number {
  return Math.exp(-0.5 * z * z) / Math.sqrt(2 * Math.PI);
}

/** The last quantile found: thousands of intervals in a row are of one confidence. */
let last = { probability: 0.5, quantile: 0 };

/** The z with P(Z ≤ z) = probability, 0 < probability < 1. */
export function normalQuantile(probability: number): number {
  if (probability === last.probability) return last.quantile;
  requireDomain(probability > 0 && probability < 1, 'normalQuantile needs 0 < probability < 1');
  last = { probability, quantile: -Math.SQRT2 * erfcinv(2 * probability) + 0 };
  return last.quantile;
}
