import { meanDifference } from '@lamina/shared/statistics/stay.ts';
import { describe, expect, it } from 'vitest';

const sums = (values: readonly number[]) => ({
  caseCount: values.length,
  sum: values.reduce((total, value) => total + value, 0),
  sumOfSquares: values.reduce((total, value) => total + value * value, 0),
});

describe('the difference of two means', () => {
  it('gives what R’s t.test gives for Student’s sleep data', () => {
    const first = sums([0.7, -1.6, -0.2, -1.2, -0.1, 3.4, 3.7, 0.8, 0.0, 2.0]);
    const second = sums([1.9, 0.8, 1.1, 0.1, -0.1, 4.4, 5.5, 1.6, 4.6, 3.4]);
    const result = meanDifference(first, second);
    if (result.kind === 'not-computable') throw new Error(result.reason);
    expect(result.difference).toBeCloseTo(-1.58, 10);
    expect(result.degreesOfFreedom).toBeCloseTo(17.776, 3);
    expect(result.lowerLimit).toBeCloseTo(-3.3654832, 6);
    expect(result.upperLimit).toBeCloseTo(0.2054832, 6);
  });

  it('is the same the other way round, with the sign turned', () => {
    const [one, other] = [sums([1, 2, 4]), sums([3, 9, 5, 6])];
    const there = meanDifference(one, other);
    const back = meanDifference(other, one);
    if (there.kind === 'not-computable' || back.kind === 'not-computable') throw new Error('computable');
    expect(back.lowerLimit).toBeCloseTo(-there.upperLimit, 12);
  });

  it('cannot be computed from one case, nor without scatter', () => {
    expect(meanDifference(sums([1]), sums([1, 2])).kind).toBe('not-computable');
    expect(meanDifference(sums([2, 2]), sums([3, 3])).kind).toBe('not-computable');
  });
});
