import { type Kysely, sql } from 'kysely';
import { isJson, STRICT } from '../dialect.ts';

/** The fitted case-mix models, and for which facts and formulae they were fitted. The expected risks themselves are derived: case-mix.repository.ts creates their table. */
export async function up(db: Kysely<never>): Promise<void> {
  await db.schema
    .createTable('risk_model')
    .addColumn('indicator_id', 'text', (column) => column.primaryKey())
    .addColumn('model', 'text', (column) => column.notNull())
    .addColumn('version', 'text', (column) => column.notNull())
    .addColumn('state', 'text', (column) => column.notNull().check(sql`state in ('fitted', 'not-fitted')`))
    .addColumn('cases', 'integer', (column) => column.notNull())
    .addColumn('events', 'integer', (column) => column.notNull())
    .addColumn('details', 'text', (column) => column.notNull().check(isJson('details')))
    .modifyEnd(STRICT)
    .execute();
  await db.schema.alterTable('record_state').addColumn('case_mix_data_version', 'integer').execute();
  await db.schema.alterTable('record_state').addColumn('case_mix_hash', 'text').execute();
}
