import { type CreateTableBuilder, type Kysely, sql } from 'kysely';
import { ROW_ID, STRICT } from '../dialect.ts';

function strict<Name extends string>(table: CreateTableBuilder<Name, never>) {
  return table.modifyEnd(STRICT);
}

function oneOf(column: string, values: readonly string[]) {
  return sql<boolean>`${sql.ref(column)} in (${sql.join(values.map((value) => sql.lit(value)))})`;
}

/** What people say about single cases, and the versions of facts that were decided from it. The source's values stay in them. */
export async function up(db: Kysely<never>): Promise<void> {
  await strict(
    db.schema
      .createTable('case_review')
      .addColumn('id', ROW_ID, (column) => column.primaryKey())
      .addColumn('case_id', 'integer', (column) =>
        column.notNull().references('surgical_case.id').onDelete('cascade'),
      )
      .addColumn('indicator_id', 'text', (column) => column.notNull())
      .addColumn('stance', 'text', (column) =>
        column.notNull().check(oneOf('stance', ['confirm', 'contest', 'comment'])),
      )
      .addColumn('contest', 'text')
      .addColumn('note', 'text', (column) => column.notNull())
      .addColumn('opened_by_id', 'text', (column) => column.notNull())
      .addColumn('opened_by_name', 'text', (column) => column.notNull())
      .addColumn('opened_by_role', 'text', (column) => column.notNull())
      .addColumn('opened_at', 'text', (column) => column.notNull())
      .addColumn('state', 'text', (column) =>
        column.notNull().check(oneOf('state', ['open', 'accepted', 'rejected', 'withdrawn', 'noted'])),
      )
      .addColumn('decided_by_id', 'text')
      .addColumn('decided_by_name', 'text')
      .addColumn('decided_at', 'text')
      .addColumn('decision_reason', 'text')
      .addColumn('effect', 'text')
      .addCheckConstraint('contest_says_what', sql`(stance = 'contest') = (contest is not null)`)
      .addCheckConstraint(
        'another_person_decides',
        sql`state not in ('accepted', 'rejected') or (decided_by_id is not null and decided_by_id <> opened_by_id)`,
      ),
  ).execute();
  await db.schema.createIndex('case_review_case').on('case_review').column('case_id').execute();
  await db.schema.createIndex('case_review_state').on('case_review').column('state').execute();

  await strict(
    db.schema
      .createTable('review_comment')
      .addColumn('id', ROW_ID, (column) => column.primaryKey())
      .addColumn('review_id', 'integer', (column) =>
        column.notNull().references('case_review.id').onDelete('cascade'),
      )
      .addColumn('person_id', 'text', (column) => column.notNull())
      .addColumn('person_name', 'text', (column) => column.notNull())
      .addColumn('person_role', 'text', (column) => column.notNull())
      .addColumn('written_at', 'text', (column) => column.notNull())
      .addColumn('text', 'text', (column) => column.notNull()),
  ).execute();
  await db.schema.createIndex('review_comment_review').on('review_comment').column('review_id').execute();

  await strict(
    db.schema
      .createTable('case_amendment')
      .addColumn('id', ROW_ID, (column) => column.primaryKey())
      .addColumn('review_id', 'integer', (column) =>
        column.notNull().references('case_review.id').onDelete('cascade'),
      )
      .addColumn('case_id', 'integer', (column) =>
        column.notNull().references('surgical_case.id').onDelete('cascade'),
      )
      .addColumn('fact', 'text', (column) => column.notNull())
      .addColumn('version', 'integer', (column) => column.notNull().check(sql`version > 0`))
      .addColumn('reported', 'text', (column) => column.notNull())
      .addColumn('delivered', 'text', (column) => column.notNull())
      .addColumn('corrected', 'text', (column) => column.notNull())
      .addColumn('state', 'text', (column) =>
        column.notNull().check(oneOf('state', ['in-force', 'conflict', 'superseded', 'ended'])),
      )
      .addColumn('applied', 'integer', (column) => column.notNull().check(sql`applied in (0, 1)`))
      .addColumn('decided_by_id', 'text', (column) => column.notNull())
      .addColumn('decided_by_name', 'text', (column) => column.notNull())
      .addColumn('decided_at', 'text', (column) => column.notNull())
      .addColumn('reason', 'text', (column) => column.notNull())
      .addColumn('ended_by_name', 'text')
      .addColumn('ended_at', 'text')
      .addColumn('ended_reason', 'text')
      .addUniqueConstraint('one_version_of_a_fact', ['case_id', 'fact', 'version']),
  ).execute();
  await db.schema.createIndex('case_amendment_review').on('case_amendment').column('review_id').execute();
}
