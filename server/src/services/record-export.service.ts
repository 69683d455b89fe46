import {
  createWriteStream,
  existsSync,
  mkdirSync,
  readdirSync,
  renameSync,
  rmSync,
  writeFileSync,
} from 'node:fs';
import { dirname, join } from 'node:path';
import { Readable } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import { stringify } from 'csv-stringify';
import type { Database } from '../database/database.ts';
import { explainFault } from '../database/database-fault.ts';
import { readAtOnce } from '../database/read-at-once.ts';
import { LaminaError } from '../lamina-error.ts';
import { eachRow, listTables, type StoredColumn } from '../repositories/record-export.repository.ts';
import { getRecordState } from '../repositories/record-state.repository.ts';
import { COMMAND_LINE, recordAudit } from './audit.service.ts';
import { type DescribedTable, RECORD_TABLES } from './record-schema.service.ts';

const SCHEMA_FILE = 'schema.json';

export interface ExportedTable {
  readonly name: string;
  readonly rows: number;
}

/**
 * Writes the whole record, as it is at one moment, to a new directory: a CSV file (UTF-8, RFC 4180) for each table and a JSON file that
 * describes them. All of it or nothing. Texts that a spreadsheet would run as a formula get an apostrophe in front.
 */
export async function exportRecord(db: Database, directory: string): Promise<ExportedTable[]> {
  if (existsSync(directory) && readdirSync(directory).length > 0) {
    throw new LaminaError('conflict', `${directory} is not empty; nothing was written.`);
  }
  const unfinished = `${directory}.unfinished`;
  try {
    mkdirSync(dirname(directory), { recursive: true });
    rmSync(unfinished, { recursive: true, force: true });
    mkdirSync(unfinished, { mode: 0o700 });
    await recordAudit({ db }, COMMAND_LINE, { action: 'exported', subject: 'list:record' });
    const exported = await readAtOnce(db, (transaction) => writeTables(transaction, unfinished));
    rmSync(directory, { recursive: true, force: true });
    renameSync(unfinished, directory);
    return exported;
  } catch (error) {
    if (existsSync(unfinished)) rmSync(unfinished, { recursive: true });
    throw explainFault(error) ?? error;
  }
}

async function writeTables(db: Database, directory: string): Promise<ExportedTable[]> {
  const { contents, dataVersion, dataCutOff } = await getRecordState(db);
  const stored = await listTables(db);
  const exported: ExportedTable[] = [];
  const described: unknown[] = [];
  for (const [name, table] of Object.entries(RECORD_TABLES)) {
    const columns = columnsOf(table, stored.get(name) ?? []);
    const rows = await writeTable(db, name, columns, join(directory, `${name}.csv`));
    exported.push({ name, rows });
    described.push(describe(name, table, columns, rows));
  }
  const schema = {
    about:
      'The record of Lamina: a CSV file for each table, UTF-8, with a heading; an empty field is not known',
    exportedAt: new Date().toISOString(),
    contents,
    dataVersion,
    dataUpTo: dataCutOff,
    formulas: 'A text that begins with =, +, -, @, a tab or a line break has an apostrophe in front of it',
    tables: described,
  };
  writeFileSync(join(directory, SCHEMA_FILE), `${JSON.stringify(schema, null, 2)}\n`, { mode: 0o600 });
  return exported;
}

/** The database does not list the columns that it calculates. */
function columnsOf(table: DescribedTable, stored: readonly StoredColumn[]): StoredColumn[] {
  const calculated = Object.keys(table.columns).filter((name) =>
    stored.every((column) => column.name !== name),
  );
  return [...stored, ...calculated.map((name) => ({ name, type: 'text', nullable: false }))];
}

async function writeTable(
  db: Database,
  name: string,
  columns: readonly StoredColumn[],
  file: string,
): Promise<number> {
  let rows = 0;
  async function* counted() {
    for await (const row of eachRow(db, name, columns)) {
      rows += 1;
      yield row;
    }
  }
  await pipeline(
    Readable.from(counted()),
    stringify({ header: true, columns: columns.map((column) => column.name), escape_formulas: true }),
    createWriteStream(file, { mode: 0o600 }),
  );
  return rows;
}

function describe(name: string, table: DescribedTable, columns: readonly StoredColumn[], rows: number) {
  return {
    name,
    file: `${name}.csv`,
    about: table.about,
    rows,
    columns: columns.map((column) => {
      const described = table.columns[column.name] ?? '';
      return { ...column, ...(typeof described === 'string' ? { about: described } : described) };
    }),
  };
}
