import { parseSearch, writeSearch } from '@lamina/client/src/lib/address.ts';
import { casesBehind, oneCase } from '@lamina/client/src/lib/links.ts';
import { describe, expect, it } from 'vitest';

describe('the link to the cases behind a number', () => {
  it('keeps the filter and narrows it to the group that the number is about', () => {
    const { to, search } = casesBehind({
      shared: { regions: ['lumbar'], hospitals: [1, 2], references: { a: 'b' } },
      indicator: 'infection-90-days',
      counted: 'numerator',
      procedure: 'fusion',
      hospital: 2,
    });
    expect(to).toBe('/cases');
    expect(search).toEqual({
      regions: ['lumbar'],
      hospitals: [2],
      procedures: ['fusion'],
      references: { a: 'b' },
      indicator: 'infection-90-days',
      counted: 'numerator',
    });
    expect(parseSearch(writeSearch(search))).toEqual(search);
  });

  it.each([
    [{}, '2026-Q1', { from: '2026-01-01', to: '2026-04-01' }],
    [{ from: '2026-02-10' }, '2026-Q1', { from: '2026-02-10', to: '2026-04-01' }],
    [{ from: '2025-01-01', to: '2026-12-15' }, '2026-Q4', { from: '2026-10-01', to: '2026-12-15' }],
  ])('holds only the days of %j that lie in %s', (shared, quarter, period) => {
    expect(casesBehind({ shared, quarter }).search).toEqual(period);
  });

  it('ends a December with the year', () => {
    expect(casesBehind({ shared: {}, month: '2025-12' }).search).toEqual({
      from: '2025-12-01',
      to: '2026-01-01',
    });
  });

  it('says nothing of what was counted without an indicator', () => {
    expect(casesBehind({ shared: {}, counted: 'numerator' }).search).toEqual({});
  });
});

describe('the link to one case', () => {
  it('takes the list along', () => {
    expect(oneCase(7, { regions: ['lumbar'], page: 2 })).toEqual({
      to: '/cases/$caseId',
      params: { caseId: '7' },
      search: { regions: ['lumbar'], page: 2 },
    });
  });
});
