import { type Computed, computed, notComputable } from '../computed.ts';
import { verdictOf } from './range-verdict.ts';
import { type ReferenceRange, rangeProblem } from './reference-range.ts';

/** An interval method of a proportion; wilsonInterval of the family intervals is one. */
export type ProportionIntervalMethod = (
  numerator: number,
  denominator: number,
) => Computed<{ readonly lower: number; readonly upper: number }>;

/** Smallest numbers of cases at which each verdict is possible; null where it is not, up to the most cases looked at. */
export interface DetectionFloor {
  readonly below: number | null;
  readonly within: number | null;
  readonly above: number | null;
}

/** Beyond this many cases a verdict counts as out of reach: more than any spinal unit does in a lifetime. */
export const mostCases = 100_000;

/**
 * Detection floor: the smallest number of cases at which a verdict could have been reached at all.
 *
 * Definition: "below" is possible with n cases if no event at all would put the upper limit under the range; "above" if all
 * events would put the lower limit over it; "within" if some count would put both limits inside. The floor is the smallest
 * such n. With fewer cases that verdict was impossible whatever had happened, so its absence says nothing.
 * Use: beside "too few to tell" ("even without a single infection, 189 cases are needed to be below this range").
 * Assumptions: the interval method shortens as n grows and moves up with the count, as every method here does.
 * Edge cases: a range from 0 has no "below", one to 1 no "above", one of a single point no "within": null.
 * Source: the rule of three and its kin, Hanley & Lippman-Hand 1983, JAMA 249:1743.
 * Worked example: Wilson at 95 % against 0.02–0.05: below 189, within 563, above 1.
 */
export function detectionFloor(
  range: ReferenceRange,
  interval: ProportionIntervalMethod,
  most = mostCases,
): Computed<DetectionFloor> {
  const problem = rangeProblem(range);
  if (problem !== undefined) return notComputable(problem);
  return computed({
    below: smallest((n) => limitsOf(interval, 0, n).upper < range.low, 1, most),
    within: smallestWithin(range, interval, most),
    above: smallest((n) => limitsOf(interval, n, n).lower > range.high, 1, most),
  });
}

/**
 * The smallest number of cases at which a proportion as observed would be told apart from the range, or be within it.
 *
 * Definition: the smallest n at which both ⌊np⌋ and ⌈np⌉ events give the same verdict, and not "too few to tell".
 * Use: "at this rate, about 420 cases would tell".
 * Edge cases: null where no n up to the most looked at does: the proportion is on an end of the range, or nearly.
 * Worked example: 0.10 against 0.02–0.05, Wilson at 95 %: 80 cases.
 */
export function casesToTell(
  proportion: number,
  range: ReferenceRange,
  interval: ProportionIntervalMethod,
  most = mostCases,
): Computed<{ readonly cases: number | null }> {
  const problem = rangeProblem(range);
  if (problem !== undefined) return notComputable(problem);
  if (!(proportion >= 0 && proportion <= 1)) return notComputable('The proportion must lie between 0 and 1');
  const tells = (n: number) => {
    const fewer = limitsOf(interval, Math.floor(n * proportion), n);
    const verdict = verdictOf(fewer.lower, fewer.upper, range);
    if (verdict === 'too-few-to-tell') return false;
    const more = limitsOf(interval, Math.ceil(n * proportion), n);
    return verdict === verdictOf(more.lower, more.upper, range);
  };
  for (let n = 1; n <= most; n = n < exhaustiveUpTo ? n + 1 : Math.ceil(n * nextShare)) {
    if (tells(n)) return computed({ cases: n });
  }
  return computed({ cases: null });
}

/** Every number of cases is tried up to here, then steps of half a percent: the answer is a guide to planning. */
const exhaustiveUpTo = 2000;
const nextShare = 1.005;

/** Limits, or none at all where the method has none. */
function limitsOf(interval: ProportionIntervalMethod, numerator: number, denominator: number) {
  const found = interval(numerator, denominator);
  return found.kind === 'computed' ? found : { lower: 0, upper: 1 };
}

/** The smallest n at or after first for which a property holds that never ends once it holds; null if none up to most. */
function smallest(holds: (n: number) => boolean, first: number, most: number): number | null {
  let step = 1;
  let fails = first - 1;
  let candidate = first;
  while (!holds(candidate)) {
    if (candidate === most) return null;
    fails = candidate;
    candidate = Math.min(most, candidate + step);
    step *= 2;
  }
  while (candidate - fails > 1) {
    const middle = Math.floor((candidate + fails) / 2);
    if (holds(middle)) candidate = middle;
    else fails = middle;
  }
  return candidate;
}

/**
 * For each count, the first n whose upper limit is inside the range is the best chance of its lower limit being inside too,
 * since both limits fall as n grows. The first count for which it is gives the floor.
 */
function smallestWithin(
  range: ReferenceRange,
  interval: ProportionIntervalMethod,
  most: number,
): number | null {
  if (range.low === range.high) return null;
  let n: number | null = 1;
  for (let count = 0; ; count += 1) {
    n = smallest(
      (cases) => limitsOf(interval, count, cases).upper <= range.high,
      Math.max(n, count, 1),
      most,
    );
    if (n === null) return null;
    if (limitsOf(interval, count, n).lower >= range.low) return n;
  }
}
