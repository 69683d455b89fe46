import { type Computed, computed, notComputable } from '../computed.ts';

export interface ResponseCounts {
  /** Cases that were asked. */
  readonly eligible: number;
  readonly responders: number;
  /** Responders with the good result. */
  readonly successes: number;
}

/** Shares 0–1. */
export interface ResponseBounds {
  readonly responseRate: number;
  /** Among responders; null when nobody responded. */
  readonly observedShare: number | null;
  /** Of all who were asked, if no non-responder had the good result. */
  readonly worstShare: number;
  /** Of all who were asked, if every non-responder had it. */
  readonly bestShare: number;
}

export interface TippingPoint {
  /** Whether the share among all reaches the threshold: whatever, never, or depending on the non-responders. */
  readonly reached: 'always' | 'never' | 'depends';
  /** Share of non-responders with the good result from which on it is reached; null unless it depends. */
  readonly nonResponderShare: number | null;
}

/**
 * How far non-response could carry a share: best and worst case.
 *
 * Formula: worst = successes / eligible; best = (successes + non-responders) / eligible.
 * Use: beside every share of a questionnaire. The bounds assume nothing, and are wide when many did not answer.
 * Assumptions: counts belong together. Edge cases: nobody eligible, or counts that contradict each other, is not computable.
 * Source: Manski, Partial Identification of Probability Distributions, 2003, chapter 1.
 * Worked example: 100 asked, 60 answered, 45 improved: observed 0.75, between 0.45 and 0.85.
 */
export function responseBounds({
  eligible,
  responders,
  successes,
}: ResponseCounts): Computed<ResponseBounds> {
  const fault = countsFault({ eligible, responders, successes });
  if (fault !== undefined) return notComputable(fault);
  return computed({
    responseRate: responders / eligible,
    observedShare: responders > 0 ? successes / responders : null,
    worstShare: successes / eligible,
    bestShare: (successes + eligible - responders) / eligible,
  });
}

/**
 * How the non-responders would have to have fared for the share among all to reach a threshold.
 *
 * Formula: (threshold · eligible − successes) / non-responders: ≤ 0 always, > 1 never.
 * Use: a conclusion that holds for any plausible share of non-responders is safe from non-response.
 * Assumptions: threshold 0–1. Edge cases: with no non-responders it is reached always or never.
 * Source: Yan, Lee & Li 2009 J Biopharm Stat 19:1085 (tipping point).
 * Worked example: 100 asked, 60 answered, 45 improved, threshold 0.6: reached if 0.375 of the 40 others improved.
 */
export function tippingPoint(counts: ResponseCounts, threshold: number): Computed<TippingPoint> {
  const fault = countsFault(counts);
  if (fault !== undefined) return notComputable(fault);
  if (!(threshold >= 0 && threshold <= 1)) return notComputable('The threshold must lie between 0 and 1.');
  const { eligible, responders, successes } = counts;
  const lacking = threshold * eligible - successes;
  if (lacking <= 0) return computed({ reached: 'always', nonResponderShare: null });
  if (lacking > eligible - responders) return computed({ reached: 'never', nonResponderShare: null });
  return computed({ reached: 'depends', nonResponderShare: lacking / (eligible - responders) });
}

function countsFault({ eligible, responders, successes }: ResponseCounts): string | undefined {
  if (![eligible, responders, successes].every(Number.isSafeInteger)) return 'Counts must be whole numbers.';
  if (eligible <= 0) return 'Nobody was asked.';
  return successes >= 0 && successes <= responders && responders <= eligible
    ? undefined
    : 'Counts must satisfy 0 ≤ successes ≤ responders ≤ eligible.';
}
