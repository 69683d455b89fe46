import { CompiledQuery } from 'kysely';
import type { DatabaseTransaction, Tables } from '../database/database.ts';
import { isPostgres } from '../database/dialect.ts';

/** Rows in one statement. Only these sizes occur, so that the connection meets few different statements and keeps them prepared. */
const ROWS_AT_ONCE = [100, 10, 1] as const;

/** Rows in one statement of PostgreSQL, which would plan a statement with thousands of parameters for longer than it takes to run it. */
const ROWS_AS_JSON = 1000;

const statements = new Map<string, string>();

/**
 * Inserts rows, given as their values one after another, each row's in the order of `columns`; with `replaceBy`, a row
 * whose value there exists already is overwritten. A query builder spends more time on describing a large insert than
 * SQLite on doing it, so the text of each is made once.
 */
export async function writeRows(
  transaction: DatabaseTransaction,
  table: keyof Tables,
  columns: readonly string[],
  values: readonly unknown[],
  replaceBy?: string,
): Promise<void> {
  if (isPostgres(transaction)) {
    await writeRowsAsJson(transaction, table, columns, values, replaceBy);
    return;
  }
  let start = 0;
  for (const rowCount of ROWS_AT_ONCE) {
    const length = rowCount * columns.length;
    if (values.length - start < length) continue;
    const statement = insertStatement(table, columns, rowCount, replaceBy);
    for (; values.length - start >= length; start += length) {
      await transaction.executeQuery(CompiledQuery.raw(statement, values.slice(start, start + length)));
    }
  }
}

/** All rows are one parameter, which PostgreSQL reads by the types of the table. */
async function writeRowsAsJson(
  transaction: DatabaseTransaction,
  table: string,
  columns: readonly string[],
  values: readonly unknown[],
  replaceBy: string | undefined,
): Promise<void> {
  const names = columns.join(', ');
  const statement =
    `insert into "${table}" (${names}) select ${names} from json_populate_recordset(null::"${table}", $1)` +
    overwriting(columns, replaceBy);
  const length = ROWS_AS_JSON * columns.length;
  for (let start = 0; start < values.length; start += length) {
    const records = rowsOf(columns, values.slice(start, start + length));
    await transaction.executeQuery(CompiledQuery.raw(statement, [JSON.stringify(records)]));
  }
}

function rowsOf(columns: readonly string[], values: readonly unknown[]): Record<string, unknown>[] {
  return Array.from({ length: values.length / columns.length }, (_, row) =>
    Object.fromEntries(columns.map((column, index) => [column, values[row * columns.length + index]])),
  );
}

function insertStatement(
  table: string,
  columns: readonly string[],
  rowCount: number,
  replaceBy: string | undefined,
): string {
  const key = `${table} ${rowCount} ${replaceBy ?? ''} ${columns.join()}`;
  const known = statements.get(key);
  if (known !== undefined) return known;
  const row = `(${columns.map(() => '?').join(', ')})`;
  const values = Array.from({ length: rowCount }, () => row).join(', ');
  const statement = `insert into "${table}" (${columns.join(', ')}) values ${values}${overwriting(columns, replaceBy)}`;
  statements.set(key, statement);
  return statement;
}

function overwriting(columns: readonly string[], replaceBy: string | undefined): string {
  if (replaceBy === undefined) return '';
  const others = columns.filter((column) => column !== replaceBy);
  const assignments = others.map((column) => `${column} = excluded.${column}`);
  return ` on conflict (${replaceBy}) do update set ${assignments.join(', ')}`;
}
