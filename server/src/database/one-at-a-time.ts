import { sql } from 'kysely';
import type { Database } from './database.ts';
import { isPostgres } from './dialect.ts';
import { BUSY_TIMEOUT_MILLISECONDS } from './is-busy.ts';

/** What only one of several servers on the same database does at a time, and the number of its lock there. */
const TASKS = { start: 7_301_001, 'case-mix': 7_301_002 } as const;

/**
 * Does the work while no other process with the same PostgreSQL database does the same task: they wait, and look again afterwards whether
 * anything is left to do. PostgreSQL takes the lock back when a process ends, however it ends. A database file is served by one process.
 */
export async function oneAtATime<Result>(
  db: Database,
  task: keyof typeof TASKS,
  work: () => Promise<Result>,
): Promise<Result> {
  if (!isPostgres(db)) return work();
  const lock = sql.lit(TASKS[task]);
  return db.connection().execute(async (connection) => {
    await sql`set lock_timeout = 0`.execute(connection);
    await sql`select pg_advisory_lock(${lock})`.execute(connection);
    try {
      return await work();
    } finally {
      await sql`set lock_timeout = ${sql.lit(BUSY_TIMEOUT_MILLISECONDS)}`.execute(connection);
      await sql`select pg_advisory_unlock(${lock})`.execute(connection);
    }
  });
}
