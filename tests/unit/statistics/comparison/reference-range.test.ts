import {
  casesToTell,
  detectionFloor,
  jeffreysPrior,
  mostCases,
  rangeProbabilities,
  rangeVerdict,
} from '@lamina/shared/statistics/comparison.ts';
import { notComputable } from '@lamina/shared/statistics/computed.ts';
import {
  binomialMidPInterval,
  clopperPearsonInterval,
  wilsonInterval,
} from '@lamina/shared/statistics/intervals.ts';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { expectNear, reasonOf, resultOf } from '../expect-computed.ts';

const settings = { seed: 21, numRuns: 200 };
const range = { low: 0.02, high: 0.05 };
const impossibleRanges = [
  { low: -0.1, high: 0.5 },
  { low: 0.1, high: 1.5 },
  { low: 0.5, high: 0.1 },
  { low: Number.NaN, high: 0.1 },
];

describe('verdict on a reference range', () => {
  it.each([
    [0.001, 0.019, 'below'],
    [0.001, 0.02, 'too-few-to-tell'],
    [0.02, 0.05, 'within'],
    [0.03, 0.04, 'within'],
    [0.019, 0.05, 'too-few-to-tell'],
    [0.02, 0.051, 'too-few-to-tell'],
    [0.05, 0.9, 'too-few-to-tell'],
    [0.051, 0.9, 'above'],
    [0, 1, 'too-few-to-tell'],
  ] as const)('reads %f to %f as %s', (lower, upper, verdict) => {
    expect(resultOf(rangeVerdict({ lower, upper }, range)).verdict).toBe(verdict);
  });

  it('has a reason where the range is impossible', () => {
    for (const bad of [
      { low: 0.5, high: 0.1 },
      { low: Number.NaN, high: 0.1 },
      { low: 0.1, high: Number.NaN },
    ]) {
      expect(reasonOf(rangeVerdict({ lower: 0, upper: 1 }, bad))).toBe(
        'The reference range must have its low end before its high end',
      );
    }
  });

  it('compares in any unit, nights as well as proportions', () => {
    expect(resultOf(rangeVerdict({ lower: 2.2, upper: 2.9 }, { low: 2, high: 4 })).verdict).toBe('within');
    expect(resultOf(rangeVerdict({ lower: -1, upper: 1.9 }, { low: 2, high: 4 })).verdict).toBe('below');
  });
});

describe('probability below, within and above a range', () => {
  it('gives the worked example under the stated prior', () => {
    const { below, within, above, prior } = resultOf(rangeProbabilities(1, 50, { low: 0.01, high: 0.05 }));
    expectNear(below, 0.19874396970100197, 1e-9);
    expectNear(within, 0.6368802629428745, 1e-9);
    expectNear(above, 0.16437576735612358, 1e-9);
    expect(prior).toEqual({ alpha: 0.5, beta: 0.5 });
    expect(jeffreysPrior).toEqual(prior);
  });

  it('adds up to 1 and moves up with the count', () => {
    fc.assert(
      fc.property(fc.integer({ min: 1, max: 5000 }), fc.nat(100), (n, count) => {
        const k = Math.min(n - 1, count);
        const one = resultOf(rangeProbabilities(k, n, range));
        const next = resultOf(rangeProbabilities(k + 1, n, range));
        expectNear(one.below + one.within + one.above, 1, 1e-12);
        expect(next.below).toBeLessThanOrEqual(one.below);
        expect(next.above).toBeGreaterThanOrEqual(one.above);
      }),
      settings,
    );
  });

  it('gives the prior itself without cases', () => {
    const { below, within, above } = resultOf(
      rangeProbabilities(0, 0, { low: 0.25, high: 0.5 }, { alpha: 1, beta: 1 }),
    );
    expectNear(below, 0.25, 1e-12);
    expectNear(within, 0.25, 1e-12);
    expectNear(above, 0.5, 1e-12);
  });

  it('leaves nothing outside the whole range', () => {
    expect(resultOf(rangeProbabilities(3, 9, { low: 0, high: 1 }))).toMatchObject({
      below: 0,
      within: 1,
      above: 0,
    });
  });

  it('has a reason where it cannot be', () => {
    expect(reasonOf(rangeProbabilities(6, 5, range))).toBe(
      'The numerator must lie between 0 and the denominator',
    );
    expect(reasonOf(rangeProbabilities(-1, 5, range))).toBe(
      'The numerator must lie between 0 and the denominator',
    );
    expect(reasonOf(rangeProbabilities(1, Infinity, range))).toBe(
      'The numerator must lie between 0 and the denominator',
    );
    for (const prior of [
      { alpha: 0, beta: 1 },
      { alpha: 1, beta: 0 },
      { alpha: Infinity, beta: 1 },
    ]) {
      expect(reasonOf(rangeProbabilities(1, 5, range, prior))).toBe(
        'The parameters of the prior must be more than 0',
      );
    }
    expect(reasonOf(rangeProbabilities(1, 5, { low: 0.5, high: 0.1 }))).toContain('reference range');
  });
});

describe('detection floor', () => {
  /** The smallest n, and some count, for which a verdict holds: by trying them all. */
  function byTrial(
    interval: typeof wilsonInterval,
    verdict: string,
    low: number,
    high: number,
    most: number,
  ) {
    for (let n = 1; n <= most; n += 1) {
      for (let k = 0; k <= n; k += 1) {
        const answer = resultOf(rangeVerdict(resultOf(interval(k, n)), { low, high }));
        if (answer.verdict === verdict) return n;
      }
    }
    return null;
  }

  it.each([
    ['Wilson', wilsonInterval],
    ['mid-P', binomialMidPInterval],
    ['Clopper–Pearson', clopperPearsonInterval],
  ] as const)('is the smallest number of cases found by trying all (%s)', (_, interval) => {
    for (const [low, high] of [
      [0.1, 0.4],
      [0.05, 0.3],
      [0.3, 0.85],
      [0, 0.2],
      [0.6, 1],
    ] as const) {
      expect(resultOf(detectionFloor({ low, high }, interval, 150))).toEqual({
        kind: 'computed',
        below: byTrial(interval, 'below', low, high, 150),
        within: byTrial(interval, 'within', low, high, 150),
        above: byTrial(interval, 'above', low, high, 150),
      });
    }
  });

  it('gives the worked example', () => {
    expect(resultOf(detectionFloor(range, wilsonInterval))).toMatchObject({
      below: 189,
      within: 563,
      above: 1,
    });
    expect(resultOf(wilsonInterval(0, 189)).upper).toBeLessThan(0.02);
    expect(resultOf(wilsonInterval(0, 188)).upper).toBeGreaterThan(0.02);
  });

  it('has no verdict that the range leaves no room for', () => {
    expect(resultOf(detectionFloor({ low: 0, high: 0.2 }, wilsonInterval)).below).toBeNull();
    expect(resultOf(detectionFloor({ low: 0.2, high: 1 }, wilsonInterval)).above).toBeNull();
    expect(resultOf(detectionFloor({ low: 0.2, high: 0.2 }, wilsonInterval)).within).toBeNull();
    expect(resultOf(detectionFloor({ low: 0.2, high: 0.2001 }, wilsonInterval, 300)).within).toBeNull();
    expect(resultOf(detectionFloor(range, () => notComputable('never'), 30))).toMatchObject({
      below: null,
      within: null,
      above: null,
    });
  });

  it('has a reason where the range is impossible', () => {
    for (const bad of impossibleRanges)
      expect(reasonOf(detectionFloor(bad, wilsonInterval))).toContain('reference range');
  });
});

describe('cases needed to tell', () => {
  it('gives the worked example, where rounding either way gives the verdict', () => {
    expect(resultOf(casesToTell(0.1, range, wilsonInterval)).cases).toBe(80);
    expect(resultOf(wilsonInterval(8, 80)).lower).toBeGreaterThan(0.05);
    expect(resultOf(wilsonInterval(7, 79)).lower).toBeLessThan(0.05);
  });

  it('finds within and below as well, and large numbers to half a percent', () => {
    expect(resultOf(casesToTell(0, range, wilsonInterval)).cases).toBe(189);
    expect(resultOf(casesToTell(0.03, range, wilsonInterval)).cases).toBe(767);
    const large = Number(resultOf(casesToTell(0.052, range, wilsonInterval)).cases);
    expect(large).toBeGreaterThan(40_000);
    expect(large).toBeLessThan(52_000);
  });

  it('is null at an end of the range, whatever the number', () => {
    expect(resultOf(casesToTell(0.05, range, wilsonInterval)).cases).toBeNull();
    expect(mostCases).toBe(100_000);
  });

  it('has a reason where it cannot be', () => {
    expect(reasonOf(casesToTell(1.2, range, wilsonInterval))).toBe('The proportion must lie between 0 and 1');
    expect(reasonOf(casesToTell(-0.1, range, wilsonInterval))).toBe(
      'The proportion must lie between 0 and 1',
    );
    expect(reasonOf(casesToTell(0.1, { low: 1, high: 0 }, wilsonInterval))).toContain('reference range');
  });
});
