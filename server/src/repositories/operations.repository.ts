import type { Database } from '../database/database.ts';

/** What somebody who runs the server watches. Times are ISO, null when it never happened. */
export interface OperationalState {
  readonly dataVersion: number;
  readonly lastImport: string | null;
  readonly lastBackup: string | null;
  readonly auditEntries: number;
}

/** Throws when the database does not answer. */
export async function getOperationalState(db: Database): Promise<OperationalState> {
  return db
    .selectFrom(['record_state', 'audit_head'])
    .select(['data_version as dataVersion', 'audit_head.entries as auditEntries'])
    .select((eb) => [
      eb
        .selectFrom('import')
        .select((inner) => inner.fn.max('imported_at').as('at'))
        .as('lastImport'),
      eb
        .selectFrom('audit_entry')
        .where('action', '=', 'backup-made')
        .select((inner) => inner.fn.max('at').as('at'))
        .as('lastBackup'),
    ])
    .executeTakeFirstOrThrow();
}

export async function countCases(db: Database): Promise<number> {
  const { cases } = await db
    .selectFrom('surgical_case')
    .select((eb) => eb.fn.countAll<number>().as('cases'))
    .executeTakeFirstOrThrow();
  return cases;
}
