import { bracketedRoot, increasingRoot } from '@lamina/shared/statistics/distributions.ts';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';

describe('bracketed root', () => {
  it('finds the root of the cosine between 0 and 3', () => {
    expect(bracketedRoot(Math.cos, 0, 3)).toBeCloseTo(Math.PI / 2, 14);
  });

  it('gives an end that is a root', () => {
    expect(bracketedRoot((x) => x, 0, 5)).toBe(0);
    expect(bracketedRoot((x) => x - 5, 0, 5)).toBe(5);
  });

  it('refuses ends of one sign', () => {
    expect(() => bracketedRoot((x) => x * x + 1, -1, 1)).toThrow(RangeError);
  });

  it('ends within the tolerance asked for', () => {
    const coarse = bracketedRoot((x) => x ** 3 - 2, 0, 2, {
      relativeTolerance: 0.01,
      absoluteTolerance: 0.01,
    });
    expect(Math.abs(coarse - Math.cbrt(2))).toBeLessThan(0.03);
  });

  it('solves steps and flat places, where interpolation would fail', () => {
    expect(bracketedRoot((x) => (x < 1.25 ? -1 : 1), 0, 3)).toBeCloseTo(1.25, 12);
    expect(bracketedRoot((x) => (x - 0.3) ** 9, -1, 2)).toBeCloseTo(0.3, 2);
  });

  it('finds the root of any increasing cubic', () => {
    fc.assert(
      fc.property(
        fc.double({ min: -50, max: 50, noNaN: true }),
        fc.double({ min: 0.01, max: 9, noNaN: true }),
        (root, slope) => {
          const found = bracketedRoot((x) => (x - root) * ((x - root) ** 2 + slope), -60, 70);
          expect(Math.abs(found - root)).toBeLessThan(1e-9);
        },
      ),
      { seed: 1 },
    );
  });
});

describe('increasing root', () => {
  it('finds a cube root from afar, with and without a bracket', () => {
    const cube = (x: number) => ({ value: x ** 3 - 8, slope: 3 * x * x });
    expect(increasingRoot(cube, 3)).toBeCloseTo(2, 14);
    expect(increasingRoot(cube, 0.001)).toBeCloseTo(2, 12);
    expect(increasingRoot(cube, 9, 0, 10)).toBeCloseTo(2, 14);
  });

  it('gives a start that is the root', () => {
    expect(increasingRoot((x) => ({ value: x, slope: 1 }), 0)).toBe(0);
  });

  it('walks out of places without a slope, to either side', () => {
    const stairs = (x: number) => ({ value: Math.sign(x - 5) || (x === 5 ? 0 : 1), slope: Number.NaN });
    expect(increasingRoot(stairs, 0)).toBeCloseTo(5, 9);
    expect(increasingRoot(stairs, 40)).toBeCloseTo(5, 9);
  });

  it('treats minus infinity as below the root', () => {
    const log = (x: number) => ({
      value: x <= 0 ? Number.NEGATIVE_INFINITY : Math.log(x),
      slope: x <= 0 ? Number.NaN : 1 / x,
    });
    expect(increasingRoot(log, -3)).toBeCloseTo(1, 12);
  });

  it('stops after its most steps where there is no root', () => {
    expect(Number.isFinite(increasingRoot(() => ({ value: -1, slope: Number.NaN }), 0, -1, 1))).toBe(true);
  });
});
