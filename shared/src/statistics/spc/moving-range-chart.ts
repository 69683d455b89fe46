/**
 * Moving-range chart (the mR of XmR).
 *
 * Formula: MR_i = |y_i − y_(i−1)|, the first one absent; centre line = mean(MR); upper limit 3.267 × centre line, lower limit 0.
 *   The 2-sigma line lies at two thirds of the way to the upper limit.
 * Use: beside an individuals chart, to see whether the point-to-point variation itself changed.
 * Assumptions: as the individuals chart; a range never bridges an empty month or the start of a phase.
 * Edge cases: fewer than two neighbouring points give points without values.
 * Source: Montgomery, Introduction to Statistical Quality Control (D4 = 3.267 for n = 2).
 * Worked example: 33, 37, 34: ranges –, 4, 3; centre line 3.5; upper limit 11.43.
 */
import type { Computed } from '../computed.ts';
import { notComputable } from '../computed.ts';
import { controlChart, EMPTY_PHASE_LIMITS, findProblemInSeries } from './build-control-chart.ts';
import type { ChartOptions, ControlChart, Series } from './control-chart.ts';
import { MOVING_RANGE_UPPER_FACTOR } from './mean-moving-range.ts';
import { meanOfUsed } from './series-centre.ts';

/** `exclude` names moving ranges here: the range that ends at the position. */
export function movingRangeChart(values: Series, options: ChartOptions = {}): Computed<ControlChart> {
  const problem = findProblemInSeries(values);
  if (problem !== null) return notComputable(problem);
  const ranges = movingRanges(values, options);
  return controlChart('moving-range', ranges, options, (range) => {
    const mean = meanOfUsed(ranges, range);
    if (mean === null) return EMPTY_PHASE_LIMITS;
    return {
      centreLine: mean,
      mean,
      meanMovingRange: mean,
      limitsMissingBecause: null,
      lines: {
        centre: mean,
        sigma: ((MOVING_RANGE_UPPER_FACTOR - 1) * mean) / 3,
        floor: 0,
        ceiling: Number.POSITIVE_INFINITY,
      },
    };
  });
}

function movingRanges(values: Series, { phases = [] }: ChartOptions): Series {
  const starts = new Set(phases.map(({ start }) => start));
  return values.map((value, index) => {
    const previous = values[index - 1];
    if (value === null || previous === null || previous === undefined || starts.has(index)) return null;
    return Math.abs(value - previous);
  });
}
