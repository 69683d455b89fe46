/**
 * Run chart.
 *
 * Formula: centre line = median(y); no limits.
 * Use: few points, or any measure for which limits are not warranted; read with the runs-and-crossings rule (Anhøj).
 * Assumptions: none on the distribution; independent points.
 * Edge cases: a single point is its own median; empty months stay in place.
 * Source: Provost & Murray, The Health Care Data Guide; Anhøj & Olesen 2014, PLoS ONE 9:e113825.
 * Worked example: 33, 37, 34, 44: median 35.5.
 */
import type { Computed } from '../computed.ts';
import { controlChart, EMPTY_PHASE_LIMITS } from './build-control-chart.ts';
import type { ChartOptions, ControlChart, Series } from './control-chart.ts';
import { medianOfUsed } from './series-centre.ts';

export function runChart(values: Series, options: ChartOptions = {}): Computed<ControlChart> {
  return controlChart('run', values, options, (range) => {
    const median = medianOfUsed(values, range);
    if (median === null) return EMPTY_PHASE_LIMITS;
    return { centreLine: median, lines: null, limitsMissingBecause: 'A run chart has no limits.' };
  });
}
