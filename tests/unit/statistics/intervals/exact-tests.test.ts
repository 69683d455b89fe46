import { exactBinomialTest, exactPoissonTest } from '@lamina/shared/statistics/intervals.ts';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { expectNear, reasonOf, resultOf } from '../expect-computed.ts';

const settings = { seed: 14, numRuns: 300 };

function massesOf(n: number, p: number): number[] {
  const masses = [(1 - p) ** n];
  for (let k = 1; k <= n; k += 1) masses.push(((masses[k - 1] ?? 0) * (n - k + 1) * p) / (k * (1 - p)));
  return masses;
}

function poissonMasses(mean: number): number[] {
  const masses = [Math.exp(-mean)];
  for (let k = 1; k <= 400; k += 1) masses.push(((masses[k - 1] ?? 0) * mean) / k);
  return masses;
}

/** Every p-value by summing masses, as the definitions read. */
function bySums(masses: readonly number[], seen: number) {
  const sum = (keep: (k: number, mass: number) => boolean) =>
    masses.reduce((total, mass, k) => (keep(k, mass) ? total + mass : total), 0);
  const at = masses[seen] ?? 0;
  const below = sum((k) => k < seen);
  const above = sum((k) => k > seen);
  return {
    less: below + at,
    greater: above + at,
    twoSidedMinimumLikelihood: sum((_, mass) => mass <= at * (1 + 1e-7)),
    twoSidedCentral: Math.min(1, 2 * Math.min(below + at, above + at)),
    midLess: below + at / 2,
    midGreater: above + at / 2,
    midTwoSided: Math.min(1, 2 * Math.min(below + at / 2, above + at / 2)),
  };
}

function expectAllNear(test: object, sums: object): void {
  const fields = new Map(Object.entries(test));
  for (const [name, value] of Object.entries(sums)) expectNear(fields.get(name), value, 1e-9, 1e-13);
}

describe('exact binomial test', () => {
  it('agrees with sums of masses', () => {
    fc.assert(
      fc.property(
        fc
          .integer({ min: 1, max: 60 })
          .chain((n) => fc.tuple(fc.integer({ min: 0, max: n }), fc.constant(n))),
        fc.double({ min: 0.01, max: 0.99, noNaN: true }),
        ([k, n], p) => expectAllNear(resultOf(exactBinomialTest(k, n, p)), bySums(massesOf(n, p), k)),
      ),
      settings,
    );
  });

  it('counts the equally likely count on the other side', () => {
    expectAllNear(resultOf(exactBinomialTest(3, 10, 0.5)), bySums(massesOf(10, 0.5), 3));
    expectNear(resultOf(exactBinomialTest(3, 10, 0.5)).twoSidedMinimumLikelihood, 0.34375, 1e-12);
    expect(resultOf(exactBinomialTest(5, 10, 0.5)).twoSidedMinimumLikelihood).toBe(1);
  });

  it('finds the other side among ten million counts', () => {
    const low = resultOf(exactBinomialTest(4_990_000, 10_000_000, 0.5));
    const high = resultOf(exactBinomialTest(5_010_000, 10_000_000, 0.5));
    expectNear(low.twoSidedMinimumLikelihood, high.twoSidedMinimumLikelihood, 1e-8);
    expectNear(low.twoSidedMinimumLikelihood, low.twoSidedCentral, 1e-8);
  });

  it('allows null probabilities of 0 and 1', () => {
    expect(resultOf(exactBinomialTest(0, 10, 0))).toMatchObject({
      less: 1,
      greater: 1,
      twoSidedMinimumLikelihood: 1,
    });
    expect(resultOf(exactBinomialTest(3, 10, 0))).toMatchObject({
      less: 1,
      greater: 0,
      twoSidedMinimumLikelihood: 0,
    });
    expect(resultOf(exactBinomialTest(10, 10, 1))).toMatchObject({ less: 1, greater: 1, midTwoSided: 1 });
    expect(resultOf(exactBinomialTest(3, 10, 1))).toMatchObject({ less: 0, greater: 1, midGreater: 1 });
  });

  it('gives a reason where there is no test', () => {
    expect(reasonOf(exactBinomialTest(0, 0, 0.5))).toBe('There are no cases: the denominator is 0');
    for (const p of [-0.1, 1.1, Number.NaN]) {
      expect(reasonOf(exactBinomialTest(1, 5, p))).toBe('The null probability must lie between 0 and 1');
    }
  });
});

describe('exact Poisson test', () => {
  it('agrees with sums of masses', () => {
    fc.assert(
      fc.property(
        fc.integer({ min: 0, max: 90 }),
        fc.double({ min: 0.05, max: 60, noNaN: true }),
        (k, mean) => {
          const test = resultOf(exactPoissonTest(k, mean));
          const sums = bySums(poissonMasses(mean), k);
          expectAllNear(test, sums);
        },
      ),
      settings,
    );
  });

  it('has no count below 0 to add to the upper tail', () => {
    const test = resultOf(exactPoissonTest(9, 2));
    expectNear(test.twoSidedMinimumLikelihood, test.greater, 1e-13);
  });

  it('takes both equally likely counts at a whole mean', () => {
    expect(resultOf(exactPoissonTest(4, 5)).twoSidedMinimumLikelihood).toBe(1);
    expect(resultOf(exactPoissonTest(5, 5)).twoSidedMinimumLikelihood).toBe(1);
  });

  it('keeps its relative accuracy far out in a tail', () => {
    const far = resultOf(exactPoissonTest(60, 5));
    expect(far.greater).toBeGreaterThan(0);
    expect(far.greater).toBeLessThan(1e-40);
    expect(resultOf(exactPoissonTest(5, 200)).less).toBeLessThan(1e-60);
  });

  it('gives a reason where there is no test', () => {
    expect(reasonOf(exactPoissonTest(1, 0))).toBe('The expected count must be more than 0');
    expect(reasonOf(exactPoissonTest(-1, 3))).toBe('The count must be a whole number, 0 or more');
  });
});
