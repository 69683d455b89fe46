import { filterOf, parseSearch, readSearch, writeSearch } from '@lamina/client/src/lib/address.ts';
import { PROCEDURES } from '@lamina/shared/domain/procedure.ts';
import { AGE_BANDS, INDICATIONS, REGIONS } from '@lamina/shared/domain/surgical-case.ts';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';

const arbitrarySearch = fc.record(
  {
    procedures: fc.uniqueArray(fc.constantFrom(...PROCEDURES), { minLength: 1 }),
    from: fc.constantFrom('2024-01-01', '2025-04-01'),
    to: fc.constantFrom('2025-05-01', '2026-11-01'),
    hospitals: fc.uniqueArray(fc.integer({ min: 1, max: 9999 }), { minLength: 1, maxLength: 5 }),
    regions: fc.uniqueArray(fc.constantFrom(...REGIONS), { minLength: 1 }),
    indications: fc.uniqueArray(fc.constantFrom(...INDICATIONS), { minLength: 1 }),
    ageBands: fc.uniqueArray(fc.constantFrom(...AGE_BANDS), { minLength: 1 }),
    asaClasses: fc.uniqueArray(fc.integer({ min: 1, max: 5 }), { minLength: 1 }),
    sources: fc.constant(['SPARCS 2020 & others']),
    revision: fc.boolean(),
    references: fc.constant({ 'infection-90-days/discectomy': 'patient-information-infection' }),
    open: fc.constant('infection-90-days.discectomy'),
  },
  { requiredKeys: [] },
);

describe('the address of a screen', () => {
  it('says what it said when it is read back', () => {
    fc.assert(
      fc.property(arbitrarySearch, (search) => {
        expect(parseSearch(writeSearch(search))).toEqual(search);
      }),
    );
  });

  it('can be read by people', () => {
    expect(writeSearch({ procedures: ['fusion', 'laminectomy'], from: '2025-04-01', revision: true })).toBe(
      '?from=2025-04-01&procedures=fusion,laminectomy&revision=yes',
    );
  });

  it('is empty without a filter', () => {
    expect(writeSearch({})).toBe('');
  });

  it('leaves out what it cannot read and names it, keeping the rest', () => {
    expect(parseSearch('?procedures=fusion,appendix&hospitals=3&asaClasses=9&from=yesterday')).toEqual({
      hospitals: [3],
      unread: expect.toSatisfy((names: string[]) => names.toSorted().join() === 'asaClasses,from,procedures'),
    });
  });

  it('drops the end of a period that ends before it begins', () => {
    expect(parseSearch('?from=2026-01-01&to=2025-01-01')).toEqual({ from: '2026-01-01', unread: ['to'] });
  });

  it('never fails, whatever somebody types', () => {
    fc.assert(
      fc.property(
        fc.string(),
        fc.constantFrom('procedures', 'to', 'revision', 'references'),
        (text, name) => {
          expect(() => parseSearch(`?${name}=${encodeURIComponent(text)}&${text}`)).not.toThrow();
        },
      ),
    );
  });

  it('reads typed values as it reads texts', () => {
    expect(readSearch({ hospitals: [3], revision: true })).toEqual(parseSearch('?hospitals=3&revision=yes'));
  });

  it('hands the server the filter alone', () => {
    expect(filterOf({ regions: ['lumbar'], open: 'a.fusion', references: {}, unread: ['to'] })).toEqual({
      regions: ['lumbar'],
    });
  });
});
