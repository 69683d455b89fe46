/**
 * p chart: a proportion of cases with the event.
 *
 * Formula: centre line p = Σ numerators / Σ denominators; sigma_i = √(p(1 − p)/n_i); limits p ∓ 3 sigma_i (and ∓ 2), clipped to [0, 1].
 * Use: complication, infection, readmission proportions with at least about three expected events a subgroup.
 * Assumptions: binomial counts, one common probability; with very large denominators see laney-p-chart.ts.
 * Edge cases: a month with denominator 0 keeps its place, has no value and no limits; no event at all gives limits 0 and 0.
 * Source: Montgomery, Introduction to Statistical Quality Control; Provost & Murray, The Health Care Data Guide.
 * Worked example: 3/30, 5/41, 4/39, 6/52, 2/25, 7/60: p = 27/247 = 0.1093; at n = 60 the upper limit is 0.2302.
 */
import type { Computed } from '../computed.ts';
import type { ChartOptions, ControlChart } from './control-chart.ts';
import { ratioChart } from './ratio-chart.ts';
import type { RatioSeries } from './ratio-series.ts';

export function pChart(series: RatioSeries, options: ChartOptions = {}): Computed<ControlChart> {
  return ratioChart(
    { chart: 'p', ceiling: 1, unitVariance: (centre) => centre * (1 - centre), laney: false },
    series,
    options,
  );
}
