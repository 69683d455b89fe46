import type { DatabaseTransaction } from '../database/database.ts';

/** What refers to something comes before it. */
const TABLES_OF_THE_RECORD = [
  'event',
  'recovery',
  'prom_score',
  'surgical_case',
  'published_comparator',
  'import_rejection',
  'import',
  'surgeon',
  'hospital',
] as const;

/** Empties the whole record. The outcome facts are stale afterwards. */
export async function clearRecord(transaction: DatabaseTransaction): Promise<void> {
  for (const table of TABLES_OF_THE_RECORD) await transaction.deleteFrom(table).execute();
  await transaction
    .updateTable('record_state')
    .set((eb) => ({
      contents: 'empty',
      pseudonym_fingerprint: null,
      data_version: eb('data_version', '+', 1),
    }))
    .execute();
}
