import type { Database } from '../database/database.ts';

export interface RecordState {
  readonly contents: 'empty' | 'demo' | 'reported';
  readonly dataVersion: number;
  /** The latest data cut-off of any import that cases came by, null when none has one. */
  readonly dataCutOff: string | null;
}

export async function getRecordState(db: Database): Promise<RecordState> {
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
