import { lastNightOf, shareScale, stayColumns } from '@lamina/client/src/charts/stay-columns.ts';
import type { StayFigures } from '@lamina/shared/contract/overview.ts';
import { describe, expect, it } from 'vitest';

const stay: StayFigures = {
  cases: 10,
  median: 2,
  medianInterval: null,
  mean: 4,
  geometricMean: 2.4,
  lowerQuartile: 1,
  upperQuartile: 3,
  percentile99: 4,
  histogram: [
    { nights: 0, cases: 1 },
    { nights: 2, cases: 6 },
    { nights: 4, cases: 1 },
    { nights: 9, cases: 1 },
    { nights: 30, cases: 1 },
  ],
  atLeast: 0,
};

describe('the columns of the stay', () => {
  it('give every night a column, empty ones too, and gather the longest stays in one', () => {
    expect(stayColumns(stay, 4).map(({ label, cases }) => [label, cases])).toEqual([
      ['0', 1],
      ['1', 0],
      ['2', 6],
      ['3', 0],
      ['4', 1],
      ['more', 2],
    ]);
  });

  it('hold every stay', () => {
    const total = stayColumns(stay, 4).reduce((sum, { share }) => sum + share, 0);
    expect(total).toBeCloseTo(1, 12);
  });

  it('reach to the largest 99th percentile of the stays shown', () => {
    expect(lastNightOf([stay, { ...stay, percentile99: 11.5 }])).toBe(12);
  });

  it('share a scale whose top is a whole number of steps above the highest column', () => {
    expect(shareScale(stayColumns(stay, 4))).toEqual({
      maximum: 0.6,
      ticks: [0, 0.2, 0.4, 0.6],
    });
  });
});
