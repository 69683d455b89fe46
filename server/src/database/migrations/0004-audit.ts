import { type Kysely, sql } from 'kysely';
import { isPostgres, STRICT } from '../dialect.ts';

const SHA256_DIGITS = 64;

const REFUSAL = 'The audit log is append-only.';

/**
 * The audit log and its head. Triggers keep it append-only and without a fork whoever writes to the file. PostgreSQL has
 * the same triggers, their bodies in a plpgsql function that raises.
 */
export async function up(db: Kysely<never>): Promise<void> {
  await db.schema
    .createTable('audit_entry')
    .addColumn('sequence', 'integer', (column) => column.primaryKey().check(sql`sequence >= 1`))
    .addColumn('at', 'text', (column) => column.notNull())
    .addColumn('person_id', 'text')
    .addColumn('actor', 'text', (column) => column.notNull())
    .addColumn('role', 'text')
    .addColumn('action', 'text', (column) => column.notNull())
    .addColumn('subject', 'text')
    .addColumn('detail', 'text', (column) => column.notNull())
    .addColumn('request_id', 'text')
    .addColumn('address', 'text')
    .addColumn('previous_hash', 'text', (column) => column.notNull().check(isHash('previous_hash')))
    .addColumn('hash', 'text', (column) => column.notNull().unique().check(isHash('hash')))
    .modifyEnd(STRICT)
    .execute();
  await db.schema
    .createIndex('audit_entry_action')
    .on('audit_entry')
    .columns(['action', 'sequence'])
    .execute();
  await db.schema
    .createIndex('audit_entry_subject')
    .on('audit_entry')
    .columns(['subject', 'sequence'])
    .execute();

  await db.schema
    .createTable('audit_head')
    .addColumn('id', 'integer', (column) => column.primaryKey().check(sql`id = 1`))
    .addColumn('entries', 'integer', (column) => column.notNull().check(sql`entries >= 0`))
    .addColumn('hash', 'text', (column) => column.notNull().check(isHash('hash')))
    .modifyEnd(STRICT)
    .execute();
  await sql`insert into audit_head (id, entries, hash) values (1, 0, ${sql.lit('0'.repeat(SHA256_DIGITS))})`.execute(
    db,
  );

  await refuse(db, 'audit_entry_is_not_changed', 'update on audit_entry');
  await refuse(db, 'audit_entry_is_not_deleted', 'delete on audit_entry');
  await refuse(db, 'audit_head_is_not_deleted', 'delete on audit_head');
  await refuse(
    db,
    'audit_entry_continues_the_chain',
    'insert on audit_entry',
    `not exists (select 1 from audit_head where new.sequence = entries + 1 and new.previous_hash = hash)`,
  );
  await refuse(
    db,
    'audit_head_only_advances',
    'update on audit_head',
    `not (new.entries = old.entries and new.hash = old.hash) and not exists
      (select 1 from audit_entry where sequence = new.entries and hash = new.hash and sequence = old.entries + 1)`,
  );
  await refuse(db, 'audit_has_one_head', 'insert on audit_head');
  if (isPostgres(db)) await refuseTruncation(db);
}

/** Which PostgreSQL does without looking at a row. */
async function refuseTruncation(db: Kysely<never>): Promise<void> {
  for (const table of ['audit_entry', 'audit_head']) {
    await sql
      .raw(
        `create trigger ${table}_is_not_truncated before truncate on ${table}
         for each statement execute function audit_entry_is_not_deleted()`,
      )
      .execute(db);
  }
}

function isHash(column: string) {
  return sql<boolean>`length(${sql.ref(column)}) = ${sql.lit(SHA256_DIGITS)}`;
}

async function refuse(db: Kysely<never>, name: string, event: string, when?: string): Promise<void> {
  const condition = when === undefined ? '' : ` when ${when}`;
  if (isPostgres(db)) await refuseInPostgres(db, name, event, when ?? 'true');
  else
    await sql
      .raw(
        `create trigger ${name} before ${event} for each row${condition}
       begin select raise(abort, '${REFUSAL}'); end`,
      )
      .execute(db);
}

async function refuseInPostgres(db: Kysely<never>, name: string, event: string, when: string): Promise<void> {
  const unchanged = event.startsWith('delete') ? 'old' : 'new';
  await sql
    .raw(
      `create function ${name}() returns trigger language plpgsql as $$
       begin
         if ${when} then raise exception '${REFUSAL}'; end if;
         return ${unchanged};
       end $$`,
    )
    .execute(db);
  await sql.raw(`create trigger ${name} before ${event} for each row execute function ${name}()`).execute(db);
}
