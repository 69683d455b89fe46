import { meanInterval, meanIntervalOfSums, valueCountsOf } from '@lamina/shared/statistics/stay.ts';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';

const scores = fc.array(fc.integer({ min: -100, max: 100 }), { minLength: 1, maxLength: 200 });

describe('the mean interval from sums', () => {
  it('equals the one from single values', () => {
    fc.assert(
      fc.property(scores, (values) => {
        const sample = valueCountsOf(values);
        if (sample.kind === 'not-computable') throw new Error(sample.reason);
        const single = meanInterval(sample, 0.95);
        const sum = values.reduce((total, value) => total + value, 0);
        const squares = values.reduce((total, value) => total + value * value, 0);
        const fromSums = meanIntervalOfSums(values.length, sum, squares, 0.95);
        if (single.kind === 'not-computable' || fromSums.kind === 'not-computable')
          throw new Error('no mean');
        expect(fromSums.mean).toBeCloseTo(single.mean, 10);
        if (single.lowerLimit === null) expect(fromSums.lowerLimit).toBeNull();
        else expect(fromSums.lowerLimit).toBeCloseTo(single.lowerLimit, 6);
        if (single.upperLimit === null) expect(fromSums.upperLimit).toBeNull();
        else expect(fromSums.upperLimit).toBeCloseTo(single.upperLimit, 6);
      }),
      { seed: 7 },
    );
  });

  it('gives the worked example: 2 and 9', () => {
    const result = meanIntervalOfSums(2, 11, 85);
    expect(result).toMatchObject({ kind: 'computed', mean: 5.5 });
    expect(result.kind === 'computed' && result.lowerLimit).toBeCloseTo(-38.97, 2);
  });

  it('has no interval for one value and no mean for none', () => {
    expect(meanIntervalOfSums(1, 4, 16)).toMatchObject({ mean: 4, lowerLimit: null, upperLimit: null });
    expect(meanIntervalOfSums(0, 0, 0).kind).toBe('not-computable');
  });

  it('has a spread of 0, not less, where all values are equal', () => {
    const result = meanIntervalOfSums(3, 0.3, 0.03);
    expect(result.kind === 'computed' && result.standardDeviation).toBeGreaterThanOrEqual(0);
  });
});
