import { mkdirSync } from 'node:fs';
import { dirname } from 'node:path';
import SQLite from 'better-sqlite3';
import { Kysely, SqliteDialect } from 'kysely';
import type { Database, Tables } from './database.ts';
import { keepingStatements } from './statement-cache.ts';

/** Pages of 1 KiB that SQLite may keep in memory: 64 MiB. */
const CACHE_KIBIBYTES = 65_536;

/** Opens (and, unless read-only, creates) the database file. WAL: readers never wait for the writer; a killed writer leaves the old state. */
export function openDatabase(file: string): Database {
  mkdirSync(dirname(file), { recursive: true });
  const connection = new SQLite(file);
  connection.pragma('journal_mode = WAL');
  connection.pragma('synchronous = NORMAL');
  connection.pragma('foreign_keys = ON');
  connection.pragma('busy_timeout = 5000');
  connection.pragma(`cache_size = -${CACHE_KIBIBYTES}`);
  connection.pragma('temp_store = MEMORY');
  return new Kysely<Tables>({ dialect: new SqliteDialect({ database: keepingStatements(connection) }) });
}
