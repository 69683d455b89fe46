import { readRebases, withRebase, writeRebases } from '@lamina/client/src/features/trend/rebases.ts';
import { parseSearch, writeSearch } from '@lamina/client/src/lib/address.ts';
import { describe, expect, it } from 'vitest';

describe('re-basings in the address', () => {
  const rebases = [
    { date: '2024-05-01', note: 'New ward, ~40 beds: 100 %' },
    { date: '2025-01-01', note: 'Moved & merged' },
  ];

  it('come back as they were written, whatever is in the note', () => {
    const search = parseSearch(writeSearch({ rebase: writeRebases(rebases) }));
    expect(readRebases(search.rebase)).toEqual(rebases);
  });

  it('stand in order of time, and one day has one', () => {
    const replaced = withRebase(rebases, { date: '2024-05-01', note: 'Corrected' });
    expect(replaced).toEqual([{ date: '2024-05-01', note: 'Corrected' }, rebases[1]]);
    expect(withRebase([...rebases].reverse(), { date: '2023-01-01', note: 'First' })[0]?.note).toBe('First');
  });

  it('leave out what is no date', () => {
    expect(readRebases(['2024-02-30~no such day', '2024-02-29~leap day'])).toEqual([
      { date: '2024-02-29', note: 'leap day' },
    ]);
  });
});
