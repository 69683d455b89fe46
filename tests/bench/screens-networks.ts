import { existsSync, mkdirSync, renameSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { buildDemo } from '@lamina/server/commands/demo.command.ts';
import { migrateToLatest } from '@lamina/server/database/migrate.ts';
import { openDatabase } from '@lamina/server/database/open-database.ts';
import { refreshOutcomeFacts } from '@lamina/server/repositories/outcome-facts.repository.ts';
import { refreshCaseMix } from '@lamina/server/services/case-mix.service.ts';

/** Where networks are kept from one run to the next; delete it when the demo network was changed. */
const CACHE = join(import.meta.dirname, '../../var/bench/screens');
const LAST_MONTH = '2026-03';

export interface NetworkSize {
  readonly cases: number;
  readonly surgeons: number;
}

export const ORDINARY: NetworkSize = { cases: 24_000, surgeons: 48 };
/** As many cases, and as many surgeons as a country has: what the widest funnel shows. */
export const MANY_SURGEONS: NetworkSize = { cases: 24_000, surgeons: 600 };
export const MILLION: NetworkSize = { cases: 1_000_000, surgeons: 600 };

/**
 * The database file of a network as a server has it, with the case-mix models fitted, made first where there is none: a million
 * cases take a quarter of an hour.
 */
export async function provideNetwork(size: NetworkSize): Promise<string> {
  const directory = join(CACHE, `${size.cases}-${size.surgeons}`);
  if (!existsSync(directory)) await makeNetwork(size, directory);
  const databaseFile = join(directory, 'lamina.sqlite');
  await bringUpToDate(databaseFile);
  return databaseFile;
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

async function bringUpToDate(databaseFile: string): Promise<void> {
  const db = openDatabase(databaseFile);
  await migrateToLatest(db);
  await refreshOutcomeFacts(db);
  await refreshCaseMix(db);
  await db.destroy();
}
