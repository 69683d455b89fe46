import type SQLite from 'better-sqlite3';
import type { SqliteDatabase, SqliteStatement } from 'kysely';

/** Enough for the server's queries and the intake's bulk inserts. */
const STATEMENTS_KEPT = 100;

const NOTHING = 'select 1';

/** A connection that keeps the statements it prepared last: an import runs the same few many thousand times, and preparing a large insert takes as long as running it. */
export function keepingStatements(connection: SQLite.Database): SqliteDatabase {
  const kept = new Map<string, SqliteStatement>();
  return {
    close: () => connection.close(),
    prepare(text) {
      // SQLite sets many a pragma while preparing it: one that is kept would not be set again.
      if (text.startsWith('pragma')) return connection.prepare<unknown[], unknown>(text);
      // When the disk is full, SQLite has rolled back by itself, and a second time would hide why.
      if (text === 'rollback' && !connection.inTransaction)
        return connection.prepare<unknown[], unknown>(NOTHING);
      const statement = kept.get(text) ?? connection.prepare<unknown[], unknown>(text);
      kept.delete(text);
      kept.set(text, statement);
      const oldest = kept.keys().next().value;
      if (kept.size > STATEMENTS_KEPT && oldest !== undefined) kept.delete(oldest);
      return statement;
    },
  };
}
