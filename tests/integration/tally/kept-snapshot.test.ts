import { copyFileSync, readdirSync, statSync } from 'node:fs';
import { openDatabase } from '@lamina/server/database/open-database.ts';
import { advanceOutcomeFacts } from '@lamina/server/repositories/outcome-facts.repository.ts';
import { findKeptSnapshot, keepSnapshot, written } from '@lamina/server/tally/columnar/kept-snapshot.ts';
import { loadSnapshot } from '@lamina/server/tally/columnar/load-snapshot.ts';
import { bytesOf, type Snapshot } from '@lamina/server/tally/columnar/snapshot.ts';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { ARBITRARY_CUT_OFF, arbitraryCase } from '../../support/arbitrary-case.ts';
import { commitExamples } from '../../support/commit-examples.ts';
import { type TemporaryDatabase, temporaryDatabase } from '../../support/temporary-database.ts';

const CASES = 200;
const ENOUGH_BYTES = 2 ** 30;
const OWNER_ONLY = 0o600;

async function recordOnFile(seed = 1): Promise<TemporaryDatabase> {
  const temporary = await temporaryDatabase(undefined, false);
  const cases = fc.sample(arbitraryCase, { numRuns: CASES, seed });
  await commitExamples(temporary.db, cases, ARBITRARY_CUT_OFF);
  return temporary;
}

async function keep({ db, file }: TemporaryDatabase): Promise<Snapshot> {
  const snapshot = await loadSnapshot(db);
  const kept = await written(db, file, snapshot, CASES);
  if (kept === undefined) throw new Error('Nothing was written.');
  await keepSnapshot(db, file, kept);
  return snapshot;
}

function keptFiles({ directory }: TemporaryDatabase): string[] {
  return readdirSync(directory).filter((name) => name.includes('.snapshot'));
}

describe('a snapshot that was kept', () => {
  it('is given back as it was, from a file that only its owner may read', async () => {
    await using temporary = await recordOnFile();
    const snapshot = await keep(temporary);
    expect(await findKeptSnapshot(temporary.db, temporary.file, ENOUGH_BYTES)).toEqual(snapshot);
    const [file = ''] = keptFiles(temporary);
    expect(statSync(`${temporary.directory}/${file}`).mode & 0o777).toBe(OWNER_ONLY);
  });

  it('is not used once the record changed, and gives way to the next one', async () => {
    await using temporary = await recordOnFile();
    await keep(temporary);
    const { id } = await temporary.db.selectFrom('surgical_case').select('id').executeTakeFirstOrThrow();
    await temporary.db.transaction().execute((transaction) => advanceOutcomeFacts(transaction, [id]));
    expect(await findKeptSnapshot(temporary.db, temporary.file, ENOUGH_BYTES)).toBeUndefined();
    const later = await keep(temporary);
    expect(await findKeptSnapshot(temporary.db, temporary.file, ENOUGH_BYTES)).toEqual(later);
    expect(keptFiles(temporary)).toHaveLength(1);
  });

  it('is not used for another record that is put in the place of its own, though both are of the same version', async () => {
    await using temporary = await recordOnFile(1);
    await using other = await recordOnFile(2);
    await keep(temporary);
    const theirs = await keep(other);
    await temporary.db.destroy();
    await other.db.destroy();
    copyFileSync(other.file, temporary.file);
    const db = openDatabase(temporary.file);
    expect(await findKeptSnapshot(db, temporary.file, ENOUGH_BYTES)).toBeUndefined();
    expect((await loadSnapshot(db)).version).toBe(theirs.version);
    await db.destroy();
  });

  it('is not used where it takes more than is allowed', async () => {
    await using temporary = await recordOnFile();
    const snapshot = await keep(temporary);
    expect(await findKeptSnapshot(temporary.db, temporary.file, bytesOf(snapshot) / 2)).toBeUndefined();
  });

  it('does not stay when the record has become too small to keep one of', async () => {
    await using temporary = await recordOnFile();
    const snapshot = await keep(temporary);
    expect(await written(temporary.db, temporary.file, snapshot, CASES + 1)).toBeUndefined();
    expect(keptFiles(temporary)).toEqual([]);
  });
});
