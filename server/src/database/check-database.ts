import { existsSync, statSync } from 'node:fs';
import SQLite from 'better-sqlite3';
import { LaminaError } from '../lamina-error.ts';

/** Reading a larger file whole would keep a server from starting for long; a backup reads it. */
const LARGEST_CHECKED_AT_START_BYTES = 2 ** 31;

/** What is wrong with the file as SQLite sees it ('quick' skips whether indexes agree with their tables); null when nothing is. Throws SQLite's error when it cannot be read at all. */
export function findDamage(file: string, depth: 'quick' | 'full'): string | null {
  const connection = new SQLite(file, { readonly: true, fileMustExist: true });
  try {
    const pragma = depth === 'quick' ? 'quick_check(1)' : 'integrity_check(1)';
    const found = String(connection.pragma(pragma, { simple: true }));
    if (found !== 'ok') return found;
    const orphans = depth === 'quick' ? [] : (connection.pragma('foreign_key_check') as unknown[]);
    return orphans.length === 0 ? null : `${orphans.length} rows refer to others that are missing`;
  } finally {
    connection.close();
  }
}

/** Refuses ('unavailable') to go on with a damaged database: figures from one would look like any others. */
export function assertUndamaged(file: string): void {
  if (!existsSync(file) || statSync(file).size > LARGEST_CHECKED_AT_START_BYTES) return;
  const damage = findDamage(file, 'quick');
  if (damage === null) return;
  throw new LaminaError(
    'unavailable',
    `The database file is damaged (${damage.split('\n').at(-1)}). Restore a backup (lamina restore FILE); the damaged file is kept beside it.`,
  );
}
