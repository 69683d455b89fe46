import { type Computed, computed, notComputable } from '../computed.ts';

interface Sample {
  readonly numerator: number;
  readonly denominator: number;
}

/** From here on a difference between two groups is worth attention (Austin 2009). */
export const NOTABLE_STANDARDISED_DIFFERENCE = 0.1;

/**
 * Standardised difference of two proportions: how far apart two groups are in one characteristic, whatever their size.
 *
 * Formula: (p₁ − p₂) / √((p₁q₁ + p₂q₂) / 2).
 * Use: case mix of two groups side by side; unlike a p-value it does not grow with the number of cases.
 * Assumptions: none beyond counts that belong together.
 * Edge cases: both proportions 0, or both 1: 0; one 0 and the other 1, or an empty group, is not computable.
 * Source: Austin 2009, Commun Stat Simul Comput 38:1228.
 * Worked example: 50 of 100 against 40 of 100: 0.1 / √0.245 = 0.2020.
 */
export function standardisedDifference(
  first: Sample,
  second: Sample,
): Computed<{ readonly difference: number }> {
  if (first.denominator <= 0 || second.denominator <= 0) return notComputable('A group has no cases.');
  const one = first.numerator / first.denominator;
  const other = second.numerator / second.denominator;
  const variance = (one * (1 - one) + other * (1 - other)) / 2;
  if (one === other) return computed({ difference: 0 });
  if (variance === 0) return notComputable('All of one group have it and none of the other.');
  return computed({ difference: (one - other) / Math.sqrt(variance) });
}
