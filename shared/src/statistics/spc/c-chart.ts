/**
 * c chart: counts over equal opportunity.
 *
 * Formula: centre line c = mean(k); sigma = √c; limits c ∓ 3 sigma (and ∓ 2), lower ones at least 0.
 * Use: returns to theatre a month, where the caseload hardly changes.
 * Assumptions: Poisson counts with equal exposure; otherwise use the u chart.
 * Edge cases: all zero gives limits 0 and 0; one point is enough; a negative count is not computable.
 * Source: Montgomery, Introduction to Statistical Quality Control.
 * Worked example: 0, 0, 1, 0, 2, 1: c = 0.667; upper limit 3.116; lower limit 0.
 */
import type { Computed } from '../computed.ts';
import { notComputable } from '../computed.ts';
import { controlChart, EMPTY_PHASE_LIMITS } from './build-control-chart.ts';
import type { ChartOptions, ControlChart, Series } from './control-chart.ts';
import { findNegative } from './count-series.ts';
import { meanOfUsed } from './series-centre.ts';

export function cChart(counts: Series, options: ChartOptions = {}): Computed<ControlChart> {
  const problem = findNegative(counts);
  if (problem !== null) return notComputable(problem);
  return controlChart('c', counts, options, (range) => {
    const mean = meanOfUsed(counts, range);
    if (mean === null) return EMPTY_PHASE_LIMITS;
    return {
      centreLine: mean,
      mean,
      limitsMissingBecause: null,
      lines: { centre: mean, sigma: Math.sqrt(mean), floor: 0, ceiling: Number.POSITIVE_INFINITY },
    };
  });
}
