import type { Computed } from '../computed.ts';
import { type AdjustedPValues, adjusted } from './p-values.ts';

/**
 * Benjamini–Hochberg adjusted p-values (false discovery rate).
 *
 * Formula: step-up, p₍ᵢ₎ m/i, running minimum from the largest, at most 1.
 * Use: many providers at once; among those called, the share of false calls is held on average.
 * Assumptions: independent or positively dependent tests.
 * Edge cases: missing values are skipped and not counted; none at all gives none back.
 * Source: Benjamini & Hochberg 1995, JRSS B 57:289; for funnels Jones, Ohlssen & Spiegelhalter 2008, J Clin Epi 61:232.
 * Worked example: 0.01, 0.04, 0.03: 0.03, 0.04, 0.04.
 */
export function benjaminiHochberg(pValues: readonly (number | null)[]): Computed<AdjustedPValues> {
  return adjusted(pValues, (p, rank, count) => (p * count) / rank, 'minimum-from-largest');
}
