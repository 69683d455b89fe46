import { randomBytes } from 'node:crypto';
import { migrateToLatest } from '@lamina/server/database/migrate.ts';
import { openDatabase } from '@lamina/server/database/open-database.ts';
import { sql } from 'kysely';
import { findPostgresPrograms, startPostgres } from './postgres-server.ts';

export interface PostgresDatabase {
  readonly url: string;
  drop(): Promise<void>;
}

const GIVEN_SERVER = process.env.LAMINA_TEST_POSTGRES_URL || undefined;

/** Whether tests can have a PostgreSQL server. Where everything is checked they must, so that its absence shows as a failure. */
export const POSTGRES_IS_HERE =
  GIVEN_SERVER !== undefined || findPostgresPrograms() !== undefined || process.env.CI === 'true';

/** A migrated database on the server that LAMINA_TEST_POSTGRES_URL names, or on a new one, whatever the other tests run on. */
export async function temporaryPostgres() {
  const server = GIVEN_SERVER === undefined ? await startPostgres() : null;
  const { url, drop } = await createPostgresTemplate(server?.url ?? GIVEN_SERVER ?? '');
  const db = openDatabase(url);
  return {
    db,
    url,
    async [Symbol.asyncDispose]() {
      await db.destroy();
      await drop();
      await server?.stop();
    },
  };
}

/** Makes a new database on a server: an empty one, or a copy of `template`. */
export async function createPostgresDatabase(
  serverUrl: string,
  template?: string,
): Promise<PostgresDatabase> {
  const name = `lamina_test_${randomBytes(8).toString('hex')}`;
  const from = template === undefined ? EMPTY : `template ${template}`;
  await administer(serverUrl, `create database ${name} ${from}`);
  const url = new URL(serverUrl);
  url.pathname = `/${name}`;
  return {
    url: url.href,
    drop: () => administer(serverUrl, `drop database if exists ${name} with (force)`),
  };
}

/** Sorted like a dictionary unless a column says otherwise, as on most servers. */
const EMPTY = `template template0 encoding 'UTF8' locale_provider icu icu_locale 'en' locale 'C'`;

/** A migrated database to copy: faster than migrating each. Returns its name. */
export async function createPostgresTemplate(serverUrl: string): Promise<PostgresDatabase> {
  const template = await createPostgresDatabase(serverUrl);
  const db = openDatabase(template.url);
  await migrateToLatest(db);
  await db.destroy();
  return template;
}

export function databaseNameOf(url: string): string {
  return new URL(url).pathname.slice(1);
}

async function administer(serverUrl: string, statement: string): Promise<void> {
  const db = openDatabase(serverUrl);
  try {
    await sql.raw(statement).execute(db);
  } finally {
    await db.destroy();
  }
}
