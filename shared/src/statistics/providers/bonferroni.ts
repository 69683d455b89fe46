import type { Computed } from '../computed.ts';
import { type AdjustedPValues, adjusted } from './p-values.ts';

/**
 * Bonferroni adjusted p-values: m p, at most 1.
 *
 * Use: the plainest bound on the probability of any false call; Holm is never worse.
 * Assumptions: none on the dependence.
 * Edge cases: missing values are skipped and not counted.
 * Source: Dunn 1961, JASA 56:52.
 * Worked example: 0.01, 0.04, 0.03: 0.03, 0.12, 0.09.
 */
export function bonferroni(pValues: readonly (number | null)[]): Computed<AdjustedPValues> {
  return adjusted(pValues, (p, _, count) => p * count, 'none');
}
