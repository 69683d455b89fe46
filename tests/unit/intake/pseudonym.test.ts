import { createHmac } from 'node:crypto';
import { mkdtempSync, readFileSync, rmSync, statSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fingerprintOf, pseudonymKeyFrom, pseudonymOf } from '@lamina/server/intake/pseudonym.ts';
import { KEY_FILE_NAME, loadPseudonymKey } from '@lamina/server/intake/pseudonym-key-file.ts';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';

const SECRET = 'thirty-two characters at least, so';
const KEY = pseudonymKeyFrom(SECRET);

describe('pseudonyms', () => {
  it('are the first 32 hexadecimal digits of HMAC-SHA-256', () => {
    const expected = createHmac('sha256', SECRET).update('case\0registry\0OP-1').digest('hex').slice(0, 32);
    expect(pseudonymOf(KEY, 'case', 'registry', 'OP-1')).toBe(expected);
  });

  it('differ between kinds, sources and keys for the same identifier', () => {
    const other = pseudonymKeyFrom('another key of thirty-two characters');
    const all = [
      pseudonymOf(KEY, 'case', 'one', '7'),
      pseudonymOf(KEY, 'patient', 'one', '7'),
      pseudonymOf(KEY, 'case', 'two', '7'),
      pseudonymOf(other, 'case', 'one', '7'),
    ];
    expect(new Set(all).size).toBe(all.length);
    expect(fingerprintOf(KEY)).not.toBe(fingerprintOf(other));
  });

  it('need a key that cannot be tried out', () => {
    expect(() => pseudonymKeyFrom('short')).toThrow('has 5 characters; at least 32 are needed');
  });
});

describe('the file of the key', () => {
  let dataDirectory: string;
  beforeEach(() => {
    dataDirectory = mkdtempSync(join(tmpdir(), 'lamina-key-'));
  });
  afterEach(() => rmSync(dataDirectory, { recursive: true }));

  const wanted = { secret: undefined, recordHoldsCases: false, mayCreate: true };

  it('is made once, for its owner only, and used again', () => {
    const first = loadPseudonymKey({ ...wanted, dataDirectory });
    const path = join(dataDirectory, KEY_FILE_NAME);
    expect(readFileSync(path, 'utf8')).toMatch(/^[0-9a-f]{64}\n$/);
    if (process.platform !== 'win32') expect(statSync(path).mode & 0o777).toBe(0o600);
    const again = loadPseudonymKey({ ...wanted, dataDirectory, recordHoldsCases: true });
    expect(fingerprintOf(again)).toBe(fingerprintOf(first));
  });

  it('is not made for a dry run', () => {
    loadPseudonymKey({ ...wanted, dataDirectory, mayCreate: false });
    expect(() => statSync(join(dataDirectory, KEY_FILE_NAME))).toThrow('ENOENT');
  });

  it('must not be missing when the record holds cases', () => {
    expect(() => loadPseudonymKey({ ...wanted, dataDirectory, recordHoldsCases: true })).toThrow(
      /holds cases, but the key .* is missing/,
    );
  });

  it('gives way to a key that is given', () => {
    const key = loadPseudonymKey({ ...wanted, dataDirectory, secret: SECRET });
    expect(fingerprintOf(key)).toBe(fingerprintOf(KEY));
  });
});
