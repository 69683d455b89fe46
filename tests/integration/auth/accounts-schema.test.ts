import { getMigrations } from 'better-auth/db/migration';
import { expect, it } from 'vitest';
import { ON_POSTGRES } from '../../support/temporary-database.ts';
import { signInServer } from './sign-in-server.ts';

// On PostgreSQL the same tables hold what better-auth writes for SQLite: moments as texts, flags as numbers.
it.skipIf(ON_POSTGRES)(
  'has every table and column that better-auth wants, of the type that it wants (in SQLite)',
  async () => {
    await using server = await signInServer();
    const { toBeCreated, toBeAdded, toBeAddedIndexes, schemaProblems } = await getMigrations(
      server.accounts.auth.options,
    );
    expect({ toBeCreated, toBeAdded, toBeAddedIndexes, schemaProblems }).toEqual({
      toBeCreated: [],
      toBeAdded: [],
      toBeAddedIndexes: [],
      schemaProblems: [],
    });
  },
);
