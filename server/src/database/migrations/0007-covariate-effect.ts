import type { Kysely } from 'kysely';
import { REAL, STRICT } from '../dialect.ts';

/** What each value of a covariate adds to the log odds of each fitted case-mix model. */
export async function up(db: Kysely<never>): Promise<void> {
  await db.schema
    .createTable('covariate_effect')
    .addColumn('indicator_id', 'text', (column) => column.notNull())
    .addColumn('covariate', 'text', (column) => column.notNull())
    .addColumn('code', 'integer', (column) => column.notNull())
    .addColumn('value', 'text', (column) => column.notNull())
    .addColumn('log_odds', REAL, (column) => column.notNull())
    .addPrimaryKeyConstraint('covariate_effect_key', ['indicator_id', 'covariate', 'code'])
    .modifyEnd(STRICT)
    .execute();
}
