import {
  binomialMidPInterval,
  clopperPearsonInterval,
  jeffreysInterval,
  wilsonInterval,
} from '@lamina/shared/statistics/intervals.ts';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { expectNear, reasonOf, resultOf } from '../expect-computed.ts';

const methods = {
  Wilson: wilsonInterval,
  'Clopper–Pearson': clopperPearsonInterval,
  'mid-P': binomialMidPInterval,
  Jeffreys: jeffreysInterval,
} as const;

const settings = { seed: 11, numRuns: 300 };
const counts = fc
  .oneof(
    fc.integer({ min: 1, max: 60 }),
    fc.integer({ min: 1, max: 3000 }),
    fc.integer({ min: 1, max: 10_000_000 }),
  )
  .chain((n) =>
    fc.tuple(
      fc.oneof(fc.integer({ min: 0, max: n }), fc.integer({ min: 0, max: Math.min(n, 40) })),
      fc.constant(n),
    ),
  );
const confidence = fc.double({ min: 0.5, max: 0.999, noNaN: true });

describe.each(Object.entries(methods))('%s interval of a proportion', (_, interval) => {
  it('holds the estimate, between 0 and 1', () => {
    fc.assert(
      fc.property(counts, confidence, ([k, n], level) => {
        const { estimate, lower, upper } = resultOf(interval(k, n, level));
        expect(estimate).toBe(k / n);
        expect(lower).toBeGreaterThanOrEqual(0);
        expect(upper).toBeLessThanOrEqual(1);
        expect(lower).toBeLessThanOrEqual(estimate);
        expect(upper).toBeGreaterThanOrEqual(estimate);
        expect(lower).toBeLessThan(upper);
      }),
      settings,
    );
  });

  it('is the mirror image for the cases without the event', () => {
    fc.assert(
      fc.property(counts, ([k, n]) => {
        const events = resultOf(interval(k, n));
        const others = resultOf(interval(n - k, n));
        expectNear(1 - others.upper, events.lower, 0, 1e-10);
        expectNear(1 - others.lower, events.upper, 0, 1e-10);
      }),
      settings,
    );
  });

  it('moves up with the count', () => {
    fc.assert(
      fc.property(counts, ([k, n]) => {
        fc.pre(k < n);
        const one = resultOf(interval(k, n));
        const next = resultOf(interval(k + 1, n));
        expect(next.lower).toBeGreaterThan(one.lower);
        expect(next.upper).toBeGreaterThanOrEqual(one.upper);
      }),
      settings,
    );
  });

  it('moves down with more cases and widens with more confidence', () => {
    fc.assert(
      fc.property(counts, ([k, n]) => {
        const one = resultOf(interval(k, n));
        const longer = resultOf(interval(k, n + 1));
        const surer = resultOf(interval(k, n, 0.998));
        expect(longer.lower).toBeLessThanOrEqual(one.lower);
        expect(longer.upper).toBeLessThanOrEqual(one.upper);
        expect(surer.lower).toBeLessThanOrEqual(one.lower);
        expect(surer.upper).toBeGreaterThanOrEqual(one.upper);
      }),
      settings,
    );
  });

  it('starts at 0 without events and ends at 1 with nothing else', () => {
    for (const n of [1, 2, 17, 10_000_000]) {
      expect(resultOf(interval(0, n)).lower).toBe(0);
      expect(resultOf(interval(0, n)).upper).toBeLessThan(1);
      expect(resultOf(interval(n, n)).upper).toBe(1);
      expect(resultOf(interval(n, n)).lower).toBeGreaterThan(0);
    }
  });

  it('gives a reason instead of an interval where there is none', () => {
    expect(reasonOf(interval(0, 0))).toBe('There are no cases: the denominator is 0');
    expect(reasonOf(interval(-1, 5))).toBe('The numerator must lie between 0 and the denominator');
    expect(reasonOf(interval(6, 5))).toBe('The numerator must lie between 0 and the denominator');
    expect(reasonOf(interval(0.5, 5))).toBe('The counts must be whole numbers');
    expect(reasonOf(interval(1, 5.5))).toBe('The counts must be whole numbers');
    expect(reasonOf(interval(1, Number.NaN))).toBe('The counts must be whole numbers');
    for (const level of [0, 1, -0.1, 1.1, Number.NaN]) {
      expect(reasonOf(interval(1, 5, level))).toBe('The confidence level must lie between 0 and 1');
    }
  });
});

describe('lengths of the intervals of one proportion', () => {
  it('keeps the mid-P limits strictly inside those of Clopper and Pearson', () => {
    fc.assert(
      fc.property(counts, ([k, n]) => {
        const exact = resultOf(clopperPearsonInterval(k, n));
        const midP = resultOf(binomialMidPInterval(k, n));
        if (k > 0) expect(midP.lower).toBeGreaterThan(exact.lower);
        if (k < n) expect(midP.upper).toBeLessThan(exact.upper);
      }),
      settings,
    );
  });

  it('gives the worked examples at 0 of 10', () => {
    expectNear(resultOf(wilsonInterval(0, 10)).upper, 0.27753279986288915, 1e-12);
    expectNear(resultOf(clopperPearsonInterval(0, 10)).upper, 0.30849710781876083, 1e-12);
    expectNear(resultOf(binomialMidPInterval(0, 10)).upper, 1 - 0.05 ** 0.1, 1e-12);
    expectNear(resultOf(jeffreysInterval(0, 10)).upper, 0.21719626750921064, 1e-12);
  });

  it('solves the mid-P equation at both limits', () => {
    const { lower, upper } = resultOf(binomialMidPInterval(2, 3));
    const mass = (k: number, p: number) =>
      [1, 3, 3, 1].map((c, j) => c * p ** j * (1 - p) ** (3 - j))[k] ?? 0;
    expectNear(mass(3, lower) + mass(2, lower) / 2, 0.025, 1e-12);
    expectNear(mass(0, upper) + mass(1, upper) + mass(2, upper) / 2, 0.025, 1e-12);
    const all = resultOf(binomialMidPInterval(3, 3));
    expectNear(all.lower ** 3 / 2, 0.025, 1e-12);
  });
});
