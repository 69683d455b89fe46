import type { PasswordLink } from '@lamina/shared/contract/people.ts';
import { listPersons } from '../repositories/person.repository.ts';
import { COMMAND_LINE, recordAudit } from '../services/audit.service.ts';
import type { Accounts } from './accounts.ts';
import { addPersonAccount, makePasswordLink } from './new-person.ts';

/** Where nobody administers yet, makes an administrator without a password; undefined where somebody does. */
export async function addFirstAdministrator(
  accounts: Accounts,
  email: string,
): Promise<PasswordLink | undefined> {
  const people = await listPersons(accounts.db, accounts.demoAccounts);
  if (people.some(({ role, disabled }) => role === 'administrator' && !disabled)) return undefined;
  const rights = { role: 'administrator', hospitals: 'all', surgeon: null } as const;
  const id = await accounts.db.transaction().execute(async (transaction) => {
    const added = await addPersonAccount(transaction, { name: 'Administrator', email, rights });
    await recordAudit({ db: transaction }, COMMAND_LINE, {
      action: 'person-added',
      subject: `person:${added}`,
      detail: { role: rights.role, first: true },
    });
    return added;
  });
  return makePasswordLink(accounts, { id, email: email.toLowerCase() });
}
