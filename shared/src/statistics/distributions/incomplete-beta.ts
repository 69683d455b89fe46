import { requireDomain } from './require-domain.ts';
import { binomialMass } from './saddle-point.ts';

const precision = 3e-16;

/**
 * Regularised incomplete beta function I_x(a, b).
 *
 * Formula: I_x(a, b) = x^a y^b / (a B(a, b)) × continued fraction (modified Lentz) where x ≤ (a+1)/(a+b+2), otherwise
 * 1 − I_y(b, a), y = 1 − x; the leading factor by Loader's saddle-point expansion.
 * Use: the tails of the beta, binomial and t distributions.
 * Edge cases: x = 0 and x = 1 are exact; the number of terms grows with √max(a, b).
 * Source: NIST DLMF 8.17.22. Ours because @stdlib's betainc 0.2.3 is off by 1.6e-10 at 37 events in 1e7, and four times slower.
 * Worked example: regularisedBeta(0.1, 2, 8) = 0.225159022.
 */
export function regularisedBeta(x: number, alpha: number, beta: number): number {
  return regularisedBetaOf(x, 1 - x, alpha, beta);
}

/** I_x(a, b) where the complement y = 1 − x is known better than 1 − x would give it. */
export function regularisedBetaOf(x: number, y: number, alpha: number, beta: number): number {
  requireDomain(
    alpha > 0 && beta > 0 && alpha + beta < Infinity && x >= 0 && y >= 0,
    'the incomplete beta function needs a > 0, b > 0 and 0 ≤ x ≤ 1',
  );
  if (x === 0) return 0;
  if (y === 0) return 1;
  const kernel = betaKernel(x, y, alpha, beta);
  return x * (alpha + beta + 2) <= alpha + 1
    ? betaFraction(x, alpha, beta, kernel / alpha)
    : 1 - betaFraction(y, beta, alpha, kernel / beta);
}

/** x^a y^b / B(a, b), which is also the beta density times x y. */
export function betaKernel(x: number, y: number, alpha: number, beta: number): number {
  return (binomialMass(alpha, beta, x, y) * alpha * beta) / (alpha + beta);
}

/** I_x(a, b) given factor = x^a y^b / (a B(a, b)); for x ≤ (a+1)/(a+b+2). */
export function betaFraction(x: number, alpha: number, beta: number, factor: number): number {
  const sum = alpha + beta;
  let c = 1;
  let d = 1 / (1 - (sum * x) / (alpha + 1));
  let fraction = d;
  for (let m = 1; ; m += 1) {
    const even = (m * (beta - m) * x) / ((alpha + 2 * m - 1) * (alpha + 2 * m));
    d = 1 / (1 + even * d);
    c = 1 + even / c;
    fraction *= d * c;
    const odd = (-(alpha + m) * (sum + m) * x) / ((alpha + 2 * m) * (alpha + 2 * m + 1));
    d = 1 / (1 + odd * d);
    c = 1 + odd / c;
    const change = d * c;
    fraction *= change;
    if (Math.abs(change - 1) < precision) return factor * fraction;
  }
}
