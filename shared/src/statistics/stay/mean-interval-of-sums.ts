import { type Computed, computed, notComputable } from '../computed.ts';
import { tQuantile } from '../distributions.ts';
import type { MeanInterval } from './mean-interval.ts';
import { NO_VALUES } from './value-counts.ts';

/**
 * Arithmetic mean with its t interval, from the sums that a tally delivers.
 *
 * Formula: x̄ = Σx / n, s² = (Σx² − n x̄²) / (n − 1), limits x̄ ∓ t(n − 1) · s / √n.
 * Use: changes of scores, counted by a database that never hands out single values.
 * Assumptions: those of meanInterval; values of moderate size, since Σx² − n x̄² cancels when the mean is many times the
 * standard deviation (scores of 0–100 lose three digits of sixteen at most).
 * Edge cases: a variance that rounds below 0 is 0; one value has no interval; no values is not computable.
 * Source: Altman et al., Statistics with Confidence, 2nd ed. 2000.
 * Worked example: n = 2, Σx = 11, Σx² = 85 (2 and 9): 5.5, limits −38.97 and 49.97.
 */
export function meanIntervalOfSums(
  caseCount: number,
  sum: number,
  sumOfSquares: number,
  confidence = 0.95,
): Computed<MeanInterval> {
  if (caseCount === 0) return notComputable(NO_VALUES);
  const mean = sum / caseCount;
  if (caseCount === 1) return computed({ mean, standardDeviation: null, lowerLimit: null, upperLimit: null });
  const variance = Math.max(0, (sumOfSquares - caseCount * mean * mean) / (caseCount - 1));
  const standardDeviation = Math.sqrt(variance);
  const critical = -tQuantile((1 - confidence) / 2, caseCount - 1);
  const margin = (critical * standardDeviation) / Math.sqrt(caseCount);
  return computed({ mean, standardDeviation, lowerLimit: mean - margin, upperLimit: mean + margin });
}
