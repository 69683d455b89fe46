/** How long a writer waits for another one. With SQLite, it holds up the whole process meanwhile. */
export const BUSY_TIMEOUT_MILLISECONDS = 5000;

/** PostgreSQL's codes for a lock waited for in vain, transactions that undo one another, and ones that wait for one another. */
const POSTGRES_BUSY: ReadonlySet<string> = new Set(['55P03', '40001', '40P01']);

/** Whether the database refused because somebody else holds the write lock. */
export function isBusy(error: unknown): boolean {
  if (!(error instanceof Error && 'code' in error)) return false;
  return String(error.code).startsWith('SQLITE_BUSY') || POSTGRES_BUSY.has(String(error.code));
}
