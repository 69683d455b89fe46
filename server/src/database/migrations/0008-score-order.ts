import { PROM_INSTRUMENTS, PROM_TIMEPOINTS } from '@lamina/shared/domain/prom.ts';
import { type Kysely, sql } from 'kysely';
import { isPostgres, STRICT } from '../dialect.ts';

/**
 * Scores lie in the order of their key and nowhere else, which takes half the room. Their words are compared one by one:
 * for `in` with more than two words, SQLite makes a table of them whenever it runs a statement, which cost an import
 * more than all else about a score.
 */
export async function up(db: Kysely<never>): Promise<void> {
  if (isPostgres(db)) return;
  await db.schema
    .createTable('prom_score_in_order')
    .addColumn('case_id', 'integer', (column) =>
      column.notNull().references('surgical_case.id').onDelete('cascade'),
    )
    .addColumn('instrument', 'text', (column) =>
      column.notNull().check(isAnyOf('instrument', PROM_INSTRUMENTS)),
    )
    .addColumn('timepoint', 'text', (column) => column.notNull().check(isAnyOf('timepoint', PROM_TIMEPOINTS)))
    .addColumn('score', 'real', (column) => column.notNull())
    .addColumn('answered_on', 'text', (column) => column.check(sql`answered_on like '____-__-__'`))
    .addPrimaryKeyConstraint('prom_score_key', ['case_id', 'instrument', 'timepoint'])
    .modifyEnd(sql`${STRICT}, without rowid`)
    .execute();
  await sql`
    insert into prom_score_in_order (case_id, instrument, timepoint, score, answered_on)
    select case_id, instrument, timepoint, score, answered_on from prom_score
    order by case_id, instrument, timepoint`.execute(db);
  await sql`drop table prom_score`.execute(db);
  await sql`alter table prom_score_in_order rename to prom_score`.execute(db);
}

function isAnyOf(column: string, values: readonly string[]) {
  const comparisons = values.map((value) => sql`${sql.ref(column)} = ${sql.lit(value)}`);
  return sql<boolean>`${sql.join(comparisons, sql` or `)}`;
}
