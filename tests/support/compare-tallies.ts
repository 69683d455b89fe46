import type { IndicatorTally, TallyCell } from '@lamina/server/tally/tally.ts';
import type { Dimension } from '@lamina/shared/domain/filter.ts';
import { type CaseJudgement, NOT_COUNTED_REASONS } from '@lamina/shared/indicators/indicator.ts';
import { expect } from 'vitest';
import type { NaiveCell } from './naive-tally.ts';

/** Sums of scores with decimals may differ in their last digits with the order of adding up. */
const SUM_DIGITS = 6;
/** Relative to the sum: in memory a risk is worked out again of what its model makes of a case. */
const SUM_TOLERANCE = 1e-10;

/** Expects the same cells, and in each cell the same counts, sums, histogram and reasons. */
export function expectSameTallies(
  cells: readonly TallyCell[],
  naiveCells: readonly NaiveCell[],
  groupBy: readonly Dimension[],
): void {
  const byKey = new Map(
    cells.map((cell) => [JSON.stringify(groupBy.map((dimension) => cell.key[dimension])), cell]),
  );
  expect(new Set(byKey.keys())).toEqual(new Set(naiveCells.map(({ key }) => JSON.stringify(key))));
  for (const naive of naiveCells) {
    const cell = byKey.get(JSON.stringify(naive.key));
    expect(cell?.cases).toBe(naive.cases);
    for (const [id, judgements] of naive.judgements) {
      expectSameTally(cell?.indicators[id], judgements);
    }
  }
}

function expectSameTally(tally: IndicatorTally | undefined, judgements: readonly CaseJudgement[]): void {
  if (tally === undefined) throw new Error('the indicator is missing');
  const values = judgements.filter((judgement) => typeof judgement === 'number');
  const sum = values.reduce((total, value) => total + value, 0);
  expect(tally.denominator).toBe(values.length);
  for (const reason of NOT_COUNTED_REASONS) {
    expect(tally.notCounted[reason]).toBe(judgements.filter((judgement) => judgement === reason).length);
  }
  switch (tally.kind) {
    case 'proportion':
      expect(tally.numerator).toBe(sum);
      return;
    case 'duration': {
      const spread = tally.histogram.flatMap(({ value, cases }) =>
        Array.from({ length: cases }, () => value),
      );
      expect(spread).toEqual(values.toSorted((left, right) => left - right));
      return;
    }
    case 'mean-change':
      expect(tally.sum).toBeCloseTo(sum, SUM_DIGITS);
      expect(tally.sumOfSquares).toBeCloseTo(
        values.reduce((total, value) => total + value * value, 0),
        SUM_DIGITS - 2,
      );
  }
}

/** Expects the same cells in the same order, equal but for the last digits of sums. */
export function expectSameCells(cells: readonly TallyCell[], expected: readonly TallyCell[]): void {
  expect(cells.map(withoutSums)).toEqual(expected.map(withoutSums));
  cells.forEach((cell, index) => {
    for (const [id, tally] of Object.entries(cell.indicators)) {
      const sums = sumsOf(tally);
      const others = sumsOf(expected[index]?.indicators[id]);
      expect(sums.length).toBe(others.length);
      sums.forEach((sum, place) => {
        const other = others[place] ?? Number.NaN;
        expect(Math.abs(sum - other)).toBeLessThanOrEqual(SUM_TOLERANCE * Math.max(1, Math.abs(other)));
      });
    }
  });
}

function withoutSums({ indicators, ...cell }: TallyCell) {
  const exact = Object.entries(indicators).map(([id, tally]) => {
    const { sum, sumOfSquares, expected, ...counts } = { sum: 0, sumOfSquares: 0, expected: 0, ...tally };
    return [id, counts];
  });
  return { ...cell, indicators: Object.fromEntries(exact) };
}

function sumsOf(tally: IndicatorTally | undefined): number[] {
  if (tally?.kind === 'mean-change') return [tally.sum, tally.sumOfSquares];
  return tally?.kind === 'proportion' ? [tally.expected ?? []].flat() : [];
}
