import type { Kysely } from 'kysely';
import type { Database } from '../database/database.ts';

export interface StoredColumn {
  readonly name: string;
  readonly type: string;
  readonly nullable: boolean;
}

/** Every table of the database with its columns in their order. */
export async function listTables(db: Database): Promise<Map<string, StoredColumn[]>> {
  const tables = await db.introspection.getTables();
  return new Map(
    tables.map(({ name, columns }) => [
      name,
      columns.map((column) => ({
        name: column.name,
        type: column.dataType.toLowerCase(),
        nullable: column.isNullable,
      })),
    ]),
  );
}

type AnyTables = Readonly<Record<string, Readonly<Record<string, string | number | null>>>>;

/** Columns that are enough to tell the rows of any table apart. */
const KEY_COLUMNS = 3;

/** Every row of a table, in the order of its first columns, without holding them all. */
export function eachRow(
  db: Database,
  table: string,
  columns: readonly StoredColumn[],
): AsyncIterable<AnyTables[string]> {
  const names = columns.map(({ name }) => name);
  const rows = (db as unknown as Kysely<AnyTables>).selectFrom(table).select(names);
  return names
    .slice(0, KEY_COLUMNS)
    .reduce((ordered, name) => ordered.orderBy(name), rows)
    .stream();
}
