import { dispersionOf, winsorised } from '@lamina/shared/statistics/funnel/dispersion.ts';
import {
  arcsineOverdispersion,
  defaultTrim,
  fewestUnitsForOverdispersion,
  logOverdispersion,
  pearsonOverdispersion,
  ratioOfCountsOverdispersion,
  squareRootOverdispersion,
} from '@lamina/shared/statistics/funnel.ts';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { expectNear, reasonOf, resultOf } from '../expect-computed.ts';

const settings = { seed: 43, numRuns: 150 };
const units = [
  [3, 50],
  [9, 60],
  [1, 70],
  [14, 90],
  [0, 40],
  [6, 80],
  [11, 100],
  [2, 55],
  [4, 65],
  [8, 75],
  [5, 120],
].map(([numerator = 0, denominator = 0]) => ({ numerator, denominator }));
const withoutZero = units.filter((unit) => unit.numerator > 0);
const asRatios = units.map(({ numerator, denominator }) => ({ numerator, denominator: denominator / 12 }));
const empty = { numerator: 0, denominator: 0 };

const methods = {
  arcsine: (list: typeof units, trim?: number) =>
    arcsineOverdispersion(list, trim === undefined ? {} : { trim }),
  'square-root': (list: typeof units, trim?: number) =>
    squareRootOverdispersion(list, trim === undefined ? {} : { trim }),
  'Pearson proportion': (list: typeof units, trim?: number) =>
    pearsonOverdispersion('proportion', list, trim === undefined ? {} : { trim }),
  'Pearson ratio': (list: typeof units, trim?: number) =>
    pearsonOverdispersion('ratio', list, trim === undefined ? {} : { trim }),
  'ratio of counts': (list: typeof units, trim?: number) =>
    ratioOfCountsOverdispersion(list, trim === undefined ? {} : { trim }),
} as const;

describe.each(Object.entries(methods))('%s overdispersion', (_, of) => {
  it('does not depend on the order of the units', () => {
    const forwards = resultOf(of(units));
    const backwards = resultOf(of(units.toReversed()));
    expectNear(backwards.phi, forwards.phi, 1e-12);
    expectNear(backwards.tau2, forwards.tau2, 1e-12);
    expect(backwards.z.toReversed()).toEqual(forwards.z);
  });

  it('has phi as the mean square of the winsorised scores, smaller than without winsorising', () => {
    const { phi, zWinsorised } = resultOf(of(units));
    expectNear(
      phi,
      zWinsorised.reduce((total: number, z) => total + Number(z) ** 2, 0) / units.length,
      1e-12,
    );
    const plain = resultOf(of(units, 0));
    expect(plain.phi).toBeGreaterThan(phi);
    expect(plain.zWinsorised).toEqual(plain.z);
    expect(resultOf(of(units, defaultTrim))).toEqual(resultOf(of(units)));
  });

  it('leaves a unit without a denominator out, in its place', () => {
    const { z, zWinsorised, phi } = resultOf(of([units[0] ?? empty, empty, ...units.slice(1)]));
    expect(z[1]).toBeNull();
    expect(zWinsorised[1]).toBeNull();
    expect(zWinsorised.at(-1)).toBe(resultOf(of(units)).zWinsorised.at(-1));
    expectNear(phi, resultOf(of(units)).phi, 1e-12);
  });

  it('has a reason where it cannot be', () => {
    expect(reasonOf(of([units[0] ?? empty, empty]))).toBe('Overdispersion needs two units at least');
    expect(reasonOf(of([...units, { numerator: -1, denominator: 5 }]))).toBe(
      'Counts and denominators must be 0 or more',
    );
    expect(reasonOf(of([...units, { numerator: 1, denominator: -5 }]))).toBe(
      'Counts and denominators must be 0 or more',
    );
    for (const trim of [-0.1, 0.5, Number.NaN]) {
      expect(reasonOf(of(units, trim))).toBe(
        'The share winsorised in each tail must be 0 or more and under a half',
      );
    }
  });
});

describe('scores by their definitions', () => {
  it('of a proportion, a ratio, a log ratio and a ratio of two counts', () => {
    const target = 63 / 805;
    const list = [
      { numerator: 12, denominator: 25 },
      { numerator: 33, denominator: 41 },
      { numerator: 8, denominator: 0 },
      { numerator: 5, denominator: 5 },
    ];
    const pooled = Math.log(58 / 71);
    const counts = resultOf(ratioOfCountsOverdispersion(list, { trim: 0 }));
    expectNear(counts.target, 58 / 71, 1e-14);
    const standardErrors = list.map(({ numerator: a, denominator: b }) =>
      Math.sqrt(a / (a + 0.5) ** 2 + b / (b + 0.5) ** 2),
    );
    for (const [i, { numerator: a, denominator: b }] of list.entries()) {
      const z = (Math.log((a + 0.5) / (b + 0.5)) - pooled) / Number(standardErrors[i]);
      expectNear(Number(counts.z[i]), z, 1e-12);
    }
    expectNear(counts.tau2, dispersionOf(counts.z.map(Number), standardErrors).tau2, 1e-12);

    const arcsine = resultOf(arcsineOverdispersion(units, { trim: 0 }));
    const arcsineZ = 2 * Math.sqrt(60) * (Math.asin(Math.sqrt(9 / 60)) - Math.asin(Math.sqrt(target)));
    expectNear(Number(arcsine.z[1]), arcsineZ, 1e-12);
    const root = resultOf(squareRootOverdispersion(asRatios, { trim: 0 }));
    expectNear(Number(root.z[1]), 2 * Math.sqrt(5) * (Math.sqrt(9 / 5) - 1), 1e-12);
    const rootErrors = asRatios.map((unit) => 1 / (2 * Math.sqrt(unit.denominator)));
    expectNear(root.tau2, dispersionOf(root.z.map(Number), rootErrors).tau2, 1e-12);
    const expectedUpper = (1 + 1.959963984540054 * Math.sqrt(1 / 20 + root.tau2)) ** 2;
    expectNear(Number(root.limits[0]?.upper[1]), expectedUpper, 1e-12);
    const expectedAngle =
      Math.asin(Math.sqrt(target)) + 1.959963984540054 * Math.sqrt(1 / 240 + arcsine.tau2);
    expectNear(Number(arcsine.limits[0]?.upper[1]), Math.sin(expectedAngle) ** 2, 1e-12);
    const log = resultOf(logOverdispersion(asRatios, { trim: 0 }));
    expectNear(Number(log.z[1]), Math.log(9 / 5) * Math.sqrt(5), 1e-12);
    const counted = asRatios.filter((unit) => unit.numerator > 0);
    const logTau2 = dispersionOf(
      log.z.filter((z) => z !== null),
      counted.map((unit) => 1 / Math.sqrt(unit.denominator)),
    ).tau2;
    expectNear(log.tau2, logTau2, 1e-12);
  });

  it('of two units are enough', () => {
    expect(resultOf(logOverdispersion(withoutZero.slice(0, 2), { trim: 0 })).phi).toBeGreaterThan(0);
    for (const kind of ['proportion', 'ratio'] as const) {
      expect(resultOf(pearsonOverdispersion(kind, units.slice(0, 2), { trim: 0 })).z.length).toBe(2);
      expect(reasonOf(pearsonOverdispersion(kind, units.slice(0, 1)))).toBe(
        'Overdispersion needs two units at least',
      );
    }
  });
});

describe('limits that allow for overdispersion', () => {
  it('widen about the same target', () => {
    const arcsine = resultOf(arcsineOverdispersion(units, { levels: [0.95] }));
    expect(arcsine.tau2).toBeGreaterThan(0);
    expect(arcsine.limits.length).toBe(1);
    expectNear(arcsine.target, 63 / 805, 1e-14);
    const root = resultOf(squareRootOverdispersion(asRatios, { levels: [0.95] }));
    expect(root.limits.length).toBe(1);
    expect(root.target).toBe(1);
    for (const kind of ['proportion', 'ratio'] as const) {
      const list = kind === 'proportion' ? units : asRatios;
      const { multiplicative, additive, phi, tau2, target } = resultOf(
        pearsonOverdispersion(kind, list, { levels: [0.95] }),
      );
      expect(phi).toBeGreaterThan(1);
      expect(tau2).toBeGreaterThan(0);
      const size = Number(list[0]?.denominator);
      const variance = kind === 'proportion' ? target * (1 - target) : 1;
      expectNear(
        Number(multiplicative[0]?.upper[0]),
        target + 1.959963984540054 * Math.sqrt((phi * variance) / size),
        1e-12,
      );
      expectNear(
        Number(additive[0]?.upper[0]),
        target + 1.959963984540054 * Math.sqrt(variance / size + tau2),
        1e-12,
      );
    }
  });

  it('are not narrowed where units scatter less than chance', () => {
    const even = [3, 4, 5, 4, 3].map((numerator, i) => ({
      numerator,
      denominator: [50, 60, 70, 55, 45][i] ?? 1,
    }));
    const { phi, tau2, multiplicative, additive } = resultOf(pearsonOverdispersion('proportion', even));
    expect(phi).toBeLessThan(1);
    expect(tau2).toBe(0);
    for (const [i, value] of (multiplicative[0]?.upper ?? []).entries()) {
      expectNear(value, Number(additive[0]?.upper[i]), 1e-13);
    }
  });

  it('have reasons of their own', () => {
    expect(reasonOf(arcsineOverdispersion([...units, { numerator: 6, denominator: 5 }]))).toBe(
      'A numerator is greater than its denominator',
    );
    const none = [1, 2].map(() => ({ numerator: 0, denominator: 9 }));
    expect(reasonOf(pearsonOverdispersion('proportion', none))).toContain('pooled proportion');
    expect(resultOf(pearsonOverdispersion('ratio', none)).target).toBe(1);
    expect(reasonOf(ratioOfCountsOverdispersion(none))).toBe('One of the two counts is 0 in every unit');
    expect(
      reasonOf(
        ratioOfCountsOverdispersion(
          none.map(({ denominator }) => ({ numerator: denominator, denominator: 0 })),
        ),
      ),
    ).toBe('One of the two counts is 0 in every unit');
    for (const of of [arcsineOverdispersion, squareRootOverdispersion, logOverdispersion]) {
      expect(reasonOf(of(withoutZero, { levels: [2] }))).toBe('Every level must lie between 0 and 1');
    }
    expect(reasonOf(pearsonOverdispersion('ratio', units, { levels: [2] }))).toBe(
      'Every level must lie between 0 and 1',
    );
    expect(fewestUnitsForOverdispersion).toBe(10);
  });
});

describe('log overdispersion', () => {
  it('drops the outer groups by rank and leaves units without events out', () => {
    const { kept, z, tau2, phi, limits } = resultOf(logOverdispersion(asRatios));
    expect(z[4]).toBeNull();
    expect(kept[4]).toBe(false);
    const ranked = z
      .flatMap((score, index) => (score === null ? [] : [{ score, index }]))
      .toSorted((a, b) => a.score - b.score);
    expect(ranked.map(({ index }) => kept[index])).toEqual([
      false,
      true,
      true,
      true,
      true,
      true,
      true,
      true,
      true,
      false,
    ]);
    const scores = ranked.slice(1, -1).map(({ score }) => score ** 2);
    expectNear(phi, scores.reduce((a, b) => a + b, 0) / 8, 1e-12);
    expect(tau2).toBeGreaterThan(0);
    expect(limits[0]?.upper[4]).toBeGreaterThan(1);
  });

  it('ranks only the units with events, however many have none', () => {
    const without = Array.from({ length: 9 }, () => ({ numerator: 0, denominator: 4 }));
    const { kept, phi } = resultOf(logOverdispersion([...without, ...asRatios]));
    const alone = resultOf(logOverdispersion(asRatios));
    expect(kept.slice(9)).toEqual(alone.kept);
    expectNear(phi, alone.phi, 1e-12);
  });

  it('keeps all without trimming, and shares ranks among ties', () => {
    expect(resultOf(logOverdispersion(asRatios, { trim: 0 })).kept.filter(Boolean).length).toBe(10);
    const equal = Array.from({ length: 9 }, () => ({ numerator: 4, denominator: 3 }));
    expect(resultOf(logOverdispersion(equal)).kept).toEqual(equal.map(() => true));
  });

  it('has a reason where too few are kept', () => {
    expect(reasonOf(logOverdispersion(withoutZero.slice(0, 2), { trim: 0.4 }))).toBe(
      'Overdispersion needs two units at least after truncation',
    );
    expect(reasonOf(logOverdispersion(units, { trim: 0.6 }))).toContain('winsorised');
    expect(
      resultOf(logOverdispersion([...withoutZero, { numerator: 3, denominator: 0 }])).z.at(-1),
    ).toBeNull();
  });
});

describe('winsorising and dispersion', () => {
  it('draws in the values beyond type-7 quantiles and no others', () => {
    fc.assert(
      fc.property(
        fc.array(fc.double({ min: -9, max: 9, noNaN: true }), { minLength: 1, maxLength: 40 }),
        (values) => {
          const drawn = winsorised(values, 0.1);
          const sorted = values.toSorted((a, b) => a - b);
          const reach = Math.floor(0.1 * (values.length - 1));
          const inner = sorted.slice(reach + 1, values.length - 1 - reach);
          for (const [i, value] of values.entries()) {
            if (inner.includes(value)) expect(drawn[i]).toBe(value);
            expect(Number(drawn[i])).toBeGreaterThanOrEqual(Number(sorted[0]));
            expect(Number(drawn[i])).toBeLessThanOrEqual(Number(sorted.at(-1)));
          }
          expect(winsorised(values, 0)).toEqual(values);
        },
      ),
      settings,
    );
  });

  it('takes the quantiles between neighbours', () => {
    expect(winsorised([0, 1, 2, 3, 10], 0.25)).toEqual([1, 1, 2, 3, 3]);
    expect(winsorised([8, 0, 4, 12, 32], 0.125)).toEqual([8, 2, 4, 12, 22]);
  });

  it('gives the worked example, and no variance where there is less scatter than chance', () => {
    expect(dispersionOf([1, -1], [1, 1])).toEqual({ phi: 1, tau2: 1 });
    expect(dispersionOf([0.1, -0.1, 0], [1, 1, 1]).tau2).toBe(0);
    expectNear(dispersionOf([3, -3], [0.5, 0.25]).tau2, 17 / (20 - 272 / 20), 1e-12);
  });
});
