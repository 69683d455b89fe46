import {
  binomialCdf,
  binomialPmf,
  binomialQuantile,
  binomialQuantileWithTail,
  binomialSurvival,
  binomialTails,
  poissonCdf,
  poissonPmf,
  poissonQuantile,
  poissonQuantileWithTail,
  poissonSurvival,
  poissonTails,
} from '@lamina/shared/statistics/distributions.ts';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';

const settings = { seed: 3, numRuns: 300 };
const probability = fc.double({ min: 1e-4, max: 1 - 1e-4, noNaN: true });

function expectNear(got: number, want: number, relative: number, absolute = 0): void {
  expect(Math.abs(got - want)).toBeLessThanOrEqual(relative * Math.abs(want) + absolute);
}

/** The mass by plain multiplication, for small n. */
function productMass(k: number, n: number, p: number): number {
  let mass = 1;
  for (let j = 0; j < k; j += 1) mass *= ((n - j) / (j + 1)) * p;
  return mass * (1 - p) ** (n - k);
}

describe('binomial distribution', () => {
  it('agrees with plain multiplication for up to 30 trials', () => {
    fc.assert(
      fc.property(fc.integer({ min: 0, max: 30 }), fc.nat(30), probability, (n, below, p) => {
        const k = Math.min(n, below);
        expectNear(binomialPmf(k, n, p), productMass(k, n, p), 1e-12);
        let cumulative = 0;
        for (let j = 0; j <= k; j += 1) cumulative += productMass(j, n, p);
        expectNear(binomialCdf(k, n, p), cumulative, 1e-11);
        expectNear(binomialSurvival(k, n, p), 1 - cumulative, 1e-9, 1e-13);
      }),
      settings,
    );
  });

  it('has tails that add up to 1 for up to 1e7 trials', () => {
    fc.assert(
      fc.property(
        fc.integer({ min: 1, max: 10_000_000 }),
        probability,
        fc.double({ min: -6, max: 6, noNaN: true }),
        (n, p, z) => {
          const k = Math.min(n, Math.max(0, Math.round(n * p + z * Math.sqrt(n * p * (1 - p)))));
          const { below, at, above } = binomialTails(k, n, p, 1 - p);
          expectNear(below + at + above, 1, 1e-13);
          expect(Math.min(below, at, above)).toBeGreaterThanOrEqual(0);
          const mirrored = binomialTails(n - k, n, 1 - p, p);
          expectNear(mirrored.above, below, 1e-8, 1e-12);
        },
      ),
      settings,
    );
  });

  it('gives the smallest count that reaches a probability, with its tail', () => {
    fc.assert(
      fc.property(fc.integer({ min: 0, max: 5000 }), probability, probability, (n, p, wanted) => {
        const { k, cumulative, mass } = binomialQuantileWithTail(wanted, n, p);
        expectNear(cumulative, binomialCdf(k, n, p), 1e-10);
        expectNear(mass, binomialPmf(k, n, p), 1e-9);
        expect(cumulative).toBeGreaterThanOrEqual(wanted);
        if (k > 0) expect(binomialCdf(k - 1, n, p)).toBeLessThan(wanted * (1 + 1e-10));
        expect(binomialQuantile(wanted, n, p)).toBe(k);
      }),
      settings,
    );
  });

  it('is exact at probabilities of 0 and 1 and beyond the counts there are', () => {
    expect(binomialTails(0, 10, 0, 1)).toEqual({ below: 0, at: 1, above: 0 });
    expect(binomialTails(3, 10, 0, 1)).toEqual({ below: 1, at: 0, above: 0 });
    expect(binomialTails(10, 10, 1, 0)).toEqual({ below: 0, at: 1, above: 0 });
    expect(binomialTails(3, 10, 1, 0)).toEqual({ below: 0, at: 0, above: 1 });
    expect(binomialTails(-1, 10, 0.5, 0.5)).toEqual({ below: 0, at: 0, above: 1 });
    expect(binomialTails(11, 10, 0.5, 0.5)).toEqual({ below: 1, at: 0, above: 0 });
    expect(binomialTails(0, 0, 0.5, 0.5)).toEqual({ below: 0, at: 1, above: 0 });
    expect(binomialPmf(-1, 10, 0.5)).toBe(0);
    expect(binomialPmf(11, 10, 0.5)).toBe(0);
    expect(binomialPmf(0, 10, 0)).toBe(1);
    expect(binomialPmf(4, 10, 1)).toBe(0);
    expect(binomialQuantile(0.9, 10, 0)).toBe(0);
    expect(binomialQuantile(0.1, 10, 1)).toBe(10);
  });

  it('refuses fractions of counts and probabilities outside 0 to 1', () => {
    expect(() => binomialPmf(1.5, 10, 0.5)).toThrow(RangeError);
    expect(() => binomialPmf(1, 10.5, 0.5)).toThrow(RangeError);
    expect(() => binomialPmf(1, 10, 1.5)).toThrow(RangeError);
    expect(() => binomialPmf(0, -1, 0.5)).toThrow(RangeError);
    expect(() => binomialQuantile(1, 10, 0.5)).toThrow(RangeError);
  });
});

describe('Poisson distribution', () => {
  const mean = fc.double({ min: -3, max: 6, noNaN: true }).map((x) => 10 ** x);

  it('has tails that add up to 1 and a mass that follows its recurrence', () => {
    fc.assert(
      fc.property(mean, fc.double({ min: -6, max: 6, noNaN: true }), (m, z) => {
        const k = Math.max(0, Math.round(m + z * Math.sqrt(m)));
        const { below, at, above } = poissonTails(k, m);
        expectNear(below + at + above, 1, 1e-13);
        expect(Math.min(below, at, above)).toBeGreaterThanOrEqual(0);
        expectNear(poissonPmf(k + 1, m), (poissonPmf(k, m) * m) / (k + 1), 1e-11);
        expectNear(poissonCdf(k, m) + poissonSurvival(k, m), 1, 1e-13);
      }),
      settings,
    );
  });

  it('gives the smallest count that reaches a probability, with its tail', () => {
    fc.assert(
      fc.property(mean, probability, (m, wanted) => {
        const { k, cumulative, mass } = poissonQuantileWithTail(wanted, m);
        expectNear(cumulative, poissonCdf(k, m), 1e-10);
        expectNear(mass, poissonPmf(k, m), 1e-9);
        expect(cumulative).toBeGreaterThanOrEqual(wanted * (1 - 1e-13));
        if (k > 0) expect(poissonCdf(k - 1, m)).toBeLessThan(wanted * (1 + 1e-10));
        expect(poissonQuantile(wanted, m)).toBe(k);
      }),
      settings,
    );
  });

  it('is exact at a mean of 0', () => {
    expect(poissonTails(0, 0)).toEqual({ below: 0, at: 1, above: 0 });
    expect(poissonTails(2, 0)).toEqual({ below: 1, at: 0, above: 0 });
    expect(poissonTails(-1, 3)).toEqual({ below: 0, at: 0, above: 1 });
    expect(poissonPmf(-1, 3)).toBe(0);
    expect(poissonQuantile(0.999, 0)).toBe(0);
    expect(poissonQuantile(0.001, 0)).toBe(0);
  });

  it('refuses fractions of counts and impossible means', () => {
    expect(() => poissonPmf(0.5, 1)).toThrow(RangeError);
    expect(() => poissonPmf(1, -1)).toThrow(RangeError);
    expect(() => poissonPmf(1, Infinity)).toThrow(RangeError);
    expect(() => poissonQuantile(0, 1)).toThrow(RangeError);
  });
});
