import type { Computed } from '@lamina/shared/statistics/computed.ts';
import type { ChartOptions, ControlChart, Series } from '@lamina/shared/statistics/spc.ts';
import {
  cChart,
  gChart,
  individualsChart,
  laneyPChart,
  laneyUChart,
  movingRangeChart,
  pChart,
  runChart,
  uChart,
} from '@lamina/shared/statistics/spc.ts';
import fc from 'fast-check';
import { expect } from 'vitest';

fc.configureGlobal({ seed: 20240601 });

/** The example of NHSRplotthedots for screened moving ranges. */
export const oneSpike = [1, 2, 1, 2, 10, 1, 2, 1, 2, 1, 2, 1, 2, 1, 2, 1, 2, 1];

export const measurements = fc.array(fc.integer({ min: -500, max: 500 }), { minLength: 2, maxLength: 40 });
export const sparse = fc.array(fc.option(fc.integer({ min: 0, max: 50 }), { freq: 5 }), {
  minLength: 1,
  maxLength: 40,
});
export const cells = fc.array(
  fc.integer({ min: 0, max: 40 }).chain((denominator) =>
    fc.record({
      denominator: fc.constant(denominator),
      numerator: fc.integer({ min: 0, max: denominator }),
    }),
  ),
  { minLength: 1, maxLength: 30 },
);

export const seriesCharts: Record<
  string,
  (values: Series, options?: ChartOptions) => Computed<ControlChart>
> = {
  run: runChart,
  individuals: individualsChart,
  'moving-range': movingRangeChart,
  c: cChart,
  g: gChart,
};
export const ratioCharts = { p: pChart, 'laney-p': laneyPChart, u: uChart, 'laney-u': laneyUChart };

export function expectOrderedAndFinite(chart: ControlChart): void {
  const { lowerLimit3Sigma, lowerLimit2Sigma, upperLimit2Sigma, upperLimit3Sigma } = chart;
  for (const index of chart.values.keys()) {
    const limits = [lowerLimit3Sigma, lowerLimit2Sigma, upperLimit2Sigma, upperLimit3Sigma].map(
      (line) => line[index],
    );
    if (limits[0] === null) expect(limits).toEqual([null, null, null, null]);
    else {
      expect(limits.every(Number.isFinite)).toBe(true);
      expect(limits).toEqual(limits.toSorted((one, other) => (one as number) - (other as number)));
    }
  }
}
