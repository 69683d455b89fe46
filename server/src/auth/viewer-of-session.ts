import type { Viewer } from '@lamina/shared/domain/viewer.ts';
import { findPerson, type StoredPerson } from '../repositories/person.repository.ts';
import type { Accounts } from './accounts.ts';
import { bindDemoAccounts, isUnboundDemoAccount } from './demo-accounts.ts';

/**
 * Who sent a request with these headers, with the rights of this moment: a changed role counts at once, and a disabled
 * person is nobody. Null for somebody who has not signed in.
 */
export async function findViewer(accounts: Accounts, headers: Headers): Promise<Viewer | null> {
  const { db, auth, demoAccounts } = accounts;
  const session = await auth.api.getSession({ headers });
  if (session === null) return null;
  let person = await findPerson(db, demoAccounts, session.user.id);
  if (person !== undefined && isUnboundDemoAccount(person)) {
    await bindDemoAccounts(accounts);
    person = await findPerson(db, demoAccounts, session.user.id);
  }
  return person === undefined || person.disabled ? null : viewerOf(person);
}

export function viewerOf({ id, name, role, hospitals, surgeon }: StoredPerson): Viewer {
  return { personId: id, name, role, hospitals, surgeon };
}
