import type { Insertable } from 'kysely';
import type { DatabaseTransaction } from '../database/database.ts';
import type { ImportTable } from '../database/tables/import.ts';
import { writeRows } from './bulk-write.ts';

export interface ImportCounts {
  readonly added: number;
  readonly updated: number;
  readonly unchanged: number;
  readonly rejected: number;
}

export interface ImportRejection {
  readonly line: number;
  readonly column: string | null;
  readonly value: string | null;
  readonly reason: string;
}

type NewImport = Omit<
  Insertable<ImportTable>,
  'id' | 'rows_added' | 'rows_updated' | 'rows_unchanged' | 'rows_rejected'
>;

/** Opens the log entry of an import, its counts still zero, and returns its id. */
export async function insertImport(transaction: DatabaseTransaction, entry: NewImport): Promise<number> {
  const { id } = await transaction
    .insertInto('import')
    .values({ ...entry, rows_added: 0, rows_updated: 0, rows_unchanged: 0, rows_rejected: 0 })
    .returning('id')
    .executeTakeFirstOrThrow();
  return id;
}

export async function completeImport(
  transaction: DatabaseTransaction,
  importId: number,
  counts: ImportCounts,
  rejections: readonly ImportRejection[],
): Promise<void> {
  await transaction
    .updateTable('import')
    .set({
      rows_added: counts.added,
      rows_updated: counts.updated,
      rows_unchanged: counts.unchanged,
      rows_rejected: counts.rejected,
    })
    .where('id', '=', importId)
    .execute();
  await writeRows(
    transaction,
    'import_rejection',
    ['import_id', 'line', 'column_name', 'value', 'reason'],
    rejections.flatMap(({ line, column, value, reason }) => [importId, line, column, value, reason]),
  );
}
