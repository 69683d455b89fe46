// Run as a process of its own: node import-speed.ts <cases>. Prints what measureImportSpeed found, as JSON.
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { migrateToLatest } from '@lamina/server/database/migrate.ts';
import { openDatabase } from '@lamina/server/database/open-database.ts';
import { fileSource } from '@lamina/server/intake/byte-source.ts';
import { importFile } from '@lamina/server/intake/import-file.ts';
import { pseudonymKeyFrom } from '@lamina/server/intake/pseudonym.ts';
import { latestDateOf, openTable, readTable } from '@lamina/server/intake/table.ts';
import { rebuildOutcomeFacts } from '@lamina/server/repositories/outcome-facts.repository.ts';
import SQLite from 'better-sqlite3';
import { writeNetworkFile } from './network-file.ts';

/** Seconds of processor time throughout: other programs of the machine do not count. */
export interface ImportSpeed {
  readonly cases: number;
  readonly whole: number;
  /** Of the same rows, facts included, inserted one by one into the same tables, and a hundred at a time. */
  readonly floor: { readonly single: number; readonly hundreds: number };
  readonly parts: readonly { readonly name: string; readonly seconds: number }[];
}

const SEED = 2;
const TODAY = '2026-04-01';
const TABLES = [
  'import',
  'hospital',
  'surgeon',
  'surgical_case',
  'event',
  'recovery',
  'prom_score',
  'case_outcome',
];

process.stdout.write(JSON.stringify(await measureImportSpeed(Number(process.argv[2]))));

async function measureImportSpeed(cases: number): Promise<ImportSpeed> {
  const directory = mkdtempSync(join(tmpdir(), 'lamina-bench-'));
  const place = (name: string) => join(directory, name);
  writeNetworkFile(place('network.csv'), cases, SEED);
  const source = await fileSource(place('network.csv'));
  const db = openDatabase(place('lamina.sqlite'));
  await migrateToLatest(db);
  const key = pseudonymKeyFrom('a key for benchmarks that guards no secret');
  const whole = await processorTime(() => importFile(db, source, { format: 'auto', key, today: TODAY }));
  const recognising = await processorTime(() => openTable(source, 'auto'));
  const table = await openTable(source, 'auto');
  const reading = { sourceSystem: 'benchmark', today: TODAY };
  const dating = await processorTime(() => latestDateOf(table, reading));
  const validating = await processorTime(async () => {
    for await (const _ of readTable(table, reading));
  });
  const deriving = await processorTime(() => rebuildOutcomeFacts(db));
  await db.destroy();
  const single = floorOf(place('lamina.sqlite'), place('single.sqlite'), 1);
  const hundreds = floorOf(place('lamina.sqlite'), place('hundreds.sqlite'), 100);
  rmSync(directory, { recursive: true });
  const parts = [
    { name: 'recognising the file', seconds: recognising },
    { name: 'finding its latest date', seconds: dating },
    { name: 'reading and checking its rows', seconds: validating },
    { name: 'pseudonyms, hashes and writing', seconds: whole - recognising - dating - validating - deriving },
    { name: 'deriving the outcome facts', seconds: deriving },
  ];
  return { cases, whole, floor: { single, hundreds }, parts };
}

async function processorTime(task: () => unknown): Promise<number> {
  const before = process.cpuUsage();
  await task();
  const { user, system } = process.cpuUsage(before);
  return (user + system) / 1e6;
}

/** A bare loop of prepared inserts, so many rows at a time, of all that the import left, in one transaction. */
function floorOf(filled: string, file: string, rowsAtOnce: number): number {
  const from = new SQLite(filled, { readonly: true });
  const to = new SQLite(file);
  for (const pragma of [
    'journal_mode = WAL',
    'synchronous = FULL',
    'cache_size = -65536',
    'foreign_keys = ON',
  ])
    to.pragma(pragma);
  const schema = from
    .prepare<[], string>(
      `select sql from sqlite_schema where sql is not null and name not like 'sqlite_%' order by type = 'index'`,
    )
    .pluck();
  for (const statement of schema.all()) to.exec(statement);
  let microseconds = 0;
  const timed = (task: () => void) => {
    const before = process.cpuUsage();
    task();
    const { user, system } = process.cpuUsage(before);
    microseconds += user + system;
  };
  to.exec('begin');
  for (const table of TABLES) {
    const columns = (from.pragma(`table_info(${table})`) as { name: string }[]).map(({ name }) => name);
    const rows = from.prepare<[], unknown[]>(`select ${columns.join()} from "${table}"`).raw().all();
    const row = `(${columns.map(() => '?').join()})`;
    const insert = (count: number) =>
      to.prepare(`insert into "${table}" (${columns.join()}) values ${Array(count).fill(row).join()}`);
    const [many, one] = [insert(rowsAtOnce), insert(1)];
    timed(() => {
      let start = 0;
      if (rowsAtOnce > 1) {
        for (; rows.length - start >= rowsAtOnce; start += rowsAtOnce)
          many.run(rows.slice(start, start + rowsAtOnce).flat());
      }
      for (const values of rows.slice(start)) one.run(values);
    });
  }
  timed(() => to.exec('commit'));
  from.close();
  to.close();
  return microseconds / 1e6;
}
