/**
 * c4: by how much the standard deviation of a small normal sample falls short of the true one, on average.
 *
 * Formula: c4(n) = √(2/(n − 1)) Γ(n/2)/Γ((n − 1)/2), by the recursion Γ(n/2)/Γ((n − 1)/2) = ((n − 2)/2) / (Γ((n − 1)/2)/Γ((n − 2)/2)).
 * Use: X̄ and S charts.
 * Assumptions: normal observations.
 * Edge cases: null for n < 2; steps grow with n, as reading the subgroup does.
 * Source: Montgomery, Introduction to Statistical Quality Control, appendix VI.
 * Worked example: c4(2) = 0.797885, c4(4) = 0.921318.
 */
export function c4(size: number): number | null {
  if (size < 2) return null;
  let gammaRatio = 1 / Math.sqrt(Math.PI);
  for (let n = 3; n <= size; n += 1) gammaRatio = (n - 2) / 2 / gammaRatio;
  return Math.sqrt(2 / (size - 1)) * gammaRatio;
}
