import {
  betaCdf,
  betaPdf,
  betaQuantile,
  chiSquareCdf,
  chiSquareQuantile,
  chiSquareSurvival,
  digamma,
  gammaCdf,
  gammaQuantile,
  gammaSurvival,
  logBeta,
  logGamma,
  normalCdf,
  normalPdf,
  normalQuantile,
  regularisedBeta,
  regularisedGammaLower,
  regularisedGammaUpper,
  tCdf,
  tQuantile,
} from '@lamina/shared/statistics/distributions.ts';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';

const probability = fc.double({ min: 1e-6, max: 1 - 1e-6, noNaN: true });
const shape = fc.double({ min: -2, max: 6, noNaN: true }).map((x) => 10 ** x);
const settings = { seed: 2, numRuns: 300 };

function expectNear(got: number, want: number, relative: number, absolute = 0): void {
  expect(Math.abs(got - want)).toBeLessThanOrEqual(relative * Math.abs(want) + absolute);
}

describe('quantiles undo distribution functions', () => {
  it('normal', () => {
    fc.assert(
      fc.property(probability, (p) => expectNear(normalCdf(normalQuantile(p)), p, 1e-12)),
      settings,
    );
  });

  it('gamma and chi-square', () => {
    fc.assert(
      fc.property(probability, shape, (p, a) => {
        const x = gammaQuantile(p, a, 2);
        fc.pre(x > 1e-290);
        expectNear(gammaCdf(x, a, 2), p, 1e-9);
        expectNear(chiSquareQuantile(p, 2 * a), 4 * x, 1e-13);
      }),
      settings,
    );
  });

  it('beta', () => {
    fc.assert(
      fc.property(probability, shape, shape, (p, a, b) => {
        const x = betaQuantile(p, a, b);
        fc.pre(x > 1e-290 && x < 0.9999);
        expectNear(betaCdf(x, a, b), p, 1e-8);
      }),
      settings,
    );
  });

  it('t, with symmetry', () => {
    fc.assert(
      fc.property(probability, shape, (p, df) => {
        const t = tQuantile(p, df);
        fc.pre(Math.abs(t) < 1e150);
        expectNear(tCdf(t, df), p, 1e-9);
        expectNear(tCdf(-t, df), 1 - tCdf(t, df), 1e-9, 1e-14);
      }),
      settings,
    );
  });
});

describe('incomplete gamma function', () => {
  it('has tails that add up to 1 and increase with x', () => {
    fc.assert(
      fc.property(shape, fc.double({ min: 0, max: 3, noNaN: true }), (a, factor) => {
        const x = a * factor;
        expectNear(regularisedGammaLower(a, x) + regularisedGammaUpper(a, x), 1, 1e-14);
        expect(regularisedGammaLower(a, x * 1.01)).toBeGreaterThanOrEqual(regularisedGammaLower(a, x));
      }),
      settings,
    );
  });

  it('obeys P(a, x) − P(a + 1, x) = x^a e^−x / Γ(a + 1)', () => {
    fc.assert(
      fc.property(
        fc.double({ min: 0.1, max: 80, noNaN: true }),
        fc.double({ min: 0.01, max: 120, noNaN: true }),
        (a, x) => {
          const difference = regularisedGammaLower(a, x) - regularisedGammaLower(a + 1, x);
          expectNear(difference, Math.exp(a * Math.log(x) - x - logGamma(a + 1)), 1e-11, 1e-15);
        },
      ),
      settings,
    );
  });

  it('is exact at the ends', () => {
    expect(regularisedGammaLower(3, 0)).toBe(0);
    expect(regularisedGammaUpper(3, 0)).toBe(1);
    expect(regularisedGammaLower(3, Infinity)).toBe(1);
    expect(regularisedGammaUpper(3, Infinity)).toBe(0);
    expect(gammaCdf(-1, 2, 1)).toBe(0);
    expect(gammaSurvival(-1, 2, 1)).toBe(1);
  });

  it('has the tails of the chi-square distribution on one degree of freedom in those of the normal', () => {
    fc.assert(
      fc.property(fc.double({ min: 0.001, max: 12, noNaN: true }), (z) => {
        expectNear(chiSquareSurvival(z * z, 1), 2 * normalCdf(-z), 1e-12);
        expectNear(chiSquareCdf(z * z, 1), 1 - 2 * normalCdf(-z), 1e-12, 1e-15);
      }),
      settings,
    );
  });
});

describe('incomplete beta function', () => {
  it('is its own mirror image', () => {
    fc.assert(
      fc.property(shape, shape, fc.double({ min: 0.001, max: 0.999, noNaN: true }), (a, b, x) => {
        expectNear(regularisedBeta(x, a, b) + regularisedBeta(1 - x, b, a), 1, 1e-9);
      }),
      settings,
    );
  });

  it('has a closed form where a parameter is 1', () => {
    fc.assert(
      fc.property(shape, fc.double({ min: 0.001, max: 0.999, noNaN: true }), (a, x) => {
        expectNear(regularisedBeta(x, a, 1), x ** a, 1e-12 * Math.max(1, a), 1e-300);
      }),
      settings,
    );
  });

  it('is exact at the ends and takes x beyond them as the end', () => {
    expect(regularisedBeta(0, 2, 3)).toBe(0);
    expect(regularisedBeta(1, 2, 3)).toBe(1);
    expect(betaCdf(-1, 2, 3)).toBe(0);
    expect(betaCdf(7, 2, 3)).toBe(1);
  });
});

describe('smaller functions', () => {
  it('gives the beta function of whole numbers', () => {
    expectNear(logBeta(3, 4), Math.log(1 / 60), 1e-14);
  });

  it('gives digamma as the slope of log-gamma', () => {
    expectNear(digamma(4.2), (logGamma(4.2001) - logGamma(4.1999)) / 0.0002, 1e-8);
  });

  it('gives the beta density as the slope of its distribution', () => {
    expectNear(betaPdf(0.3, 2, 5), 30 * 0.3 * 0.7 ** 4, 1e-12);
    expect(() => betaPdf(0, 2, 5)).toThrow(RangeError);
  });

  it('gives the normal density as the slope of its distribution', () => {
    expectNear(normalPdf(0.7), (normalCdf(0.7001) - normalCdf(0.6999)) / 0.0002, 1e-8);
  });

  it('gives the median of the t distribution as 0', () => {
    expect(tQuantile(0.5, 7)).toBe(0);
    expect(tCdf(0, 7)).toBe(0.5);
  });

  it('refuses arguments outside the domain', () => {
    const refused: (() => number)[] = [
      () => logGamma(0),
      () => digamma(-1),
      () => normalQuantile(0),
      () => normalQuantile(1),
      () => gammaCdf(1, 1, 0),
      () => gammaSurvival(1, 1, -1),
      () => gammaQuantile(1, 1, 1),
      () => gammaQuantile(0.5, 0, 1),
      () => betaQuantile(0, 1, 1),
      () => betaQuantile(0.5, -1, 1),
      () => tCdf(1, 0),
      () => tQuantile(0.5, 0),
      () => tQuantile(1, 3),
      () => regularisedGammaLower(0, 1),
      () => regularisedGammaLower(1, -1),
      () => regularisedGammaUpper(Infinity, 1),
      () => regularisedBeta(0.5, 0, 1),
      () => regularisedBeta(Number.NaN, 1, 1),
      () => regularisedBeta(0.5, 1, Infinity),
    ];
    for (const call of refused) expect(call).toThrow(RangeError);
  });
});
