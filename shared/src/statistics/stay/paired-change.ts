import { type Computed, computed, notComputable } from '../computed.ts';
import { tCdf } from '../distributions.ts';
import { meanInterval } from './mean-interval.ts';
import { valueCountsOf } from './value-counts.ts';

/** Scores of one case; null means not recorded. */
export interface ScorePair {
  readonly before: number | null;
  readonly after: number | null;
}

export interface PairedChange {
  readonly pairCount: number;
  /** Cases with one score or none: they cannot tell a change. */
  readonly incompleteCount: number;
  /** After − before, in points. */
  readonly meanChange: number;
  /** Null, with the limits, for a single pair. */
  readonly standardDeviation: number | null;
  readonly lowerLimit: number | null;
  readonly upperLimit: number | null;
  /** Paired t test of no change; null where all changes are equal. */
  readonly pValue: number | null;
}

/**
 * Mean change of a score from before to after, with its t interval.
 *
 * Formula: d = after − before; d̄ ∓ t(n − 1) · s_d / √n; t = d̄ / (s_d / √n).
 * Use: patient-reported scores (disability, pain) around an operation.
 * Assumptions: pairs independent, differences nearly normal or many; those who answered twice speak for the rest, which
 * responseBounds puts to the test.
 * Edge cases: incomplete pairs are counted and left out; no pairs is not computable.
 * Source: Altman et al., Statistics with Confidence, 2nd ed. 2000, chapter 4.
 * Worked example: 40→20, 50→45, 60→30: mean −18.333, limits −49.59 and 12.92.
 */
export function pairedChange(pairs: readonly ScorePair[], confidence = 0.95): Computed<PairedChange> {
  const changes = changesOf(pairs);

  const sample = valueCountsOf(changes);
  if (sample.kind === 'not-computable') return sample;
  const interval = meanInterval(sample, confidence);
  if (interval.kind === 'not-computable') return notComputable('No case has both scores.');
  const { mean, standardDeviation, lowerLimit, upperLimit } = interval;
  const t = standardDeviation ? mean / (standardDeviation / Math.sqrt(changes.length)) : null;
  return computed({
    pairCount: changes.length,
    incompleteCount: pairs.length - changes.length,
    meanChange: mean,
    standardDeviation,
    lowerLimit,
    upperLimit,
    pValue: t === null ? null : 2 * tCdf(-Math.abs(t), changes.length - 1),
  });
}

/** After − before of the complete pairs. */
export function changesOf(pairs: readonly ScorePair[]): number[] {
  return pairs.flatMap(({ before, after }) => (before === null || after === null ? [] : [after - before]));
}
