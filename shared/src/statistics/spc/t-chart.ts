/**
 * t chart: time between two events.
 *
 * Formula: x = y^(1/3.6); individuals chart on x (sigma = mean moving range / 1.128); centre line and limits are raised to the
 *   power 3.6 again; a lower limit below 0 becomes 0.
 * Use: rare events dated one by one, when the number of cases between them is not known (see g-chart.ts otherwise).
 * Assumptions: exponential gaps, which the power makes roughly normal; steady caseload.
 * Edge cases: every gap must be above 0: give two events of one day a fraction of a day, or count cases; one gap gives a
 *   centre line without limits.
 * Source: Nelson 1994, Journal of Quality Technology 26:239 (the power 1/3.6); Provost & Murray, The Health Care Data Guide.
 * Worked example: 8, 8.5, 9, 8.2, 8.8, 9.1 days: centre line 8.593, limits 7.239 and 10.121.
 */
import type { Computed } from '../computed.ts';
import { computed, notComputable } from '../computed.ts';
import { controlChart } from './build-control-chart.ts';
import type { ChartOptions, ControlChart, Series } from './control-chart.ts';
import { individualsLimits } from './individuals-chart.ts';

/** Power that makes an exponential variable nearly normal (Nelson 1994). */
export const NELSON_POWER = 3.6;

export function tChart(gaps: Series, options: ChartOptions = {}): Computed<ControlChart> {
  const index = gaps.findIndex((gap) => gap !== null && !(gap > 0));
  if (index !== -1) {
    return notComputable(
      `Gap ${index + 1} is not above 0: give events of one day a fraction of a day, or count cases.`,
    );
  }
  const transformed = gaps.map((gap) => (gap === null ? null : gap ** (1 / NELSON_POWER)));
  // The exact inverse where it is known: rounding must not put a constant series outside its own limits.
  const backTransformed = (limit: number) => gaps[transformed.indexOf(limit)] ?? limit ** NELSON_POWER;
  const chart = controlChart('t', transformed, options, (range) => {
    const limits = individualsLimits(transformed, range, {});
    const { centreLine, lines } = limits;
    return {
      ...limits,
      centreLine: centreLine === null ? null : backTransformed(centreLine),
      lines: lines === null ? null : { ...lines, floor: 0, display: backTransformed },
    };
  });
  if (chart.kind === 'not-computable') return chart;
  const { kind: _, ...fields } = chart;
  return computed({ ...fields, values: gaps });
}
