import type {
  AddPersonInput,
  ChangePersonInput,
  PasswordLink,
  Person,
  PersonInput,
  PersonRights,
  RightsOptions,
} from '@lamina/shared/contract/people.ts';
import type { AuditAction, AuditDetail } from '@lamina/shared/domain/audit-action.ts';
import type { Accounts } from '../auth/accounts.ts';
import { addPersonAccount, makePasswordLink } from '../auth/new-person.ts';
import type { DatabaseTransaction } from '../database/database.ts';
import { LaminaError } from '../lamina-error.ts';
import { lockAuditHead } from '../repositories/audit.repository.ts';
import {
  endSessions,
  findPerson,
  listPersons,
  putDisabled,
  putRights,
  removeTwoFactor,
  type StoredPerson,
} from '../repositories/person.repository.ts';
import { listProviderLabels } from '../repositories/provider-label.repository.ts';
import { type AuditActor, COMMAND_LINE, recordAudit } from './audit.service.ts';
import { namedHospitals, namedSurgeon } from './named-provider.service.ts';

/** Everybody with an account. Like all that follows it is for administrators and the command line; others are refused ('not-allowed'). */
export async function getPeople(actor: AuditActor, accounts: Accounts): Promise<Person[]> {
  assertMayManage(actor);
  const [people, labels] = await Promise.all([
    listPersons(accounts.db, accounts.demoAccounts),
    listProviderLabels(accounts.db),
  ]);
  return people.map((person) => ({
    id: person.id,
    name: person.name,
    email: person.email,
    role: person.role,
    hospitals: namedHospitals(person.hospitals, labels),
    surgeon: namedSurgeon(person.surgeon, labels),
    twoFactor: person.twoFactor,
    disabled: person.disabled,
    createdAt: person.createdAt,
    lastSignedInAt: person.lastSignedInAt,
  }));
}

export async function getRightsOptions(actor: AuditActor, { db }: Accounts): Promise<RightsOptions> {
  assertMayManage(actor);
  return listProviderLabels(db);
}

/** Adds somebody and returns the address at which they choose their password. */
export async function addPerson(
  actor: AuditActor,
  accounts: Accounts,
  { name, email, rights }: AddPersonInput,
): Promise<PasswordLink> {
  assertMayManage(actor);
  await assertInRecord(accounts, rights);
  const id = await accounts.db.transaction().execute(async (transaction) => {
    const added = await addPersonAccount(transaction, { name, email, rights });
    await recordAudit({ db: transaction }, actor, {
      action: 'person-added',
      subject: `person:${added}`,
      detail: detailOf(rights),
    });
    return added;
  });
  return makePasswordLink(accounts, { id, email: email.toLowerCase() });
}

/** Gives somebody other rights, which count from their next request on. */
export async function changePerson(
  actor: AuditActor,
  accounts: Accounts,
  { id, rights }: ChangePersonInput,
): Promise<void> {
  assertMayManage(actor);
  await assertInRecord(accounts, rights);
  const action = (person: StoredPerson): AuditAction =>
    person.role === rights.role ? 'person-changed' : 'role-changed';
  await change(actor, accounts, id, action, detailOf(rights), async (transaction, person) => {
    await putRights(transaction, id, rights, person.demo);
    await assertSomebodyAdministers(transaction, accounts);
  });
}

/** Ends all sessions of somebody, who may not sign in again. */
export async function disablePerson(
  actor: AuditActor,
  accounts: Accounts,
  { id }: PersonInput,
): Promise<void> {
  assertMayManage(actor);
  await change(actor, accounts, id, 'person-disabled', {}, async (transaction) => {
    await putDisabled(transaction, id, new Date().toISOString());
    await endSessions(transaction, id);
    await assertSomebodyAdministers(transaction, accounts);
  });
}

export async function enablePerson(
  actor: AuditActor,
  accounts: Accounts,
  { id }: PersonInput,
): Promise<void> {
  assertMayManage(actor);
  await change(actor, accounts, id, 'person-enabled', {}, (transaction) =>
    putDisabled(transaction, id, null),
  );
}

/** An address at which somebody who forgot their password chooses another; the old one works until then. */
export async function resetPassword(
  actor: AuditActor,
  accounts: Accounts,
  { id }: PersonInput,
): Promise<PasswordLink> {
  assertMayManage(actor);
  const person = await getPerson(accounts, id);
  if (person.disabled) throw new LaminaError('conflict', 'This account is disabled. Enable it first.');
  await recordAudit(accounts, actor, { action: 'password-reset', subject: `person:${id}` });
  return makePasswordLink(accounts, person);
}

/** Somebody who lost their telephone and their backup codes signs in with the password alone, and may set up a new one. */
export async function resetTwoFactor(
  actor: AuditActor,
  accounts: Accounts,
  { id }: PersonInput,
): Promise<void> {
  assertMayManage(actor);
  await change(actor, accounts, id, 'two-factor-disabled', { by: 'administrator' }, async (transaction) => {
    await removeTwoFactor(transaction, id);
    await endSessions(transaction, id);
  });
}

export async function endPersonSessions(
  actor: AuditActor,
  accounts: Accounts,
  { id }: PersonInput,
): Promise<void> {
  assertMayManage(actor);
  await change(actor, accounts, id, 'session-ended', { all: true }, (transaction) =>
    endSessions(transaction, id),
  );
}

/** The change and its entry in the audit log: both or neither. */
async function change(
  actor: AuditActor,
  accounts: Accounts,
  id: string,
  action: AuditAction | ((person: StoredPerson) => AuditAction),
  detail: AuditDetail,
  write: (transaction: DatabaseTransaction, person: StoredPerson) => Promise<void>,
): Promise<void> {
  await accounts.db.transaction().execute(async (transaction) => {
    // One change at a time, so that two do not each leave the other's administrator as the last one.
    await lockAuditHead(transaction);
    const person = await getPerson({ ...accounts, db: transaction }, id);
    await write(transaction, person);
    await recordAudit({ db: transaction }, actor, {
      action: typeof action === 'function' ? action(person) : action,
      subject: `person:${id}`,
      detail,
    });
  });
}

function assertMayManage(actor: AuditActor): void {
  if (actor.role === 'administrator' || actor === COMMAND_LINE) return;
  throw new LaminaError('not-allowed', 'Only administrators manage people.');
}

async function getPerson(
  { db, demoAccounts }: { db: Accounts['db'] | DatabaseTransaction; demoAccounts: boolean },
  id: string,
): Promise<StoredPerson> {
  const person = await findPerson(db, demoAccounts, id);
  if (person === undefined) throw new LaminaError('not-found', 'There is no such person.');
  return person;
}

async function assertSomebodyAdministers(
  transaction: DatabaseTransaction,
  { demoAccounts }: Accounts,
): Promise<void> {
  const people = await listPersons(transaction, demoAccounts);
  if (people.some(({ role, disabled }) => role === 'administrator' && !disabled)) return;
  throw new LaminaError(
    'conflict',
    'This is the last administrator. Make somebody else an administrator first.',
  );
}

async function assertInRecord({ db }: Accounts, { hospitals, surgeon }: PersonRights): Promise<void> {
  const known = await listProviderLabels(db);
  const hospital =
    hospitals === 'all'
      ? undefined
      : hospitals.find((wanted) => known.hospitals.every(({ id }) => id !== wanted));
  if (hospital !== undefined) {
    throw new LaminaError('bad-input', `There is no hospital ${hospital} in the record.`);
  }
  if (surgeon !== null && known.surgeons.every(({ id }) => id !== surgeon)) {
    throw new LaminaError('bad-input', `There is no surgeon ${surgeon} in the record.`);
  }
}

function detailOf({ role, hospitals, surgeon }: PersonRights): AuditDetail {
  return { role, hospitals, surgeon };
}
