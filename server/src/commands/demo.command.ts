import { hash } from 'node:crypto';
import { mkdirSync, renameSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { SingleBar } from 'cli-progress';
import { type Command, InvalidArgumentError } from 'commander';
import { type Config, type ConfigFlags, readConfig } from '../config.ts';
import type { Database, DatabaseTransaction } from '../database/database.ts';
import { migrateToLatest } from '../database/migrate.ts';
import { openDatabase } from '../database/open-database.ts';
import { DEMO_SOURCE_SYSTEM } from '../demo/demo-case.ts';
import { generateDemoNetwork } from '../demo/demo-network.ts';
import { completeDemoOptions, type DemoOptions } from '../demo/demo-options.ts';
import type { GroundTruth } from '../demo/ground-truth.ts';
import { commitCases } from '../intake/commit.ts';
import { pseudonymKeyFrom } from '../intake/pseudonym.ts';
import { assertContents } from '../intake/record-contents.ts';
import { LaminaError } from '../lamina-error.ts';
import { clearRecord } from '../repositories/demo-record.repository.ts';
import { rebuildOutcomeFacts } from '../repositories/outcome-facts.repository.ts';
import { lockRecord } from '../repositories/record-writer.repository.ts';
import { COMMAND_LINE, recordAudit } from '../services/audit.service.ts';

const GROUND_TRUTH_FILE = 'demo-ground-truth.json';

/** Nobody is behind these cases, so the key that hides their identifiers is no secret and every build gives the same record. */
const DEMO_KEY = 'lamina demo network, where nobody needs hiding';

/** Redraws of the progress bar. */
const PROGRESS_STEP = 500;

interface DemoFlags extends ConfigFlags {
  readonly cases?: number;
  readonly seed?: number;
  readonly until?: string;
  readonly hospitals?: number;
  readonly surgeons?: number;
  readonly remove?: boolean;
}

export interface DemoSummary {
  readonly groundTruth: GroundTruth;
  readonly groundTruthFile: string;
  readonly cases: number;
}

/**
 * Fills the record with the demo network, in place of a demo network that may be there, in one transaction, and writes the ground
 * truth beside the database. Throws a LaminaError when the record holds real cases or the options cannot make a network.
 */
export async function buildDemo(
  db: Database,
  config: Pick<Config, 'dataDirectory'>,
  options: Partial<DemoOptions> = {},
): Promise<DemoSummary> {
  const complete = completeOptions(options);
  const network = generateDemoNetwork(complete);
  const description = {
    format: 'demo',
    sourceSystem: DEMO_SOURCE_SYSTEM,
    fileName: 'demo network',
    fileSha256: hash('sha256', JSON.stringify(complete)),
    cutOff: network.cutOff,
    key: pseudonymKeyFrom(DEMO_KEY),
    contents: 'demo',
  } as const;
  const outcome = await db.transaction().execute(async (transaction) => {
    await clearDemo(transaction);
    const built = await commitCases(transaction, description, withProgress(network.cases, complete.cases));
    await recordAudit({ db: transaction }, COMMAND_LINE, {
      action: 'demo-built',
      detail: { cases: built.added, seed: complete.seed },
    });
    return built;
  });
  const groundTruthFile = join(config.dataDirectory, GROUND_TRUTH_FILE);
  mkdirSync(config.dataDirectory, { recursive: true });
  writeWhole(groundTruthFile, `${JSON.stringify(network.groundTruth, null, 2)}\n`);
  return { groundTruth: network.groundTruth, groundTruthFile, cases: outcome.added };
}

/** Empties a record that holds the demo network. Throws a LaminaError when it holds real cases. */
export async function removeDemo(db: Database, config: Pick<Config, 'dataDirectory'>): Promise<void> {
  await db.transaction().execute(async (transaction) => {
    await clearDemo(transaction);
    await rebuildOutcomeFacts(transaction);
    await recordAudit({ db: transaction }, COMMAND_LINE, { action: 'record-emptied' });
  });
  rmSync(join(config.dataDirectory, GROUND_TRUTH_FILE), { force: true });
}

/** Looks and clears under one lock, so that no import can slip in between and be lost. */
async function clearDemo(transaction: DatabaseTransaction): Promise<void> {
  const { contents } = await lockRecord(transaction);
  if (contents !== 'empty') assertContents(contents, 'demo');
  await clearRecord(transaction);
}

function completeOptions(options: Partial<DemoOptions>): DemoOptions {
  try {
    return completeDemoOptions(options, new Date().toISOString().slice(0, 10));
  } catch (error) {
    if (error instanceof RangeError) throw new LaminaError('bad-input', error.message);
    throw error;
  }
}

function writeWhole(file: string, text: string): void {
  const unfinished = `${file}.unfinished`;
  writeFileSync(unfinished, text);
  renameSync(unfinished, file);
}

function* withProgress<Item>(items: Iterable<Item>, total: number): Iterable<Item> {
  if (!process.stderr.isTTY) {
    yield* items;
    return;
  }
  const bar = new SingleBar({
    format: 'Demo network {bar} {percentage} % | {value} of {total} cases',
    stream: process.stderr,
  });
  bar.start(total, 0);
  let done = 0;
  try {
    for (const item of items) {
      yield item;
      done += 1;
      if (done % PROGRESS_STEP === 0 || done === total) bar.update(done);
    }
  } finally {
    bar.stop();
  }
}

function wholeNumber(text: string): number {
  if (!/^\d+$/.test(text)) throw new InvalidArgumentError('A whole number is needed.');
  return Number(text);
}

export function addDemoCommand(program: Command): void {
  program
    .command('demo')
    .description(
      'build the demo network anew: synthetic cases with planted signals whose truth is written beside the database',
    )
    .option('--cases <number>', 'operations in all (default 24000)', wholeNumber)
    .option('--seed <number>', 'another seed gives another network (default 1)', wholeNumber)
    .option('--until <month>', 'last month, YYYY-MM (default the last full month)')
    .option('--hospitals <number>', 'hospitals (default 8, more beyond 24000 cases)', wholeNumber)
    .option('--surgeons <number>', 'surgeons (default 48, more beyond 24000 cases)', wholeNumber)
    .option('--data <directory>', 'data directory (LAMINA_DATA, default var)')
    .option('--remove', 'empty the record instead, to make room for real cases')
    .action(demo);
}

async function demo(flags: DemoFlags): Promise<void> {
  const config = readConfig(flags);
  const db = openDatabase(config.database);
  try {
    await migrateToLatest(db);
    if (flags.remove === true) {
      await removeDemo(db, config);
      process.stdout.write('The record is empty.\n');
      return;
    }
    const started = performance.now();
    const { groundTruth, groundTruthFile, cases } = await buildDemo(db, config, optionsFrom(flags));
    const seconds = ((performance.now() - started) / 1000).toFixed(1);
    const { hospitals, surgeons } = groundTruth.options;
    process.stdout.write(
      `${cases.toLocaleString('en-GB')} cases of ${hospitals} hospitals and ${surgeons} surgeons up to ${groundTruth.cutOff}, in ${seconds} s.\n` +
        `What was planted is in ${groundTruthFile}.\n`,
    );
  } finally {
    await db.destroy();
  }
}

function optionsFrom({ cases, seed, until, hospitals, surgeons }: DemoFlags): Partial<DemoOptions> {
  return {
    ...(cases === undefined ? {} : { cases }),
    ...(seed === undefined ? {} : { seed }),
    ...(until === undefined ? {} : { lastMonth: until }),
    ...(hospitals === undefined ? {} : { hospitals }),
    ...(surgeons === undefined ? {} : { surgeons }),
  };
}
