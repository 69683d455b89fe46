import { standardisedDifference } from '@lamina/shared/statistics/comparison.ts';
import { describe, expect, it } from 'vitest';

describe('the standardised difference of two proportions', () => {
  it('gives the worked example', () => {
    const result = standardisedDifference(
      { numerator: 50, denominator: 100 },
      { numerator: 40, denominator: 100 },
    );
    expect(result).toMatchObject({ kind: 'computed' });
    if (result.kind === 'computed') expect(result.difference).toBeCloseTo(0.1 / Math.sqrt(0.245), 12);
  });

  it('does not grow with the number of cases', () => {
    const few = standardisedDifference({ numerator: 5, denominator: 10 }, { numerator: 4, denominator: 10 });
    const many = standardisedDifference(
      { numerator: 5000, denominator: 10000 },
      { numerator: 400, denominator: 1000 },
    );
    expect(few).toEqual(many);
  });

  it('is 0 for groups alike and cannot be computed for all against none, nor without cases', () => {
    expect(
      standardisedDifference({ numerator: 3, denominator: 3 }, { numerator: 9, denominator: 9 }),
    ).toEqual({
      kind: 'computed',
      difference: 0,
    });
    expect(
      standardisedDifference({ numerator: 3, denominator: 3 }, { numerator: 0, denominator: 9 }).kind,
    ).toBe('not-computable');
    expect(
      standardisedDifference({ numerator: 0, denominator: 0 }, { numerator: 1, denominator: 9 }).kind,
    ).toBe('not-computable');
  });
});
