import type { Database, DatabaseTransaction } from '../database/database.ts';
import type { AuditEntryTable, AuditHeadTable } from '../database/tables/audit.ts';

export type AuditHead = Pick<AuditHeadTable, 'entries' | 'hash'>;

/** Takes the write lock at once, so that whoever appends next waits here, and returns how the chain ends. */
export async function lockAuditHead(transaction: DatabaseTransaction): Promise<AuditHead> {
  return transaction
    .updateTable('audit_head')
    .set((eb) => ({ entries: eb.ref('entries') }))
    .returning(['entries', 'hash'])
    .executeTakeFirstOrThrow();
}

export async function appendAuditEntry(
  transaction: DatabaseTransaction,
  entry: AuditEntryTable,
): Promise<void> {
  await transaction.insertInto('audit_entry').values(entry).execute();
  await transaction.updateTable('audit_head').set({ entries: entry.sequence, hash: entry.hash }).execute();
}

export async function getAuditHead(db: Database): Promise<AuditHead> {
  return db.selectFrom('audit_head').select(['entries', 'hash']).executeTakeFirstOrThrow();
}
