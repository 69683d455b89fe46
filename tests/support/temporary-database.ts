import { copyFileSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Database } from '@lamina/server/database/database.ts';
import { migrateToLatest } from '@lamina/server/database/migrate.ts';
import { openDatabase } from '@lamina/server/database/open-database.ts';
import { createPostgresDatabase } from './postgres-database.ts';

export interface TemporaryDatabase extends AsyncDisposable {
  readonly db: Database;
  /** What another connection to the same database is opened with. */
  readonly location: string;
  /** What makes a command work with the same database, beside its `--data`. */
  readonly environment: Readonly<Record<string, string>>;
  /** Of SQLite: there is no such file where the tests run on PostgreSQL. */
  readonly file: string;
  /** A directory of its own for whatever the test writes. */
  readonly directory: string;
}

/** Whether the tests run on the PostgreSQL server that LAMINA_TEST_POSTGRES_URL names. */
export const ON_POSTGRES = (process.env.LAMINA_TEST_POSTGRES_URL ?? '') !== '';

/**
 * A new, migrated database, and a directory of its own; both go when it is disposed of (`await using`). On SQLite it may begin as
 * a copy of a database file that nobody has open.
 */
export async function temporaryDatabase(
  copiedFrom?: string,
  onPostgres = ON_POSTGRES,
): Promise<TemporaryDatabase> {
  const directory = mkdtempSync(join(tmpdir(), 'lamina-'));
  const file = join(directory, 'lamina.sqlite');
  if (copiedFrom !== undefined) copyFileSync(copiedFrom, file);
  const { location, drop } = onPostgres ? await newPostgres() : { location: file, drop: async () => {} };
  const db = openDatabase(location);
  await migrateToLatest(db);
  return {
    db,
    location,
    environment: onPostgres ? { DATABASE_URL: location } : {},
    file,
    directory,
    async [Symbol.asyncDispose]() {
      await db.destroy();
      await drop();
      rmSync(directory, { recursive: true, force: true });
    },
  };
}

async function newPostgres() {
  const serverUrl = process.env.LAMINA_TEST_POSTGRES_URL ?? '';
  const { url, drop } = await createPostgresDatabase(serverUrl, process.env.LAMINA_TEST_POSTGRES_TEMPLATE);
  return { location: url, drop };
}
