import { publishedSelectionOf } from '@lamina/server/disclosure/published-selection.ts';
import type { CaseFilter } from '@lamina/shared/domain/filter.ts';
import { describe, expect, it } from 'vitest';

describe('the filters of suppressed roles', () => {
  it.each<[CaseFilter, unknown]>([
    [{}, { procedure: 'all', hospital: 'all', year: 'all' }],
    [{ procedures: ['fusion'] }, { procedure: 'fusion', hospital: 'all', year: 'all' }],
    [
      { hospitals: [3], from: '2024-01-01', to: '2025-01-01' },
      { procedure: 'all', hospital: 3, year: 2024 },
    ],
  ])('answers %j', (filter, selection) => {
    expect(publishedSelectionOf(filter)).toEqual(selection);
  });

  it.each<[CaseFilter]>([
    [{ hospitals: [1, 2] }],
    [{ procedures: ['fusion', 'laminectomy'] }],
    [{ from: '2024-01-01', to: '2024-12-01' }],
    [{ from: '2024-02-01', to: '2025-02-01' }],
    [{ from: '2023-01-01', to: '2025-01-01' }],
    [{ from: '2024-01-01' }],
    [{ to: '2025-01-01' }],
    [{ surgeons: [1] }],
    [{ ageBands: ['70+'] }],
    [{ asaClasses: [4] }],
    [{ revision: false }],
    [{ sources: ['demo'] }],
  ])('refuses %j', (filter) => {
    expect(publishedSelectionOf(filter)).toBeUndefined();
  });
});
