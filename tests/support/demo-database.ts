import { existsSync, readFileSync, renameSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { buildDemo } from '@lamina/server/commands/demo.command.ts';
import type { Database } from '@lamina/server/database/database.ts';
import type { DemoOptions } from '@lamina/server/demo/demo-options.ts';
import type { GroundTruth } from '@lamina/server/demo/ground-truth.ts';
import { refreshOutcomeFacts } from '@lamina/server/repositories/outcome-facts.repository.ts';
import { refreshCaseMix } from '@lamina/server/services/case-mix.service.ts';
import SQLite from 'better-sqlite3';
import { sql } from 'kysely';
import { ON_POSTGRES, type TemporaryDatabase, temporaryDatabase } from './temporary-database.ts';

/** Another file may be building the network meanwhile, on a busy machine. */
const LONGEST_WAIT_MILLISECONDS = 240_000;

export interface DemoNetwork extends Partial<DemoOptions> {
  readonly lastMonth: string;
  /** Whether the case-mix models are fitted to it, so that figures are adjusted. */
  readonly withModels?: boolean;
}

export interface DemoDatabase extends TemporaryDatabase {
  readonly groundTruth: GroundTruth;
}

/** Small enough for a test and large enough for every verdict. */
export const SMALL_NETWORK = { cases: 4000, seed: 5, lastMonth: '2026-09' } as const satisfies DemoNetwork;

/** A database of its own with the outcome facts of a demo network; on PostgreSQL, and outside a run of Vitest, it is built anew. */
export async function demoDatabase(network: DemoNetwork): Promise<DemoDatabase> {
  const shared = process.env.LAMINA_TEST_NETWORKS;
  const built = ON_POSTGRES || shared === undefined ? undefined : await builtOnce(network, shared);
  const temporary = await temporaryDatabase(built?.file);
  const groundTruth =
    built?.groundTruth ?? (await fillWithNetwork(temporary.db, temporary.directory, network));
  return { ...temporary, groundTruth };
}

async function fillWithNetwork(
  db: Database,
  dataDirectory: string,
  network: DemoNetwork,
): Promise<GroundTruth> {
  const { withModels = false, ...options } = network;
  const { groundTruth } = await buildDemo(db, { dataDirectory }, options);
  await refreshOutcomeFacts(db);
  if (withModels) await refreshCaseMix(db);
  return groundTruth;
}

interface BuiltNetwork {
  readonly file: string;
  readonly groundTruth: GroundTruth;
}

/** In this process: what is being built is waited for, not built twice. */
const building = new Map<string, Promise<BuiltNetwork>>();

function builtOnce(network: DemoNetwork, shared: string): Promise<BuiltNetwork> {
  const name = JSON.stringify(Object.entries(network).toSorted()).replaceAll(/[^\w-]+/g, '.');
  const known = building.get(name) ?? buildUnderLock(network, join(shared, name));
  building.set(name, known);
  return known;
}

/** The lock is SQLite's: other processes wait in turn, and that of a process that ends is let go. */
async function buildUnderLock(network: DemoNetwork, path: string): Promise<BuiltNetwork> {
  const [file, truthFile] = [`${path}.sqlite`, `${path}.json`];
  const lock = new SQLite(`${path}.lock`, { timeout: LONGEST_WAIT_MILLISECONDS });
  try {
    lock.exec('BEGIN EXCLUSIVE');
    if (!existsSync(file)) await build(network, file, truthFile);
  } finally {
    lock.close();
  }
  return { file, groundTruth: JSON.parse(readFileSync(truthFile, 'utf8')) };
}

async function build(network: DemoNetwork, file: string, truthFile: string): Promise<void> {
  const { withModels = false, ...bare } = network;
  const base = withModels ? await builtOnce(bare, dirname(file)) : undefined;
  const temporary = await temporaryDatabase(base?.file);
  try {
    const groundTruth = base?.groundTruth ?? (await fillWithNetwork(temporary.db, temporary.directory, bare));
    if (withModels) await refreshCaseMix(temporary.db);
    writeFileSync(truthFile, JSON.stringify(groundTruth));
    await sql`vacuum into ${`${file}.unfinished`}`.execute(temporary.db);
    renameSync(`${file}.unfinished`, file);
  } finally {
    await temporary[Symbol.asyncDispose]();
  }
}
