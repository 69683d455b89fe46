import { createWriteStream, existsSync, readdirSync, renameSync, rmSync } from 'node:fs';
import { availableParallelism } from 'node:os';
import { join } from 'node:path';
import { Readable } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import { type DuckDBConnection, DuckDBInstance } from '@duckdb/node-api';
import SQLite from 'better-sqlite3';

interface FactsColumn {
  readonly name: string;
  readonly type: string;
}

/** Opens DuckDB on the facts of the network in this directory, copying them into a DuckDB file whenever they are others than before, with the types that a DuckDB user would choose. */
export async function openDuckDbFacts(directory: string): Promise<DuckDBConnection> {
  const source = new SQLite(join(directory, 'lamina.sqlite'), { readonly: true });
  const state = source
    .prepare<[], string>('select facts_data_version || facts_catalogue_hash from record_state')
    .pluck()
    .get();
  // Its name says of which facts it is a copy.
  const name = `facts-${state}.duckdb`;
  const file = join(directory, name);
  if (!existsSync(file)) {
    for (const other of readdirSync(directory)) {
      if (other.includes('.duckdb')) rmSync(join(directory, other));
    }
    await copyFacts(source, directory, file);
  }
  source.close();
  const instance = await DuckDBInstance.create(file, {
    threads: String(availableParallelism()),
    default_null_order: 'nulls_first',
  });
  return instance.connect();
}

async function copyFacts(source: SQLite.Database, directory: string, file: string): Promise<void> {
  const columns = source
    .prepare<[], FactsColumn>(`select name, type from pragma_table_info('case_outcome')`)
    .all();
  const csv = join(directory, 'facts.csv');
  const partial = `${file}.partial`;
  rmSync(partial, { force: true });
  await pipeline(Readable.from(csvLines(source)), createWriteStream(csv));
  const instance = await DuckDBInstance.create(partial);
  const connection = await instance.connect();
  const types = columns.map(({ name, type }) => `'${name}': '${csvType(type)}'`);
  await connection.run(
    `create temp table facts as select * from read_csv('${csv}', header = false, nullstr = '', columns = {${types}})`,
  );
  // The SQL tally asks here whether expected risks belong to the facts: none do.
  await connection.run(
    `create table record_state as select null::integer as facts_data_version, null as facts_catalogue_hash,
      null::integer as case_mix_data_version, null as case_mix_hash`,
  );
  const selected: string[] = [];
  for (const column of columns) selected.push(await selectedAs(connection, column));
  await connection.run(`create table case_outcome as select ${selected} from facts`);
  connection.closeSync();
  instance.closeSync();
  rmSync(csv);
  renameSync(partial, file);
}

function* csvLines(source: SQLite.Database): Generator<string> {
  let lines: string[] = [];
  for (const row of source.prepare<[], unknown[]>('select * from case_outcome').raw().iterate()) {
    lines.push(row.join(','));
    if (lines.length < 1000) continue;
    yield `${lines.join('\n')}\n`;
    lines = [];
  }
  yield lines.map((line) => `${line}\n`).join('');
}

function csvType(type: string): string {
  if (type === 'TEXT') return 'VARCHAR';
  return type === 'REAL' ? 'DOUBLE' : 'INTEGER';
}

/** Dates as dates, other text as enumerations, small integers in the narrowest type. */
async function selectedAs(connection: DuckDBConnection, { name, type }: FactsColumn): Promise<string> {
  if (name === 'period_start' || name === 'period_end') return `${name}::date as ${name}`;
  if (type === 'TEXT') {
    await connection.run(
      `create type ${name}_values as enum (select distinct ${name} from facts where ${name} is not null order by 1)`,
    );
    return `${name}::${name}_values as ${name}`;
  }
  if (type !== 'INTEGER') return name;
  const reader = await connection.runAndReadAll(`select coalesce(max(abs(${name})), 0) from facts`);
  const largest = Number(reader.getRowsJS()[0]?.[0]);
  if (largest < 2 ** 7) return `${name}::tinyint as ${name}`;
  return largest < 2 ** 15 ? `${name}::smallint as ${name}` : name;
}
