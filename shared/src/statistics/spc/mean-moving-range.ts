/**
 * Mean moving range, the yardstick of point-to-point variation.
 *
 * Formula: MR_i = |y_i − y_(i−1)|; mean over the phase. Screened: ranges ≥ 3.267 × their mean are dropped once, then averaged again.
 * Use: individuals, moving-range, t and Laney charts.
 * Assumptions: neighbours are comparable; both ends of a range count towards the limits, so a range never bridges an
 *   empty month, an excluded point or the start of a phase.
 * Edge cases: no range at all gives null; when all ranges are 0 there is nothing to screen and the mean is 0 (the tools
 *   named below drop every range then and return NaN).
 * Source: Montgomery, Introduction to Statistical Quality Control (d2 = 1.128, D4 = 3.267 for n = 2); screening as in
 *   NHSRplotthedots (on by default), PowerBI-SPC (on) and qicharts2 (off).
 * Worked example: 1, 2, 1, 2, 10, 1, 2: ranges 1, 1, 1, 8, 9, 1; mean 3.5; threshold 11.43, nothing is screened.
 */
import type { Series } from './control-chart.ts';
import type { PhaseRange } from './phases.ts';

/** Mean range of two observations of a normal variable, in standard deviations, as the charts' tables round it. */
export const D2_OF_TWO = 1.128;

/** Upper limit of the moving range as a multiple of its mean (D4 for n = 2). */
export const MOVING_RANGE_UPPER_FACTOR = 3.267;

interface MeanMovingRange {
  readonly mean: number;
  /** Positions at which a screened range ends. */
  readonly screened: readonly number[];
}

export function meanMovingRange(values: Series, range: PhaseRange, screen: boolean): MeanMovingRange | null {
  const all = averageBelow(values, range, Number.POSITIVE_INFINITY, null);
  if (all === null) return null;
  if (!screen || all === 0) return { mean: all, screened: [] };
  const screened: number[] = [];
  const kept = averageBelow(values, range, MOVING_RANGE_UPPER_FACTOR * all, screened);
  // The smallest range never exceeds the mean of all, so at least one is kept.
  return { mean: kept as number, screened };
}

function averageBelow(
  values: Series,
  { start, end, used }: PhaseRange,
  threshold: number,
  dropped: number[] | null,
): number | null {
  let sum = 0;
  let count = 0;
  for (let index = start + 1; index < end; index += 1) {
    if (used[index] === 1 && used[index - 1] === 1) {
      const movingRange = Math.abs((values[index] as number) - (values[index - 1] as number));
      if (movingRange < threshold) {
        sum += movingRange;
        count += 1;
      } else dropped?.push(index);
    }
  }
  return count === 0 ? null : sum / count;
}
