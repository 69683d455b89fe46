import { type Computed, computed, notComputable } from '../computed.ts';
import { changesOf, type ScorePair } from './paired-change.ts';

/** A change this near to the minimal important change, relative to it, has reached it: 0.7 − 0.6 is meant to be 0.1. */
const ROUNDING = 1e-9;

export interface MinimalImportantChange {
  readonly pairCount: number;
  readonly incompleteCount: number;
  /** Changed for the better by the minimal important change or more. */
  readonly improvedCount: number;
  readonly improvedShare: number;
  /** Changed for the worse by as much. */
  readonly worsenedCount: number;
  readonly worsenedShare: number;
}

/**
 * Share of cases that reached a minimal important change.
 *
 * Formula: improved when (after − before), signed so that better is positive, ≥ the minimal important change.
 * Use: patient-reported scores; intervals of the share come from the intervals family.
 * Assumptions: one threshold holds for all, though for those who start well it may be out of reach.
 * Edge cases: incomplete pairs are counted and left out; no pairs, or a threshold not above 0, is not computable.
 * Source: Jaeschke, Singer & Guyatt 1989 Control Clin Trials 10:407.
 * Worked example: disability (better = lower), threshold 15: changes −20, −5, −30, +16: 2 of 4 improved, 1 worsened.
 */
export function minimalImportantChange(
  pairs: readonly ScorePair[],
  threshold: number,
  better: 'higher' | 'lower',
): Computed<MinimalImportantChange> {
  if (!(threshold > 0 && Number.isFinite(threshold))) {
    return notComputable('The minimal important change must be above 0.');
  }
  const sign = better === 'higher' ? 1 : -1;
  const gains = changesOf(pairs).map((change) => sign * change);
  if (gains.length === 0) return notComputable('No case has both scores.');
  const needed = threshold * (1 - ROUNDING);
  const improvedCount = gains.filter((gain) => gain >= needed).length;
  const worsenedCount = gains.filter((gain) => -gain >= needed).length;
  return computed({
    pairCount: gains.length,
    incompleteCount: pairs.length - gains.length,
    improvedCount,
    improvedShare: improvedCount / gains.length,
    worsenedCount,
    worsenedShare: worsenedCount / gains.length,
  });
}
