import {
  expectedCounts,
  indirectlyStandardisedRate,
  observedExpectedRatio,
} from '@lamina/shared/statistics/regression.ts';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { given, RUNS, reasonOf } from '../given.ts';

const cases = fc.array(
  fc.record({
    unit: fc.constantFrom('north', 'south', 'east'),
    outcome: fc.constantFrom(0, 1),
    risk: fc.double({ min: 0, max: 1, noNaN: true }),
  }),
  { minLength: 1, maxLength: 50 },
);

describe('observed / expected', () => {
  it('is the ratio, flagged where fewer than one event is expected', () => {
    expect(given(observedExpectedRatio(8, 3.5))).toMatchObject({ ratio: 8 / 3.5, tooFewExpected: false });
    expect(given(observedExpectedRatio(0, 0.5))).toMatchObject({ ratio: 0, tooFewExpected: true });
  });

  it('is not computed without expected events or from impossible counts', () => {
    expect(reasonOf(observedExpectedRatio(1, 0))).toBe('No events are expected.');
    expect(reasonOf(observedExpectedRatio(1e300, 1e-300))).toBe('No events are expected.');
    expect(reasonOf(observedExpectedRatio(-1, 2))).toContain('Observed');
    expect(reasonOf(observedExpectedRatio(1, Number.NaN))).toBe('No events are expected.');
  });

  it('times the reference rate is the indirectly standardised rate', () => {
    expect(given(indirectlyStandardisedRate(8, 3.5, 0.02)).rate).toBeCloseTo(0.0457142857, 9);
    expect(reasonOf(indirectlyStandardisedRate(8, 3.5, -0.1))).toContain('reference rate');
    expect(reasonOf(indirectlyStandardisedRate(8, 0, 0.1))).toBe('No events are expected.');
  });
});

describe('expected counts', () => {
  it('add up over units to the whole, in order of first appearance', () => {
    fc.assert(
      fc.property(cases, (list) => {
        const units = list.map(({ unit }) => unit);
        const counted = given(
          expectedCounts(
            units,
            list.map(({ outcome }) => outcome),
            list.map(({ risk }) => risk),
          ),
        ).units;
        expect(counted.map(({ unit }) => unit)).toEqual([...new Set(units)]);
        const total = (read: (unit: (typeof counted)[number]) => number) =>
          counted.reduce((sum, unit) => sum + read(unit), 0);
        expect(total(({ caseCount }) => caseCount)).toBe(list.length);
        expect(total(({ observed }) => observed)).toBe(list.filter(({ outcome }) => outcome === 1).length);
        expect(total(({ expected }) => expected)).toBeCloseTo(
          list.reduce((sum, { risk }) => sum + risk, 0),
          9,
        );
      }),
      RUNS,
    );
  });

  it('need one unit, outcome and risk for each case', () => {
    expect(reasonOf(expectedCounts(['a'], [0, 1], [0.1, 0.2]))).toBe('1 units for 2 cases.');
    expect(reasonOf(expectedCounts(['a'], [3], [0.1]))).toContain('0 or 1');
  });
});
