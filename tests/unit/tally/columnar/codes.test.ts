import { Dictionary, sortedBy } from '@lamina/server/tally/columnar/codes.ts';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';

describe('a dictionary', () => {
  it.each([
    { distinct: 256, bytes: 1 },
    { distinct: 257, bytes: 2 },
    { distinct: 65_536, bytes: 2 },
    { distinct: 65_537, bytes: 4 },
  ])('codes $distinct values in $bytes bytes and loses none', ({ distinct, bytes }) => {
    const dictionary = new Dictionary<number>(distinct + 1);
    for (let row = 0; row < distinct; row += 1) dictionary.set(row, row * 3);
    dictionary.set(distinct, 0);
    expect(dictionary.codes.BYTES_PER_ELEMENT).toBe(bytes);
    const wrong = [...dictionary.codes].findIndex(
      (code, row) => dictionary.values[code] !== (row === distinct ? 0 : row * 3),
    );
    expect(wrong).toBe(-1);
  });
});

describe('sorting rows by codes', () => {
  it('is stable, so that sorting by the least important first sorts by all', () => {
    const rowsOf = fc.array(fc.tuple(fc.nat(4), fc.nat(4)), { maxLength: 60 });
    fc.assert(
      fc.property(rowsOf, (pairs) => {
        const column = (place: 0 | 1) => Uint8Array.from(pairs, (pair) => pair[place]);
        const unsorted = Uint32Array.from(pairs, (_, row) => row);
        const sorted = sortedBy(column(0), 5, sortedBy(column(1), 5, unsorted));
        const expected = pairs
          .map(([major, minor], row) => ({ major, minor, row }))
          .toSorted(
            (left, right) => left.major - right.major || left.minor - right.minor || left.row - right.row,
          );
        expect([...sorted]).toEqual(expected.map(({ row }) => row));
      }),
      { seed: 1 },
    );
  });
});
