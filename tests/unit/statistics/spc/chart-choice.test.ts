import type { ChartData } from '@lamina/shared/statistics/spc.ts';
import { chooseChart } from '@lamina/shared/statistics/spc.ts';
import { describe, expect, it } from 'vitest';
import { resultOf } from './computed-result.ts';

const months = (length: number, value: number) => new Array<number>(length).fill(value);
/** Twelve counts with the spread of a Poisson variable of mean 10. */
const ordinary = [10, 13, 8, 9, 12, 7, 11, 14, 10, 6, 9, 11];

function choiceOf(data: ChartData): string {
  return resultOf(chooseChart(data)).chart;
}

describe('chart choice', () => {
  it('counts cases between events when there are fewer than three events a period', () => {
    const choice = resultOf(
      chooseChart({ kind: 'proportion', numerators: months(24, 0.4), denominators: months(24, 40) }),
    );
    expect(choice.chart).toBe('g');
    expect(choice.reason).toBe(
      'There are 0.4 events in a period on average, fewer than 3: the gaps between events say more than the periods.',
    );
    expect(choiceOf({ kind: 'proportion', numerators: months(24, 3), denominators: months(24, 40) })).toBe(
      'p',
    );
    expect(choiceOf({ kind: 'proportion', numerators: months(24, 0), denominators: months(24, 40) })).toBe(
      'g',
    );
  });

  it('leaves periods without denominator out of the mean number of events', () => {
    const numerators = [...months(12, 3), null, 0];
    expect(choiceOf({ kind: 'proportion', numerators, denominators: [...months(12, 40), 40, 0] })).toBe('p');
    expect(
      choiceOf({
        kind: 'proportion',
        numerators: [...months(12, 3), 9],
        denominators: [...months(12, 40), null],
      }),
    ).toBe('p');
  });

  it('counts time between events where the exposure is not in cases', () => {
    const rare = { kind: 'rate', numerators: months(24, 1), denominators: months(24, 900) } as const;
    expect(choiceOf({ ...rare, casesCounted: false })).toBe('t');
    expect(choiceOf({ ...rare, casesCounted: true })).toBe('g');
    expect(choiceOf({ kind: 'count', values: months(24, 1) })).toBe('t');
  });

  it('takes p, u or c charts for ordinary variation', () => {
    expect(choiceOf({ kind: 'proportion', numerators: ordinary, denominators: months(12, 100) })).toBe('p');
    expect(
      choiceOf({ kind: 'rate', numerators: ordinary, denominators: months(12, 100), casesCounted: true }),
    ).toBe('u');
    expect(choiceOf({ kind: 'count', values: ordinary })).toBe('c');
  });

  it('takes Laney charts where points vary much more than their counts explain', () => {
    const wild = [500, 900, 450, 880, 520, 910, 480, 860, 510, 930, 470, 890];
    const choice = resultOf(
      chooseChart({ kind: 'proportion', numerators: wild, denominators: months(12, 10_000) }),
    );
    expect(choice.chart).toBe('laney-p');
    expect(choice.reason).toMatch(
      /^Points vary 14\.\d times as much as their counts explain, so limits follow the variation seen\.$/,
    );
    expect(
      choiceOf({ kind: 'rate', numerators: wild, denominators: months(12, 10_000), casesCounted: false }),
    ).toBe('laney-u');
  });

  it('keeps to p when there is nothing to rescale', () => {
    expect(choiceOf({ kind: 'proportion', numerators: months(12, 10), denominators: months(12, 10) })).toBe(
      'p',
    );
  });

  it('takes individuals for one measurement a period and X̄ for several cases', () => {
    expect(choiceOf({ kind: 'measurement', values: ordinary })).toBe('individuals');
    expect(choiceOf({ kind: 'subgroups', subgroups: months(12, 0).map(() => [1, 2]) })).toBe('xbar');
    expect(choiceOf({ kind: 'subgroups', subgroups: [[], ...months(12, 0).map(() => [1])] })).toBe(
      'individuals',
    );
  });

  it('takes a run chart below twelve points', () => {
    const run = { chart: 'run', reason: 'There are 11 points; limits need 12.' };
    const eleven = ordinary.slice(1);
    expect(chooseChart({ kind: 'measurement', values: eleven })).toMatchObject(run);
    expect(chooseChart({ kind: 'count', values: [null, ...eleven] })).toMatchObject(run);
    expect(
      chooseChart({ kind: 'proportion', numerators: eleven, denominators: months(11, 100) }),
    ).toMatchObject(run);
    expect(
      chooseChart({ kind: 'subgroups', subgroups: eleven.map((value) => [value, value + 1]) }),
    ).toMatchObject(run);
  });

  it.each([
    [{ kind: 'proportion', numerators: [0], denominators: [0] }, 'No period has a denominator.'],
    [{ kind: 'proportion', numerators: [2], denominators: [1] }, 'Numerator 1 exceeds its denominator.'],
    [{ kind: 'count', values: [null] }, 'No period has a count.'],
    [{ kind: 'count', values: [] }, 'There are no points.'],
    [{ kind: 'count', values: [4, -1] }, 'Point 2 is negative.'],
    [{ kind: 'measurement', values: [null] }, 'No period has a value.'],
    [{ kind: 'measurement', values: [] }, 'There are no points.'],
    [{ kind: 'subgroups', subgroups: [[]] }, 'No period has a case.'],
  ] as const)('says why there is no choice for %o', (data, reason) => {
    expect(chooseChart(data)).toEqual({ kind: 'not-computable', reason });
  });
});
