import { periodInWords, periodPresets } from '@lamina/client/src/lib/period-presets.ts';
import { describe, expect, it } from 'vitest';

describe('the presets of the period', () => {
  it('end with the last month of the record', () => {
    expect(periodPresets('2026-10-31').map(({ label, period }) => [label, period.from, period.to])).toEqual([
      ['All dates', undefined, undefined],
      ['Last 12 months', '2025-11-01', '2026-11-01'],
      ['Financial year 2026/27', '2026-04-01', '2027-04-01'],
      ['Financial year 2025/26', '2025-04-01', '2026-04-01'],
    ]);
  });

  it('know that January belongs to the financial year that began in April before', () => {
    expect(periodPresets('2026-01-15').map(({ label }) => label)).toContain('Financial year 2025/26');
    expect(periodPresets('2026-12-15')[1]?.period).toEqual({ from: '2026-01-01', to: '2027-01-01' });
  });

  it('offer only all dates where no operation has a date', () => {
    expect(periodPresets(null).map(({ label }) => label)).toEqual(['All dates']);
  });
});

describe('a period in words', () => {
  it.each([
    [{}, 'All dates'],
    [{ from: '2025-11-01', to: '2026-11-01' }, 'Last 12 months, 1 Nov 2025 – 31 Oct 2026'],
    [{ from: '2025-01-05', to: '2025-02-01' }, '5 Jan 2025 – 31 Jan 2025'],
    [{ from: '2025-01-05' }, 'since 5 Jan 2025'],
    [{ to: '2025-01-05' }, 'up to 4 Jan 2025'],
  ])('writes %j with its last day included', (period, words) => {
    expect(periodInWords(period, '2026-10-31')).toBe(words);
  });
});
