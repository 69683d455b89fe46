import type { DurationTally, IndicatorTally, NotCounted } from '../tally/tally.ts';

/**
 * Both together, or with the sign −1 the first without the second, whose cases must be among its own. Throws when they
 * are of different kinds.
 */
export function addTallies(one: IndicatorTally, other: IndicatorTally, sign: 1 | -1 = 1): IndicatorTally {
  const notCounted = addReasons(one.notCounted, other.notCounted, sign);
  const denominator = one.denominator + sign * other.denominator;
  if (one.kind === 'proportion' && other.kind === 'proportion') {
    const numerator = one.numerator + sign * other.numerator;
    const expected =
      one.expected == null || other.expected == null ? null : one.expected + sign * other.expected;
    return { kind: 'proportion', numerator, denominator, expected, notCounted };
  }
  if (one.kind === 'mean-change' && other.kind === 'mean-change') {
    const sum = one.sum + sign * other.sum;
    const sumOfSquares = one.sumOfSquares + sign * other.sumOfSquares;
    return { kind: 'mean-change', denominator, sum, sumOfSquares, notCounted };
  }
  if (one.kind === 'duration' && other.kind === 'duration') {
    const atLeast = one.atLeast + sign * other.atLeast;
    return { kind: 'duration', denominator, histogram: addHistograms(one, other, sign), atLeast, notCounted };
  }
  throw new Error('Tallies of different kinds cannot be added.');
}

function addReasons(one: NotCounted, other: NotCounted, sign: 1 | -1): NotCounted {
  return {
    'not-applicable': one['not-applicable'] + sign * other['not-applicable'],
    excluded: one.excluded + sign * other.excluded,
    'not-yet-eligible': one['not-yet-eligible'] + sign * other['not-yet-eligible'],
    'not-reported': one['not-reported'] + sign * other['not-reported'],
    'follow-up-too-short': one['follow-up-too-short'] + sign * other['follow-up-too-short'],
  };
}

function addHistograms(one: DurationTally, other: DurationTally, sign: 1 | -1): DurationTally['histogram'] {
  const casesOf = new Map(one.histogram.map(({ value, cases }) => [value, cases]));
  for (const { value, cases } of other.histogram)
    casesOf.set(value, (casesOf.get(value) ?? 0) + sign * cases);
  return [...casesOf]
    .filter(([, cases]) => cases > 0)
    .sort(([left], [right]) => left - right)
    .map(([value, cases]) => ({ value, cases }));
}
