import type { IndicatorTally, TallyCell } from '@lamina/server/tally/tally.ts';
import type { Dimension } from '@lamina/shared/domain/filter.ts';
import { type CaseJudgement, NOT_COUNTED_REASONS } from '@lamina/shared/indicators/indicator.ts';
import { expect } from 'vitest';
import type { NaiveCell } from './naive-tally.ts';

/** Sums of scores with decimals may differ in their last digits with the order of adding up. */
const SUM_DIGITS = 6;

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
      const other = expected[index]?.indicators[id];
      if (tally.kind !== 'mean-change' || other?.kind !== 'mean-change') continue;
      expect(tally.sum).toBeCloseTo(other.sum, SUM_DIGITS);
      expect(tally.sumOfSquares).toBeCloseTo(other.sumOfSquares, SUM_DIGITS - 2);
    }
  });
}

function withoutSums({ indicators, ...cell }: TallyCell) {
  const exact = Object.entries(indicators).map(([id, tally]) => {
    if (tally.kind !== 'mean-change') return [id, tally];
    const { sum, sumOfSquares, ...counts } = tally;
    return [id, { ...counts, hasSums: Number.isFinite(sum) && Number.isFinite(sumOfSquares) }];
  });
  return { ...cell, indicators: Object.fromEntries(exact) };
}
