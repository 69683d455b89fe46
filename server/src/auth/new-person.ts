import { randomUUID } from 'node:crypto';
import type { PasswordLink, PersonRights } from '@lamina/shared/contract/people.ts';
import type { DatabaseTransaction } from '../database/database.ts';
import { LaminaError } from '../lamina-error.ts';
import {
  findPersonByEmail,
  forgetOneTimeSecrets,
  insertPerson,
  putRights,
} from '../repositories/person.repository.ts';
import type { Accounts } from './accounts.ts';
import { PASSWORD_LINK_HOURS } from './auth.ts';

const MILLISECONDS_AN_HOUR = 3_600_000;

interface NewPerson {
  readonly name: string;
  readonly email: string;
  readonly rights: PersonRights;
  readonly demo?: boolean;
}

/** Adds somebody who has no password yet. Throws a LaminaError when the e-mail address has an account. Returns their id. */
export async function addPersonAccount(
  transaction: DatabaseTransaction,
  { name, email, rights, demo = false }: NewPerson,
): Promise<string> {
  if ((await findPersonByEmail(transaction, false, email)) !== undefined) {
    throw new LaminaError('conflict', `${email} has an account already.`);
  }
  const id = randomUUID();
  await insertPerson(transaction, { id, name, email, at: new Date().toISOString() });
  await putRights(transaction, id, rights, demo);
  return id;
}

/** The address at which a person chooses a password, once; an earlier address stops working. */
export async function makePasswordLink(
  accounts: Accounts,
  person: { readonly id: string; readonly email: string },
): Promise<PasswordLink> {
  await forgetOneTimeSecrets(accounts.db, person.id);
  const expiresAt = new Date(Date.now() + PASSWORD_LINK_HOURS * MILLISECONDS_AN_HOUR).toISOString();
  const token = await accounts.makePasswordToken(person.email);
  return { address: `${accounts.origin}/choose-password?token=${encodeURIComponent(token)}`, expiresAt };
}
