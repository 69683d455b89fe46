import {
  designFromFormula,
  type ModelTerm,
  restrictedCubicSpline,
  splineKnots,
} from '@lamina/shared/statistics/regression.ts';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { given, RUNS, reasonOf } from '../given.ts';

const age: ModelTerm = { kind: 'numeric', column: 'age', missing: 'leave-out' };

function designed(
  terms: readonly ModelTerm[],
  cases: Parameters<typeof designFromFormula>[1],
  caseCount: number,
) {
  const { matrix, rowsUsed, missingCounts } = given(designFromFormula(terms, cases, caseCount));
  const columns = Object.fromEntries(
    matrix.names.map((name, index) => [name, [...(matrix.columns[index] ?? [])]]),
  );
  return { columns, rowsUsed, missingCounts };
}

describe('design matrix from a formula', () => {
  it('codes categories against the reference level', () => {
    const term: ModelTerm = {
      kind: 'categorical',
      column: 'asa',
      levels: ['1', '2', '3'],
      missing: 'refuse',
    };
    expect(designed([term], { asa: [1, '3', 2] }, 3).columns).toEqual({
      intercept: [1, 1, 1],
      'asa=2': [0, 0, 1],
      'asa=3': [0, 1, 0],
    });
  });

  it('leaves out cases that lack a value, from every column, and counts them', () => {
    const grade: ModelTerm = {
      kind: 'categorical',
      column: 'grade',
      levels: ['a', 'b'],
      missing: 'leave-out',
    };
    const result = designed([age, grade], { age: [60, null, 70, 80], grade: ['a', 'b', undefined, 'b'] }, 4);
    expect(result.rowsUsed).toEqual([0, 3]);
    expect(result.columns).toEqual({ intercept: [1, 1], age: [60, 80], 'grade=b': [0, 1] });
    expect(result.missingCounts).toEqual({ age: 1, grade: 1 });
  });

  it('fills in a declared value, with a flag if declared', () => {
    const flagged: ModelTerm = { kind: 'numeric', column: 'age', missing: { replaceBy: 65, flag: true } };
    const silent: ModelTerm = { kind: 'numeric', column: 'age', missing: { replaceBy: 65, flag: false } };
    expect(designed([flagged], { age: [60, null] }, 2).columns).toEqual({
      intercept: [1, 1],
      age: [60, 65],
      'age missing': [0, 1],
    });
    expect(Object.keys(designed([silent], { age: [60, null] }, 2).columns)).toEqual(['intercept', 'age']);
  });

  it('gives a missing category its own level where declared', () => {
    const term: ModelTerm = {
      kind: 'categorical',
      column: 'grade',
      levels: ['a', 'b'],
      missing: { ownLevel: 'not recorded' },
    };
    expect(designed([term], { grade: ['a', 'b', null] }, 3).columns).toMatchObject({
      'grade=b': [0, 1, 0],
      'grade=not recorded': [0, 0, 1],
    });
  });

  it('spreads a spline over its columns and reads booleans as 0 and 1', () => {
    const spline: ModelTerm = { kind: 'spline', column: 'age', knots: [0, 1, 2], missing: 'refuse' };
    const male: ModelTerm = { kind: 'numeric', column: 'male', missing: 'refuse' };
    expect(designed([spline, male], { age: [1, 3], male: [true, false] }, 2).columns).toEqual({
      intercept: [1, 1],
      age: [1, 3],
      "age'": [0.25, 3],
      male: [1, 0],
    });
  });

  it.each<[string, ModelTerm, readonly (number | string | null)[], string]>([
    [
      'a missing number',
      { kind: 'numeric', column: 'v', missing: 'refuse' },
      [1, null],
      'v is missing in some cases.',
    ],
    [
      'a missing level',
      { kind: 'categorical', column: 'v', levels: ['a'], missing: 'refuse' },
      ['a', null],
      'v is missing',
    ],
    [
      'text for a number',
      { kind: 'numeric', column: 'v', missing: 'refuse' },
      [1, 'x'],
      'v holds text, not numbers.',
    ],
    [
      'an undeclared level',
      { kind: 'categorical', column: 'v', levels: ['a'], missing: 'leave-out' },
      ['a', 'z'],
      'the level z',
    ],
    [
      'two knots',
      { kind: 'spline', column: 'v', knots: [1, 2], missing: 'refuse' },
      [1, 2],
      'three ascending knots',
    ],
    [
      'knots out of order',
      { kind: 'spline', column: 'v', knots: [1, 3, 2], missing: 'refuse' },
      [1, 2],
      'three ascending knots',
    ],
    [
      'a column of another length',
      { kind: 'numeric', column: 'v', missing: 'refuse' },
      [1],
      'v has 1 values for 2 cases.',
    ],
    [
      'a number that is not finite',
      { kind: 'numeric', column: 'v', missing: 'refuse' },
      [1, Number.NaN],
      'v holds values',
    ],
  ])('refuses %s, by name', (_, term, values, reason) => {
    expect(reasonOf(designFromFormula([term], { v: values }, 2))).toContain(reason);
  });

  it('refuses an absent column', () => {
    expect(reasonOf(designFromFormula([age], {}, 2))).toBe('age has 0 values for 2 cases.');
  });
});

describe('restricted cubic spline', () => {
  it('is a straight line beyond the outer knots', () => {
    fc.assert(
      fc.property(fc.double({ min: 0.1, max: 50, noNaN: true }), (step) => {
        const knots = [10, 20, 35, 50];
        const at = (value: number) => restrictedCubicSpline(value, knots);
        for (const start of [50, 10 - 2 * step]) {
          const [first, second, third] = [at(start), at(start + step), at(start + 2 * step)];
          first.forEach((value, part) => {
            const bend = value - 2 * (second[part] ?? 0) + (third[part] ?? 0);
            expect(Math.abs(bend)).toBeLessThan(1e-7 * (1 + Math.abs(third[part] ?? 0)));
          });
        }
      }),
      RUNS,
    );
  });

  it('has ascending knots at Harrell’s quantiles', () => {
    const values = Array.from({ length: 101 }, (_, index) => 100 - index);
    expect(given(splineKnots(values, 3)).knots).toEqual([10, 50, 90]);
    expect(given(splineKnots(values, 4)).knots).toEqual([5, 35, 65, 95]);
    expect(given(splineKnots(values, 5)).knots).toEqual([5, 27.500000000000004, 50, 72.5, 95]);
  });

  it('refuses too many ties and no values', () => {
    expect(reasonOf(splineKnots([1, 1, 1, 2], 3))).toContain('distinct knots');
    expect(reasonOf(splineKnots([], 3))).toContain('No values');
  });
});
