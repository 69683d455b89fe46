import { partitionPoint, quantileOfRanks } from '@lamina/shared/statistics/quantile.ts';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { RUNS } from './given.ts';

const values = fc
  .array(fc.double({ min: -1e6, max: 1e6, noNaN: true }), { minLength: 1, maxLength: 60 })
  .map((list) => list.sort((left, right) => left - right));

function reader(sorted: readonly number[]) {
  return (rank: number) => sorted[rank] as number;
}

describe('type-7 quantile', () => {
  it('agrees with the worked example', () => {
    expect(quantileOfRanks(4, reader([1, 2, 4, 8]), 0.25)).toBe(1.75);
  });

  it('gives the extremes at 0 and 1 and rises with the probability', () => {
    fc.assert(
      fc.property(
        values,
        fc.double({ min: 0, max: 1, noNaN: true }),
        fc.double({ min: 0, max: 1, noNaN: true }),
        (sorted, a, b) => {
          const at = (probability: number) => quantileOfRanks(sorted.length, reader(sorted), probability);
          expect(at(0)).toBe(sorted[0]);
          expect(at(1)).toBe(sorted.at(-1));
          const slack = 1e-9 * (1 + Math.abs(at(1) - at(0)));
          expect(at(Math.min(a, b))).toBeLessThanOrEqual(at(Math.max(a, b)) + slack);
        },
      ),
      RUNS,
    );
  });

  it('is exactly the tied value where both neighbours are equal', () => {
    fc.assert(
      fc.property(
        fc.double({ min: 0, max: 1, noNaN: true }),
        fc.integer({ min: 1, max: 50 }),
        fc.double({ min: 0, max: 1, noNaN: true }),
        (value, count, probability) => {
          expect(quantileOfRanks(count, () => value, probability)).toBe(value);
        },
      ),
      RUNS,
    );
  });

  it('cuts exactly at a value where the rank is whole, whatever the rounding of part / parts', () => {
    fc.assert(
      fc.property(fc.integer({ min: 1, max: 12 }), fc.integer({ min: 1, max: 20 }), (parts, multiple) => {
        const count = parts * multiple + 1;
        for (let part = 0; part <= parts; part += 1) {
          expect(partitionPoint(count, (rank) => rank / 3, part, parts)).toBe((part * multiple) / 3);
        }
      }),
      RUNS,
    );
  });

  it('agrees with the quantile at part / parts up to rounding', () => {
    fc.assert(
      fc.property(values, fc.integer({ min: 1, max: 12 }), fc.nat(12), (sorted, parts, part) => {
        fc.pre(part <= parts);
        const exact = partitionPoint(sorted.length, reader(sorted), part, parts);
        expect(exact).toBeCloseTo(quantileOfRanks(sorted.length, reader(sorted), part / parts), 4);
      }),
      RUNS,
    );
  });
});
