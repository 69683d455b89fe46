import { digamma } from '../distributions.ts';

/** Terms of the plain sum that take no longer than one digamma. */
const termsADigamma = 20;

/**
 * The function x → Σ (ψ(count + x) − ψ(x)) over the counts, x > 0.
 *
 * Formula: ψ(k + x) − ψ(x) = 1/x + 1/(x + 1) + … + 1/(x + k − 1) for whole k, so that the terms of all counts are taken together:
 * those with 1/(x + j) are as many as there are counts above j. Where counts are too large, or not whole, by digamma itself.
 * Source: NIST Digital Library of Mathematical Functions 5.5.2.
 */
export function digammaRise(counts: readonly number[]): (x: number) => number {
  const greatest = Math.max(0, ...counts);
  if (greatest > termsADigamma * counts.length || !counts.every(Number.isInteger)) {
    return (x) => {
      const start = digamma(x);
      return counts.reduce((total, count) => total + digamma(count + x) - start, 0);
    };
  }
  const above = new Float64Array(greatest);
  for (const count of counts) if (count > 0) above[count - 1] = (above[count - 1] ?? 0) + 1;
  for (let term = greatest - 2; term >= 0; term -= 1)
    above[term] = (above[term] ?? 0) + (above[term + 1] ?? 0);
  return (x) => {
    let total = 0;
    for (let term = greatest - 1; term >= 0; term -= 1) total += (above[term] ?? 0) / (x + term);
    return total;
  };
}
