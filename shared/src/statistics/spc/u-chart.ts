/**
 * u chart: events for an amount of exposure.
 *
 * Formula: centre line u = Σ numerators / Σ denominators; sigma_i = √(u/n_i); limits u ∓ 3 sigma_i (and ∓ 2), lower ones at least 0.
 * Use: infections per 1,000 bed days, complications per case where a case may have several.
 * Assumptions: Poisson counts, one common rate.
 * Edge cases: an exposure of 0 keeps its place, has no value and no limits; no event at all gives limits 0 and 0.
 * Source: Montgomery, Introduction to Statistical Quality Control; Provost & Murray, The Health Care Data Guide.
 * Worked example: 2, 0, 1, 3, 0, 0, 4, 1 events in 1.2, 0.9, 1.1, 1.6, 0.7, 0.8, 1.9, 1.0: u = 11/9.2 = 1.1957; upper limit at 1.0 is 4.476.
 */
import type { Computed } from '../computed.ts';
import type { ChartOptions, ControlChart } from './control-chart.ts';
import { ratioChart } from './ratio-chart.ts';
import type { RatioSeries } from './ratio-series.ts';

export function uChart(series: RatioSeries, options: ChartOptions = {}): Computed<ControlChart> {
  return ratioChart(
    { chart: 'u', ceiling: Number.POSITIVE_INFINITY, unitVariance: (centre) => centre, laney: false },
    series,
    options,
  );
}
