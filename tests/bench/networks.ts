import { existsSync, mkdirSync, renameSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { buildDemo } from '@lamina/server/commands/demo.command.ts';
import type { Database } from '@lamina/server/database/database.ts';
import { migrateToLatest } from '@lamina/server/database/migrate.ts';
import { openDatabase } from '@lamina/server/database/open-database.ts';
import { refreshOutcomeFacts } from '@lamina/server/repositories/outcome-facts.repository.ts';

/** Where networks are kept from one run to the next; delete it when the demo network was changed. */
const CACHE = join(import.meta.dirname, '../../var/bench');
const LAST_MONTH = '2026-03';
export const LAST_YEAR = { from: '2025-04-01', to: '2026-04-01' } as const;

export interface Network {
  readonly cases: number;
  readonly directory: string;
  readonly databaseFile: string;
  readonly db: Database;
}

/** Opens the demo network of this size, making it first where there is none. */
export async function openNetwork(cases: number): Promise<Network> {
  const directory = join(CACHE, String(cases));
  if (!existsSync(directory)) await makeNetwork(cases, directory);
  const databaseFile = join(directory, 'lamina.sqlite');
  const db = openDatabase(databaseFile);
  await migrateToLatest(db);
  if (await refreshOutcomeFacts(db)) rmSync(join(directory, 'facts.duckdb'), { force: true });
  // Fitting the case-mix models of a million cases takes minutes, so what is compared is counting without expected risks.
  await db.updateTable('record_state').set({ case_mix_data_version: null, case_mix_hash: null }).execute();
  return { cases, directory, databaseFile, db };
}

async function makeNetwork(cases: number, directory: string): Promise<void> {
  const unfinished = `${directory}.unfinished`;
  rmSync(unfinished, { recursive: true, force: true });
  mkdirSync(unfinished, { recursive: true });
  const db = openDatabase(join(unfinished, 'lamina.sqlite'));
  await migrateToLatest(db);
  await buildDemo(db, { dataDirectory: unfinished }, { cases, lastMonth: LAST_MONTH });
  await db.destroy();
  renameSync(unfinished, directory);
}
