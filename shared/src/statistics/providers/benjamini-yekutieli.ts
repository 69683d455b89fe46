import type { Computed } from '../computed.ts';
import { type AdjustedPValues, adjusted } from './p-values.ts';

/**
 * Benjamini–Yekutieli adjusted p-values (false discovery rate under any dependence).
 *
 * Formula: Benjamini–Hochberg times 1 + ½ + … + 1/m, at most 1.
 * Use: where tests share data in ways that cannot be called positive; cautious.
 * Assumptions: none on the dependence.
 * Edge cases: missing values are skipped and not counted.
 * Source: Benjamini & Yekutieli 2001, Ann Stat 29:1165.
 * Worked example: 0.01, 0.04, 0.03: 0.055, 0.0733, 0.0733.
 */
export function benjaminiYekutieli(pValues: readonly (number | null)[]): Computed<AdjustedPValues> {
  const harmonic = pValues
    .filter((p) => p !== null)
    .reduce((total: number, _, rank) => total + 1 / (rank + 1), 0);
  return adjusted(pValues, (p, rank, count) => (p * harmonic * count) / rank, 'minimum-from-largest');
}
