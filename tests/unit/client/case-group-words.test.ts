import { parseSearch, writeSearch } from '@lamina/client/src/lib/address.ts';
import { groupInWords } from '@lamina/client/src/lib/case-group-words.ts';
import { casesBehind } from '@lamina/client/src/lib/links.ts';
import { CaseGroup, readCaseGroup, writeCaseGroup } from '@lamina/shared/contract/case-group.ts';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';

/** Any group: each kind with any of the values that its fields allow. */
const arbitraryGroup = fc.oneof(
  ...CaseGroup.options.map(({ shape }) =>
    fc
      .record(
        Object.fromEntries(
          Object.entries(shape).map(([field, schema]) => [
            field,
            'options' in schema
              ? fc.constantFrom(...schema.options)
              : 'value' in schema
                ? fc.constant(schema.value)
                : fc.nat({ max: 9999 }),
          ]),
        ),
      )
      .map((group) => CaseGroup.parse(group)),
  ),
);

describe('a group in the address and in words', () => {
  it('comes back from the address as it went in', () => {
    fc.assert(
      fc.property(arbitraryGroup, (group) => {
        expect(readCaseGroup(writeCaseGroup(group))).toEqual(group);
        const { search } = casesBehind({ shared: { regions: ['lumbar'] }, group });
        const read = parseSearch(writeSearch(search));
        expect(read).toEqual(search);
        expect(read.unread).toBeUndefined();
      }),
      { seed: 7 },
    );
  });

  it.each([
    '',
    'luck',
    'care-months',
    'care-months~3-to-7',
    'care-months~3-to-6~x',
    'nights~-1',
    'nights~1e3',
  ])('reads nothing in %j and says so', (text) => {
    expect(readCaseGroup(text)).toBeUndefined();
    if (text !== '') expect(parseSearch(`?group=${text}`)).toEqual({ unread: ['group'] });
  });

  it('is called something else whenever it is another one', () => {
    const named = new Map<string, string>();
    fc.assert(
      fc.property(arbitraryGroup, (group) => {
        const { label, selection } = groupInWords(group);
        const words = `${label}: ${selection}`;
        expect(words).not.toMatch(/undefined|NaN/);
        expect(named.get(words) ?? writeCaseGroup(group)).toBe(writeCaseGroup(group));
        named.set(words, writeCaseGroup(group));
      }),
      { seed: 8, numRuns: 2000 },
    );
    expect(named.size).toBeGreaterThan(100);
  });

  it('says a band in the words of its panel', () => {
    expect(groupInWords({ kind: 'care-months', band: '3-to-6' })).toMatchObject({
      label: 'Conservative care',
      selection: '3 to under 6 months',
    });
    expect(groupInWords({ kind: 'more-nights', nights: 1 }).selection).toBe('more than 1\u00a0night');
  });
});
