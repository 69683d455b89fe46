import { logRank } from '@lamina/shared/statistics/survival.ts';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { given, RUNS, reasonOf } from '../given.ts';

const followUp = fc.array(
  fc.record({
    time: fc.integer({ min: 0, max: 12 }),
    status: fc.constantFrom(0, 1),
    group: fc.constantFrom(1, 2, 10),
  }),
  { minLength: 1, maxLength: 40 },
);

function test(cases: readonly { time: number; status: number; group: number }[]) {
  return logRank(
    cases.map(({ time }) => time),
    cases.map(({ status }) => status),
    cases.map(({ group }) => group),
  );
}

describe('log-rank test', () => {
  it('expects as many events as there were, and gives a p between 0 and 1', () => {
    fc.assert(
      fc.property(followUp, (cases) => {
        const result = test(cases);
        if (result.kind === 'not-computable') {
          expect(result.reason).toMatch(/Fewer than two groups|never at risk at the same time/);
          return;
        }
        const total = (values: readonly number[]) => values.reduce((sum, value) => sum + value, 0);
        const observed = cases.filter(({ status }) => status === 1).length;
        expect(total(result.groups.map((group) => group.observed))).toBe(observed);
        expect(total(result.groups.map((group) => group.expected))).toBeCloseTo(observed, 10);
        expect(result.chiSquare).toBeGreaterThanOrEqual(0);
        expect(result.pValue).toBeGreaterThanOrEqual(0);
        expect(result.pValue).toBeLessThanOrEqual(1);
      }),
      RUNS,
    );
  });

  it('does not depend on the names of the groups, and sorts numbers as numbers', () => {
    fc.assert(
      fc.property(followUp, (cases) => {
        const named = logRank(
          cases.map(({ time }) => time),
          cases.map(({ status }) => status),
          cases.map(({ group }) => ({ 1: 'c', 2: 'b', 10: 'a' })[group] ?? ''),
        );
        const numbered = test(cases);
        expect(named.kind).toBe(numbered.kind);
        if (named.kind === 'not-computable' || numbered.kind === 'not-computable') return;
        expect(named.chiSquare).toBeCloseTo(numbered.chiSquare, 8);
        expect(named.groups.map(({ group }) => group)).toEqual(
          named.groups.map(({ group }) => group).toSorted(),
        );
        const order = numbered.groups.map(({ group }) => Number(group));
        expect(order).toEqual(order.toSorted((left, right) => left - right));
      }),
      RUNS,
    );
  });

  it('is 0 for two groups that fare the same', () => {
    const result = given(logRank([1, 1, 2, 2, 3, 3], [1, 1, 0, 0, 1, 1], [1, 2, 1, 2, 1, 2]));
    expect(result).toMatchObject({ chiSquare: 0, degreesOfFreedom: 1, pValue: 1 });
  });

  it('leaves a group out of the statistic that was gone before the first event', () => {
    const result = given(logRank([1, 2, 3, 4, 5], [0, 1, 1, 1, 1], ['gone', 'a', 'b', 'a', 'b']));
    expect(result.degreesOfFreedom).toBe(1);
    expect(result.groups.map(({ expected }) => expected > 0)).toEqual([true, true, false]);
  });

  it.each([
    ['one group', [1, 2], [1, 1], [1, 1], 'Fewer than two groups'],
    ['no events', [1, 2], [0, 0], [1, 2], 'Fewer than two groups'],
    ['a group for one of two cases', [1, 2], [0, 0], [1], '1 groups for 2 cases.'],
    ['no cases', [], [], [], 'No cases.'],
    ['two groups that fail together at once', [1, 1], [1, 1], [1, 2], 'never at risk at the same time'],
  ])('refuses %s', (_, time, status, group, reason) => {
    expect(reasonOf(logRank(time, status, group))).toContain(reason);
  });

  it('refuses three groups of which one was only ever at risk alone', () => {
    const result = logRank([1, 2, 3, 4, 9, 10], [1, 1, 1, 1, 1, 1], ['a', 'b', 'a', 'b', 'c', 'c']);
    expect(given(result).degreesOfFreedom).toBe(2);
  });
});
