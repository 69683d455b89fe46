import type { Me, Session } from '@lamina/shared/contract/account.ts';
import type { Viewer } from '@lamina/shared/domain/viewer.ts';
import type { Accounts } from '../auth/accounts.ts';
import { listDemoAccounts } from '../auth/demo-accounts.ts';
import { findPerson } from '../repositories/person.repository.ts';
import { listProviderLabels } from '../repositories/provider-label.repository.ts';
import { namedHospitals, namedSurgeon } from './named-provider.service.ts';

/** Who is signed in, and by which ways somebody may sign in here. */
export async function getSession(viewer: Viewer | null, accounts: Accounts): Promise<Session> {
  const [me, demoAccounts] = await Promise.all([
    viewer === null ? null : describe(viewer, accounts),
    listDemoAccounts(accounts),
  ]);
  return { me, demoAccounts, singleSignOn: accounts.singleSignOn };
}

async function describe(viewer: Viewer, { db, demoAccounts }: Accounts): Promise<Me> {
  const [labels, person] = await Promise.all([
    listProviderLabels(db),
    viewer.personId === null ? undefined : findPerson(db, demoAccounts, viewer.personId),
  ]);
  return {
    name: viewer.name,
    email: person?.email ?? '',
    role: viewer.role,
    hospitals: namedHospitals(viewer.hospitals, labels),
    surgeon: namedSurgeon(viewer.surgeon, labels),
    twoFactor: person?.twoFactor ?? false,
  };
}
