import { sql } from 'kysely';
import { LaminaError } from '../lamina-error.ts';
import type { Database } from './database.ts';

/** The oldest that the PostgreSQL project still mends (https://www.postgresql.org/support/versioning/). */
const OLDEST_VERSION = 14;

const NUMBERS_A_VERSION = 10_000;

/** Throws a LaminaError ('unavailable') when the server is too old or the database cannot hold every letter. */
export async function assertServerSuits(db: Database): Promise<void> {
  const { rows } = await sql<{ version: number; encoding: string }>`
    select current_setting('server_version_num')::int as version, current_setting('server_encoding') as encoding
  `.execute(db);
  const { version = 0, encoding = '' } = rows[0] ?? {};
  const why = whyServerDoesNotSuit(version, encoding);
  if (why !== undefined) throw new LaminaError('unavailable', why);
}

/** By the server's number, 150004 for 15.4, and the encoding of the database. */
export function whyServerDoesNotSuit(version: number, encoding: string): string | undefined {
  const major = Math.floor(version / NUMBERS_A_VERSION);
  if (major < OLDEST_VERSION) {
    return `The server in DATABASE_URL is PostgreSQL ${major}; Lamina needs ${OLDEST_VERSION} or later.`;
  }
  if (encoding === 'UTF8') return undefined;
  return `The database in DATABASE_URL stores text as ${encoding}; create one that stores it as UTF8 (createdb --encoding=UTF8 --template=template0).`;
}
