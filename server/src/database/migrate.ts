import { sql } from 'kysely';
import { DEFAULT_MIGRATION_TABLE, type Migration, Migrator } from 'kysely/migration';
import { LaminaError } from '../lamina-error.ts';
import type { Database } from './database.ts';
import { isPostgres } from './dialect.ts';
import * as record from './migrations/0001-record.ts';
import * as caseMix from './migrations/0002-case-mix.ts';
import * as accounts from './migrations/0003-accounts.ts';
import * as audit from './migrations/0004-audit.ts';
import * as review from './migrations/0005-review.ts';
import * as setting from './migrations/0006-setting.ts';
import * as covariateEffect from './migrations/0007-covariate-effect.ts';
import * as scoreOrder from './migrations/0008-score-order.ts';
import { assertServerSuits } from './postgres-server.ts';

const MIGRATIONS: Readonly<Record<string, Migration>> = {
  '0001-record': record,
  '0002-case-mix': caseMix,
  '0003-accounts': accounts,
  '0004-audit': audit,
  '0005-review': review,
  '0006-setting': setting,
  '0007-covariate-effect': covariateEffect,
  '0008-score-order': scoreOrder,
};

/** Brings the schema up to date and returns the names of the migrations that ran. Throws when one fails, and a LaminaError when the database is newer than this version. */
export async function migrateToLatest(db: Database): Promise<string[]> {
  if (isPostgres(db)) await assertServerSuits(db);
  const { unknown } = await listMigrations(db);
  if (unknown !== undefined) throw newerThanThis(unknown);
  const migrator = new Migrator({ db, provider: { getMigrations: async () => MIGRATIONS } });
  const { error, results } = await migrator.migrateToLatest();
  if (error !== undefined) throw error;
  return (results ?? []).map((result) => result.migrationName);
}

/** The migrations that the database has had, and the first of them that this version does not know. */
export async function listMigrations(
  db: Database,
): Promise<{ readonly executed: readonly string[]; readonly unknown: string | undefined }> {
  const tables = await db.introspection.getTables({ withInternalKyselyTables: true });
  if (!tables.some(({ name }) => name === DEFAULT_MIGRATION_TABLE))
    return { executed: [], unknown: undefined };
  const rows = await sql<{
    name: string;
  }>`select name from ${sql.table(DEFAULT_MIGRATION_TABLE)} order by name`.execute(db);
  const executed = rows.rows.map(({ name }) => name);
  return { executed, unknown: executed.find((name) => !(name in MIGRATIONS)) };
}

export function newerThanThis(migration: string): LaminaError {
  return new LaminaError(
    'conflict',
    `The database was made by a newer version of Lamina (it has had ${migration}). Install that version, or restore a backup made before.`,
  );
}
