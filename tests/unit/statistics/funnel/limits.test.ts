import type { Computed } from '@lamina/shared/statistics/computed.ts';
import {
  binomialCdf,
  binomialPmf,
  chiSquareQuantile,
  poissonCdf,
  poissonPmf,
} from '@lamina/shared/statistics/distributions.ts';
import {
  alarmLevel,
  alertLevel,
  arcsineProportionLimits,
  chiSquareRatioLimits,
  exactProportionLimits,
  exactRateLimits,
  exactRatioLimits,
  type FunnelLimits,
  funnelLevels,
  logRatioLimits,
  normalProportionLimits,
  normalRatioLimits,
  squareRootRatioLimits,
  wilsonProportionLimits,
} from '@lamina/shared/statistics/funnel.ts';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { expectNear, reasonOf, resultOf } from '../expect-computed.ts';

const settings = { seed: 41, numRuns: 150 };
const target = fc.double({ min: 0.002, max: 0.9, noNaN: true });
const denominators = fc.array(
  fc.oneof(fc.integer({ min: 1, max: 400 }), fc.integer({ min: 1, max: 10_000_000 })),
  {
    minLength: 1,
    maxLength: 12,
  },
);
const expectedCounts = fc.array(fc.double({ min: 0.01, max: 5000, noNaN: true }), {
  minLength: 1,
  maxLength: 12,
});

type LimitsOf = (
  target: number,
  sizes: readonly number[],
  levels?: readonly number[],
) => Computed<FunnelLimits>;

const proportionMethods: Readonly<Record<string, LimitsOf>> = {
  exact: exactProportionLimits,
  normal: normalProportionLimits,
  Wilson: wilsonProportionLimits,
  arcsine: (goal, sizes, levels) => arcsineProportionLimits(goal, sizes, levels ? { levels } : {}),
};

const ratioMethods: Readonly<Record<string, LimitsOf>> = {
  exact: exactRatioLimits,
  'chi-square': chiSquareRatioLimits,
  normal: normalRatioLimits,
  'exact rate': (goal, sizes, levels) => exactRateLimits(goal, sizes, levels ? { levels } : {}),
};

/** Every pair of one unit's limits, from the widest level to the narrowest. */
function ordered(limits: FunnelLimits, unit: number): number[] {
  const outwards = limits.limits.toSorted((a, b) => b.level - a.level);
  return [
    ...outwards.map((series) => Number(series.lower[unit])),
    ...outwards.toReversed().map((series) => Number(series.upper[unit])),
  ];
}

describe.each(Object.entries(proportionMethods))('%s limits of a proportion', (_, limitsOf) => {
  it('are ordered by level, between 0 and 1', () => {
    fc.assert(
      fc.property(target, denominators, (goal, sizes) => {
        const answer = resultOf(limitsOf(goal, sizes, [0.5, 0.95, 0.998]));
        for (const unit of sizes.keys()) {
          const values = ordered(answer, unit);
          expect(values).toEqual(values.toSorted((a, b) => a - b));
          expect(values[0]).toBeGreaterThanOrEqual(0);
          expect(values.at(-1)).toBeLessThanOrEqual(1);
        }
      }),
      settings,
    );
  });

  it('close in on the target as units grow', () => {
    const [alert] = resultOf(limitsOf(0.1, [100, 10_000_000])).limits;
    expect(Number(alert?.upper[1]) - 0.1).toBeLessThan(0.001);
    expect(0.1 - Number(alert?.lower[1])).toBeLessThan(0.001);
    expect(Number(alert?.upper[0])).toBeGreaterThan(0.14);
  });

  it('have null for a unit without cases, 95 % and 99.8 % unless asked otherwise', () => {
    const answer = resultOf(limitsOf(0.1, [0, 10, -1, Number.NaN, Infinity]));
    expect(answer.limits.map((series) => series.level)).toEqual([0.95, 0.998]);
    for (const series of answer.limits) {
      expect(series.lower.map((value) => value === null)).toEqual([true, false, true, true, true]);
      expect(series.upper.map((value) => value === null)).toEqual([true, false, true, true, true]);
    }
    expect(funnelLevels).toEqual([alertLevel, alarmLevel]);
  });

  it('have a reason for an impossible target or level', () => {
    for (const bad of [-0.1, 1.1, Number.NaN]) {
      expect(reasonOf(limitsOf(bad, [10]))).toBe('The target is outside the range of the quantity');
    }
    for (const bad of [0, 1, Number.NaN]) {
      expect(reasonOf(limitsOf(0.1, [10], [0.95, bad]))).toBe('Every level must lie between 0 and 1');
    }
  });
});

describe.each(Object.entries(ratioMethods))('%s limits of a ratio', (_, limitsOf) => {
  it('are ordered by level and not below 0', () => {
    fc.assert(
      fc.property(fc.double({ min: 0.1, max: 3, noNaN: true }), expectedCounts, (goal, sizes) => {
        const answer = resultOf(limitsOf(goal, sizes, [0.5, 0.95, 0.998]));
        for (const unit of sizes.keys()) {
          const values = ordered(answer, unit);
          expect(values).toEqual(values.toSorted((a, b) => a - b));
          expect(values[0]).toBeGreaterThanOrEqual(0);
        }
      }),
      settings,
    );
  });

  it('have null for a unit without expectation and a reason for an impossible target', () => {
    const answer = resultOf(limitsOf(1, [0, 3]));
    expect(answer.target).toBe(1);
    expect(answer.limits[0]?.lower[0]).toBeNull();
    expect(answer.limits[0]?.upper[1]).toBeGreaterThan(1);
    for (const bad of [-1, Infinity, Number.NaN]) expect(reasonOf(limitsOf(bad, [1]))).toContain('target');
  });
});

describe('exact interpolated limits', () => {
  it('of a proportion meet their definition', () => {
    fc.assert(
      fc.property(target, fc.integer({ min: 1, max: 5000 }), (goal, n) => {
        const { limits } = resultOf(exactProportionLimits(goal, [n], [0.9]));
        const limit = Number(limits[0]?.upper[0]);
        fc.pre(limit > 0 && limit < 1);
        const r = Math.ceil(limit * n - 1e-9);
        const share = r - limit * n;
        expectNear(binomialCdf(r, n, goal) - share * binomialPmf(r, n, goal), 0.95, 1e-7);
      }),
      settings,
    );
  });

  it('of a ratio meet their definition', () => {
    fc.assert(
      fc.property(fc.double({ min: 0.5, max: 3000, noNaN: true }), (e) => {
        const { limits } = resultOf(exactRatioLimits(1, [e], [0.9]));
        const limit = Number(limits[0]?.upper[0]);
        const r = Math.ceil(limit * e - 1e-9);
        const share = r - limit * e;
        expectNear(poissonCdf(r, e) - share * poissonPmf(r, e), 0.95, 1e-7);
      }),
      settings,
    );
  });

  it('give the worked examples', () => {
    const proportion = resultOf(exactProportionLimits(0.1, [100]));
    const found = ordered(proportion, 0).map((value) => value.toFixed(5));
    expect(found).toEqual(['0.01418', '0.04038', '0.15772', '0.19836']);
    const ratio = ordered(resultOf(exactRatioLimits(1, [10])), 0).map((value) => value.toFixed(5));
    expect(ratio.slice(0, 3)).toEqual(['0.12205', '0.37752', '1.61600']);
  });

  it('are the target itself where the target is 0 or 1', () => {
    for (const goal of [0, 1]) {
      for (const series of resultOf(exactProportionLimits(goal, [10, 100])).limits) {
        expect(series.lower).toEqual([goal, goal]);
        expect(series.upper).toEqual([goal, goal]);
      }
    }
    expect(resultOf(exactRatioLimits(0, [10])).limits[0]?.upper).toEqual([0]);
  });

  it('of a rate are those of the ratio at exposure over multiplier', () => {
    const rate = resultOf(exactRateLimits(2, [5000, 12_000], { multiplier: 1000 }));
    expect(rate).toEqual(resultOf(exactRatioLimits(2, [5, 12])));
    expect(exactRateLimits(2, [5], { levels: [0.5] })).toEqual(exactRatioLimits(2, [5], [0.5]));
    expect(reasonOf(exactRateLimits(2, [5000], { multiplier: 0 }))).toBe(
      'The multiplier must be more than 0',
    );
  });
});

describe('approximate limits', () => {
  it('gives normal and Wilson limits symmetric about the target until clipped', () => {
    const [alert] = resultOf(normalProportionLimits(0.5, [100])).limits;
    expectNear(Number(alert?.lower[0]), 0.5 - 1.959963984540054 * 0.05, 1e-12);
    expectNear(Number(alert?.upper[0]), 0.5 + 1.959963984540054 * 0.05, 1e-12);
    expect(wilsonProportionLimits(0.03, [10, 900])).toEqual(normalProportionLimits(0.03, [10, 900]));
    const [ratio] = resultOf(normalRatioLimits(1, [25])).limits;
    expectNear(Number(ratio?.lower[0]), 1 - 1.959963984540054 / 5, 1e-12);
    expectNear(Number(ratio?.upper[0]), 1 + 1.959963984540054 / 5, 1e-12);
  });

  it('puts chi-square limits where Garwood puts those of a count', () => {
    const [alert, alarm] = resultOf(chiSquareRatioLimits(0.87, [1])).limits;
    expectNear(Number(alert?.lower[0]), 0.022026492946332212, 1e-11);
    expectNear(Number(alarm?.upper[0]), 8.03306972451288, 1e-11);
    expectNear(
      Number(resultOf(chiSquareRatioLimits(1, [4])).limits[0]?.upper[0]),
      chiSquareQuantile(0.975, 10) / 8,
      1e-11,
    );
  });

  it.each([
    ['arcsine', (tau2: number) => arcsineProportionLimits(0.3, [40], { tau2 })],
    ['square-root', (tau2: number) => squareRootRatioLimits([40], { tau2 })],
    ['log', (tau2: number) => logRatioLimits([40], { tau2 })],
  ] as const)('widens %s limits with the variance between units', (_, limitsOf) => {
    const narrow = resultOf(limitsOf(0)).limits[0];
    const wide = resultOf(limitsOf(0.02)).limits[0];
    expect(Number(wide?.lower[0])).toBeLessThan(Number(narrow?.lower[0]));
    expect(Number(wide?.upper[0])).toBeGreaterThan(Number(narrow?.upper[0]));
    expect(reasonOf(limitsOf(-0.1))).toBe('The variance between units must be 0 or more');
    expect(reasonOf(limitsOf(Number.NaN))).toBe('The variance between units must be 0 or more');
  });

  it('gives square-root and log limits their closed forms', () => {
    const root = resultOf(squareRootRatioLimits([25])).limits[0];
    expectNear(Number(root?.lower[0]), (1 - 0.1959963984540054) ** 2, 1e-12);
    expectNear(Number(root?.upper[0]), (1 + 0.1959963984540054) ** 2, 1e-12);
    expect(resultOf(squareRootRatioLimits([0.1])).limits[0]?.lower).toEqual([0]);
    const log = resultOf(logRatioLimits([25])).limits[0];
    expectNear(Number(log?.lower[0]) * Number(log?.upper[0]), 1, 1e-12);
    expectNear(Number(log?.upper[0]), Math.exp(0.3919927969080108), 1e-12);
    expect(resultOf(squareRootRatioLimits([25], { levels: [0.5] })).limits.length).toBe(1);
    expect(resultOf(logRatioLimits([25], { levels: [0.5] })).limits.length).toBe(1);
  });

  it('clamps the arcsine at its ends', () => {
    const [alert] = resultOf(arcsineProportionLimits(0, [10])).limits;
    expect(alert?.lower[0]).toBe(0);
    expectNear(Number(alert?.upper[0]), 0.09300123349835371, 1e-11);
    const [all] = resultOf(arcsineProportionLimits(1, [10])).limits;
    expect(all?.upper[0]).toBe(1);
  });
});
