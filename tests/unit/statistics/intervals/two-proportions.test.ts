import { miettinenNurminenRatio, newcombeDifference } from '@lamina/shared/statistics/intervals.ts';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { expectNear, reasonOf, resultOf } from '../expect-computed.ts';

const settings = { seed: 15, numRuns: 200 };
const sample = fc
  .integer({ min: 1, max: 2000 })
  .chain((denominator) =>
    fc.record({ numerator: fc.integer({ min: 0, max: denominator }), denominator: fc.constant(denominator) }),
  );

describe('Newcombe difference', () => {
  it('gives the limits printed by its author for 56 of 70 against 48 of 80', () => {
    const answer = resultOf(
      newcombeDifference({ numerator: 56, denominator: 70 }, { numerator: 48, denominator: 80 }),
    );
    expectNear(answer.difference, 0.2, 1e-12);
    expectNear(answer.lower, 0.0524, 1e-3);
    expectNear(answer.upper, 0.3339, 2e-4);
  });

  it('holds the difference, stays within −1 and 1, and changes sign with the order', () => {
    fc.assert(
      fc.property(sample, sample, (a, b) => {
        const one = resultOf(newcombeDifference(a, b));
        const other = resultOf(newcombeDifference(b, a));
        expect(one.lower).toBeLessThanOrEqual(one.difference);
        expect(one.upper).toBeGreaterThanOrEqual(one.difference);
        expect(one.lower).toBeGreaterThanOrEqual(-1);
        expect(one.upper).toBeLessThanOrEqual(1);
        expectNear(one.lower, -other.upper, 1e-12, 1e-14);
      }),
      settings,
    );
  });

  it('widens with confidence', () => {
    const pair = [
      { numerator: 3, denominator: 50 },
      { numerator: 6, denominator: 60 },
    ] as const;
    const usual = resultOf(newcombeDifference(...pair));
    const surer = resultOf(newcombeDifference(...pair, 0.998));
    expect(surer.lower).toBeLessThan(usual.lower);
    expect(surer.upper).toBeGreaterThan(usual.upper);
  });

  it('gives the reason of the sample that has none', () => {
    const fine = { numerator: 1, denominator: 5 };
    expect(reasonOf(newcombeDifference({ numerator: 0, denominator: 0 }, fine))).toContain('no cases');
    expect(reasonOf(newcombeDifference(fine, { numerator: 6, denominator: 5 }))).toContain('numerator');
  });
});

describe('Miettinen–Nurminen ratio', () => {
  it('gives limits found by maximising the likelihood numerically', () => {
    const one = resultOf(
      miettinenNurminenRatio({ numerator: 10, denominator: 100 }, { numerator: 20, denominator: 100 }),
    );
    expectNear(one.ratio, 0.5, 1e-14);
    expectNear(one.lower, 0.24810203786, 1e-8);
    expectNear(one.upper, 0.99486365222, 1e-8);
    const two = resultOf(
      miettinenNurminenRatio({ numerator: 3, denominator: 40 }, { numerator: 9, denominator: 55 }),
    );
    expectNear(two.lower, 0.13867104359572258, 1e-7);
    expectNear(two.upper, 1.4520718454845352, 1e-7);
  });

  it('holds the ratio and turns into its inverse when the samples change places', () => {
    fc.assert(
      fc.property(sample, sample, (a, b) => {
        fc.pre(a.numerator > 0 && b.numerator > 0);
        const one = resultOf(miettinenNurminenRatio(a, b));
        const other = resultOf(miettinenNurminenRatio(b, a));
        expect(one.lower).toBeLessThanOrEqual(Number(one.ratio) * (1 + 1e-12));
        expect(Number(one.upper)).toBeGreaterThanOrEqual(Number(one.ratio) * (1 - 1e-12));
        expectNear(one.lower * Number(other.upper), 1, 1e-7);
      }),
      settings,
    );
  });

  it('has limits where one sample has no events', () => {
    const none = { numerator: 0, denominator: 30 };
    const some = { numerator: 4, denominator: 25 };
    const fewer = resultOf(miettinenNurminenRatio(none, some));
    expect(fewer).toMatchObject({ ratio: 0, lower: 0 });
    expect(Number(fewer.upper)).toBeLessThan(1);
    const more = resultOf(miettinenNurminenRatio(some, none));
    expect(more).toMatchObject({ ratio: null, upper: null });
    expectNear(more.lower * Number(fewer.upper), 1, 1e-7);
    expect(resultOf(miettinenNurminenRatio(none, none))).toMatchObject({
      ratio: null,
      lower: 0,
      upper: null,
    });
  });

  it('has limits where every case of both samples is an event', () => {
    const { ratio, lower, upper } = resultOf(
      miettinenNurminenRatio({ numerator: 10, denominator: 10 }, { numerator: 20, denominator: 20 }),
    );
    expect(ratio).toBe(1);
    expect(lower).toBeLessThan(1);
    expect(Number(upper)).toBeGreaterThan(1);
  });

  it('gives the reason of the sample that has none', () => {
    const fine = { numerator: 1, denominator: 5 };
    expect(reasonOf(miettinenNurminenRatio({ numerator: 0, denominator: 0 }, fine))).toContain('no cases');
    expect(reasonOf(miettinenNurminenRatio(fine, { numerator: 0, denominator: 0 }))).toContain('no cases');
    expect(reasonOf(miettinenNurminenRatio(fine, fine, 1))).toContain('confidence');
  });
});
