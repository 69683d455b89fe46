import {
  binomialTails,
  poissonCdf,
  poissonSurvival,
  poissonTails,
} from '@lamina/shared/statistics/distributions.ts';
import {
  betaBinomialTails,
  negativeBinomialTails,
} from '@lamina/shared/statistics/funnel/predictive-tails.ts';
import {
  classifyProportion,
  classifyRatio,
  drawnPositions,
  exactRatioLimits,
  fewestExpectedToClassify,
} from '@lamina/shared/statistics/funnel.ts';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { expectNear, reasonOf, resultOf } from '../expect-computed.ts';

const settings = { seed: 42, numRuns: 200 };
const positions = ['below-alarm', 'below-alert', 'inside', 'above-alert', 'above-alarm'];

describe('classification of a ratio', () => {
  it('gives the worked example', () => {
    const answer = resultOf(classifyRatio(4, 1));
    expect(answer.position).toBe('above-alert');
    expectNear(answer.upperTail, 1 - poissonCdf(3, 1), 1e-12);
    expectNear(answer.lowerTail, poissonCdf(4, 1), 1e-12);
    expect(resultOf(classifyRatio(3, 1)).position).toBe('inside');
    expect(resultOf(classifyRatio(5, 1)).position).toBe('above-alert');
    expect(resultOf(classifyRatio(6, 1)).position).toBe('above-alarm');
    expect(resultOf(classifyRatio(0, 5)).position).toBe('below-alert');
    expect(resultOf(classifyRatio(0, 8)).position).toBe('below-alarm');
    expect(resultOf(classifyRatio(0, 3)).position).toBe('inside');
  });

  it('never flags more often than nominal on either side', () => {
    fc.assert(
      fc.property(fc.double({ min: 1, max: 300, noNaN: true }), (e) => {
        let count = 0;
        while (resultOf(classifyRatio(count, e)).position !== 'above-alert') count += 1;
        expect(poissonSurvival(count - 1, e)).toBeLessThanOrEqual(0.025);
        expect(poissonSurvival(count - 2, e)).toBeGreaterThan(0.025);
      }),
      { ...settings, numRuns: 60 },
    );
  });

  it('moves up with the count', () => {
    fc.assert(
      fc.property(
        fc.nat(400),
        fc.double({ min: 1, max: 300, noNaN: true }),
        fc.double({ min: 0, max: 0.5, noNaN: true }),
        (k, e, tau2) => {
          const rank = (count: number) =>
            positions.indexOf(resultOf(classifyRatio(count, e, 1, { tau2 })).position);
          expect(rank(k + 1)).toBeGreaterThanOrEqual(rank(k));
        },
      ),
      settings,
    );
  });

  it('takes half the probability of the count seen where mid-P is asked for', () => {
    const exact = resultOf(classifyRatio(9, 4));
    const midP = resultOf(classifyRatio(9, 4, 1, { tails: 'midP' }));
    expect(exact.position).toBe('above-alert');
    expectNear(exact.upperTail - midP.upperTail, exact.lowerTail - midP.lowerTail, 1e-9);
    expectNear(midP.upperTail + midP.lowerTail, 1, 1e-12);
    expect(resultOf(classifyRatio(8, 4)).position).toBe('inside');
    expectNear(resultOf(classifyRatio(8, 4, 1, { tails: 'exact' })).upperTail, 1 - poissonCdf(7, 4), 1e-10);
  });

  it('calls fewer units where units are known to differ', () => {
    expect(resultOf(classifyRatio(20, 10)).position).toBe('above-alert');
    expect(resultOf(classifyRatio(20, 10, 1, { tau2: 0.3 })).position).toBe('inside');
  });

  it('takes levels and a target of its own', () => {
    expect(resultOf(classifyRatio(4, 1, 1, { alertLevel: 0.99 })).position).toBe('inside');
    expect(resultOf(classifyRatio(4, 1, 1, { alarmLevel: 0.96 })).position).toBe('above-alarm');
    expect(resultOf(classifyRatio(4, 2, 0.5))).toEqual(resultOf(classifyRatio(4, 1)));
  });

  it('has a reason where too few are expected or the counts are impossible', () => {
    expect(fewestExpectedToClassify).toBe(1);
    for (const tau2 of [-0.01, Infinity, Number.NaN]) {
      expect(reasonOf(classifyRatio(1, 5, 1, { tau2 }))).toContain('variance between units');
    }
    expect(reasonOf(classifyRatio(1, 1.5, 0.5))).toBe('Too few events are expected to classify the unit');
    expect(reasonOf(classifyRatio(1, 1e200, 1e200))).toContain('more than 0');
    expect(reasonOf(classifyRatio(1, 0.99))).toBe('Too few events are expected to classify the unit');
    expect(resultOf(classifyRatio(1, 1)).position).toBe('inside');
    expect(resultOf(classifyRatio(1, 0.5, 1, { fewestExpected: 0 })).position).toBe('inside');
    for (const bad of [-1, 1.5, Number.NaN])
      expect(reasonOf(classifyRatio(bad, 5))).toContain('whole number');
    for (const bad of [0, -1, Infinity, Number.NaN])
      expect(reasonOf(classifyRatio(1, bad))).toContain('more than 0');
    for (const bad of [0, -1, Number.NaN])
      expect(reasonOf(classifyRatio(1, 5, bad))).toContain('more than 0');
  });
});

describe('classification of a proportion', () => {
  it('gives the worked example', () => {
    const answer = resultOf(classifyProportion(4, 100, 0.01));
    expect(answer.position).toBe('above-alert');
    expectNear(answer.upperTail, 0.01837403644464965, 1e-10);
    expect(resultOf(classifyProportion(3, 100, 0.01)).position).toBe('inside');
    expect(resultOf(classifyProportion(0, 100, 0.1)).position).toBe('below-alarm');
    expect(resultOf(classifyProportion(4, 100, 0.1)).position).toBe('below-alert');
    expect(resultOf(classifyProportion(20, 100, 0.1)).position).toBe('above-alert');
    expect(resultOf(classifyProportion(4, 100, 0.01, { tau2: 0.0001 })).position).toBe('inside');
  });

  it('has a reason where too few are expected or the counts are impossible', () => {
    expect(reasonOf(classifyProportion(1, 99, 0.01))).toBe(
      'Too few events are expected to classify the unit',
    );
    expect(resultOf(classifyProportion(1, 100, 0.01)).position).toBe('inside');
    expect(resultOf(classifyProportion(1, 9, 0.01, { fewestExpected: 0 })).position).toBe('inside');
    expect(resultOf(classifyProportion(30, 30, 0.5)).position).toBe('above-alarm');
    expect(reasonOf(classifyProportion(1.5, 99, 0.1))).toBe('The counts must be whole numbers');
    expect(reasonOf(classifyProportion(1, 99.5, 0.1))).toBe('The counts must be whole numbers');
    expect(reasonOf(classifyProportion(-1, 99, 0.1))).toContain('numerator');
    expect(reasonOf(classifyProportion(100, 99, 0.1))).toContain('numerator');
    for (const bad of [0, 1, Number.NaN])
      expect(reasonOf(classifyProportion(1, 99, bad))).toBe('The target must lie between 0 and 1');
    for (const tau2 of [0.09, 0.2, -0.01, Number.NaN]) {
      expect(reasonOf(classifyProportion(1, 99, 0.1, { tau2 }))).toContain('variance between units');
    }
  });
});

describe('tails with variance between units', () => {
  it('are those of the geometric distribution at a variance of 1', () => {
    for (const k of [0, 1, 5]) {
      const { below, at, above } = negativeBinomialTails(k, 1, 1, 1);
      expectNear(below, 1 - 0.5 ** k, 1e-12);
      expectNear(at, 0.5 ** (k + 1), 1e-12);
      expectNear(above, 0.5 ** (k + 1), 1e-12);
    }
  });

  it('come down to the tails without it as the variance goes to 0', () => {
    const binomial = binomialTails(30, 400, 0.05, 0.95);
    const nearly = betaBinomialTails(30, 400, 0.05, 1e-9);
    expectNear(nearly.above, binomial.above, 1e-4);
    expectNear(nearly.below, binomial.below, 1e-6);
    expectNear(nearly.at, binomial.at, 1e-4);
    expect(betaBinomialTails(30, 400, 0.05, 1e-12)).toEqual(binomial);
    expect(betaBinomialTails(30, 400, 0.05, 0)).toEqual(binomial);
    expect(nearly).not.toEqual(binomial);
    const ratio = negativeBinomialTails(30, 20, 1, 1e-9);
    expectNear(ratio.above, poissonSurvival(30, 20), 1e-5);
    expect(negativeBinomialTails(30, 20, 1, 0)).toEqual(poissonTails(30, 20));
    expectNear(negativeBinomialTails(30, 20, 1, 1e-6).above, poissonSurvival(30, 20), 1e-3);
  });

  it('agree with sums of masses by plain multiplication', () => {
    fc.assert(
      fc.property(
        fc
          .integer({ min: 1, max: 120 })
          .chain((n) => fc.tuple(fc.integer({ min: 0, max: n }), fc.constant(n))),
        fc.double({ min: 0.02, max: 0.8, noNaN: true }),
        fc.double({ min: 0.01, max: 0.8, noNaN: true }),
        ([k, n], target, share) => {
          const size = 1 / share - 1;
          const [alpha, beta] = [target * size, (1 - target) * size];
          let mass = 1;
          for (let j = 0; j < n; j += 1) mass *= (beta + j) / (size + j);
          const masses = [mass];
          for (let j = 0; j < n; j += 1) {
            mass *= ((n - j) * (alpha + j)) / ((j + 1) * (beta + n - j - 1));
            masses.push(mass);
          }
          const sum = (values: readonly number[]) => values.reduce((a, b) => a + b, 0);
          const { below, at, above } = betaBinomialTails(k, n, target, share * target * (1 - target));
          expectNear(at, masses[k] ?? 0, 1e-9);
          expectNear(below, sum(masses.slice(0, k)), 1e-9, 1e-12);
          expectNear(above, sum(masses.slice(k + 1)), 1e-9, 1e-12);
        },
      ),
      settings,
    );
  });

  it('stay on the right side where the mass of the count is too small for a double', () => {
    const high = betaBinomialTails(3710, 3780, 0.01, 1e-5);
    expect(high.above).toBeLessThan(1e-300);
    expect(high.below).toBe(1);
    const low = betaBinomialTails(5, 90_000, 0.5, 1e-6);
    expect(low.below).toBeLessThan(1e-300);
    expect(low.above).toBe(1);
  });

  it('give one case its target, whatever the variance', () => {
    const { below, at } = betaBinomialTails(1, 1, 0.2, 0.01);
    expectNear(at, 0.2, 1e-12);
    expectNear(below, 0.8, 1e-12);
  });
});

describe('position against drawn limits', () => {
  const limits = [
    { level: 0.998, lower: [1, null, 1], upper: [9, null, 9] },
    { level: 0.95, lower: [2, null, null], upper: [8, null, null] },
  ];

  it.each([
    [0.9, 'below-alarm'],
    [1, 'below-alert'],
    [2, 'inside'],
    [8, 'inside'],
    [8.1, 'above-alert'],
    [9, 'above-alert'],
    [9.1, 'above-alarm'],
  ])('puts %f at %s: strictly outside counts', (value, position) => {
    expect(resultOf(drawnPositions([value], { limits })).positions).toEqual([position]);
  });

  it('has null without a value or without limits, and a reason without levels', () => {
    expect(resultOf(drawnPositions([null, 5, 5, 5], { limits })).positions).toEqual([null, null, null, null]);
    const oneSided = [{ level: 0.95, lower: [1], upper: [null] }];
    expect(resultOf(drawnPositions([5], { limits: oneSided })).positions).toEqual([null]);
    const upperOnly = [{ level: 0.95, lower: [null], upper: [9] }];
    expect(resultOf(drawnPositions([5], { limits: upperOnly })).positions).toEqual([null]);
    const withoutOuter = [
      { level: 0.95, lower: [1], upper: [9] },
      { level: 0.998, lower: [null], upper: [null] },
    ];
    expect(resultOf(drawnPositions([5], { limits: withoutOuter })).positions).toEqual([null]);
    expect(reasonOf(drawnPositions([5], { limits: [] }))).toBe('There are no limits to compare with');
  });

  it('flags units that exact tails do not, since it is interpolated', () => {
    const drawn = resultOf(drawnPositions([3], resultOf(exactRatioLimits(1, [1])))).positions;
    expect(drawn).toEqual(['above-alert']);
    expect(resultOf(classifyRatio(3, 1)).position).toBe('inside');
  });
});
