import { detectSeparation } from '@lamina/shared/statistics/regression.ts';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { given, RUNS, reasonOf } from '../given.ts';
import { designOf, TEN_OUTCOMES, TEN_VALUES } from './logistic-data.ts';

const someCases = fc.array(fc.record({ x: fc.integer({ min: 0, max: 6 }), event: fc.boolean() }), {
  minLength: 1,
  maxLength: 14,
});

describe('separation', () => {
  it('is found with one predictor just when the classes do not overlap', () => {
    fc.assert(
      fc.property(someCases, (cases) => {
        const outcome = cases.map(({ event }) => (event ? 1 : 0));
        const withEvent = cases.filter(({ event }) => event).map(({ x }) => x);
        const without = cases.filter(({ event }) => !event).map(({ x }) => x);
        const distinct = new Set(cases.map(({ x }) => x)).size;
        const below = (left: number[], right: number[]) => Math.max(...left) <= Math.min(...right);
        const oneClass = withEvent.length === 0 || without.length === 0;
        const apart = distinct > 1 && (below(withEvent, without) || below(without, withEvent));
        const found = given(detectSeparation(designOf(cases.length, [cases.map(({ x }) => x)]), outcome));
        expect(found.separated).toBe(oneClass || apart);
        expect(found.rankDeficient).toBe(distinct === 1);
      }),
      { ...RUNS, numRuns: 400 },
    );
  });

  it('is the same in any units', () => {
    fc.assert(
      fc.property(
        someCases,
        fc.constantFrom(1e-6, 0.1, 1e6),
        fc.constantFrom(0, 1000),
        (cases, unit, origin) => {
          const outcome = cases.map(({ event }) => (event ? 1 : 0));
          const plain = detectSeparation(designOf(cases.length, [cases.map(({ x }) => x)]), outcome);
          const scaled = detectSeparation(
            designOf(cases.length, [cases.map(({ x }) => origin * unit + x * unit)]),
            outcome,
          );
          expect(scaled).toEqual(plain);
        },
      ),
      RUNS,
    );
  });

  it('is found when one stratum has no event, beside a predictor that overlaps', () => {
    const stratum = [0, 0, 0, 0, 0, 0, 0, 0, 1, 1];
    const outcome = [0, 0, 1, 0, 1, 1, 0, 1, 0, 0];
    expect(given(detectSeparation(designOf(10, [TEN_VALUES, stratum]), outcome)).separated).toBe(true);
  });

  it('names columns that are combinations of those before them', () => {
    const square = TEN_VALUES.map((value) => value ** 2);
    const matrix = designOf(10, [
      TEN_VALUES,
      square,
      square.map((value, row) => 2 * value - 3 * (TEN_VALUES[row] ?? 0) + 1),
    ]);
    const found = given(detectSeparation(matrix, TEN_OUTCOMES));
    expect(found).toMatchObject({ separated: false, rankDeficient: true, dependentColumns: ['x3'] });
  });

  it('is not judged without cases', () => {
    expect(reasonOf(detectSeparation(designOf(0, []), []))).toBe('No cases.');
  });
});
