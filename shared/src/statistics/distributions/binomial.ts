import { betaFraction } from './incomplete-beta.ts';
import { normalQuantile } from './normal.ts';
import { requireDomain } from './require-domain.ts';
import { binomialMass } from './saddle-point.ts';
import { requireCount, type Tails } from './tails.ts';

/**
 * Binomial distribution of the number of events among n trials of probability p.
 *
 * Formula: mass by Loader's saddle-point expansion; tails by the incomplete beta function, whichever tail converges.
 * Edge cases: p = 0 and p = 1 are exact; k below 0 or above n has mass 0.
 * Source: NIST DLMF 8.17.5; Loader 2000. Worked example: binomialPmf(3, 10, 0.1) = 0.057395628.
 */
export function binomialPmf(k: number, n: number, p: number): number {
  requireBinomial(k, n, p);
  return massAt(k, n, p, 1 - p);
}

/** P(X ≤ k). */
export function binomialCdf(k: number, n: number, p: number): number {
  const { below, at, above } = binomialTails(k, n, p, 1 - p);
  return below <= 0.5 ? below + at : 1 - above;
}

/** P(X > k). */
export function binomialSurvival(k: number, n: number, p: number): number {
  return binomialTails(k, n, p, 1 - p).above;
}

/** P(X < k), P(X = k) and P(X > k) from one evaluation; q = 1 − p is given for its accuracy near p = 1. */
export function binomialTails(k: number, n: number, p: number, q: number): Tails {
  requireBinomial(k, n, p);
  if (k < 0) return { below: 0, at: 0, above: 1 };
  if (k > n) return { below: 1, at: 0, above: 0 };
  const at = massAt(k, n, p, q);
  if (p === 0 || q === 0) {
    const mode = p === 0 ? 0 : n;
    return { below: mode < k ? 1 : 0, at, above: mode > k ? 1 : 0 };
  }
  if (k === 0) return { below: 0, at, above: n === 0 ? 0 : -Math.expm1(n * logOf(q, p)) };
  if (k === n) return { below: -Math.expm1(n * logOf(p, q)), at, above: 0 };
  if (p * (n + 3) <= k + 2) {
    const above = betaFraction(p, k + 1, n - k, (at * (n - k) * p) / (k + 1));
    return { below: 1 - at - above, at, above };
  }
  const below = betaFraction(q, n - k + 1, k, (at * k * q) / (n - k + 1));
  return { below, at, above: 1 - at - below };
}

/** The smallest k with P(X ≤ k) ≥ probability, 0 < probability < 1. */
export function binomialQuantile(probability: number, n: number, p: number): number {
  return binomialQuantileWithTail(probability, n, p).k;
}

/** The smallest k with P(X ≤ k) ≥ probability, with P(X ≤ k) and P(X = k): what interpolated limits are made of. */
export function binomialQuantileWithTail(
  probability: number,
  n: number,
  p: number,
): { readonly k: number; readonly cumulative: number; readonly mass: number } {
  requireDomain(probability > 0 && probability < 1, 'binomialQuantile needs 0 < probability < 1');
  requireBinomial(0, n, p);
  if (p === 0) return { k: 0, cumulative: 1, mass: 1 };
  if (p === 1) return { k: n, cumulative: 1, mass: 1 };
  const q = 1 - p;
  const z = normalQuantile(probability);
  const spread = Math.sqrt(n * p * q);
  const guess = n * p + z * spread + ((q - p) * (z * z - 1)) / 6 - 0.5;
  let k = Math.min(n, Math.max(0, Math.ceil(guess)));
  const tails = binomialTails(k, n, p, q);
  let mass = tails.at;
  let cumulative = tails.below <= 0.5 ? tails.below + tails.at : 1 - tails.above;
  while (cumulative < probability && k < n) {
    mass *= ((n - k) * p) / ((k + 1) * q);
    k += 1;
    cumulative += mass;
  }
  while (k > 0 && cumulative - mass >= probability) {
    cumulative -= mass;
    mass *= (k * q) / ((n - k + 1) * p);
    k -= 1;
  }
  return { k, cumulative, mass };
}

function massAt(k: number, n: number, p: number, q: number): number {
  if (k < 0 || k > n) return 0;
  if (p === 0 || q === 0) return k === (p === 0 ? 0 : n) ? 1 : 0;
  if (k === 0) return Math.exp(n * logOf(q, p));
  if (k === n) return Math.exp(n * logOf(p, q));
  return binomialMass(k, n - k, p, q);
}

/** ln x given its complement, accurate near x = 1. */
function logOf(x: number, complement: number): number {
  return complement < 0.5 ? Math.log1p(-complement) : Math.log(x);
}

function requireBinomial(k: number, n: number, p: number): void {
  requireCount(k);
  requireCount(n);
  requireDomain(n >= 0 && p >= 0 && p <= 1, 'the binomial distribution needs n ≥ 0 and 0 ≤ p ≤ 1');
}
