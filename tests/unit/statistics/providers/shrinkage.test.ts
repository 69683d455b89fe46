import { createRandomSource } from '@lamina/shared/statistics/distributions.ts';
import {
  betaBinomialMle,
  betaBinomialMoments,
  gammaPoissonMle,
  minimumCaseload,
  normalRandomEffects,
  reliability,
  reliabilityForComparison,
} from '@lamina/shared/statistics/providers.ts';
import { describe, expect, it } from 'vitest';
import { expectNear, reasonOf, resultOf } from '../expect-computed.ts';

/** The twelve hospitals of the BUGS example "surgical": deaths and operations. */
const surgical = [
  [0, 47],
  [18, 148],
  [8, 119],
  [46, 810],
  [8, 211],
  [13, 196],
  [9, 148],
  [31, 215],
  [14, 207],
  [8, 97],
  [29, 256],
  [24, 360],
].map(([numerator = 0, denominator = 0]) => ({ numerator, denominator }));

const ratios = [
  [0, 1.2],
  [3, 2.5],
  [12, 7.9],
  [5, 6.6],
  [30, 14.2],
  [9, 10.1],
  [2, 0.9],
  [0, 2.2],
  [7, 7.3],
].map(([observed = 0, expected = 0]) => ({ observed, expected }));

describe.each([
  ['maximum likelihood', betaBinomialMle],
  ['moments', betaBinomialMoments],
] as const)('beta-binomial shrinkage by %s', (_, shrink) => {
  it('draws every proportion in towards the prior mean, small units most', () => {
    const { posteriorMean, priorMean, lower, upper, alpha, beta } = resultOf(shrink(surgical));
    expectNear(priorMean, alpha / (alpha + beta), 1e-14);
    for (const [i, { numerator, denominator }] of surgical.entries()) {
      const own = numerator / denominator;
      const drawn = Number(posteriorMean[i]);
      expect((drawn - own) * (priorMean - own)).toBeGreaterThan(0);
      expectNear((drawn - own) / (priorMean - own), (alpha + beta) / (alpha + beta + denominator), 1e-9);
      expect(Number(lower[i])).toBeLessThan(drawn);
      expect(Number(upper[i])).toBeGreaterThan(drawn);
    }
  });

  it('does not depend on the order of the units', () => {
    const forwards = resultOf(shrink(surgical));
    const backwards = resultOf(shrink(surgical.toReversed()));
    expectNear(backwards.alpha, forwards.alpha, 1e-8);
    expectNear(Number(backwards.posteriorMean.at(-1)), Number(forwards.posteriorMean[0]), 1e-8);
  });

  it('narrows its limits with less credibility', () => {
    const usual = resultOf(shrink(surgical));
    const narrow = resultOf(shrink(surgical, 0.5));
    expect(Number(narrow.lower[3])).toBeGreaterThan(Number(usual.lower[3]));
    expect(Number(narrow.upper[3])).toBeLessThan(Number(usual.upper[3]));
  });

  it('has a reason where it cannot be', () => {
    expect(reasonOf(shrink(surgical.slice(0, 1)))).toBe('Shrinkage needs two units at least');
    expect(reasonOf(shrink([...surgical, { numerator: 0.5, denominator: 3 }]))).toBe(
      'The counts must be whole numbers',
    );
    expect(reasonOf(shrink([...surgical, { numerator: 1, denominator: 1.5 }]))).toBe(
      'The counts must be whole numbers',
    );
    expect(reasonOf(shrink([...surgical, { numerator: 4, denominator: 3 }]))).toContain('numerator');
    expect(reasonOf(shrink([...surgical, { numerator: -1, denominator: 3 }]))).toContain('numerator');
    expect(reasonOf(shrink(surgical, 1))).toBe('The credibility must lie between 0 and 1');
    expect(reasonOf(shrink(surgical, 0))).toBe('The credibility must lie between 0 and 1');
  });
});

describe('beta-binomial fits', () => {
  it('gives the worked examples', () => {
    const likeliest = resultOf(betaBinomialMle(surgical));
    expectNear(likeliest.alpha, 8.253488173627247, 1e-7);
    expectNear(likeliest.beta, 99.63684834389099, 1e-7);
    expectNear(likeliest.logLikelihood, -38.753088964406516, 1e-11);
    expectNear(resultOf(betaBinomialMoments(surgical)).alpha, 3.3349299305600772, 1e-11);
  });

  it('finds the prior that made the data', () => {
    const random = createRandomSource(5);
    const units = Array.from({ length: 500 }, () => {
      const denominator = 50 + random.index(300);
      return { numerator: random.binomial(denominator, random.beta(6, 94)), denominator };
    });
    const { alpha, beta } = resultOf(betaBinomialMle(units));
    expectNear(alpha, 6, 0.15);
    expectNear(beta, 94, 0.15);
  });

  it('lets a unit without cases take the prior', () => {
    const { posteriorMean, priorMean } = resultOf(
      betaBinomialMle([...surgical, { numerator: 0, denominator: 0 }]),
    );
    expectNear(Number(posteriorMean.at(-1)), priorMean, 1e-13);
    expect(reasonOf(betaBinomialMoments([...surgical, { numerator: 0, denominator: 0 }]))).toBe(
      'A unit has no cases',
    );
  });

  it('says where there is no scatter to fit', () => {
    const equal = [1, 2, 3].map((k) => ({ numerator: k, denominator: 10 * k }));
    expect(reasonOf(betaBinomialMle(equal))).toBe(
      'The units scatter no more than chance: the pooled rate serves for all',
    );
    expect(reasonOf(betaBinomialMoments(equal))).toBe('The variance of the proportions fits no beta prior');
    const opposite = [
      { numerator: 0, denominator: 5 },
      { numerator: 5, denominator: 5 },
    ];
    expect(reasonOf(betaBinomialMoments(opposite))).toBe(
      'The variance of the proportions fits no beta prior',
    );
    const none = [0, 0].map(() => ({ numerator: 0, denominator: 9 }));
    const all = [0, 0].map(() => ({ numerator: 9, denominator: 9 }));
    expect(reasonOf(betaBinomialMle(none))).toBe('There are no events');
    expect(reasonOf(betaBinomialMle(all))).toBe('Every case is an event');
  });
});

describe('gamma-Poisson shrinkage', () => {
  it('gives the worked example and draws every ratio in towards the prior mean', () => {
    const { shape, rate, priorMean, posteriorMean, lower, upper, logLikelihood } = resultOf(
      gammaPoissonMle(ratios),
    );
    expectNear(shape, 8.189936955796762, 1e-6);
    expectNear(rate, 6.966908901867005, 1e-6);
    expectNear(logLikelihood, -21.473934694188447, 1e-10);
    expectNear(priorMean, shape / rate, 1e-14);
    for (const [i, { observed, expected }] of ratios.entries()) {
      const drawn = Number(posteriorMean[i]);
      expect((drawn - observed / expected) * (priorMean - observed / expected)).toBeGreaterThan(0);
      expect(Number(lower[i])).toBeLessThan(drawn);
      expect(Number(upper[i])).toBeGreaterThan(drawn);
    }
    const narrow = resultOf(gammaPoissonMle(ratios, 0.5));
    expect(Number(narrow.upper[0])).toBeLessThan(Number(upper[0]));
  });

  it('does not depend on the order or the scale of the units', () => {
    const scaled = ratios
      .map(({ observed, expected }) => ({ observed, expected: expected * 10 }))
      .toReversed();
    const one = resultOf(gammaPoissonMle(ratios));
    const other = resultOf(gammaPoissonMle(scaled));
    expectNear(other.shape, one.shape, 1e-7);
    expectNear(other.rate, one.rate * 10, 1e-7);
  });

  it('finds the prior that made the data, and its highest maximum', () => {
    const random = createRandomSource(6);
    const units = Array.from({ length: 500 }, () => {
      const expected = 1 + 20 * random.uniform();
      return { observed: random.poisson(expected * random.gamma(4, 4)), expected };
    });
    const { shape, rate } = resultOf(gammaPoissonMle(units));
    expectNear(shape, 4, 0.2);
    expectNear(rate, 4, 0.2);
  });

  it('has a reason where it cannot be', () => {
    const equal = [1, 2, 3].map((k) => ({ observed: k, expected: k }));
    expect(reasonOf(gammaPoissonMle(equal))).toBe(
      'The units scatter no more than chance: the pooled ratio serves for all',
    );
    expect(reasonOf(gammaPoissonMle(equal.slice(1, 2)))).toBe('Shrinkage needs two units at least');
    expect(reasonOf(gammaPoissonMle([...equal, { observed: -1, expected: 1 }]))).toContain('observed');
    expect(reasonOf(gammaPoissonMle([...equal, { observed: 1.5, expected: 1 }]))).toContain('observed');
    expect(reasonOf(gammaPoissonMle([...equal, { observed: 1, expected: 0 }]))).toContain('expected');
    expect(reasonOf(gammaPoissonMle([...equal, { observed: 1, expected: Infinity }]))).toContain('expected');
    expect(
      reasonOf(
        gammaPoissonMle([
          { observed: 0, expected: 1 },
          { observed: 0, expected: 2 },
        ]),
      ),
    ).toBe('There are no events');
    expect(reasonOf(gammaPoissonMle(ratios, 2))).toContain('credibility');
  });
});

describe('normal random effects', () => {
  it('draws in towards the mean by the share of chance', () => {
    const { tau2, i2, heterogeneity, shrunken, mean, standardError } = resultOf(
      normalRandomEffects(surgical),
    );
    expectNear(tau2, 0.1376126291637213, 1e-10);
    expectNear(i2, 0.6814307711971512, 1e-10);
    expectNear(heterogeneity, 34.52938641103817, 1e-10);
    expectNear(mean, -2.461785308963691, 1e-10);
    expectNear(standardError, 0.13692041575432976, 1e-10);
    expectNear(Number(shrunken[0]), 0.06945095670667178, 1e-10);
  });

  it('makes all equal where there is no scatter beyond chance', () => {
    const { tau2, i2, shrunken } = resultOf(
      normalRandomEffects([3, 4, 5].map((k) => ({ numerator: k, denominator: 15 * k }))),
    );
    expect(tau2).toBe(0);
    expect(i2).toBe(0);
    expect(new Set(shrunken.map((value) => value.toFixed(12))).size).toBe(1);
    const same = resultOf(normalRandomEffects([1, 1].map(() => ({ numerator: 1, denominator: 4 }))));
    expect(same.i2).toBe(0);
  });

  it('has a reason where it cannot be', () => {
    expect(reasonOf(normalRandomEffects(surgical.slice(0, 1)))).toBe('Shrinkage needs two units at least');
  });
});

describe('reliability', () => {
  it('gives the caseloads of the worked examples', () => {
    const caseVariance = (p: number) => 1 / (p * (1 - p));
    const caseloads = [0.015, 0.045, 0.07, 0.1].map(
      (p) => resultOf(minimumCaseload(reliabilityForComparison, 0.09, caseVariance(p))).cases,
    );
    expect(caseloads).toEqual([1755, 604, 399, 289]);
    expectNear(resultOf(reliability(0.09, caseVariance(0.045), 603.3)).reliability, 0.7, 1e-4);
  });

  it('is reached at the minimum caseload and not before', () => {
    for (const wanted of [0.4, 0.7, 0.9]) {
      const { cases } = resultOf(minimumCaseload(wanted, 0.2, 7));
      expect(resultOf(reliability(0.2, 7, cases)).reliability).toBeGreaterThanOrEqual(wanted - 1e-12);
      expect(resultOf(reliability(0.2, 7, cases - 1)).reliability).toBeLessThan(wanted);
    }
  });

  it('is 0 without cases or differences, and 1 without chance', () => {
    expect(resultOf(reliability(0.2, 7, 0)).reliability).toBe(0);
    expect(resultOf(reliability(0, 0, 10)).reliability).toBe(0);
    expect(resultOf(reliability(0.2, 0, 1)).reliability).toBe(1);
  });

  it('has a reason where it cannot be', () => {
    expect(reasonOf(reliability(-1, 1, 1))).toBe('Variances must be 0 or more');
    expect(reasonOf(reliability(1, -1, 1))).toBe('Variances must be 0 or more');
    expect(reasonOf(reliability(1, Infinity, 1))).toBe('Variances must be 0 or more');
    expect(reasonOf(reliability(1, 1, -1))).toBe('The number of cases must be 0 or more');
    expect(reasonOf(reliability(1, 1, Infinity))).toBe('The number of cases must be 0 or more');
    expect(reasonOf(minimumCaseload(0.7, 0, 1))).toContain('no caseload');
    expect(reasonOf(minimumCaseload(0.7, -1, 1))).toBe('Variances must be 0 or more');
    for (const wanted of [0, 1, Number.NaN])
      expect(reasonOf(minimumCaseload(wanted, 1, 1))).toContain('reliability wanted');
  });
});
