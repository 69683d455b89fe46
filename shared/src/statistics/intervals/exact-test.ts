import type { Tails } from '../distributions.ts';

/** One- and two-sided exact p-values of a count, and their mid-P forms (half the probability of the count itself). */
export interface ExactTest {
  /** P(X ≤ k): evidence that the true rate is lower. */
  readonly less: number;
  /** P(X ≥ k): evidence that the true rate is higher. */
  readonly greater: number;
  /** The probability of all counts no likelier than the one seen: R's binom.test and poisson.test. */
  readonly twoSidedMinimumLikelihood: number;
  /** Twice the smaller tail: NHSN and most quality programmes. */
  readonly twoSidedCentral: number;
  readonly midLess: number;
  readonly midGreater: number;
  readonly midTwoSided: number;
}

/** Counts as likely as the one seen to within this are taken as equally likely (R, binom.test and poisson.test). */
const likelihoodSlack = 1 + 1e-7;

/** The seven p-values from the tails of the count and the probability of the counts that are no likelier. */
export function exactTestOf({ below, at, above }: Tails, twoSidedMinimumLikelihood: number): ExactTest {
  const less = Math.min(1, below + at);
  const greater = Math.min(1, above + at);
  const midLess = below + at / 2;
  const midGreater = above + at / 2;
  return {
    less,
    greater,
    twoSidedMinimumLikelihood,
    twoSidedCentral: Math.min(1, 2 * Math.min(less, greater)),
    midLess,
    midGreater,
    midTwoSided: Math.min(1, 2 * Math.min(midLess, midGreater)),
  };
}

/** What a likelihood ordering needs to know of a distribution with one peak. */
interface PeakedDistribution {
  readonly mode: number;
  /** The greatest count, or Infinity. */
  readonly greatest: number;
  readonly mass: (count: number) => number;
  readonly tails: (count: number) => Tails;
}

/**
 * The probability of all counts no likelier than the one seen.
 *
 * With one peak these are the two ends, found by bisection: no sum over up to ten million counts.
 */
export function noLikelierProbability(distribution: PeakedDistribution, massSeen: number): number {
  const { mode, greatest, mass, tails } = distribution;
  const bound = massSeen * likelihoodSlack;
  if (mass(mode) <= bound) return 1;
  const left = lastBelow(mode, (count) => mass(count) <= bound);
  const right = firstAbove(mode, greatest, (count) => mass(count) <= bound);
  const leftTails = left === undefined ? undefined : tails(left);
  const rightTails = right === undefined ? undefined : tails(right);
  const lower = leftTails === undefined ? 0 : leftTails.below + leftTails.at;
  const upper = rightTails === undefined ? 0 : rightTails.above + rightTails.at;
  return Math.min(1, lower + upper);
}

/** The greatest count under the mode that is unlikely enough, if any. */
function lastBelow(mode: number, unlikely: (count: number) => boolean): number | undefined {
  if (!unlikely(0)) return undefined;
  let outside = 0;
  let inside = mode;
  while (inside - outside > 1) {
    const middle = Math.floor((inside + outside) / 2);
    if (unlikely(middle)) outside = middle;
    else inside = middle;
  }
  return outside;
}

/** The smallest count over the mode that is unlikely enough, if any. */
function firstAbove(
  mode: number,
  greatest: number,
  unlikely: (count: number) => boolean,
): number | undefined {
  let inside = mode;
  let step = 1;
  while (!unlikely(Math.min(greatest, inside + step))) {
    inside = Math.min(greatest, inside + step);
    if (inside === greatest) return undefined;
    step *= 2;
  }
  let outside = Math.min(greatest, inside + step);
  while (outside - inside > 1) {
    const middle = Math.floor((inside + outside) / 2);
    if (unlikely(middle)) outside = middle;
    else inside = middle;
  }
  return outside;
}
