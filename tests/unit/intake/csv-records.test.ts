import { type CsvRecord, csvRecords } from '@lamina/server/intake/csv-records.ts';
import { LONGEST_LINE, textLines } from '@lamina/server/intake/text-lines.ts';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { bytesAsSource } from '../../support/byte-source.ts';

async function records(text: string, columns: number, chunkSize?: number): Promise<CsvRecord[]> {
  const lines = textLines(bytesAsSource(text, 'test.csv', chunkSize), 'utf-8');
  const all: CsvRecord[] = [];
  for await (const some of csvRecords(lines, ',', columns)) all.push(...some);
  return all;
}

async function fields(text: string, columns: number): Promise<unknown[]> {
  return (await records(text, columns)).map((record) =>
    'fields' in record ? record.fields : record.problem,
  );
}

describe('records of a CSV file', () => {
  it('are split at separators outside quotation marks', async () => {
    expect(await fields('a,b\n"c,d",e\nf,"say ""x"""\n', 2)).toEqual([
      ['a', 'b'],
      ['c,d', 'e'],
      ['f', 'say "x"'],
    ]);
  });

  it('may run over several lines inside quotation marks', async () => {
    expect(await records('a,b\n"one\ntwo",c\nd,e\n', 2)).toEqual([
      { line: 1, lines: 1, fields: ['a', 'b'] },
      { line: 2, lines: 2, fields: ['one\ntwo', 'c'] },
      { line: 4, lines: 1, fields: ['d', 'e'] },
    ]);
  });

  it('cost one line when a quotation mark is never closed', async () => {
    expect(await records('a,b\n"c,d\ne,f\ng,h', 2)).toEqual([
      { line: 1, lines: 1, fields: ['a', 'b'] },
      { line: 2, lines: 1, problem: expect.stringContaining('closing quotation mark') },
      { line: 3, lines: 1, fields: ['e', 'f'] },
      { line: 4, lines: 1, fields: ['g', 'h'] },
    ]);
  });

  it('cost one line when quotation marks stand inside a value, quoted neighbours included', async () => {
    expect(await fields('"a","b"\nc"x",d\n"e","f"\n', 2)).toEqual([
      ['a', 'b'],
      expect.stringContaining('expected quotation marks only around a whole value'),
      ['e', 'f'],
    ]);
  });

  it('pass over a line that is too long and read on', async () => {
    expect(await records(`a,b\n${'x'.repeat(LONGEST_LINE + 1)}\nc,d`, 2)).toEqual([
      { line: 1, lines: 1, fields: ['a', 'b'] },
      { line: 2, lines: 1, problem: expect.stringContaining('at most 100,000 characters') },
      { line: 3, lines: 1, fields: ['c', 'd'] },
    ]);
  });

  it('leave out blank lines and keep counting them', async () => {
    expect((await records('a,b\n\n  \nc,d\n', 2)).map(({ line }) => line)).toEqual([1, 4]);
  });

  it('are the same whatever the line ends are and wherever chunks are cut', async () => {
    const cell = fc.string({ unit: fc.constantFrom('a', 'é', '€', '𝄞', ',', '"', '\n', ' '), maxLength: 6 });
    const table = fc.array(fc.tuple(fc.constant('x'), cell, cell), { minLength: 1, maxLength: 8 });
    const ends = fc.constantFrom('\n', '\r\n', '\r');
    await fc.assert(
      fc.asyncProperty(table, ends, fc.integer({ min: 1, max: 9 }), async (rows, end, chunkSize) => {
        const quoted = (value: string) => `"${value.replaceAll('"', '""')}"`;
        const text = rows.map((row) => row.map(quoted).join(',')).join(end);
        const read = await records(text, 3, chunkSize);
        expect(read.map((record) => ('fields' in record ? record.fields : record.problem))).toEqual(rows);
      }),
      { seed: 11, numRuns: 300 },
    );
  });
});
