import { type Migration, Migrator } from 'kysely/migration';
import type { Database } from './database.ts';
import * as record from './migrations/0001-record.ts';
import * as caseMix from './migrations/0002-case-mix.ts';

const MIGRATIONS: Readonly<Record<string, Migration>> = {
  '0001-record': record,
  '0002-case-mix': caseMix,
};

/** Brings the schema up to date and returns the names of the migrations that ran. Throws when one fails or the database is newer than this version. */
export async function migrateToLatest(db: Database): Promise<string[]> {
  const migrator = new Migrator({ db, provider: { getMigrations: async () => MIGRATIONS } });
  const { error, results } = await migrator.migrateToLatest();
  if (error !== undefined) throw error;
  return (results ?? []).map((result) => result.migrationName);
}
