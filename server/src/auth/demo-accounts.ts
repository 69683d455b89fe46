import type { DemoAccount } from '@lamina/shared/contract/account.ts';
import type { PersonRights } from '@lamina/shared/contract/people.ts';
import type { Role } from '@lamina/shared/domain/viewer.ts';
import { refreshOutcomeFacts } from '../repositories/outcome-facts.repository.ts';
import {
  listPersons,
  putRights,
  removePersons,
  removeTwoFactor,
  type StoredPerson,
} from '../repositories/person.repository.ts';
import { findBusiestSurgeon } from '../repositories/provider-label.repository.ts';
import { getRecordState } from '../repositories/record-state.repository.ts';
import type { Accounts } from './accounts.ts';
import { addPersonAccount } from './new-person.ts';

type Bound = { readonly surgeon: number; readonly hospital: number };

interface DemoPerson {
  readonly role: Role;
  readonly name: string;
  readonly email: string;
  readonly sees: string;
  readonly rightsFor: (bound: Bound | undefined) => PersonRights;
}

const DEMO_PEOPLE: readonly DemoPerson[] = [
  {
    role: 'quality-lead',
    name: 'Demo quality lead',
    email: 'quality@lamina.demo',
    sees: 'Every case of all hospitals',
    rightsFor: () => ({ role: 'quality-lead', hospitals: 'all', surgeon: null }),
  },
  {
    role: 'quality-lead',
    name: 'Demo hospital quality lead',
    email: 'hospital@lamina.demo',
    sees: 'Every case of one hospital',
    rightsFor: (bound) => ({
      role: 'quality-lead',
      hospitals: bound === undefined ? [] : [bound.hospital],
      surgeon: null,
    }),
  },
  {
    role: 'surgeon',
    name: 'Demo surgeon',
    email: 'surgeon@lamina.demo',
    sees: 'One surgeon’s own cases, and colleagues only as a whole',
    rightsFor: (bound) => ({ role: 'surgeon', hospitals: 'all', surgeon: bound?.surgeon ?? null }),
  },
  {
    role: 'viewer',
    name: 'Demo viewer',
    email: 'viewer@lamina.demo',
    sees: 'Figures of groups, small numbers hidden; no single case',
    rightsFor: () => ({ role: 'viewer', hospitals: 'all', surgeon: null }),
  },
  {
    role: 'administrator',
    name: 'Demo administrator',
    email: 'administrator@lamina.demo',
    sees: 'People, settings and imports; no case',
    rightsFor: () => ({ role: 'administrator', hospitals: 'all', surgeon: null }),
  },
];

/** No secret: whoever reaches a loopback address of this computer may sign in as these, and only they can. */
function passwordOf(email: string): string {
  return `demo-password-${email.split('@')[0]}`;
}

/** Those who may sign in with one click; none unless the record holds the demo network. */
export async function listDemoAccounts({ db, demoAccounts }: Accounts): Promise<DemoAccount[]> {
  if (!demoAccounts || (await getRecordState(db)).contents !== 'demo') return [];
  const people = await listPersons(db, demoAccounts);
  const there = new Set(people.filter(({ demo, disabled }) => demo && !disabled).map(({ email }) => email));
  return DEMO_PEOPLE.filter(({ email }) => there.has(email)).map(({ role, name, email, sees }) => ({
    role,
    name,
    email,
    password: passwordOf(email),
    sees,
  }));
}

/**
 * Makes or mends the demo accounts while the record holds the demo network and only this computer reaches the server, and
 * removes them otherwise. The outcome facts must be up to date: they tell which surgeon is busiest.
 */
export async function keepDemoAccounts(accounts: Accounts): Promise<void> {
  const { db, demoAccounts } = accounts;
  const present = (await listPersons(db, demoAccounts)).filter(({ demo }) => demo);
  if (!demoAccounts || (await getRecordState(db)).contents !== 'demo') {
    await removePersons(
      db,
      present.map(({ id }) => id),
    );
    return;
  }
  const bound = await findBusiestSurgeon(db);
  for (const { name, email, rightsFor } of DEMO_PEOPLE) {
    const known = present.find((person) => person.email === email);
    const rights = rightsFor(bound);
    const id = await db.transaction().execute(async (transaction) => {
      if (known === undefined) return addPersonAccount(transaction, { name, email, rights, demo: true });
      await putRights(transaction, known.id, rights, true);
      if (known.twoFactor) await removeTwoFactor(transaction, known.id);
      return known.id;
    });
    await setPassword(accounts, id, passwordOf(email));
  }
}

/** Whether a rebuilt demo network has taken from a demo account what it was bound to. */
export function isUnboundDemoAccount({ demo, disabled, role, hospitals, surgeon }: StoredPerson): boolean {
  if (!demo || disabled) return false;
  return role === 'surgeon' ? surgeon === null : hospitals !== 'all' && hospitals.length === 0;
}

/** Binds the demo accounts to the network that is there now: it may have been rebuilt while the server ran. */
export async function bindDemoAccounts({ db, demoAccounts }: Accounts): Promise<void> {
  await refreshOutcomeFacts(db);
  const bound = await findBusiestSurgeon(db);
  const present = (await listPersons(db, demoAccounts)).filter(isUnboundDemoAccount);
  for (const { id, email } of present) {
    const person = DEMO_PEOPLE.find((each) => each.email === email);
    if (person === undefined || bound === undefined) continue;
    await db
      .transaction()
      .execute((transaction) => putRights(transaction, id, person.rightsFor(bound), true));
  }
}

async function setPassword({ auth }: Accounts, personId: string, password: string): Promise<void> {
  const { internalAdapter, password: hashing } = await auth.$context;
  const account = await internalAdapter.findCredentialAccount(personId);
  const current = account?.password;
  if (typeof current === 'string' && (await hashing.verify({ hash: current, password }))) return;
  const hash = await hashing.hash(password);
  if (account === null) {
    await internalAdapter.createAccount({
      userId: personId,
      providerId: 'credential',
      accountId: personId,
      password: hash,
    });
  } else await internalAdapter.updatePassword(personId, hash);
}
