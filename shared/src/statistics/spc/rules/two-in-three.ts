/**
 * Two in three: two of three consecutive points near or beyond a limit.
 *
 * Rule: in a window of three consecutive points at least two are strictly beyond the 2-sigma limit of the same side.
 * Variants, as parameters:
 *   - `thirdPoint` 'same-side': all three points lie strictly on that side of the centre line (Making Data Count);
 *     'anywhere': the third may lie anywhere, even beyond the opposite limit (Western Electric; PowerBI-SPC misses the last case).
 *   - `outerLimits`: points outside them do not count (NHSRplotthedots 0.2.2); without them every point beyond 2 sigma counts
 *     (Making Data Count since late 2023).
 *   - `flagged` 'beyond-limit': only the points beyond 2 sigma are flagged; 'window': all three, the later window wins.
 * Use: change of level that is large but short.
 * Assumptions: roughly normal points.
 * Edge cases: a point without a value, and the start of a phase, break the window.
 * Source: NHS England, Making Data Count (statement of 2023-11-06, nhs-r-community/NHSRplotthedots issue 194); Western Electric 1956.
 * Worked example: centre 10, limits 2 and 18: 20, 11, 20: first and third flagged upper; 20, 9, 20: none, with 'anywhere' both.
 */
import type { Series } from '../control-chart.ts';
import type { RuleFlag } from './rule-flag.ts';
import { stretches, unflagged } from './rule-flag.ts';
import { sideOfLine } from './shift.ts';

export interface OuterLimits {
  readonly lowerLimit: Series;
  readonly upperLimit: Series;
}

export interface TwoInThreeInput {
  readonly values: Series;
  readonly centreLine: Series;
  readonly lowerLimit2Sigma: Series;
  readonly upperLimit2Sigma: Series;
  readonly thirdPoint?: 'same-side' | 'anywhere';
  readonly flagged?: 'beyond-limit' | 'window';
  readonly outerLimits?: OuterLimits | null;
  readonly phaseStarts?: readonly number[];
}

export function twoInThree(input: TwoInThreeInput): readonly RuleFlag[] {
  const { values, centreLine, thirdPoint = 'same-side', flagged = 'beyond-limit' } = input;
  const beyond = sidesBeyondLimit(input);
  const flags = unflagged(values.length);
  for (const { start, end } of stretches(values.length, input.phaseStarts)) {
    for (let first = start; first + 2 < end; first += 1) {
      const side = sideOfTwo(
        beyond[first] as number,
        beyond[first + 1] as number,
        beyond[first + 2] as number,
      );
      if (side === 0 || values[first] === null || values[first + 1] === null || values[first + 2] === null) {
        continue;
      }
      if (thirdPoint === 'same-side' && !allOnSide(values, centreLine, first, side)) continue;
      for (let index = first; index < first + 3; index += 1) {
        if (flagged === 'window' || beyond[index] === side) flags[index] = side > 0 ? 'upper' : 'lower';
      }
    }
  }
  return flags;
}

function sidesBeyondLimit({
  values,
  lowerLimit2Sigma,
  upperLimit2Sigma,
  outerLimits = null,
}: TwoInThreeInput): Int8Array {
  const sides = new Int8Array(values.length);
  for (let index = 0; index < values.length; index += 1) {
    const value = values[index];
    if (value == null) continue;
    const upper = upperLimit2Sigma[index];
    const lower = lowerLimit2Sigma[index];
    const upperOuter = outerLimits?.upperLimit[index] ?? Number.POSITIVE_INFINITY;
    const lowerOuter = outerLimits?.lowerLimit[index] ?? Number.NEGATIVE_INFINITY;
    if (value > upperOuter || value < lowerOuter) continue;
    if (upper != null && value > upper) sides[index] = 1;
    else if (lower != null && value < lower) sides[index] = -1;
  }
  return sides;
}

function sideOfTwo(first: number, second: number, third: number): number {
  if (first !== 0 && (first === second || first === third)) return first;
  return second === third ? second : 0;
}

function allOnSide(values: Series, centreLine: Series, first: number, side: number): boolean {
  return (
    sideOfLine(values[first], centreLine[first]) === side &&
    sideOfLine(values[first + 1], centreLine[first + 1]) === side &&
    sideOfLine(values[first + 2], centreLine[first + 2]) === side
  );
}
