import { mkdirSync } from 'node:fs';
import { dirname } from 'node:path';
import SQLite from 'better-sqlite3';
import { Kysely, SqliteDialect } from 'kysely';
import type { Database, Tables } from './database.ts';
import { explainFault } from './database-fault.ts';
import { BUSY_TIMEOUT_MILLISECONDS } from './is-busy.ts';
import { openPostgres } from './open-postgres.ts';
import { isPostgresUrl } from './postgres-url.ts';
import { keepingStatements } from './statement-cache.ts';

/** Pages of 1 KiB that SQLite may keep in memory: 64 MiB. */
const CACHE_KIBIBYTES = 65_536;

/** Opens the database at the address of a PostgreSQL server (`postgres://…`), or in the file of that path. Throws a LaminaError when the file cannot be used. */
export function openDatabase(location: string, options: { readonly readOnly?: boolean } = {}): Database {
  return isPostgresUrl(location) ? openPostgres(location, options) : openFile(location, options);
}

/** Creates the file unless it is there or only to be read. WAL: readers never wait for the writer; a killed writer leaves the old state. */
function openFile(file: string, { readOnly = false }): Database {
  try {
    if (!readOnly) mkdirSync(dirname(file), { recursive: true });
    const connection = new SQLite(file, { readonly: readOnly });
    if (!readOnly) {
      connection.pragma('journal_mode = WAL');
      // What was answered must outlive a power cut, not only a killed process; it costs a millisecond or two for each write.
      connection.pragma('synchronous = FULL');
    }
    connection.pragma('foreign_keys = ON');
    connection.pragma(`busy_timeout = ${BUSY_TIMEOUT_MILLISECONDS}`);
    connection.pragma(`cache_size = -${CACHE_KIBIBYTES}`);
    connection.pragma('temp_store = MEMORY');
    return new Kysely<Tables>({ dialect: new SqliteDialect({ database: keepingStatements(connection) }) });
  } catch (error) {
    throw explainFault(error) ?? error;
  }
}
