import { lowerSeries, upperFraction } from './incomplete-gamma.ts';
import { normalQuantile } from './normal.ts';
import { requireDomain } from './require-domain.ts';
import { poissonMass } from './saddle-point.ts';
import { requireCount, type Tails } from './tails.ts';

/**
 * Poisson distribution of a count of given mean.
 *
 * Formula: mass by Loader's saddle-point expansion; tails by the incomplete gamma function, whichever tail converges.
 * Edge cases: mean 0 puts all mass at 0; k below 0 has mass 0.
 * Source: NIST DLMF 8.4; Loader 2000. Worked example: poissonCdf(2, 1.79) = 0.7332974131861261.
 */
export function poissonPmf(k: number, mean: number): number {
  requirePoisson(k, mean);
  return massAt(k, mean);
}

/** P(X ≤ k). */
export function poissonCdf(k: number, mean: number): number {
  const { below, at, above } = poissonTails(k, mean);
  return below <= 0.5 ? below + at : 1 - above;
}

/** P(X > k). */
export function poissonSurvival(k: number, mean: number): number {
  return poissonTails(k, mean).above;
}

/** P(X < k), P(X = k) and P(X > k) from one evaluation. */
export function poissonTails(k: number, mean: number): Tails {
  requirePoisson(k, mean);
  if (k < 0) return { below: 0, at: 0, above: 1 };
  const at = massAt(k, mean);
  if (mean === 0) return { below: k === 0 ? 0 : 1, at, above: 0 };
  if (k === 0) return { below: 0, at, above: -Math.expm1(-mean) };
  if (mean < k + 2) {
    const above = lowerSeries(k + 1, mean, (at * mean) / (k + 1));
    return { below: 1 - at - above, at, above };
  }
  const below = upperFraction(k, mean, at);
  return { below, at, above: 1 - at - below };
}

/** The smallest k with P(X ≤ k) ≥ probability, 0 < probability < 1. */
export function poissonQuantile(probability: number, mean: number): number {
  return poissonQuantileWithTail(probability, mean).k;
}

/** The smallest k with P(X ≤ k) ≥ probability, with P(X ≤ k) and P(X = k): what interpolated limits are made of. */
export function poissonQuantileWithTail(
  probability: number,
  mean: number,
): { readonly k: number; readonly cumulative: number; readonly mass: number } {
  requireDomain(probability > 0 && probability < 1, 'poissonQuantile needs 0 < probability < 1');
  requirePoisson(0, mean);
  const z = normalQuantile(probability);
  let k = Math.max(0, Math.ceil(mean + z * Math.sqrt(mean) + (z * z - 1) / 6 - 0.5));
  const tails = poissonTails(k, mean);
  let mass = tails.at;
  let cumulative = tails.below <= 0.5 ? tails.below + tails.at : 1 - tails.above;
  while (cumulative < probability && mass > 0) {
    k += 1;
    mass *= mean / k;
    cumulative += mass;
  }
  while (k > 0 && cumulative - mass >= probability) {
    cumulative -= mass;
    mass = mean === 0 ? massAt(k - 1, 0) : (mass * k) / mean;
    k -= 1;
  }
  return { k, cumulative, mass };
}

function massAt(k: number, mean: number): number {
  if (k < 0) return 0;
  if (mean === 0) return k === 0 ? 1 : 0;
  return k === 0 ? Math.exp(-mean) : poissonMass(k, mean);
}

function requirePoisson(k: number, mean: number): void {
  requireCount(k);
  requireDomain(mean >= 0 && mean < Infinity, 'the Poisson distribution needs a finite mean ≥ 0');
}
