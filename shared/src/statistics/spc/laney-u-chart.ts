/**
 * Laney u′ chart: a u chart whose limits follow the variation between months.
 *
 * Formula: as the u chart with sigma_i multiplied by sigma z = mean |z_i − z_(i−1)| / 1.128, z_i = (u_i − u)/sigma_i.
 * Use: rates over large exposures, where Poisson limits are too narrow.
 * Assumptions: the variation between neighbouring months is common-cause; moving ranges are not screened.
 * Edge cases: no event at all: the points do not vary, no limits; fewer than two neighbours: no limits.
 * Source: Laney 2002, Quality Engineering 14:531.
 * Worked example: 12/1000, 30/1000, 9/1000: u = 0.017; z = −1.21, 3.15, −1.94; sigma z = 4.73/1.128 = 4.19.
 */
import type { Computed } from '../computed.ts';
import type { ChartOptions, ControlChart } from './control-chart.ts';
import { ratioChart } from './ratio-chart.ts';
import type { RatioSeries } from './ratio-series.ts';

export function laneyUChart(series: RatioSeries, options: ChartOptions = {}): Computed<ControlChart> {
  return ratioChart(
    { chart: 'laney-u', ceiling: Number.POSITIVE_INFINITY, unitVariance: (centre) => centre, laney: true },
    series,
    options,
  );
}
