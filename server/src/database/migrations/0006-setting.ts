import type { Kysely } from 'kysely';
import { STRICT } from '../dialect.ts';

/** What administrators decide for the whole installation. */
export async function up(db: Kysely<never>): Promise<void> {
  await db.schema
    .createTable('setting')
    .addColumn('name', 'text', (column) => column.primaryKey())
    .addColumn('value', 'text', (column) => column.notNull())
    .modifyEnd(STRICT)
    .execute();
}
