import { type Computed, computed, notComputable } from '../computed.ts';
import { normalQuantile } from '../distributions.ts';
import { riskFault } from './outcome-fault.ts';

export interface RocArea {
  readonly area: number;
  /** DeLong's; null where a class has a single case. The limits likewise. */
  readonly variance: number | null;
  readonly lowerLimit: number | null;
  readonly upperLimit: number | null;
}

/**
 * Area under the ROC curve (C-statistic) with DeLong's variance.
 *
 * Formula: area = P(risk of an event > risk of a non-event) + ½ P(equal). With V₁₀ the share of non-events below each event
 * and V₀₁ the share of events above each non-event (ties ½): variance = var(V₁₀)/events + var(V₀₁)/non-events; limits
 * area ∓ z √variance, clipped to [0, 1]. Sorted classes are merged: O(n log n).
 * Use: discrimination of a case-mix model. It says nothing of calibration.
 * Assumptions: independent cases; higher risk means more events.
 * Edge cases: one class only is not computable; perfect discrimination has variance 0 and limits 1 to 1, which understates
 * the uncertainty; a class with a single case has no variance.
 * Source: DeLong, DeLong & Clarke-Pearson 1988 Biometrics 44:837; golden vectors performance.auc (pROC).
 * Worked example: risks 0.1, 0.2, 0.3 without and 0.25, 0.9 with the event: area 5/6, variance 0.05556.
 */
export function rocArea(
  risks: ArrayLike<number>,
  outcome: ArrayLike<number>,
  confidence = 0.95,
): Computed<RocArea> {
  const fault = riskFault(risks, outcome);
  if (fault !== undefined) return notComputable(fault);
  const ofEvents = sortedRisks(risks, outcome, 1);
  const ofOthers = sortedRisks(risks, outcome, 0);
  if (ofEvents.length === 0 || ofOthers.length === 0) {
    return notComputable('Discrimination needs cases with and cases without the event.');
  }
  const eventPlacements = placements(ofEvents, ofOthers);
  const otherPlacements = placements(ofOthers, ofEvents);
  const area = meanOf(eventPlacements);
  if (ofEvents.length === 1 || ofOthers.length === 1) {
    return computed({ area, variance: null, lowerLimit: null, upperLimit: null });
  }
  const variance =
    sampleVariance(eventPlacements) / ofEvents.length + sampleVariance(otherPlacements) / ofOthers.length;
  const margin = -normalQuantile((1 - confidence) / 2) * Math.sqrt(variance);
  return computed({
    area,
    variance,
    lowerLimit: Math.max(0, area - margin),
    upperLimit: Math.min(1, area + margin),
  });
}

function sortedRisks(risks: ArrayLike<number>, outcome: ArrayLike<number>, wanted: 0 | 1): Float64Array {
  const chosen = new Float64Array(risks.length);
  let count = 0;
  for (let row = 0; row < risks.length; row += 1) {
    if (outcome[row] === wanted) {
      chosen[count] = risks[row] as number;
      count += 1;
    }
  }
  return chosen.subarray(0, count).sort();
}

/** For each value the share of `others` below it, ties counting half; both sorted. */
function placements(values: Float64Array, others: Float64Array): Float64Array {
  let below = 0;
  let upTo = 0;
  return values.map((value) => {
    while (below < others.length && (others[below] as number) < value) below += 1;
    while (upTo < others.length && (others[upTo] as number) <= value) upTo += 1;
    return (below + upTo) / 2 / others.length;
  });
}

function meanOf(values: Float64Array): number {
  return values.reduce((sum, value) => sum + value, 0) / values.length;
}

function sampleVariance(values: Float64Array): number {
  const mean = meanOf(values);
  return values.reduce((sum, value) => sum + (value - mean) ** 2, 0) / (values.length - 1);
}
