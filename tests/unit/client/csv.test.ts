import { csvOf } from '@lamina/client/src/lib/csv.ts';
import { parse } from 'csv-parse/sync';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';

/** As a reader that knows RFC 4180 takes it, comments left out. */
function readBack(text: string): string[][] {
  return parse(text, { bom: true, comment: '#', comment_no_infix: true, relax_column_count: true });
}

describe('a table as CSV', () => {
  it('begins with what it is and where it comes from, then headings, then rows', () => {
    const text = csvOf(
      {
        columns: ['hospital', 'rate'],
        rows: [
          ['Alder', 0.0312],
          ['Birch', null],
        ],
      },
      ['Infection 90 d by hospital', 'Data up to 30 Sep 2026.'],
    );
    expect(text).toBe(
      '\uFEFF# Infection 90 d by hospital\r\n# Data up to 30 Sep 2026.\r\nhospital,rate\r\nAlder,0.0312\r\nBirch,\r\n',
    );
  });

  it('does not round, and knows true, false and nothing', () => {
    const text = csvOf({ columns: ['a', 'b', 'c'], rows: [[1 / 3, true, null]] }, []);
    expect(text).toContain('0.3333333333333333,true,\r\n');
  });

  it('disarms what a spreadsheet would run as a formula, and leaves negative numbers alone', () => {
    const text = csvOf({ columns: ['a'], rows: [['=1+1'], ['@SUM(A1)'], ['-cmd'], [-2]] }, []);
    expect(readBack(text).slice(1)).toEqual([["'=1+1"], ["'@SUM(A1)"], ["'-cmd"], ['-2']]);
  });

  it('keeps a provenance line on one line of the file, whatever is in it', () => {
    const text = csvOf({ columns: ['a'], rows: [[1]] }, ['Hospital "Alder", Birch']);
    expect(text.split('\r\n')[0]).toBe('\uFEFF"# Hospital ""Alder"", Birch"');
  });

  it('is read back as it was written', () => {
    const harmless = fc
      .string({ unit: 'grapheme', maxLength: 20 })
      .filter((text) => !/^[=+\-@\t\r#]/.test(text));
    fc.assert(
      fc.property(fc.array(fc.tuple(harmless, harmless), { minLength: 1, maxLength: 8 }), (rows) => {
        const text = csvOf(
          { columns: ['one', 'other'], rows: rows.map(([one, other]) => [`x${one}`, `y${other}`]) },
          [],
        );
        expect(readBack(text).slice(1)).toEqual(rows.map(([one, other]) => [`x${one}`, `y${other}`]));
      }),
      { seed: 20_261_122 },
    );
  });
});
