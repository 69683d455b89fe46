import type { Database, DatabaseTransaction } from './database.ts';

/** Reads one state of the database, whoever writes to it meanwhile: in the caller's transaction, if it is in one. */
export async function readAtOnce<Result>(
  db: Database | DatabaseTransaction,
  read: (transaction: DatabaseTransaction) => Promise<Result>,
): Promise<Result> {
  if (db.isTransaction) return read(db as DatabaseTransaction);
  return db.transaction().setIsolationLevel('repeatable read').execute(read);
}
