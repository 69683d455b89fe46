import { getMigrations } from 'better-auth/db/migration';
import { expect, it } from 'vitest';
import { signInServer } from './sign-in-server.ts';

it('has every table and column that better-auth wants, of the type that it wants', async () => {
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
});
