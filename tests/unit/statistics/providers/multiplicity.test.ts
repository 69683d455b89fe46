import {
  benjaminiHochberg,
  benjaminiYekutieli,
  bonferroni,
  expectedFalseSignals,
  holm,
} from '@lamina/shared/statistics/providers.ts';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { expectNear, reasonOf, resultOf } from '../expect-computed.ts';

const settings = { seed: 31, numRuns: 200 };
const pValues = fc.array(fc.oneof(fc.double({ min: 0, max: 1, noNaN: true }), fc.constant(null)), {
  maxLength: 40,
});
const methods = { benjaminiHochberg, benjaminiYekutieli, holm, bonferroni } as const;

describe.each(Object.entries(methods))('%s', (_, method) => {
  it('never lowers a p-value, keeps their order and leaves gaps alone', () => {
    fc.assert(
      fc.property(pValues, (values) => {
        const { adjusted } = resultOf(method(values));
        expect(adjusted.length).toBe(values.length);
        for (const [i, value] of values.entries()) {
          const own = adjusted[i];
          if (value === null) expect(own).toBeNull();
          else {
            expect(Number(own)).toBeGreaterThanOrEqual(value * (1 - 1e-12));
            expect(Number(own)).toBeLessThanOrEqual(1);
            for (const [j, other] of values.entries()) {
              if (other !== null && other > value)
                expect(Number(adjusted[j])).toBeGreaterThanOrEqual(Number(own));
            }
          }
        }
      }),
      settings,
    );
  });

  it('does not depend on the order given', () => {
    fc.assert(
      fc.property(pValues, (values) => {
        const forwards = resultOf(method(values)).adjusted;
        const backwards = resultOf(method(values.toReversed())).adjusted;
        expect(backwards.toReversed()).toEqual(forwards);
      }),
      settings,
    );
  });

  it('leaves one p-value as it is, and has a reason for one that is none', () => {
    expect(resultOf(method([0.03])).adjusted).toEqual([0.03]);
    expect(resultOf(method([])).adjusted).toEqual([]);
    expect(reasonOf(method([0.5, -0.1]))).toBe('Every p-value must lie between 0 and 1');
    expect(reasonOf(method([0.5, 1.1]))).toBe('Every p-value must lie between 0 and 1');
    expect(reasonOf(method([Number.NaN]))).toBe('Every p-value must lie between 0 and 1');
  });
});

describe('adjusted p-values against each other', () => {
  it('puts Benjamini–Hochberg under Holm under Bonferroni', () => {
    fc.assert(
      fc.property(pValues, (values) => {
        const [bh, step, all] = [benjaminiHochberg, holm, bonferroni].map(
          (method) => resultOf(method(values)).adjusted,
        );
        for (const i of values.keys()) {
          expect(Number(bh?.[i])).toBeLessThanOrEqual(Number(step?.[i]) * (1 + 1e-12));
          expect(Number(step?.[i])).toBeLessThanOrEqual(Number(all?.[i]) * (1 + 1e-12));
        }
      }),
      settings,
    );
  });
});

describe('expected false signals', () => {
  it('gives the worked example', () => {
    const { expected, probabilityOfAny } = resultOf(expectedFalseSignals(40, 0.025));
    expect(expected).toBe(1);
    expectNear(probabilityOfAny, 1 - 0.975 ** 40, 1e-12);
  });

  it('is certain at a rate of 1 and impossible without charts or at a rate of 0', () => {
    expect(resultOf(expectedFalseSignals(3, 1))).toMatchObject({ expected: 3, probabilityOfAny: 1 });
    expect(resultOf(expectedFalseSignals(0, 1))).toMatchObject({ expected: 0, probabilityOfAny: 0 });
    expect(resultOf(expectedFalseSignals(5, 0)).expected).toBe(0);
    expectNear(resultOf(expectedFalseSignals(5, 0)).probabilityOfAny, 0, 0);
  });

  it('has a reason where it cannot be', () => {
    for (const charts of [-1, 1.5, Number.NaN])
      expect(reasonOf(expectedFalseSignals(charts, 0.1))).toContain('charts');
    for (const rate of [-0.1, 1.1, Number.NaN])
      expect(reasonOf(expectedFalseSignals(4, rate))).toContain('rate');
  });
});
