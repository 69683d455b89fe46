import {
  compareStandardisedRatios,
  exactPoissonTest,
  fewestExpectedToPublish,
  midPCountInterval,
  rateRatio,
  riskAdjustedRate,
  standardisedRatio,
} from '@lamina/shared/statistics/intervals.ts';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { expectNear, reasonOf, resultOf } from '../expect-computed.ts';

const settings = { seed: 13, numRuns: 200 };
const observed = fc.integer({ min: 0, max: 2000 });
const expected = fc.double({ min: 0.05, max: 2000, noNaN: true });

describe('standardised ratio', () => {
  it('gives the worked example, in which the two methods disagree about 1', () => {
    const midP = resultOf(standardisedRatio(8, 3.5));
    expectNear(midP.ratio, 2.286, 3e-4);
    expectNear(midP.lower, 1.062, 5e-4);
    expectNear(midP.upper, 4.34, 5e-4);
    expectNear(midP.pValue, 0.0366, 2e-3);
    const exact = resultOf(standardisedRatio(8, 3.5, { method: 'exact' }));
    expectNear(exact.lower, 0.987, 5e-4);
    expectNear(exact.upper, 4.504, 5e-4);
  });

  it('excludes 1 from its mid-P interval exactly where the mid-P value is under 0.05', () => {
    fc.assert(
      fc.property(observed, expected, (o, e) => {
        const { lower, upper, pValue } = resultOf(standardisedRatio(o, e));
        fc.pre(Math.abs(pValue - 0.05) > 1e-9);
        expect(lower > 1 || upper < 1).toBe(pValue < 0.05);
      }),
      settings,
    );
  });

  it('scales with the expected count and takes the count limits of its method', () => {
    fc.assert(
      fc.property(observed, expected, (o, e) => {
        const one = resultOf(standardisedRatio(o, e));
        const count = resultOf(midPCountInterval(o));
        expectNear(one.lower, count.lower / e, 1e-13);
        expectNear(one.upper, count.upper / e, 1e-13);
        expectNear(one.ratio, o / e, 1e-15);
      }),
      settings,
    );
  });

  it('gives a reason without an expected count or with an impossible one', () => {
    expect(reasonOf(standardisedRatio(0, 0))).toBe('The expected count must be more than 0');
    expect(reasonOf(standardisedRatio(-1, 2))).toBe('The count must be a whole number, 0 or more');
    expect(reasonOf(standardisedRatio(1, 2, { confidence: 2 }))).toBe(
      'The confidence level must lie between 0 and 1',
    );
    expect(fewestExpectedToPublish).toBe(1);
  });
});

describe('risk-adjusted rate', () => {
  it('is the ratio in the units of the reference rate', () => {
    const ratio = resultOf(standardisedRatio(5, 4, { method: 'phe', confidence: 0.9 }));
    const rate = resultOf(riskAdjustedRate(5, 4, 0.02, { method: 'phe', confidence: 0.9, multiplier: 100 }));
    expectNear(rate.rate, ratio.ratio * 2, 1e-14);
    expectNear(rate.lower, ratio.lower * 2, 1e-14);
    expectNear(rate.upper, ratio.upper * 2, 1e-14);
    expectNear(resultOf(riskAdjustedRate(5, 4, 0.02)).rate, 0.025, 1e-14);
  });

  it('is 0 at a reference rate of 0 and has a reason below it', () => {
    expect(resultOf(riskAdjustedRate(5, 4, 0)).rate).toBe(0);
    expect(reasonOf(riskAdjustedRate(5, 4, -0.1))).toBe('The reference rate must be more than 0');
    expect(reasonOf(riskAdjustedRate(5, 0, 0.1))).toBe('The expected count must be more than 0');
  });
});

describe('ratio of two rates', () => {
  it('gives the worked example', () => {
    const { ratio, lower, upper, pValue } = resultOf(
      rateRatio({ events: 8, exposure: 3.5 }, { events: 5, exposure: 4 }),
    );
    expectNear(ratio, 1.8285714285714285, 1e-14);
    expectNear(lower, 0.5911593410842343, 1e-9);
    expectNear(upper, 6.143922939196578, 1e-9);
    expectNear(pValue, 0.3005963779957628, 1e-9);
  });

  it('narrows with less confidence', () => {
    const pair = [
      { events: 8, exposure: 3.5 },
      { events: 5, exposure: 4 },
    ] as const;
    const usual = resultOf(rateRatio(...pair));
    const narrow = resultOf(rateRatio(...pair, { confidence: 0.5 }));
    expect(narrow.lower).toBeGreaterThan(usual.lower);
    expect(Number(narrow.upper)).toBeLessThan(Number(usual.upper));
    expect(rateRatio(...pair, { confidence: 0.95 })).toEqual(rateRatio(...pair));
  });

  it('turns into its inverse when the two change places', () => {
    fc.assert(
      fc.property(
        fc.integer({ min: 1, max: 300 }),
        fc.integer({ min: 1, max: 300 }),
        expected,
        expected,
        (a, b, s, t) => {
          for (const method of ['midP', 'exact'] as const) {
            const one = resultOf(
              rateRatio({ events: a, exposure: s }, { events: b, exposure: t }, { method }),
            );
            const other = resultOf(
              rateRatio({ events: b, exposure: t }, { events: a, exposure: s }, { method }),
            );
            expectNear(one.lower * Number(other.upper), 1, 1e-9);
            expectNear(Number(one.upper) * other.lower, 1, 1e-9);
            expectNear(one.pValue, other.pValue, 1e-9);
            expect(one.lower).toBeLessThan(Number(one.ratio));
            expect(Number(one.upper)).toBeGreaterThan(Number(one.ratio));
          }
        },
      ),
      settings,
    );
  });

  it('excludes 1 exactly where its p-value is under 0.05', () => {
    fc.assert(
      fc.property(fc.nat(100), fc.nat(100), expected, expected, (a, b, s, t) => {
        fc.pre(a + b > 0);
        for (const method of ['midP', 'exact'] as const) {
          const { lower, upper, pValue } = resultOf(
            rateRatio({ events: a, exposure: s }, { events: b, exposure: t }, { method }),
          );
          fc.pre(Math.abs(pValue - 0.05) > 1e-9);
          expect(lower > 1 || (upper !== null && upper < 1)).toBe(pValue < 0.05);
        }
      }),
      settings,
    );
  });

  it('has no upper limit without events in the second, and starts at 0 without any in the first', () => {
    const without = resultOf(rateRatio({ events: 8, exposure: 3.5 }, { events: 0, exposure: 4 }));
    expect(without).toMatchObject({ ratio: null, upper: null });
    expect(without.lower).toBeGreaterThan(1);
    expect(resultOf(rateRatio({ events: 0, exposure: 1 }, { events: 3, exposure: 1 }))).toMatchObject({
      ratio: 0,
      lower: 0,
    });
  });

  it('gives a reason where there is nothing to compare', () => {
    expect(reasonOf(rateRatio({ events: 0, exposure: 1 }, { events: 0, exposure: 1 }))).toBe(
      'There are no events to compare',
    );
    expect(reasonOf(rateRatio({ events: -1, exposure: 1 }, { events: 0, exposure: 1 }))).toContain(
      'whole number',
    );
    expect(reasonOf(rateRatio({ events: 1, exposure: 1 }, { events: 0.5, exposure: 1 }))).toContain(
      'whole number',
    );
    expect(reasonOf(rateRatio({ events: 1, exposure: 0 }, { events: 1, exposure: 1 }))).toContain('exposure');
    expect(reasonOf(rateRatio({ events: 1, exposure: 1 }, { events: 1, exposure: 0 }))).toContain('exposure');
    expect(
      reasonOf(rateRatio({ events: 1, exposure: 1 }, { events: 1, exposure: 1 }, { confidence: 0 })),
    ).toContain('confidence');
  });

  it('compares two standardised ratios as two rates per expected event', () => {
    expect(
      compareStandardisedRatios(
        { observed: 8, expected: 3.5 },
        { observed: 5, expected: 4 },
        { method: 'exact' },
      ),
    ).toEqual(rateRatio({ events: 8, exposure: 3.5 }, { events: 5, exposure: 4 }, { method: 'exact' }));
  });

  it('doubles the tail of the exact test for its exact p-value', () => {
    const { pValue } = resultOf(
      rateRatio({ events: 3, exposure: 1 }, { events: 0, exposure: 1 }, { method: 'exact' }),
    );
    expectNear(pValue, 0.25, 1e-12);
    const test = resultOf(exactPoissonTest(3, 1));
    expect(test.midTwoSided).toBeLessThan(test.twoSidedCentral);
  });
});
