/**
 * g chart: cases between two events.
 *
 * Formula: m = mean(y); sigma = √(m(m + 1)); limits m ∓ 3 sigma (and ∓ 2), lower ones at least 0; the centre line shown is median(y).
 * Use: rare events (deep infection, nerve injury): one point an event, its value the number of cases since the last one.
 * Assumptions: geometric gaps, that is, independent cases with one probability. A long gap is good news.
 * Edge cases: the runs rules use the median, the limits the mean, so a phase can have points near one and not the other;
 *   all zero gives limits 0 and 0; a negative gap is not computable.
 * Source: Montgomery, Introduction to Statistical Quality Control; Provost & Murray; Benneyan 2001, Health Care Manag Sci 4:305.
 * Worked example: 12, 0, 3, 41, 7, 0, 0, 19, 5: median 5, mean 9.667, upper limit 40.13.
 */
import type { Computed } from '../computed.ts';
import { notComputable } from '../computed.ts';
import { controlChart, EMPTY_PHASE_LIMITS } from './build-control-chart.ts';
import type { ChartOptions, ControlChart, Series } from './control-chart.ts';
import { findNegative } from './count-series.ts';
import { meanOfUsed, medianOfUsed } from './series-centre.ts';

export function gChart(gaps: Series, options: ChartOptions = {}): Computed<ControlChart> {
  const problem = findNegative(gaps);
  if (problem !== null) return notComputable(problem);
  return controlChart('g', gaps, options, (range) => {
    const mean = meanOfUsed(gaps, range);
    if (mean === null) return EMPTY_PHASE_LIMITS;
    return {
      centreLine: medianOfUsed(gaps, range),
      mean,
      limitsMissingBecause: null,
      lines: {
        centre: mean,
        sigma: Math.sqrt(mean * (mean + 1)),
        floor: 0,
        ceiling: Number.POSITIVE_INFINITY,
      },
    };
  });
}
