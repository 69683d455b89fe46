import { type DuckDBConnection, DuckDBTypeId } from '@duckdb/node-api';
import type { Database } from '@lamina/server/database/database.ts';
import {
  type CompiledQuery,
  type DatabaseConnection,
  Kysely,
  PostgresAdapter,
  PostgresIntrospector,
  type QueryResult,
  SqliteQueryCompiler,
} from 'kysely';

/** Lets the SQL tally ask DuckDB; `asked` is told every query, with its values written into it. */
export function overDuckDb(connection: DuckDBConnection, asked: (text: string) => void): Database {
  const only: DatabaseConnection = {
    async executeQuery<Row>(query: CompiledQuery): Promise<QueryResult<Row>> {
      const text = withLiterals(query);
      asked(text);
      return { rows: (await rowsOf(connection, text)) as Row[] };
    },
    streamQuery() {
      throw new Error('Nothing is streamed from DuckDB.');
    },
  };
  return new Kysely({
    dialect: {
      createAdapter: () => new PostgresAdapter(),
      createQueryCompiler: () => new SqliteQueryCompiler(),
      createIntrospector: (db) => new PostgresIntrospector(db),
      createDriver: () => ({
        async init() {},
        acquireConnection: async () => only,
        async beginTransaction() {},
        async commitTransaction() {},
        async rollbackTransaction() {},
        async releaseConnection() {},
        async destroy() {},
      }),
    },
  });
}

async function rowsOf(connection: DuckDBConnection, text: string): Promise<Record<string, unknown>[]> {
  const reader = await connection.runAndReadAll(text);
  const dates = reader.columnNames().filter((_, index) => reader.columnTypeId(index) === DuckDBTypeId.DATE);
  return reader.getRowObjectsJS().map((row) => ({
    ...row,
    ...Object.fromEntries(dates.map((name) => [name, (row[name] as Date).toISOString().slice(0, 10)])),
  }));
}

function withLiterals({ sql, parameters }: CompiledQuery): string {
  const values = parameters.values();
  return sql.replaceAll('?', () => {
    const value: unknown = values.next().value;
    return typeof value === 'number' ? String(value) : `'${String(value).replaceAll("'", "''")}'`;
  });
}
