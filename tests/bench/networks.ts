import { existsSync, mkdirSync, renameSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { buildDemo } from '@lamina/server/commands/demo.command.ts';
import type { Database } from '@lamina/server/database/database.ts';
import { migrateToLatest } from '@lamina/server/database/migrate.ts';
import { openDatabase } from '@lamina/server/database/open-database.ts';
import { refreshOutcomeFacts } from '@lamina/server/repositories/outcome-facts.repository.ts';
import { refreshCaseMix } from '@lamina/server/services/case-mix.service.ts';
import { sql } from 'kysely';

/** Where networks are kept from one run to the next; delete it when the demo network was changed. */
const CACHE = join(import.meta.dirname, '../../var/bench/networks');
const LAST_MONTH = '2026-03';
export const LAST_YEAR = { from: '2025-04-01', to: '2026-04-01' } as const;
/** What is made from the tables of a migration, and anew whenever the record or the catalogue changes. */
const DERIVED_TABLES: readonly string[] = ['case_outcome', 'case_expected'];

export interface NetworkSize {
  readonly cases: number;
  readonly surgeons: number;
}

export interface Network extends NetworkSize {
  readonly directory: string;
  readonly databaseFile: string;
}

/**
 * A demo network as a server has it, with its facts derived and its case-mix models fitted: made where there is none or where its
 * tables are not those of today's migrations, else brought up to date. A million cases take a quarter of an hour.
 */
export async function provideNetwork(size: NetworkSize): Promise<Network> {
  const directory = join(CACHE, `${size.cases}-${size.surgeons}`);
  const databaseFile = join(directory, 'lamina.sqlite');
  if (existsSync(directory) && !(await bringUpToDate(databaseFile))) {
    process.stderr.write(
      `The network of ${size.cases} cases has other tables than it should, so it is made anew.\n`,
    );
    rmSync(directory, { recursive: true });
  }
  if (!existsSync(directory)) await makeNetwork(size, directory);
  return { ...size, directory, databaseFile };
}

async function makeNetwork(size: NetworkSize, directory: string): Promise<void> {
  const unfinished = `${directory}.unfinished`;
  rmSync(unfinished, { recursive: true, force: true });
  mkdirSync(unfinished, { recursive: true });
  const databaseFile = join(unfinished, 'lamina.sqlite');
  const db = openDatabase(databaseFile);
  await migrateToLatest(db);
  await buildDemo(db, { dataDirectory: unfinished }, { ...size, lastMonth: LAST_MONTH });
  await db.destroy();
  await bringUpToDate(databaseFile);
  renameSync(unfinished, directory);
}

/** Returns whether the network is one that today's migrations would have made. */
async function bringUpToDate(databaseFile: string): Promise<boolean> {
  const db = openDatabase(databaseFile);
  try {
    await migrateToLatest(db);
    if (!(await hasTablesOfToday(db))) return false;
    await refreshOutcomeFacts(db);
    await refreshCaseMix(db);
    return true;
  } finally {
    await db.destroy();
  }
}

async function hasTablesOfToday(db: Database): Promise<boolean> {
  const empty = openDatabase(':memory:');
  await migrateToLatest(empty);
  const [today, here] = [await statementsOf(empty), await statementsOf(db)];
  await empty.destroy();
  return [...today].every(([name, statement]) => here.get(name) === statement);
}

async function statementsOf(db: Database): Promise<Map<string, string>> {
  const { rows } = await sql<{ name: string; tbl_name: string; sql: string }>`
    select name, tbl_name, sql from sqlite_schema where sql is not null`.execute(db);
  return new Map(
    rows.filter((row) => !DERIVED_TABLES.includes(row.tbl_name)).map((row) => [row.name, row.sql]),
  );
}
