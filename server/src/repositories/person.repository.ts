import type { PersonRights } from '@lamina/shared/contract/people.ts';
import type { Database, DatabaseTransaction } from '../database/database.ts';

export interface StoredPerson extends PersonRights {
  readonly id: string;
  readonly name: string;
  readonly email: string;
  readonly twoFactor: boolean;
  /** An account of the demo network that is switched off counts as disabled. */
  readonly disabled: boolean;
  readonly demo: boolean;
  readonly createdAt: string;
  readonly lastSignedInAt: string | null;
}

/** Everybody with an account, by name. Demo accounts are disabled unless `demoAccounts` and the record holds the demo network. */
export async function listPersons(
  db: Database | DatabaseTransaction,
  demoAccounts: boolean,
): Promise<StoredPerson[]> {
  return readPersons(db, demoAccounts, null);
}

export async function findPerson(
  db: Database | DatabaseTransaction,
  demoAccounts: boolean,
  id: string,
): Promise<StoredPerson | undefined> {
  const [person] = await readPersons(db, demoAccounts, { id });
  return person;
}

export async function findPersonByEmail(
  db: Database | DatabaseTransaction,
  demoAccounts: boolean,
  email: string,
): Promise<StoredPerson | undefined> {
  const [person] = await readPersons(db, demoAccounts, { email: email.toLowerCase() });
  return person;
}

async function readPersons(
  db: Database | DatabaseTransaction,
  demoAccounts: boolean,
  wanted: { id: string } | { email: string } | null,
): Promise<StoredPerson[]> {
  let query = db
    .selectFrom('person')
    .innerJoin('person_right', 'person_right.person_id', 'person.id')
    .selectAll('person_right')
    .select(['person.id', 'person.name', 'person.email', 'person.two_factor_enabled', 'person.created_at'])
    .select((eb) => eb.selectFrom('record_state').select('contents').as('contents'))
    .orderBy('person.name')
    .orderBy('person.email');
  if (wanted !== null && 'id' in wanted) query = query.where('person.id', '=', wanted.id);
  if (wanted !== null && 'email' in wanted) query = query.where('person.email', '=', wanted.email);
  const rows = await query.execute();
  if (rows.length === 0) return [];
  const hospitals = await db
    .selectFrom('person_hospital')
    .select(['person_id', 'hospital_id'])
    .where(
      'person_id',
      'in',
      rows.map(({ id }) => id),
    )
    .orderBy('hospital_id')
    .execute();
  return rows.map((row) => ({
    id: row.id,
    name: row.name,
    email: row.email,
    role: row.role,
    hospitals:
      row.all_hospitals === 1
        ? 'all'
        : hospitals.filter(({ person_id }) => person_id === row.id).map(({ hospital_id }) => hospital_id),
    surgeon: row.surgeon_id,
    twoFactor: row.two_factor_enabled === 1,
    disabled: row.disabled_at !== null || (row.demo === 1 && !(demoAccounts && row.contents === 'demo')),
    demo: row.demo === 1,
    createdAt: row.created_at,
    lastSignedInAt: row.last_signed_in_at,
  }));
}

/** Adds somebody who has no password yet. */
export async function insertPerson(
  transaction: DatabaseTransaction,
  person: { readonly id: string; readonly name: string; readonly email: string; readonly at: string },
): Promise<void> {
  await transaction
    .insertInto('person')
    .values({
      id: person.id,
      name: person.name,
      email: person.email.toLowerCase(),
      // The administrator who adds them vouches for the address: single sign-on may be joined to it.
      email_verified: 1,
      image: null,
      created_at: person.at,
      updated_at: person.at,
      two_factor_enabled: 0,
    })
    .execute();
}

/** Writes what a person may see, in place of what they might before. */
export async function putRights(
  transaction: DatabaseTransaction,
  personId: string,
  { role, hospitals, surgeon }: PersonRights,
  demo: boolean,
): Promise<void> {
  const rights = {
    role,
    all_hospitals: hospitals === 'all' ? (1 as const) : (0 as const),
    surgeon_id: surgeon,
    demo: demo ? (1 as const) : (0 as const),
  };
  await transaction
    .insertInto('person_right')
    .values({ ...rights, person_id: personId, disabled_at: null, last_signed_in_at: null })
    .onConflict((conflict) => conflict.column('person_id').doUpdateSet(rights))
    .execute();
  await transaction.deleteFrom('person_hospital').where('person_id', '=', personId).execute();
  if (hospitals === 'all' || hospitals.length === 0) return;
  await transaction
    .insertInto('person_hospital')
    .values([...new Set(hospitals)].map((hospital) => ({ person_id: personId, hospital_id: hospital })))
    .execute();
}

/** Disables from `at` on, or enables again where that is null. */
export async function putDisabled(
  db: Database | DatabaseTransaction,
  personId: string,
  at: string | null,
): Promise<void> {
  await db.updateTable('person_right').set({ disabled_at: at }).where('person_id', '=', personId).execute();
}

export async function noteSignIn(db: Database, personId: string, at: string): Promise<void> {
  await db
    .updateTable('person_right')
    .set({ last_signed_in_at: at })
    .where('person_id', '=', personId)
    .execute();
}

/** Ends every session, and the memory of browsers that need no second factor. */
export async function endSessions(db: Database | DatabaseTransaction, personId: string): Promise<void> {
  await db.deleteFrom('session').where('person_id', '=', personId).execute();
  await forgetOneTimeSecrets(db, personId);
}

/** Password links not yet used, second factors not yet given, browsers that need none. */
export async function forgetOneTimeSecrets(
  db: Database | DatabaseTransaction,
  personId: string,
): Promise<void> {
  await db.deleteFrom('verification').where('value', '=', personId).execute();
}

export async function removeTwoFactor(transaction: DatabaseTransaction, personId: string): Promise<void> {
  await transaction.deleteFrom('two_factor').where('person_id', '=', personId).execute();
  await transaction.updateTable('person').set({ two_factor_enabled: 0 }).where('id', '=', personId).execute();
}

export async function removePersons(
  db: Database | DatabaseTransaction,
  ids: readonly string[],
): Promise<void> {
  if (ids.length > 0)
    await db
      .deleteFrom('person')
      .where('id', 'in', [...ids])
      .execute();
}

/** Removes sessions and one-time secrets that ended before `now`. */
export async function removeExpired(db: Database, now: string): Promise<void> {
  await db.deleteFrom('session').where('expires_at', '<', now).execute();
  await db.deleteFrom('verification').where('expires_at', '<', now).execute();
}
