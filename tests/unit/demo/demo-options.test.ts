import { completeDemoOptions, lastFullMonth } from '@lamina/server/demo/demo-options.ts';
import { describe, expect, it } from 'vitest';

const TODAY = '2026-11-20';

describe('options of the demo network', () => {
  it('gives 24,000 cases of 8 hospitals and 48 surgeons over six years to the last full month', () => {
    expect(completeDemoOptions({}, TODAY)).toEqual({
      cases: 24_000,
      seed: 1,
      hospitals: 8,
      surgeons: 48,
      years: 6,
      lastMonth: '2026-10',
    });
  });

  it('takes the month before this one as the last full month, on its first day and its last, across the year', () => {
    expect(lastFullMonth('2026-11-01')).toBe('2026-10');
    expect(lastFullMonth('2026-11-30')).toBe('2026-10');
    expect(lastFullMonth('2027-01-15')).toBe('2026-12');
  });

  it('grows to about 600 surgeons and 100 hospitals at a million cases', () => {
    const { hospitals, surgeons } = completeDemoOptions({ cases: 1_000_000 }, TODAY);
    expect(surgeons).toBeGreaterThan(590);
    expect(surgeons).toBeLessThan(610);
    expect(hospitals).toBe(100);
  });

  it('keeps hospitals and surgeons that are asked for, and gives more hospitals more surgeons', () => {
    expect(completeDemoOptions({ hospitals: 3, surgeons: 5 }, TODAY)).toMatchObject({
      hospitals: 3,
      surgeons: 5,
    });
    expect(completeDemoOptions({ hospitals: 60 }, TODAY)).toMatchObject({ hospitals: 60, surgeons: 60 });
    expect(completeDemoOptions({ surgeons: 4 }, TODAY)).toMatchObject({ hospitals: 4, surgeons: 4 });
  });

  it.each([
    [{ cases: 0 }, 'at least 1'],
    [{ hospitals: 5, surgeons: 4 }, 'Every hospital needs a surgeon'],
    [{ seed: -1 }, 'seed'],
    [{ seed: 2 ** 32 }, 'seed'],
    [{ lastMonth: '2026-13' }, 'YYYY-MM'],
    [{ lastMonth: 'October' }, 'YYYY-MM'],
  ])('refuses %o with a sentence', (options, words) => {
    expect(() => completeDemoOptions(options, TODAY)).toThrow(words);
  });
});
