import { ROLES } from '@lamina/shared/domain/viewer.ts';
import { type CreateTableBuilder, type Kysely, sql } from 'kysely';
import { SIGN_IN_DATE, STRICT } from '../dialect.ts';

function isFlag(column: string) {
  return sql<boolean>`${sql.ref(column)} in (0, 1)`;
}

function strict<Name extends string>(table: CreateTableBuilder<Name, never>) {
  return table.modifyEnd(STRICT);
}

/**
 * People, how they prove who they are (in the shape that better-auth reads and writes, which a test compares with these
 * tables), and what an administrator lets them see.
 */
export async function up(db: Kysely<never>): Promise<void> {
  await createSignIn(db);
  await createRights(db);
}

// better-auth looks for columns of the type `date`, which a strict table does not know. It keeps moments as texts and flags as numbers.
async function createSignIn(db: Kysely<never>): Promise<void> {
  await db.schema
    .createTable('person')
    .addColumn('id', 'text', (column) => column.primaryKey().notNull())
    .addColumn('name', 'text', (column) => column.notNull())
    .addColumn('email', 'text', (column) => column.notNull().unique())
    .addColumn('email_verified', 'integer', (column) => column.notNull().check(isFlag('email_verified')))
    .addColumn('image', 'text')
    .addColumn('created_at', SIGN_IN_DATE, (column) => column.notNull())
    .addColumn('updated_at', SIGN_IN_DATE, (column) => column.notNull())
    .addColumn('two_factor_enabled', 'integer', (column) => column.check(isFlag('two_factor_enabled')))
    .execute();

  await db.schema
    .createTable('session')
    .addColumn('id', 'text', (column) => column.primaryKey().notNull())
    .addColumn('expires_at', SIGN_IN_DATE, (column) => column.notNull())
    .addColumn('token', 'text', (column) => column.notNull().unique())
    .addColumn('created_at', SIGN_IN_DATE, (column) => column.notNull())
    .addColumn('updated_at', SIGN_IN_DATE, (column) => column.notNull())
    .addColumn('ip_address', 'text')
    .addColumn('user_agent', 'text')
    .addColumn('person_id', 'text', (column) => column.notNull().references('person.id').onDelete('cascade'))
    .execute();
  await db.schema.createIndex('session_person').on('session').column('person_id').execute();

  await db.schema
    .createTable('account')
    .addColumn('id', 'text', (column) => column.primaryKey().notNull())
    .addColumn('account_id', 'text', (column) => column.notNull())
    .addColumn('provider_id', 'text', (column) => column.notNull())
    .addColumn('person_id', 'text', (column) => column.notNull().references('person.id').onDelete('cascade'))
    .addColumn('access_token', 'text')
    .addColumn('refresh_token', 'text')
    .addColumn('id_token', 'text')
    .addColumn('access_token_expires_at', SIGN_IN_DATE)
    .addColumn('refresh_token_expires_at', SIGN_IN_DATE)
    .addColumn('scope', 'text')
    .addColumn('password', 'text')
    .addColumn('created_at', SIGN_IN_DATE, (column) => column.notNull())
    .addColumn('updated_at', SIGN_IN_DATE, (column) => column.notNull())
    .execute();
  await db.schema.createIndex('account_person').on('account').column('person_id').execute();

  await db.schema
    .createTable('verification')
    .addColumn('id', 'text', (column) => column.primaryKey().notNull())
    .addColumn('identifier', 'text', (column) => column.notNull())
    .addColumn('value', 'text', (column) => column.notNull())
    .addColumn('expires_at', SIGN_IN_DATE, (column) => column.notNull())
    .addColumn('created_at', SIGN_IN_DATE, (column) => column.notNull())
    .addColumn('updated_at', SIGN_IN_DATE, (column) => column.notNull())
    .execute();
  await db.schema.createIndex('verification_identifier').on('verification').column('identifier').execute();

  await db.schema
    .createTable('two_factor')
    .addColumn('id', 'text', (column) => column.primaryKey().notNull())
    .addColumn('secret', 'text', (column) => column.notNull())
    .addColumn('backup_codes', 'text', (column) => column.notNull())
    .addColumn('person_id', 'text', (column) => column.notNull().references('person.id').onDelete('cascade'))
    .addColumn('verified', 'integer', (column) => column.check(isFlag('verified')))
    .addColumn('failed_verification_count', 'integer')
    .addColumn('locked_until', SIGN_IN_DATE)
    .execute();
  await db.schema.createIndex('two_factor_person').on('two_factor').column('person_id').execute();

  await db.schema
    .createTable('rate_limit')
    .addColumn('id', 'text', (column) => column.primaryKey().notNull())
    .addColumn('key', 'text', (column) => column.notNull().unique())
    .addColumn('count', 'integer', (column) => column.notNull())
    .addColumn('last_request', 'bigint', (column) => column.notNull())
    .execute();
}

async function createRights(db: Kysely<never>): Promise<void> {
  const roles = sql.join(ROLES.map((role) => sql.lit(role)));
  await strict(
    db.schema
      .createTable('person_right')
      .addColumn('person_id', 'text', (column) =>
        column.primaryKey().notNull().references('person.id').onDelete('cascade'),
      )
      .addColumn('role', 'text', (column) => column.notNull().check(sql`role in (${roles})`))
      .addColumn('all_hospitals', 'integer', (column) => column.notNull().check(isFlag('all_hospitals')))
      .addColumn('surgeon_id', 'integer', (column) => column.references('surgeon.id').onDelete('set null'))
      .addColumn('demo', 'integer', (column) => column.notNull().check(isFlag('demo')))
      .addColumn('disabled_at', 'text')
      .addColumn('last_signed_in_at', 'text')
      .addCheckConstraint('only_a_surgeon_is_bound', sql`role = 'surgeon' or surgeon_id is null`),
  ).execute();

  // A hospital that leaves the record leaves the rights too: whoever had only it sees nothing, not everything.
  await strict(
    db.schema
      .createTable('person_hospital')
      .addColumn('person_id', 'text', (column) =>
        column.notNull().references('person.id').onDelete('cascade'),
      )
      .addColumn('hospital_id', 'integer', (column) =>
        column.notNull().references('hospital.id').onDelete('cascade'),
      )
      .addPrimaryKeyConstraint('person_hospital_key', ['person_id', 'hospital_id']),
  ).execute();
}
