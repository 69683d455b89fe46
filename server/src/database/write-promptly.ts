import { setTimeout as pause } from 'node:timers/promises';
import { sql } from 'kysely';
import type { Database, DatabaseTransaction } from './database.ts';
import { isPostgres } from './dialect.ts';
import { BUSY_TIMEOUT_MILLISECONDS, isBusy } from './is-busy.ts';

const PAUSE_MILLISECONDS = 20;

/**
 * Runs a short write in a transaction (the caller's, if it is in one). While another process writes, it tries again
 * without holding anything up: SQLite's own wait would stop the whole server. Throws an error that `isBusy` knows after `patience` (milliseconds).
 */
export async function writePromptly<Result>(
  db: Database | DatabaseTransaction,
  patience: number,
  write: (transaction: DatabaseTransaction) => Promise<Result>,
): Promise<Result> {
  if (db.isTransaction) return write(db as DatabaseTransaction);
  if (isPostgres(db)) return writeWithin(db, patience, write);
  const deadline = performance.now() + patience;
  for (;;) {
    try {
      return await attempt(db, write);
    } catch (error) {
      if (!isBusy(error) || performance.now() >= deadline) throw error;
      await pause(PAUSE_MILLISECONDS);
    }
  }
}

/** PostgreSQL waits without holding the process up. */
function writeWithin<Result>(
  db: Database,
  patience: number,
  write: (transaction: DatabaseTransaction) => Promise<Result>,
): Promise<Result> {
  return db.transaction().execute(async (transaction) => {
    await sql`select set_config('lock_timeout', ${`${Math.max(1, Math.ceil(patience))}ms`}, true)`.execute(
      transaction,
    );
    return write(transaction);
  });
}

function attempt<Result>(
  db: Database,
  write: (transaction: DatabaseTransaction) => Promise<Result>,
): Promise<Result> {
  return db.connection().execute(async (connection) => {
    await sql.raw('pragma busy_timeout = 0').execute(connection);
    try {
      return await connection.transaction().execute(write);
    } finally {
      await sql.raw(`pragma busy_timeout = ${BUSY_TIMEOUT_MILLISECONDS}`).execute(connection);
    }
  });
}
