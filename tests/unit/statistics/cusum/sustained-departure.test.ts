import { sustainedDeparture } from '@lamina/shared/statistics/cusum.ts';
import { createRandomSource } from '@lamina/shared/statistics/distributions.ts';
import { describe, expect, it } from 'vitest';
import { resultOf } from '../spc/computed-result.ts';

const OPTIONS = { fewestBefore: 4, fewestAfter: 2, fewestExpected: 5, tau2: 0 };
const QUIET = [2, 2, 2, 2, 2, 2];
const WORSE = [6, 6, 6, 6, 6, 6];

function series(observed: readonly number[], expectedInEach = 2) {
  return {
    observed,
    expected: observed.map(() => expectedInEach),
    cases: observed.map(() => 100),
  };
}

describe('a sustained departure from what is expected', () => {
  it('begins where the level leaves the expectation, with the z of the worked example', () => {
    const departure = resultOf(sustainedDeparture(series([...QUIET, ...WORSE]), OPTIONS));
    expect(departure.first).toBe(6);
    expect(departure.z).toBeCloseTo(5.517, 3);
    expect(departure.pValue).toBeLessThan(1e-5);
  });

  it('has the other sign where fewer happen than expected', () => {
    const fewer = resultOf(sustainedDeparture(series([...WORSE, ...QUIET], 6), OPTIONS));
    expect(fewer).toMatchObject({ first: 6 });
    expect(fewer.z).toBeLessThan(-3);
  });

  it('is none once the level is back', () => {
    const back = resultOf(
      sustainedDeparture(series([...QUIET, 6, 6, ...QUIET, ...QUIET, ...QUIET]), OPTIONS),
    );
    expect(back.pValue).toBeGreaterThan(0.05);
  });

  it('weighs less where units usually spread', () => {
    const observed = series([...QUIET, ...WORSE]);
    const byChance = resultOf(sustainedDeparture(observed, OPTIONS));
    const spread = resultOf(sustainedDeparture(observed, { ...OPTIONS, tau2: 0.5 }));
    expect(spread.pValue).toBeGreaterThan(10 * byChance.pValue);
  });

  it('counts frequent events as binomial, which scatter less', () => {
    const frequent = [...QUIET.map(() => 80), ...QUIET.map(() => 90)];
    const departure = resultOf(sustainedDeparture(series(frequent, 80), OPTIONS));
    expect(departure.first).toBe(6);
    expect(departure.z).toBeGreaterThan(5);
  });

  it('cannot be told where too few events are expected, or in too few periods', () => {
    expect(sustainedDeparture(series([...QUIET, ...WORSE], 0.1), OPTIONS).kind).toBe('not-computable');
    expect(sustainedDeparture(series([2, 2, 6, 6]), OPTIONS).kind).toBe('not-computable');
    expect(sustainedDeparture({ observed: [], expected: [], cases: [] }, OPTIONS).kind).toBe(
      'not-computable',
    );
  });

  it('is called in no more courses without one than its p-value says', () => {
    const random = createRandomSource(11);
    const called = Array.from({ length: 1000 }, () => {
      const observed = Array.from({ length: 24 }, () => {
        let events = 0;
        for (let one = 0; one < 100; one += 1) if (random.uniform() < 0.04) events += 1;
        return events;
      });
      return resultOf(sustainedDeparture(series(observed, 4), OPTIONS)).pValue;
    });
    expect(called.filter((pValue) => pValue <= 0.05).length / 1000).toBeLessThan(0.065);
    expect(called.filter((pValue) => pValue <= 0.01).length / 1000).toBeLessThan(0.018);
  });
});
