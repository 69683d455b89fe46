import {
  byarCountInterval,
  countInterval,
  exactCountInterval,
  fewestEventsForByar,
  midPCountInterval,
  pheCountInterval,
  rateInterval,
} from '@lamina/shared/statistics/intervals.ts';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { expectNear, reasonOf, resultOf } from '../expect-computed.ts';

const methods = {
  exact: exactCountInterval,
  midP: midPCountInterval,
  byar: byarCountInterval,
  phe: pheCountInterval,
} as const;

const settings = { seed: 12, numRuns: 300 };
const count = fc.oneof(fc.integer({ min: 0, max: 50 }), fc.integer({ min: 0, max: 10_000_000 }));

describe.each(Object.entries(methods))('%s interval of a count', (name, interval) => {
  it('holds the count', () => {
    fc.assert(
      fc.property(count, fc.double({ min: 0.5, max: 0.999, noNaN: true }), (k, level) => {
        const { lower, upper } = resultOf(interval(k, level));
        expect(lower).toBeGreaterThanOrEqual(0);
        expect(lower).toBeLessThanOrEqual(k);
        expect(upper).toBeGreaterThan(k);
      }),
      settings,
    );
  });

  it('moves up with the count and widens with confidence', () => {
    fc.assert(
      fc.property(count, (k) => {
        const one = resultOf(interval(k));
        const next = resultOf(interval(k + 1));
        const surer = resultOf(interval(k, 0.998));
        expect(next.lower).toBeGreaterThan(one.lower);
        expect(next.upper).toBeGreaterThan(one.upper);
        expect(surer.lower).toBeLessThanOrEqual(one.lower);
        expect(surer.upper).toBeGreaterThan(one.upper);
      }),
      settings,
    );
  });

  it('starts at 0 without events', () => {
    expect(resultOf(interval(0)).lower).toBe(0);
  });

  it('gives a reason instead of an interval where there is none', () => {
    for (const bad of [-1, 0.5, Number.NaN, Infinity]) {
      expect(reasonOf(interval(bad))).toBe('The count must be a whole number, 0 or more');
    }
    expect(reasonOf(interval(3, 1))).toBe('The confidence level must lie between 0 and 1');
  });

  it('is reached by its name', () => {
    expect(countInterval(name as keyof typeof methods, 7, 0.9)).toEqual(interval(7, 0.9));
  });
});

describe('intervals of one count', () => {
  it('gives the known limits at 0 and 1 events', () => {
    expectNear(resultOf(exactCountInterval(0)).upper, -Math.log(0.025), 1e-13);
    expectNear(resultOf(midPCountInterval(0)).upper, -Math.log(0.05), 1e-13);
    expectNear(resultOf(byarCountInterval(0)).upper, 3.6680118321737507, 1e-12);
    expectNear(resultOf(byarCountInterval(1)).lower, 0.01307213290150435, 1e-11);
    expectNear(resultOf(exactCountInterval(1)).lower, -Math.log(0.975), 1e-12);
  });

  it('solves the mid-P equation at both limits', () => {
    const { lower, upper } = resultOf(midPCountInterval(1));
    expectNear(1 - Math.exp(-lower) * (1 + lower / 2), 0.025, 1e-11);
    expectNear(Math.exp(-upper) * (1 + upper / 2), 0.025, 1e-12);
  });

  it('keeps the mid-P limits strictly inside the exact ones', () => {
    fc.assert(
      fc.property(count, (k) => {
        const exact = resultOf(exactCountInterval(k));
        const midP = resultOf(midPCountInterval(k));
        if (k > 0) expect(midP.lower).toBeGreaterThan(exact.lower);
        expect(midP.upper).toBeLessThan(exact.upper);
      }),
      settings,
    );
  });

  it('gives a lower limit of 0 where Byar would take the cube of a negative number', () => {
    expect(resultOf(byarCountInterval(1, 0.9999)).lower).toBe(0);
  });

  it('changes from exact to Byar at ten events', () => {
    expect(fewestEventsForByar).toBe(10);
    expect(pheCountInterval(9)).toEqual(exactCountInterval(9));
    expect(pheCountInterval(10)).toEqual(byarCountInterval(10));
    expect(pheCountInterval(10)).not.toEqual(exactCountInterval(10));
  });
});

describe('rate', () => {
  it('scales the count and its limits alike', () => {
    const { rate, countLower, countUpper, lower, upper } = resultOf(
      rateInterval(3, 2000, { multiplier: 1000 }),
    );
    expectNear(rate, 1.5, 1e-14);
    expectNear(lower, countLower / 2, 1e-14);
    expectNear(upper, countUpper / 2, 1e-14);
    expect({ lower: countLower, upper: countUpper }).toEqual({
      lower: resultOf(midPCountInterval(3)).lower,
      upper: resultOf(midPCountInterval(3)).upper,
    });
  });

  it('is per unit of exposure, mid-P and at 95 % unless asked otherwise', () => {
    expect(rateInterval(4, 10)).toEqual(
      rateInterval(4, 10, { method: 'midP', confidence: 0.95, multiplier: 1 }),
    );
    expect(rateInterval(4, 10, { method: 'exact' })).not.toEqual(rateInterval(4, 10));
    expect(rateInterval(4, 10, { confidence: 0.9 })).not.toEqual(rateInterval(4, 10));
  });

  it('gives a reason without exposure or with an impossible count', () => {
    for (const exposure of [0, -1, Number.NaN, Infinity]) {
      expect(reasonOf(rateInterval(0, exposure))).toBe('The exposure must be more than 0');
    }
    expect(reasonOf(rateInterval(-1, 10))).toBe('The count must be a whole number, 0 or more');
  });
});
