import type { ImportEntry, RejectionsOutput } from '@lamina/shared/contract/data-quality.ts';
import type { Database } from '../database/database.ts';

/** The latest imports first. */
export async function listImports(db: Database, most: number): Promise<ImportEntry[]> {
  return db
    .selectFrom('import')
    .select(['id', 'format', 'source_system as source', 'file_name as fileName', 'imported_at as importedAt'])
    .select(['cut_off as cutOff', 'rows_added as added', 'rows_updated as updated'])
    .select(['rows_unchanged as unchanged', 'rows_rejected as rejected'])
    .orderBy('id', 'desc')
    .limit(most)
    .execute();
}

/** The rejected lines of an import in the order of the file, and how many there are. */
export async function listRejections(
  db: Database,
  importId: number,
  most: number,
): Promise<RejectionsOutput> {
  const ofImport = db.selectFrom('import_rejection').where('import_id', '=', importId);
  const [rejections, counted] = await Promise.all([
    ofImport
      .select(['id', 'line', 'column_name as column', 'value', 'reason'])
      .orderBy('line')
      .orderBy('id')
      .limit(most)
      .execute(),
    ofImport.select((eb) => eb.fn.countAll<number>().as('total')).executeTakeFirstOrThrow(),
  ]);
  return { total: counted.total, rejections };
}
