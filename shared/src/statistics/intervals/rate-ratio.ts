import { type Computed, computed, notComputable } from '../computed.ts';
import { binomialMidPInterval } from './binomial-mid-p.ts';
import { clopperPearsonInterval } from './clopper-pearson.ts';
import { binomialTestOf } from './exact-binomial-test.ts';
import { countProblem, defaultConfidence, exposureProblem } from './interval.ts';

interface Rate {
  readonly events: number;
  /** Person-time, procedures, or the expected count of a standardised ratio. */
  readonly exposure: number;
}

export interface RateRatioOptions {
  readonly method?: 'midP' | 'exact';
  readonly confidence?: number;
}

export interface RateRatio {
  /** First rate over second; null where the second has no events. */
  readonly ratio: number | null;
  readonly lower: number;
  /** null where the second has no events: nothing bounds the ratio from above. */
  readonly upper: number | null;
  /** Two-sided p-value of ratio = 1, mid-P or doubled exact, as the limits. */
  readonly pValue: number;
}

/**
 * Ratio of two independent Poisson rates by conditioning on their sum.
 *
 * Formula: given x₁ + x₂ = m, x₁ is binomial of m and π = θt₁ / (θt₁ + t₂); the limits of π are turned into
 * θ = π/(1 − π) × t₂/t₁, and the test is of π = t₁/(t₁ + t₂).
 * Use: two rates, or two standardised ratios with the expected counts as exposures (NHSN's comparison of two SIRs is the
 * mid-P form).
 * Assumptions: two independent Poisson counts; exposures known without error.
 * Edge cases: no event in the second: ratio and upper limit null; no event in either is not computable.
 * Source: Przyborowski & Wilenski 1940, Biometrika 31:313; CDC NHSN, Statistics Calculator.
 * Worked example: 8 in 3.5 against 5 in 4 (mid-P): 1.829, 0.591 to 6.144, p = 0.301.
 */
export function rateRatio(first: Rate, second: Rate, options: RateRatioOptions = {}): Computed<RateRatio> {
  const confidence = options.confidence ?? defaultConfidence;
  const problem =
    countProblem(first.events, defaultConfidence) ??
    countProblem(second.events, defaultConfidence) ??
    exposureProblem(first.exposure, 'exposure') ??
    exposureProblem(second.exposure, 'exposure');
  if (problem !== undefined) return notComputable(problem);
  const total = first.events + second.events;
  if (total === 0) return notComputable('There are no events to compare');
  const exact = options.method === 'exact';
  const share = (exact ? clopperPearsonInterval : binomialMidPInterval)(first.events, total, confidence);
  if (share.kind === 'not-computable') return share;
  const test = binomialTestOf(first.events, total, first.exposure / (first.exposure + second.exposure));
  const ratioOf = (numerator: number, rest: number) =>
    (numerator / rest) * (second.exposure / first.exposure);
  const unbounded = second.events === 0;
  return computed({
    ratio: unbounded ? null : ratioOf(first.events, second.events),
    lower: ratioOf(share.lower, 1 - share.lower),
    upper: unbounded ? null : ratioOf(share.upper, 1 - share.upper),
    pValue: exact ? test.twoSidedCentral : test.midTwoSided,
  });
}
