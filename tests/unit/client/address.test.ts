import {
  filterOf,
  parseSearch,
  readSearch,
  sharedOf,
  withFilter,
  writeSearch,
} from '@lamina/client/src/lib/address.ts';
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
    attribution: fc.constantFrom('operating', 'assisting', 'responsible'),
    regions: fc.uniqueArray(fc.constantFrom(...REGIONS), { minLength: 1 }),
    indications: fc.uniqueArray(fc.constantFrom(...INDICATIONS), { minLength: 1 }),
    ageBands: fc.uniqueArray(fc.constantFrom(...AGE_BANDS), { minLength: 1 }),
    asaClasses: fc.uniqueArray(fc.integer({ min: 1, max: 5 }), { minLength: 1 }),
    sources: fc.constant(['SPARCS 2020 & others']),
    revision: fc.boolean(),
    references: fc.constant({ 'infection-90-days/discectomy': 'patient-information-infection' }),
    open: fc.constant('infection-90-days.discectomy'),
    indicator: fc.constantFrom('infection-90-days', 'length-of-stay'),
    counted: fc.constantFrom('numerator', 'denominator', 'not-reported'),
    adjusted: fc.boolean(),
    selected: fc.integer({ min: 1, max: 9999 }),
    page: fc.integer({ min: 1, max: 9999 }),
    sort: fc.constantFrom('age', '-nights'),
    columns: fc.constant(['operation', 'nights']),
    rebase: fc.array(
      fc.string({ maxLength: 30 }).map((note) => `2024-03-01~${note}`),
      { minLength: 1, maxLength: 3 },
    ),
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

  it('takes filter and references along to another screen and leaves the rest behind', () => {
    const references = { 'infection-90-days/fusion': 'x' };
    expect(
      sharedOf({ regions: ['lumbar'], references, open: 'a.fusion', indicator: 'length-of-stay', page: 3 }),
    ).toEqual({ regions: ['lumbar'], references });
  });

  it('starts on the first page again when the filter changes', () => {
    expect(withFilter({ regions: ['lumbar'], sort: 'age', page: 3 }, { smoker: true })).toEqual({
      smoker: true,
      sort: 'age',
    });
  });

  it('leaves out an indicator that does not exist and a re-basing without a date', () => {
    expect(parseSearch('?indicator=luck&rebase=soon~why&page=0')).toEqual({
      unread: expect.toSatisfy((names: string[]) => names.toSorted().join() === 'indicator,page,rebase'),
    });
  });
});
