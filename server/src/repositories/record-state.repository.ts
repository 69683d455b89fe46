import type { Database, DatabaseTransaction } from '../database/database.ts';

export interface RecordState {
  readonly contents: 'empty' | 'demo' | 'reported';
  readonly dataVersion: number;
  /** The latest data cut-off of any import that cases came by, null when none has one. */
  readonly dataCutOff: string | null;
}

/** Finding the cut-off looks at every case, and every answer tells it: remembered until the record changes. */
const known = new WeakMap<Database | DatabaseTransaction, RecordState>();

export async function getRecordState(db: Database): Promise<RecordState> {
  const before = known.get(db);
  const now = await db
    .selectFrom('record_state')
    .select(['contents', 'data_version'])
    .executeTakeFirstOrThrow();
  if (before?.dataVersion === now.data_version && before.contents === now.contents) return before;
  const state = await readRecordState(db);
  known.set(db, state);
  return state;
}

/** Differs whenever the record or what is derived from it does. */
export async function getRecordVersion(db: Database): Promise<string> {
  return JSON.stringify(await db.selectFrom('record_state').selectAll().executeTakeFirstOrThrow());
}

async function readRecordState(db: Database): Promise<RecordState> {
  const state = await db
    .selectFrom('record_state')
    .select(['contents', 'data_version'])
    .select((eb) =>
      eb
        .selectFrom('import')
        .where((where) =>
          where.exists(
            where
              .selectFrom('surgical_case')
              .whereRef('surgical_case.import_id', '=', 'import.id')
              .select('surgical_case.id'),
          ),
        )
        .select((inner) => inner.fn.max('import.cut_off').as('cut_off'))
        .as('cut_off'),
    )
    .executeTakeFirstOrThrow();
  return { contents: state.contents, dataVersion: state.data_version, dataCutOff: state.cut_off };
}
