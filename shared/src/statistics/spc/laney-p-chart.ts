/**
 * Laney p′ chart: a p chart whose limits follow the variation between months.
 *
 * Formula: as the p chart with sigma_i multiplied by sigma z = mean |z_i − z_(i−1)| / 1.128, z_i = (p_i − p)/sigma_i; clipped to [0, 1].
 * Use: proportions over large denominators, where binomial limits are so narrow that ordinary variation is flagged.
 * Assumptions: the variation between neighbouring months is common-cause; moving ranges are not screened.
 * Edge cases: no event at all, or nothing but events: the points do not vary, no limits; fewer than two neighbours: no limits.
 * Source: Laney 2002, Quality Engineering 14:531.
 * Worked example: 3/30, 5/41, 4/39, 6/52, 2/25, 7/60: sigma z = 0.42, so limits lie at 0.42 of the p chart's distance.
 */
import type { Computed } from '../computed.ts';
import type { ChartOptions, ControlChart } from './control-chart.ts';
import { ratioChart } from './ratio-chart.ts';
import type { RatioSeries } from './ratio-series.ts';

export function laneyPChart(series: RatioSeries, options: ChartOptions = {}): Computed<ControlChart> {
  return ratioChart(
    { chart: 'laney-p', ceiling: 1, unitVariance: (centre) => centre * (1 - centre), laney: true },
    series,
    options,
  );
}
