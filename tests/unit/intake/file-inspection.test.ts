import { inspectFile } from '@lamina/server/intake/file-inspection.ts';
import { describe, expect, it } from 'vitest';
import { bytesAsSource } from '../../support/byte-source.ts';

async function encodingOf(content: string | Uint8Array, chunkSize?: number) {
  const { encoding, firstLineNotUtf8 } = await inspectFile(bytesAsSource(content, 'test.csv', chunkSize));
  return { encoding, firstLineNotUtf8 };
}

describe('inspection of a file', () => {
  it('finds UTF-8 when chunks cut characters of every length', async () => {
    for (const chunkSize of [1, 2, 3, 5]) {
      expect(await encodingOf('é,€,𝄞\nü,ß,𝄞\n', chunkSize)).toEqual({
        encoding: 'utf-8',
        firstLineNotUtf8: undefined,
      });
    }
  });

  it('names the first line that is not UTF-8', async () => {
    const bytes = Buffer.concat([Buffer.from('a,é\nb,c\nd,'), Buffer.from([0xe9]), Buffer.from('\ne,f\n')]);
    for (const chunkSize of [1, 4, 100]) {
      expect(await encodingOf(bytes, chunkSize)).toEqual({ encoding: undefined, firstLineNotUtf8: 3 });
    }
    expect(await encodingOf(Buffer.from([0x61, 0x2c, 0xc3]))).toEqual({
      encoding: undefined,
      firstLineNotUtf8: 1,
    });
  });

  it('finds UTF-16 with and without a byte order mark', async () => {
    expect((await encodingOf(Buffer.from('\u{feff}a,b\n', 'utf16le'))).encoding).toBe('utf-16le');
    expect((await encodingOf(Buffer.from('case_id,b\n', 'utf16le'))).encoding).toBe('utf-16le');
    expect((await encodingOf(Buffer.from('case_id,b\n', 'utf16le').swap16())).encoding).toBe('utf-16be');
  });

  it('refuses what cannot be a table, saying what it is', async () => {
    await expect(encodingOf('')).rejects.toThrow('test.csv: the file is empty.');
    await expect(encodingOf(Buffer.from([0x50, 0x4b, 3, 4, 0, 0]))).rejects.toThrow(/spreadsheet or a zip/);
    await expect(encodingOf(Buffer.from([0x1f, 0x8b, 8, 0]))).rejects.toThrow(/gzip/);
    await expect(encodingOf(Buffer.from([1, 0, 0, 7, 9]))).rejects.toThrow(/binary/);
  });
});
