import { randomBytes } from 'node:crypto';
import { existsSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { LaminaError } from '../lamina-error.ts';
import { type PseudonymKey, pseudonymKeyFrom } from './pseudonym.ts';

export const KEY_FILE_NAME = 'pseudonym.key';
const KEY_BYTES = 32;

export interface KeyWanted {
  readonly dataDirectory: string;
  /** The value of LAMINA_PSEUDONYM_KEY. */
  readonly secret: string | undefined;
  /** Whether the record holds cases, whose key must then exist. */
  readonly recordHoldsCases: boolean;
  /** A dry run leaves no key behind. */
  readonly mayCreate: boolean;
}

/** The key for pseudonyms: given, from the data directory, or made there (readable by its owner only) when nothing depends on an earlier one. */
export function loadPseudonymKey({
  dataDirectory,
  secret,
  recordHoldsCases,
  mayCreate,
}: KeyWanted): PseudonymKey {
  if (secret !== undefined && secret !== '') return pseudonymKeyFrom(secret);
  const path = join(dataDirectory, KEY_FILE_NAME);
  if (existsSync(path)) return pseudonymKeyFrom(readFileSync(path, 'utf8').trim());
  if (recordHoldsCases) {
    throw new LaminaError(
      'conflict',
      `The database holds cases, but the key that their pseudonyms were made with is missing (${path}). Without it ` +
        'no case would be recognised. Put the file back, or set LAMINA_PSEUDONYM_KEY.',
    );
  }
  const created = randomBytes(KEY_BYTES).toString('hex');
  if (mayCreate) {
    mkdirSync(dataDirectory, { recursive: true });
    writeFileSync(path, `${created}\n`, { mode: 0o600, flag: 'wx' });
  }
  return pseudonymKeyFrom(created);
}
