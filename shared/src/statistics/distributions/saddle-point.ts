import { logGamma } from './log-gamma.ts';

const halfLogTwoPi = 0.5 * Math.log(2 * Math.PI);

/** Above this the Stirling series with six terms is exact to a double. */
const seriesThreshold = 12;

/**
 * Binomial and Poisson masses by Loader's saddle-point expansion.
 *
 * Formula: Poisson mass at k of mean m = exp(−δ(k) − D(k, m)) / √(2πk), with δ the error of Stirling's formula and
 * D(k, m) = k ln(k/m) + m − k the deviance; the binomial mass likewise. k and n need not be whole, which makes these the
 * factors before the incomplete gamma and beta functions too.
 * Use: a plain exp(lgamma…) loses eight digits at counts of 1e7; this loses none.
 * Edge cases: k = 0 (and k = n) are left to the callers, who have closed forms.
 * Source: Loader 2000, Fast and accurate computation of binomial probabilities.
 * Worked example: poissonMass(46, 25.33) = 6.698380454570822e-5.
 */
export function poissonMass(k: number, mean: number): number {
  return Math.exp(-stirlingError(k) - deviance(k, mean)) / Math.sqrt(2 * Math.PI * k);
}

/** Mass (n choose k) p^k q^(n−k) for 0 < k < n, n = k + rest, where q = 1 − p is given for its accuracy. */
export function binomialMass(k: number, rest: number, p: number, q: number): number {
  const n = k + rest;
  const exponent =
    stirlingError(n) - stirlingError(k) - stirlingError(rest) - deviance(k, n * p) - deviance(rest, n * q);
  return Math.exp(exponent) * Math.sqrt(n / (2 * Math.PI * k * rest));
}

/** δ(x) = ln Γ(x + 1) − (x + ½) ln x + x − ½ ln 2π. */
function stirlingError(x: number): number {
  if (x < seriesThreshold) return logGamma(x + 1) - (x + 0.5) * Math.log(x) + x - halfLogTwoPi;
  const s = 1 / (x * x);
  return (1 / 12 - s * (1 / 360 - s * (1 / 1260 - s * (1 / 1680 - s * (1 / 1188 - (s * 691) / 360360))))) / x;
}

/** D(x, m) = x ln(x/m) + m − x without cancellation near x = m, by the series of artanh. */
function deviance(x: number, mean: number): number {
  const difference = x - mean;
  if (Math.abs(difference) >= 0.1 * (x + mean)) return x * Math.log(x / mean) - difference;
  const v = difference / (x + mean);
  const vSquared = v * v;
  let sum = difference * v;
  let term = 2 * x * v;
  for (let j = 3; ; j += 2) {
    term *= vSquared;
    const next = sum + term / j;
    if (next === sum) return sum;
    sum = next;
  }
}
