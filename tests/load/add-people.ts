import { type Accounts, openAccounts } from '@lamina/server/auth/accounts.ts';
import { addPersonAccount } from '@lamina/server/auth/new-person.ts';
import { readConfig } from '@lamina/server/config.ts';
import type { Database } from '@lamina/server/database/database.ts';
import { migrateToLatest } from '@lamina/server/database/migrate.ts';
import { openDatabase } from '@lamina/server/database/open-database.ts';
import type { PersonRights } from '@lamina/shared/contract/people.ts';

export const PASSWORD = 'a long enough password';

export interface NewPerson {
  readonly email: string;
  readonly rights: PersonRights;
}

/** Works on a data directory that no server uses, or with its keys on the database elsewhere, and closes it. */
export async function withDirectory<Result>(
  dataDirectory: string,
  work: (db: Database, accounts: Accounts) => Promise<Result>,
  databaseUrl?: string,
): Promise<Result> {
  const config = readConfig({ data: dataDirectory });
  const db = openDatabase(databaseUrl ?? config.database);
  try {
    await migrateToLatest(db);
    return await work(db, openAccounts(db, config));
  } finally {
    await db.destroy();
  }
}

/** Adds people who all have PASSWORD, which is hashed once: hashing is made to be slow. */
export async function addPeople({ db, auth }: Accounts, people: readonly NewPerson[]): Promise<void> {
  const { internalAdapter, password } = await auth.$context;
  const hash = await password.hash(PASSWORD);
  for (const { email, rights } of people) {
    const id = await db
      .transaction()
      .execute((transaction) => addPersonAccount(transaction, { name: email, email, rights }));
    await internalAdapter.createAccount({
      userId: id,
      providerId: 'credential',
      accountId: id,
      password: hash,
    });
  }
}
