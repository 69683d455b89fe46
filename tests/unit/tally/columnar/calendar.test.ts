import { calendarOf, comparePeriods, periodsWithin } from '@lamina/server/tally/columnar/calendar.ts';
import { describe, expect, it } from 'vitest';

const day = (date: string) => ({ start: date, end: date });
const year = (name: number) => ({ start: `${name}-01-01`, end: `${name}-12-31` });

const periods = [year(2024), day('2024-03-31'), year(2023), day('2023-12-31'), day('2024-04-01')];
const calendar = calendarOf(periods.toSorted(comparePeriods));

describe('the calendar of a snapshot', () => {
  it('has days in order, then whole years', () => {
    expect(calendar.starts).toEqual(['2023-12-31', '2024-03-31', '2024-04-01', '2023-01-01', '2024-01-01']);
    expect(calendar.days).toBe(3);
  });

  it('knows no month or quarter of a whole year', () => {
    const { codes, values } = calendar;
    const named = (dimension: 'month' | 'quarter' | 'year') =>
      [...codes[dimension]].map((code) => values[dimension][code]);
    expect(named('month')).toEqual(['2023-12', '2024-03', '2024-04', null, null]);
    expect(named('quarter')).toEqual(['2023-Q4', '2024-Q1', '2024-Q2', null, null]);
    expect(named('year')).toEqual([2023, 2024, 2024, 2023, 2024]);
  });

  it.each([
    { filter: {}, within: [0, 1, 2, 3, 4] },
    { filter: { from: '2024-01-01' }, within: [1, 2, 4] },
    { filter: { from: '2024-01-02' }, within: [1, 2] },
    { filter: { to: '2024-04-01' }, within: [0, 1, 3] },
    { filter: { from: '2024-01-01', to: '2024-12-31' }, within: [1, 2] },
    { filter: { from: '2024-01-01', to: '2025-01-01' }, within: [1, 2, 4] },
    { filter: { from: '2030-01-01' }, within: [] },
  ])('finds the periods wholly within $filter', ({ filter, within }) => {
    const ranges = periodsWithin(calendar, filter);
    expect(ranges.flatMap(({ from, to }) => Array.from({ length: to - from }, (_, at) => from + at))).toEqual(
      within,
    );
  });
});
