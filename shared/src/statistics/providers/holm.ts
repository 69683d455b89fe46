import type { Computed } from '../computed.ts';
import { type AdjustedPValues, adjusted } from './p-values.ts';

/**
 * Holm adjusted p-values (probability of any false call).
 *
 * Formula: step-down, (m − i + 1) p₍ᵢ₎, running maximum, at most 1.
 * Use: few comparisons of which none may be wrong; always at least as powerful as Bonferroni.
 * Assumptions: none on the dependence.
 * Edge cases: missing values are skipped and not counted.
 * Source: Holm 1979, Scand J Stat 6:65.
 * Worked example: 0.01, 0.04, 0.03: 0.03, 0.06, 0.06.
 */
export function holm(pValues: readonly (number | null)[]): Computed<AdjustedPValues> {
  return adjusted(pValues, (p, rank, count) => p * (count - rank + 1), 'maximum-from-smallest');
}
