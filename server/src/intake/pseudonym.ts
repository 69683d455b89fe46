import { createHmac, createSecretKey, type KeyObject } from 'node:crypto';
import { LaminaError } from '../lamina-error.ts';

export type PseudonymKey = KeyObject;

/** A shorter key could be found by trying. */
const SHORTEST_KEY = 32;

/** Half of SHA-256: 128 bits, beyond any chance of two cases meeting. */
const PSEUDONYM_LENGTH = 32;

/** Throws an LaminaError when the secret has fewer than 32 characters. */
export function pseudonymKeyFrom(secret: string): PseudonymKey {
  if (secret.length < SHORTEST_KEY) {
    throw new LaminaError(
      'bad-input',
      `The key for pseudonyms has ${secret.length} characters; at least ${SHORTEST_KEY} are needed.`,
    );
  }
  return createSecretKey(Buffer.from(secret, 'utf8'));
}

/** HMAC-SHA-256 of an identifier under the key, cut to 32 hexadecimal digits. Case and patient identifiers, and those of different sources, never meet. */
export function pseudonymOf(
  key: PseudonymKey,
  kind: 'case' | 'patient',
  sourceSystem: string,
  identifier: string,
): string {
  return createHmac('sha256', key)
    .update(`${kind}\0${sourceSystem}\0${identifier}`)
    .digest('hex')
    .slice(0, PSEUDONYM_LENGTH);
}

/** What the database keeps to recognise the key by, without holding it. */
export function fingerprintOf(key: PseudonymKey): string {
  return createHmac('sha256', key).update('lamina pseudonym key').digest('hex').slice(0, PSEUDONYM_LENGTH);
}
