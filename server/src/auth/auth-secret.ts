import { randomBytes } from 'node:crypto';
import { existsSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { LaminaError } from '../lamina-error.ts';

const SECRET_FILE_NAME = 'secret.key';
const SECRET_BYTES = 32;
const FEWEST_CHARACTERS = 32;

/**
 * What sessions are signed and second factors encrypted with: given, or kept in the data directory, where it is made once
 * (readable by its owner only). Throws a LaminaError when it cannot be read or is too short.
 */
export function loadAuthSecret(dataDirectory: string, given: string | undefined): string {
  if (given !== undefined) return longEnough(given, 'LAMINA_SECRET');
  const path = join(dataDirectory, SECRET_FILE_NAME);
  if (existsSync(path)) return longEnough(readSecret(path), path);
  const created = randomBytes(SECRET_BYTES).toString('hex');
  mkdirSync(dataDirectory, { recursive: true });
  writeFileSync(path, `${created}\n`, { mode: 0o600, flag: 'wx' });
  return created;
}

function readSecret(path: string): string {
  try {
    return readFileSync(path, 'utf8').trim();
  } catch (cause) {
    throw new LaminaError(
      'unavailable',
      `The secret that sessions are signed with cannot be read (${path}). Give this user leave to read it, or set LAMINA_SECRET.`,
      { cause },
    );
  }
}

function longEnough(secret: string, where: string): string {
  if (secret.length >= FEWEST_CHARACTERS) return secret;
  throw new LaminaError(
    'bad-input',
    `The secret that sessions are signed with is too short (${where}): at least ${FEWEST_CHARACTERS} characters are needed. ` +
      'Without the old one everybody signs in anew and sets up the second factor again.',
  );
}
