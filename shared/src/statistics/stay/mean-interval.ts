import { type Computed, computed, notComputable } from '../computed.ts';
import { tQuantile } from '../distributions.ts';
import { NO_VALUES, sumOver, type ValueCounts } from './value-counts.ts';

export interface MeanInterval {
  readonly mean: number;
  /** With n − 1; null, with the limits, for a single value. */
  readonly standardDeviation: number | null;
  readonly lowerLimit: number | null;
  readonly upperLimit: number | null;
}

/**
 * Arithmetic mean with its t interval.
 *
 * Formula: x̄ ∓ t(n − 1) · s / √n, s² = Σ(x − x̄)² / (n − 1).
 * Use: costs and bed days add up to means; for a typical stay show the median.
 * Assumptions: independent cases and a mean that is nearly normal; with few and skewed stays the interval is too low.
 * Edge cases: one value has no interval; no values is not computable.
 * Source: Altman et al., Statistics with Confidence, 2nd ed. 2000; golden vectors los.meanCI.
 * Worked example: 2 and 9: 5.5, limits −38.97 and 49.97.
 */
export function meanInterval(sample: ValueCounts, confidence = 0.95): Computed<MeanInterval> {
  return meanOfTerms(sample, confidence, (value) => value);
}

/** The same for a function of each value. */
export function meanOfTerms(
  sample: ValueCounts,
  confidence: number,
  term: (value: number) => number,
): Computed<MeanInterval> {
  const { caseCount } = sample;
  if (caseCount === 0) return notComputable(NO_VALUES);
  const mean = sumOver(sample, term) / caseCount;
  if (caseCount === 1) return computed({ mean, standardDeviation: null, lowerLimit: null, upperLimit: null });
  const squares = sumOver(sample, (value) => (term(value) - mean) ** 2);
  const standardDeviation = Math.sqrt(squares / (caseCount - 1));
  const critical = -tQuantile((1 - confidence) / 2, caseCount - 1);
  const margin = (critical * standardDeviation) / Math.sqrt(caseCount);
  return computed({ mean, standardDeviation, lowerLimit: mean - margin, upperLimit: mean + margin });
}
