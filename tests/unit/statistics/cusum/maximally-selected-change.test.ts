import { changeOfMean, changeOfRate } from '@lamina/shared/statistics/cusum.ts';
import { createRandomSource } from '@lamina/shared/statistics/distributions.ts';
import { describe, expect, it } from 'vitest';
import { resultOf } from '../spc/computed-result.ts';

const WINDOW = { fewestBefore: 4, fewestAfter: 2 };

function series(observed: readonly number[], cases = 100) {
  const sizes = observed.map(() => cases);
  return { observed, expected: sizes, cases: sizes };
}

describe('a change of a rate', () => {
  it('is found where the level changes, with the z of the worked example', () => {
    const change = resultOf(changeOfRate(series([2, 2, 2, 2, 2, 2, 6, 6, 6, 6, 6, 6]), WINDOW));
    expect(change.first).toBe(6);
    expect(change.z).toBeCloseTo(3.4, 1);
    expect(change.pValue).toBeLessThan(0.01);
  });

  it('has the other sign where the rate falls, and where the absence of a frequent event grows', () => {
    const fall = [6, 6, 6, 6, 6, 6, 2, 2, 2, 2, 2, 2];
    expect(resultOf(changeOfRate(series(fall), WINDOW)).z).toBeLessThan(0);
    const present = fall.map((absent) => 100 - absent);
    const rise = resultOf(changeOfRate(series(present), WINDOW));
    expect(rise.z).toBeCloseTo(-resultOf(changeOfRate(series(fall), WINDOW)).z, 10);
  });

  it('is none where the expected events rise as much', () => {
    const observed = [2, 2, 2, 2, 2, 2, 6, 6, 6, 6, 6, 6];
    const change = resultOf(changeOfRate({ ...series(observed), expected: observed }, WINDOW));
    expect(change.pValue).toBe(1);
  });

  it('cannot be told from two events', () => {
    expect(changeOfRate(series([0, 0, 0, 0, 0, 0, 1, 1]), WINDOW).kind).toBe('not-computable');
  });

  it('is called in no more courses without one than its p-value says', () => {
    const random = createRandomSource(7);
    const called = Array.from({ length: 1000 }, () => {
      const observed = Array.from({ length: 24 }, () => {
        let events = 0;
        for (let one = 0; one < 100; one += 1) if (random.uniform() < 0.04) events += 1;
        return events;
      });
      return resultOf(changeOfRate(series(observed), WINDOW)).pValue;
    });
    expect(called.filter((pValue) => pValue <= 0.05).length / 1000).toBeLessThan(0.065);
    expect(called.filter((pValue) => pValue <= 0.01).length / 1000).toBeLessThan(0.018);
  });
});

describe('a change of a mean', () => {
  it('has the z of the worked example', () => {
    const change = resultOf(
      changeOfMean(
        {
          cases: [2, 2, 2, 2, 2, 2, 2, 2],
          sums: [2, 2, 2, 2, 6, 6, 6, 6],
          sumsOfSquares: [4, 4, 4, 4, 20, 20, 20, 20],
        },
        WINDOW,
      ),
    );
    expect(change.first).toBe(4);
    expect(change.z).toBeCloseTo(2.83, 2);
  });
});
