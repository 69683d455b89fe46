import {
  geometricMean,
  histogram,
  meanInterval,
  medianInterval,
  outlierFence,
  sampleQuantiles,
  trimmedMean,
  type ValueCounts,
  valueCountsOf,
  valueCountsOfHistogram,
} from '@lamina/shared/statistics/stay.ts';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { given, RUNS, reasonOf } from '../given.ts';

const nights = fc.array(fc.integer({ min: 0, max: 60 }), { minLength: 1, maxLength: 80 });
const decimals = fc.array(fc.double({ min: 0.01, max: 400, noNaN: true }), { minLength: 1, maxLength: 80 });

function sample(values: readonly number[]): ValueCounts {
  return given(valueCountsOf(values));
}

/** How a tally would deliver the same nights. */
function asHistogram(values: readonly number[]): ReadonlyMap<number, number> {
  const counts = new Map<number, number>();
  for (const value of values) counts.set(value, (counts.get(value) ?? 0) + 1);
  return counts;
}

const STATISTICS: Readonly<Record<string, (values: ValueCounts) => unknown>> = {
  quantiles: (values) => sampleQuantiles(values, [0, 0.1, 0.25, 1 / 3, 0.5, 0.9, 1]),
  'median interval': (values) => medianInterval(values),
  'mean interval': (values) => meanInterval(values),
  'geometric mean': (values) => geometricMean(values),
  'trimmed mean': (values) => trimmedMean(values),
  'outlier fence': (values) => outlierFence(values),
  histogram: (values) => histogram(values, { start: 0, binWidth: 1, openFrom: 10 }),
};

describe('statistics of stays', () => {
  it.each(Object.entries(STATISTICS))(
    '%s: the same from a histogram as from single stays, to the last digit',
    (_, statistic) => {
      fc.assert(
        fc.property(nights, (values) => {
          const fromHistogram = given(valueCountsOfHistogram(asHistogram(values)));
          expect(statistic(fromHistogram)).toEqual(statistic(sample(values)));
        }),
        RUNS,
      );
    },
  );

  it.each(Object.entries(STATISTICS))('%s: does not depend on the order of cases', (_, statistic) => {
    fc.assert(
      fc.property(decimals, (values) => {
        expect(statistic(sample(values.toReversed()))).toEqual(statistic(sample(values)));
      }),
      RUNS,
    );
  });

  it('is refused without values', () => {
    const none = sample([]);
    expect(none.caseCount).toBe(0);
    const refused = [
      sampleQuantiles(none, [0.5]),
      medianInterval(none),
      meanInterval(none),
      geometricMean(none),
    ];
    for (const result of [...refused, trimmedMean(none), outlierFence(none)]) {
      expect(reasonOf<object>(result)).toBe('No values.');
    }
  });
});

describe('value counts', () => {
  it('take 0 and −0 as one value, add up repeated ones and drop counts of 0', () => {
    expect(sample([0, -0, 3])).toMatchObject({ values: [0, 3], counts: [2, 1], caseCount: 3 });
    const given2 = given(
      valueCountsOfHistogram([
        [3, 1],
        [5, 0],
        [3, 2],
        [1, 4],
      ]),
    );
    expect(given2).toMatchObject({ values: [1, 3], counts: [4, 3], caseCount: 7 });
  });

  it('refuse what is not a finite value or a whole count', () => {
    expect(reasonOf(valueCountsOf([1, Number.NaN]))).toContain('finite');
    expect(reasonOf(valueCountsOfHistogram([[Number.POSITIVE_INFINITY, 1]]))).toContain('finite');
    expect(reasonOf(valueCountsOfHistogram([[1, 1.5]]))).toContain('whole');
    expect(reasonOf(valueCountsOfHistogram([[1, -1]]))).toContain('whole');
  });
});

describe('quantiles of a sample', () => {
  it('lie at the sorted values where the rank is whole', () => {
    fc.assert(
      fc.property(decimals, (values) => {
        const sorted = values.toSorted((left, right) => left - right);
        const { quantiles } = given(sampleQuantiles(sample(values), [0, 0.5, 1]));
        expect(quantiles[0]).toBe(sorted[0]);
        expect(quantiles[2]).toBe(sorted.at(-1));
        if (values.length % 2 === 1) expect(quantiles[1]).toBe(sorted[(values.length - 1) / 2]);
      }),
      RUNS,
    );
  });

  it('are refused at probabilities outside 0–1', () => {
    expect(reasonOf(sampleQuantiles(sample([1]), [1.1]))).toContain('from 0 to 1');
    expect(reasonOf(sampleQuantiles(sample([1]), [-0.1]))).toContain('from 0 to 1');
  });
});

describe('median with exact interval', () => {
  it('covers at least as often as asked, with limits around the median', () => {
    fc.assert(
      fc.property(decimals, fc.constantFrom(0.8, 0.95, 0.99), (values, confidence) => {
        const { median, lowerLimit, upperLimit, coverage } = given(
          medianInterval(sample(values), confidence),
        );
        expect(coverage).toBeGreaterThanOrEqual(confidence);
        if (lowerLimit === null || upperLimit === null) {
          expect(coverage).toBe(1);
          expect(2 ** -values.length).toBeGreaterThanOrEqual((1 - confidence) / 2);
          return;
        }
        expect(lowerLimit).toBeLessThanOrEqual(median);
        expect(upperLimit).toBeGreaterThanOrEqual(median);
      }),
      RUNS,
    );
  });
});

describe('mean with t interval', () => {
  it('agrees with the worked example and has no interval for one value', () => {
    const two = given(meanInterval(sample([2, 9])));
    expect(two.lowerLimit).toBeCloseTo(-38.97171657661143, 10);
    expect(two.standardDeviation).toBeCloseTo(4.949747468305833, 12);
    expect(given(meanInterval(sample([7])))).toMatchObject({
      mean: 7,
      standardDeviation: null,
      lowerLimit: null,
    });
  });

  it('moves and stretches with the values', () => {
    fc.assert(
      fc.property(decimals, (values) => {
        const plain = given(meanInterval(sample(values)));
        const changed = given(meanInterval(sample(values.map((value) => 10 + 2 * value))));
        expect(changed.mean).toBeCloseTo(10 + 2 * plain.mean, 8);
        if (plain.upperLimit !== null) expect(changed.upperLimit).toBeCloseTo(10 + 2 * plain.upperLimit, 7);
      }),
      RUNS,
    );
  });
});

describe('geometric mean', () => {
  it('never exceeds the arithmetic mean and lies within its limits', () => {
    fc.assert(
      fc.property(decimals, (values) => {
        const geometric = given(geometricMean(sample(values)));
        expect(geometric.geometricMean).toBeLessThanOrEqual(
          given(meanInterval(sample(values))).mean * (1 + 1e-12),
        );
        if (geometric.lowerLimit === null || geometric.upperLimit === null) {
          expect(values).toHaveLength(1);
          return;
        }
        expect(geometric.lowerLimit).toBeLessThanOrEqual(geometric.geometricMean);
        expect(geometric.upperLimit).toBeGreaterThanOrEqual(geometric.geometricMean);
      }),
      RUNS,
    );
  });

  it('refuses 0 and below, and limits beyond any number', () => {
    expect(reasonOf(geometricMean(sample([0, 1, 2])))).toContain('above 0');
    expect(reasonOf(geometricMean(sample([1e-300, 1e300])))).toContain('too widely');
  });
});

describe('trimmed mean', () => {
  it('is the mean of the middle, case by case', () => {
    fc.assert(
      fc.property(nights, fc.constantFrom(0, 0.05, 0.1, 0.25, 0.49), (values, share) => {
        const dropped = Math.floor(values.length * share);
        const middle = values.toSorted((left, right) => left - right).slice(dropped, values.length - dropped);
        const mean = middle.reduce((sum, value) => sum + value, 0) / middle.length;
        expect(given(trimmedMean(sample(values), share)).trimmedMean).toBeCloseTo(mean, 10);
      }),
      RUNS,
    );
  });

  it('drops less than half at each end', () => {
    expect(reasonOf(trimmedMean(sample([1]), 0.5))).toContain('0.5');
    expect(reasonOf(trimmedMean(sample([1]), -0.1))).toContain('0.5');
  });
});

describe('outlier fence', () => {
  it('agrees with the worked example', () => {
    const fence = given(outlierFence(sample([3, 5, 2, 8, 41, 4, 4, 6, 5, 7, 3, 90])));
    expect(fence).toMatchObject({ interquartileRange: 3.5, fence: 12.5, outlierCount: 2 });
  });

  it('counts strictly above it', () => {
    fc.assert(
      fc.property(nights, (values) => {
        const { fence, outlierCount } = given(outlierFence(sample(values)));
        expect(outlierCount).toBe(values.filter((value) => value > fence).length);
      }),
      RUNS,
    );
  });
});

describe('histogram', () => {
  it('holds every case once and keeps empty bins', () => {
    fc.assert(
      fc.property(nights, fc.constantFrom(1, 2, 7), (values, binWidth) => {
        const { bins } = given(histogram(sample(values), { start: 0, binWidth }));
        expect(bins.reduce((sum, { count }) => sum + count, 0)).toBe(values.length);
        for (const { from, to, count } of bins) {
          expect(to).toBe(from + binWidth);
          expect(count).toBe(values.filter((value) => value >= from && value < from + binWidth).length);
        }
        expect(bins).toHaveLength(Math.floor(Math.max(...values) / binWidth) + 1);
      }),
      RUNS,
    );
  });

  it('gathers the long stays in an open last bin', () => {
    const { bins } = given(histogram(sample([1, 1, 2, 9]), { start: 0, binWidth: 1, openFrom: 3 }));
    expect(bins.map(({ count }) => count)).toEqual([0, 2, 1, 1]);
    expect(bins.at(-1)).toEqual({ from: 3, to: null, count: 1 });
  });

  it('has no bins, or only empty ones, without cases', () => {
    expect(given(histogram(sample([]), { start: 0, binWidth: 1 })).bins).toEqual([]);
    expect(given(histogram(sample([]), { start: 0, binWidth: 1, openFrom: 2 })).bins).toHaveLength(3);
  });

  it.each([
    [{ start: 0, binWidth: 0 }, 'width above 0'],
    [{ start: Number.NaN, binWidth: 1 }, 'width above 0'],
    [{ start: 2, binWidth: 1 }, 'below the first bin'],
    [{ start: 0, binWidth: 1e-6 }, 'bins can be drawn'],
    [{ start: 0, binWidth: 1, openFrom: -5 }, 'bins can be drawn'],
  ])('refuses %j', (options, reason) => {
    expect(reasonOf(histogram(sample([1, 5]), options))).toContain(reason);
  });
});
