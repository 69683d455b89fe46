import {
  cChart,
  gChart,
  laneyPChart,
  laneyUChart,
  movingRangeChart,
  pChart,
  tChart,
  uChart,
  xbarSCharts,
} from '@lamina/shared/statistics/spc.ts';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { cells, expectOrderedAndFinite, ratioCharts } from './arbitrary-series.ts';
import { resultOf } from './computed-result.ts';

describe('moving-range chart', () => {
  it('gives no range to the first point, after an empty month or across a re-basing', () => {
    const chart = resultOf(
      movingRangeChart([33, 37, 34, null, 40, 41, 51], { phases: [{ start: 6, note: 'new' }] }),
    );
    expect(chart.values).toEqual([null, 4, 3, null, null, 1, null]);
    expect(chart.centreLine[0]).toBeCloseTo(8 / 3, 12);
    expect(chart.upperLimit3Sigma[0]).toBeCloseTo((3.267 * 8) / 3, 12);
    expect(chart.lowerLimit3Sigma[0]).toBe(0);
  });
});

describe('c, g and t charts', () => {
  it('clips the lower limit of a count at 0', () => {
    const chart = resultOf(cChart([0, 0, 1, 0, 2, 1]));
    expect(chart.lowerLimit3Sigma[0]).toBe(0);
    expect(chart.upperLimit3Sigma[0]).toBeCloseTo(3.116, 3);
  });

  it('draws the median of a g chart and bases its limits on the mean', () => {
    const chart = resultOf(gChart([12, 0, 3, 41, 7, 0, 0, 19, 5]));
    expect(chart.centreLine[0]).toBe(5);
    expect(chart.phases[0]?.mean).toBeCloseTo(9.667, 3);
    expect(chart.upperLimit3Sigma[0]).toBeCloseTo(40.13, 2);
  });

  it.each([cChart, gChart])('refuses a negative count', (chartFor) => {
    expect(chartFor([1, null, -1])).toEqual({ kind: 'not-computable', reason: 'Point 3 is negative.' });
  });

  it('back-transforms a t chart and keeps the gaps as they were', () => {
    const chart = resultOf(tChart([8, 8.5, 9, null, 8.2, 8.8, 9.1]));
    expect(chart.values).toEqual([8, 8.5, 9, null, 8.2, 8.8, 9.1]);
    const dense = resultOf(tChart([8, 8.5, 9, 8.2, 8.8, 9.1]));
    expect(dense.centreLine[0]).toBeCloseTo(8.593, 3);
    expect(dense.lowerLimit3Sigma[0]).toBeCloseTo(7.239, 3);
    expect(dense.upperLimit3Sigma[0]).toBeCloseTo(10.121, 3);
  });

  it('keeps constant gaps on their limits exactly', () => {
    fc.assert(
      fc.property(fc.double({ min: 1e-3, max: 1e4, noNaN: true }), (gap) => {
        const chart = resultOf(tChart([gap, gap, gap]));
        expect([chart.centreLine[0], chart.upperLimit3Sigma[0], chart.lowerLimit3Sigma[0]]).toEqual([
          gap,
          gap,
          gap,
        ]);
      }),
    );
  });

  it('gives one gap a centre line without limits, and no gap nothing', () => {
    expect(resultOf(tChart([4]))).toMatchObject({ centreLine: [4], upperLimit3Sigma: [null] });
    expect(resultOf(tChart([null]))).toMatchObject({ centreLine: [null] });
    expect(tChart([]).kind).toBe('not-computable');
  });

  it.each([0, -2, Number.NaN])('refuses a gap of %s', (gap) => {
    expect(tChart([3, gap])).toMatchObject({
      kind: 'not-computable',
      reason: expect.stringContaining('Gap 2 is not above 0'),
    });
  });
});

describe('ratio charts', () => {
  it.each(Object.entries(ratioCharts))(
    '%s keeps a month without cases in place, without value or limits',
    (kind, chartFor) => {
      const chart = resultOf(chartFor({ numerators: [3, 0, 4, null, 2], denominators: [30, 0, 39, 20, 25] }));
      expect(chart.chart).toBe(kind);
      expect(chart.values).toEqual([0.1, null, 4 / 39, null, 0.08]);
      expect(chart.centreLine[1]).toBe(chart.centreLine[0]);
      expect(chart.upperLimit3Sigma[1]).toBeNull();
      expect(chart.lowerLimit2Sigma[1]).toBeNull();
      expect(chart.leftOut.map(({ index }) => index)).toEqual([1, 3]);
    },
  );

  it.each(Object.entries(ratioCharts))(
    '%s orders its limits and keeps them within what is possible',
    (kind, chartFor) => {
      fc.assert(
        fc.property(cells, (all) => {
          const chart = resultOf(
            chartFor({
              numerators: all.map(({ numerator }) => numerator),
              denominators: all.map(({ denominator }) => denominator),
            }),
          );
          expectOrderedAndFinite(chart);
          for (const limit of chart.lowerLimit3Sigma) expect(limit ?? 0).toBeGreaterThanOrEqual(0);
          if (kind.endsWith('p'))
            for (const limit of chart.upperLimit3Sigma) expect(limit ?? 0).toBeLessThanOrEqual(1);
        }),
      );
    },
  );

  it('narrows with the root of the denominator', () => {
    const chart = resultOf(pChart({ numerators: [50, 200], denominators: [100, 400] }));
    const width = (index: number) => (chart.upperLimit3Sigma[index] as number) - 0.5;
    expect(width(0)).toBeCloseTo(0.15, 12);
    expect(width(0)).toBeCloseTo(2 * width(1), 12);
  });

  it('gives exact limits of 0 when there was no event', () => {
    const chart = resultOf(pChart({ numerators: [0, 0], denominators: [10, 20] }));
    expect(chart.upperLimit3Sigma).toEqual([0, 0]);
  });

  it('rescales Laney limits by sigma z', () => {
    const series = { numerators: [12, 30, 9], denominators: [1000, 1000, 1000] };
    const plain = resultOf(uChart(series));
    const laney = resultOf(laneyUChart(series));
    const sigmaZ = laney.phases[0]?.sigmaZ as number;
    expect(sigmaZ).toBeCloseTo(4.19, 2);
    expect((laney.upperLimit3Sigma[0] as number) - 0.017).toBeCloseTo(
      sigmaZ * ((plain.upperLimit3Sigma[0] as number) - 0.017),
      12,
    );
  });

  it.each([laneyPChart, laneyUChart])('has no Laney limits without variation or neighbours', (chartFor) => {
    const still = resultOf(chartFor({ numerators: [0, 0], denominators: [10, 10] }));
    expect(still.phases[0]?.limitsMissingBecause).toBe(
      'The points do not vary, so there is no variation to rescale.',
    );
    expect(still.upperLimit3Sigma).toEqual([null, null]);
    const alone = resultOf(chartFor({ numerators: [1, 0, 2], denominators: [10, 0, 10] }));
    expect(alone.phases[0]?.limitsMissingBecause).toBe('Limits need at least two neighbouring points.');
    expect(alone.upperLimit3Sigma).toEqual([null, null, null]);
  });

  it.each([
    [[1], [10, 10], 'Numerators and denominators differ in number.'],
    [[-1], [10], 'Numerator 1 is not a count.'],
    [[Number.POSITIVE_INFINITY], [10], 'Numerator 1 is not a count.'],
    [[1], [-1], 'Denominator 1 is negative or not finite.'],
    [[1], [Number.POSITIVE_INFINITY], 'Denominator 1 is negative or not finite.'],
    [[1], [0], 'Point 1 has events but a denominator of 0.'],
    [[null, 11], [10, 10], 'Numerator 2 exceeds its denominator.'],
  ])('refuses %o events among %o', (numerators, denominators, reason) => {
    expect(pChart({ numerators, denominators })).toEqual({ kind: 'not-computable', reason });
  });

  it.each(Object.values(ratioCharts))('has no lines when no month has a denominator', (chartFor) => {
    const chart = resultOf(chartFor({ numerators: [0, null], denominators: [0, 10] }));
    expect(chart.centreLine).toEqual([null, null]);
    expect(chart.phases[0]?.limitsMissingBecause).toBe(
      'No point of this phase can be used for a centre line.',
    );
  });

  it('lets a rate have more events than exposure', () => {
    expect(resultOf(uChart({ numerators: [11], denominators: [10] })).values).toEqual([1.1]);
  });
});

describe('X̄ and S charts', () => {
  const equal = [
    [5, 6, 7, 5],
    [8, 6, 5, 9],
    [4, 4, 6, 5],
    [7, 7, 8, 6],
    [5, 9, 6, 6],
  ];

  it('gives the limits of five subgroups of four', () => {
    const { xbar, s } = resultOf(xbarSCharts(equal));
    expect(xbar.centreLine[0]).toBeCloseTo(6.2, 12);
    expect(xbar.lowerLimit3Sigma[0]).toBeCloseTo(4.1521, 4);
    expect(xbar.upperLimit3Sigma[4]).toBeCloseTo(8.2479, 4);
    expect(s.centreLine[0]).toBeCloseTo(1.2578, 4);
    expect(s.lowerLimit3Sigma[0]).toBe(0);
    expect(s.upperLimit3Sigma[0]).toBeCloseTo(2.8503, 4);
  });

  it('pools the standard deviations of unequal subgroups', () => {
    const { s } = resultOf(xbarSCharts([[1, 3], [2, 4, 6], [5]]));
    expect(s.centreLine[0]).toBeCloseTo(Math.sqrt((2 + 8) / 3), 12);
  });

  it('keeps an empty subgroup in place and gives no limits to a subgroup of one', () => {
    const { xbar, s } = resultOf(xbarSCharts([[1, 3], [], [5], [2, 4]]));
    expect(xbar.values).toEqual([2, null, 5, 3]);
    expect(s.values).toEqual([Math.SQRT2, null, null, Math.SQRT2]);
    expect(xbar.upperLimit3Sigma.map((limit) => limit === null)).toEqual([false, true, true, false]);
    expect(s.upperLimit3Sigma.map((limit) => limit === null)).toEqual([false, true, true, false]);
    expect(xbar.centreLine[0]).toBe(3);
  });

  it('has a centre line but no limits when no subgroup has two cases', () => {
    const { xbar, s } = resultOf(xbarSCharts([[1], [3]]));
    expect(xbar.centreLine).toEqual([2, 2]);
    expect(xbar.phases[0]?.limitsMissingBecause).toBe('Limits need a subgroup with at least two cases.');
    expect(s.centreLine).toEqual([null, null]);
  });

  it('has no lines when every subgroup is empty', () => {
    const { xbar, s } = resultOf(xbarSCharts([[], []]));
    expect(xbar.centreLine).toEqual([null, null]);
    expect(s.centreLine).toEqual([null, null]);
  });

  it('keeps a constant measurement on its limits', () => {
    const { xbar } = resultOf(
      xbarSCharts([
        [0.1, 0.1, 0.1],
        [0.1, 0.1],
        [0.1, 0.1, 0.1, 0.1, 0.1, 0.1, 0.1],
      ]),
    );
    expect(xbar.upperLimit3Sigma).toEqual([0.1, 0.1, 0.1]);
  });

  it('leaves the standard deviation of an excluded subgroup out as well', () => {
    const { s } = resultOf(
      xbarSCharts(
        [
          [1, 3],
          [2, 4],
          [0, 100],
        ],
        { exclude: [{ index: 2, note: 'wrong unit' }] },
      ),
    );
    expect(s.centreLine[0]).toBeCloseTo(Math.SQRT2, 12);
  });

  it('is not computable on no subgroups or numbers that are not finite', () => {
    expect(xbarSCharts([])).toEqual({ kind: 'not-computable', reason: 'There are no points.' });
    expect(xbarSCharts([[1, Number.NaN]])).toEqual({
      kind: 'not-computable',
      reason: 'A value is not a finite number.',
    });
    expect(xbarSCharts([[1, 2]], { baseline: 0 }).kind).toBe('not-computable');
  });
});
