import { type Computed, computed, notComputable } from '../computed.ts';
import type { ReferenceRange } from './reference-range.ts';

/** What an interval says about a reference range. */
export type RangeVerdict = 'below' | 'within' | 'above' | 'too-few-to-tell';

/**
 * Verdict on a rate against a reference range from its confidence interval.
 *
 * Rule: the whole interval below the range: below; above it: above; inside it (touching its ends allowed): within; otherwise
 * too few to tell. A limit that equals an end of the range has not crossed it, so it does not count as below or above.
 * Use: one word beside a rate; "within" is a finding (equivalence) and not the absence of one.
 * Assumptions: those of the interval; with a two-sided 95 % interval, "above" is wrong in at most about 2.5 % of hospitals
 * whose true rate is at the upper end of the range, and "below" likewise.
 * Edge cases: interval and range may be of any one unit (nights as well as proportions); a range of one point can never be
 * "within" (an interval has a length).
 * Source: two one-sided tests, Schuirmann 1987, J Pharmacokinet Biopharm 15:657; interval rule, Altman & Bland 1995, BMJ 311:485.
 * Worked example: interval 0.02–0.04 against 0.01–0.05: within.
 */
export function rangeVerdict(
  interval: { readonly lower: number; readonly upper: number },
  range: ReferenceRange,
): Computed<{ readonly verdict: RangeVerdict }> {
  if (!(range.low <= range.high)) {
    return notComputable('The reference range must have its low end before its high end');
  }
  return computed({ verdict: verdictOf(interval.lower, interval.upper, range) });
}

export function verdictOf(lower: number, upper: number, range: ReferenceRange): RangeVerdict {
  if (upper < range.low) return 'below';
  if (lower > range.high) return 'above';
  return lower >= range.low && upper <= range.high ? 'within' : 'too-few-to-tell';
}
