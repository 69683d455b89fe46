import { individualsChart, runChart } from '@lamina/shared/statistics/spc.ts';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { expectOrderedAndFinite, measurements, oneSpike, seriesCharts, sparse } from './arbitrary-series.ts';
import { resultOf } from './computed-result.ts';

describe('individuals chart', () => {
  it('reproduces the NHS example with and without screened moving ranges', () => {
    const scaling = 'making-data-count';
    const screened = resultOf(individualsChart(oneSpike, { scaling, screenMovingRanges: true }));
    expect(screened.centreLine[0]).toBeCloseTo(1.94, 2);
    expect(screened.upperLimit3Sigma[0]).toBeCloseTo(4.6, 2);
    expect(screened.lowerLimit3Sigma[0]).toBeCloseTo(-0.72, 2);
    const unscreened = resultOf(individualsChart(oneSpike, { scaling }));
    expect(unscreened.upperLimit3Sigma[0]).toBeCloseTo(6.95, 2);
    expect(unscreened.lowerLimit3Sigma[0]).toBeCloseTo(-3.06, 2);
  });

  it('says which moving ranges were screened out, and still counts those points in the mean', () => {
    const chart = resultOf(individualsChart(oneSpike, { screenMovingRanges: true }));
    expect(chart.leftOut).toEqual([
      { index: 4, reason: 'moving-range-screened', note: null },
      { index: 5, reason: 'moving-range-screened', note: null },
    ]);
    expect(chart.phases[0]).toMatchObject({ pointsUsed: 18, meanMovingRange: 1, mean: 35 / 18 });
  });

  it('scales the mean moving range by 3/1.128, or by 2.66 for Making Data Count', () => {
    const chart = resultOf(individualsChart([5, 9]));
    expect(chart.upperLimit3Sigma[0]).toBeCloseTo(7 + (3 * 4) / 1.128, 12);
    expect(chart.lowerLimit2Sigma[0]).toBeCloseTo(7 - (2 * 4) / 1.128, 12);
    const nhs = resultOf(individualsChart([5, 9], { scaling: 'making-data-count' }));
    expect(nhs.upperLimit3Sigma[0]).toBeCloseTo(7 + 2.66 * 4, 12);
    expect(nhs.upperLimit2Sigma[0]).toBeCloseTo(7 + (2 / 3) * 2.66 * 4, 12);
  });

  it('gives a single point a centre line without limits, and the reason', () => {
    const chart = resultOf(individualsChart([5]));
    expect(chart.centreLine).toEqual([5]);
    expect(chart.upperLimit3Sigma).toEqual([null]);
    expect(chart.phases[0]?.limitsMissingBecause).toBe('Limits need at least two neighbouring points.');
  });

  it.each([true, false])(
    'gives a constant series limits equal to its value (screened: %s)',
    (screenMovingRanges) => {
      fc.assert(
        fc.property(
          fc.double({ noNaN: true, min: -1e6, max: 1e6 }),
          fc.integer({ min: 2, max: 40 }),
          (value, length) => {
            const chart = resultOf(individualsChart(new Array(length).fill(value), { screenMovingRanges }));
            expect(chart.upperLimit3Sigma[0]).toBe(value + 0);
            expect(chart.lowerLimit3Sigma[0]).toBe(value + 0);
            expect(chart.leftOut).toEqual([]);
          },
        ),
      );
    },
  );

  it('lets no moving range bridge an empty month', () => {
    const chart = resultOf(individualsChart([1, 2, null, 100, 101]));
    expect(chart.phases[0]?.meanMovingRange).toBe(1);
  });

  it('shifts with the data and mirrors with them', () => {
    fc.assert(
      fc.property(
        measurements,
        fc.integer({ min: -1000, max: 1000 }),
        fc.boolean(),
        (values, shift, screenMovingRanges) => {
          const chart = resultOf(individualsChart(values, { screenMovingRanges }));
          const moved = resultOf(
            individualsChart(
              values.map((value) => value + shift),
              { screenMovingRanges },
            ),
          );
          const mirrored = resultOf(
            individualsChart(
              values.map((value) => -value),
              { screenMovingRanges },
            ),
          );
          expect(moved.upperLimit3Sigma[0]).toBeCloseTo((chart.upperLimit3Sigma[0] as number) + shift, 8);
          expect(mirrored.upperLimit3Sigma[0]).toBeCloseTo(-(chart.lowerLimit3Sigma[0] as number), 8);
          expect(mirrored.lowerLimit2Sigma[0]).toBeCloseTo(-(chart.upperLimit2Sigma[0] as number), 8);
        },
      ),
    );
  });
});

describe('every chart on a plain series', () => {
  it.each(Object.entries(seriesCharts))(
    '%s keeps every position and never gives a number that is not finite',
    (kind, chartFor) => {
      fc.assert(
        fc.property(sparse, (values) => {
          const chart = resultOf(chartFor(values));
          expect(chart.chart).toBe(kind);
          for (const column of [chart.values, chart.centreLine, chart.upperLimit2Sigma])
            expect(column).toHaveLength(values.length);
          if (kind !== 'moving-range') expect(chart.values).toEqual(values);
          expectOrderedAndFinite(chart);
        }),
      );
    },
  );

  it.each(Object.entries(seriesCharts))(
    '%s re-based by hand equals the charts of the separate phases',
    (_, chartFor) => {
      fc.assert(
        fc.property(sparse, sparse, (before, after) => {
          const whole = resultOf(
            chartFor([...before, ...after], { phases: [{ start: before.length, note: 'new theatre' }] }),
          );
          const first = resultOf(chartFor(before));
          const second = resultOf(chartFor(after));
          expect(whole.values).toEqual([...first.values, ...second.values]);
          expect(whole.centreLine).toEqual([...first.centreLine, ...second.centreLine]);
          expect(whole.lowerLimit3Sigma).toEqual([...first.lowerLimit3Sigma, ...second.lowerLimit3Sigma]);
          expect(whole.upperLimit2Sigma).toEqual([...first.upperLimit2Sigma, ...second.upperLimit2Sigma]);
          expect(whole.phases.map(({ start, end, note }) => ({ start, end, note }))).toEqual([
            { start: 0, end: before.length, note: null },
            { start: before.length, end: before.length + after.length, note: 'new theatre' },
          ]);
        }),
      );
    },
  );

  it.each(Object.entries(seriesCharts))(
    '%s with a baseline has the limits of those first points',
    (_, chartFor) => {
      fc.assert(
        fc.property(sparse, sparse, (before, after) => {
          const whole = resultOf(chartFor([...before, ...after], { baseline: before.length }));
          const first = resultOf(chartFor(before));
          expect(whole.centreLine.at(-1)).toEqual(first.centreLine[0]);
          expect(whole.upperLimit3Sigma.at(-1)).toEqual(first.upperLimit3Sigma[0]);
        }),
      );
    },
  );

  it.each(Object.entries(seriesCharts))(
    '%s is not computable on no points or on a number that is not finite',
    (_, chartFor) => {
      expect(chartFor([])).toEqual({ kind: 'not-computable', reason: 'There are no points.' });
      expect(chartFor([1, Number.POSITIVE_INFINITY])).toEqual({
        kind: 'not-computable',
        reason: 'Point 2 is not a finite number.',
      });
    },
  );

  it.each(Object.entries(seriesCharts))(
    '%s of empty months only has no lines, and says so',
    (_, chartFor) => {
      const chart = resultOf(chartFor([null, null]));
      expect(chart.centreLine).toEqual([null, null]);
      expect(chart.upperLimit3Sigma).toEqual([null, null]);
      expect(chart.phases[0]).toMatchObject({
        pointsUsed: 0,
        mean: null,
        meanMovingRange: null,
        sigmaZ: null,
        limitsMissingBecause: 'No point of this phase can be used for a centre line.',
      });
    },
  );
});

describe('points left out of the limits', () => {
  it('lists each with its reason, an empty month first of all as empty', () => {
    const chart = resultOf(
      individualsChart([1, 2, 99, null, 3, 4], {
        baseline: 4,
        exclude: [
          { index: 2, note: 'coding error' },
          { index: 3, note: 'unused' },
        ],
      }),
    );
    expect(chart.leftOut).toEqual([
      { index: 2, reason: 'excluded', note: 'coding error' },
      { index: 3, reason: 'no-value', note: null },
      { index: 4, reason: 'after-baseline', note: null },
      { index: 5, reason: 'after-baseline', note: null },
    ]);
    expect(chart.phases[0]).toMatchObject({ pointsUsed: 2, mean: 1.5, meanMovingRange: 1 });
    expect(chart.values[2]).toBe(99);
  });

  it('lists screened moving ranges among the others in order of position', () => {
    const values = [...oneSpike, null];
    const chart = resultOf(
      individualsChart(values, { screenMovingRanges: true, exclude: [{ index: 0, note: 'trial' }] }),
    );
    expect(chart.leftOut.map(({ index, reason }) => [index, reason])).toEqual([
      [0, 'excluded'],
      [4, 'moving-range-screened'],
      [5, 'moving-range-screened'],
      [18, 'no-value'],
    ]);
  });

  it('starts the baseline anew in each phase', () => {
    const chart = resultOf(
      runChart([1, 2, 50, 7, 9, 60], {
        baseline: 2,
        phases: [
          { start: 0, note: 'as built' },
          { start: 3, note: 'rebuilt' },
        ],
      }),
    );
    expect(chart.centreLine).toEqual([1.5, 1.5, 1.5, 8, 8, 8]);
    expect(chart.phases.map(({ note, pointsUsed }) => [note, pointsUsed])).toEqual([
      ['as built', 2],
      ['rebuilt', 2],
    ]);
  });

  it.each([
    [{ phases: [{ start: 3, note: '' }] }, 'A phase starts at 3, which is no position of the series.'],
    [{ phases: [{ start: -1, note: '' }] }, 'A phase starts at -1, which is no position of the series.'],
    [{ phases: [{ start: 0.5, note: '' }] }, 'A phase starts at 0.5, which is no position of the series.'],
    [
      {
        phases: [
          { start: 1, note: '' },
          { start: 1, note: '' },
        ],
      },
      'Phases are not in order of their start.',
    ],
    [{ baseline: 0 }, 'A baseline is a whole number of points, at least 1.'],
    [{ baseline: 1.5 }, 'A baseline is a whole number of points, at least 1.'],
    [{ exclude: [{ index: 3, note: '' }] }, 'An excluded point is at 3, which is no position of the series.'],
    [
      { exclude: [{ index: -1, note: '' }] },
      'An excluded point is at -1, which is no position of the series.',
    ],
    [
      { exclude: [{ index: 0.5, note: '' }] },
      'An excluded point is at 0.5, which is no position of the series.',
    ],
  ])('refuses options that do not fit the series: %o', (options, reason) => {
    expect(individualsChart([1, 2, 3], options)).toEqual({ kind: 'not-computable', reason });
  });
});
