import { scopeOf } from '@lamina/server/auth/scope.ts';
import { LiveTally } from '@lamina/server/tally/columnar/live-tally.ts';
import { sqlTally } from '@lamina/server/tally/sql-tally.ts';
import type { Tally } from '@lamina/server/tally/tally.ts';
import { CATALOGUE } from '@lamina/shared/indicators/catalogue.ts';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { ARBITRARY_CUT_OFF, arbitraryCase } from '../../support/arbitrary-case.ts';
import { commitExamples } from '../../support/commit-examples.ts';
import { expectSameCells } from '../../support/compare-tallies.ts';
import { type TemporaryDatabase, temporaryDatabase } from '../../support/temporary-database.ts';
import { qualityLead } from '../../support/viewers.ts';

const ENOUGH_MEBIBYTES = 256;
const TOO_FEW_MEBIBYTES = 1;
const FIRST_CASES = 300;
const MORE_CASES = 200;

const scope = scopeOf(qualityLead);
const question = {
  scope,
  filter: {},
  groupBy: ['procedure', 'quarter'],
  indicators: CATALOGUE.map(({ id }) => id),
} as const;

async function commit({ db }: TemporaryDatabase, count: number, seed: number): Promise<void> {
  await commitExamples(db, fc.sample(arbitraryCase, { numRuns: count, seed }), ARBITRARY_CUT_OFF);
}

async function casesOf(tally: Tally): Promise<number> {
  const cells = await tally.count({ ...question, groupBy: [] });
  return cells.reduce((total, { cases }) => total + cases, 0);
}

function openTally(temporary: TemporaryDatabase, memoryMebibytes: number, database = temporary.location) {
  const reports: string[] = [];
  const tally = new LiveTally(temporary.db, {
    database,
    memoryMebibytes,
    report: (sentence) => reports.push(sentence),
  });
  return { tally, reports };
}

describe('the live tally', () => {
  it('answers before the snapshot is loaded, and the same afterwards', async () => {
    await using temporary = await temporaryDatabase();
    await commit(temporary, FIRST_CASES, 1);
    const { tally, reports } = openTally(temporary, ENOUGH_MEBIBYTES);
    const expected = await sqlTally(temporary.db).count(question);
    expect(await tally.count(question)).toEqual(expected);
    await tally.refresh();
    expectSameCells(await tally.count(question), expected);
    expect(reports).toEqual([]);
    await tally.close();
  });

  it('answers from the old snapshot until the new one is loaded, and says of which version', async () => {
    await using temporary = await temporaryDatabase();
    await commit(temporary, FIRST_CASES, 1);
    const { tally } = openTally(temporary, ENOUGH_MEBIBYTES);
    await tally.refresh();
    await commit(temporary, MORE_CASES, 2);
    expect([await tally.version(), await casesOf(tally)]).toEqual(['1', FIRST_CASES]);
    await tally.refresh();
    expect([await tally.version(), await casesOf(tally)]).toEqual(['2', FIRST_CASES + MORE_CASES]);
    await tally.close();
  });

  it('counts by SQL where the cases do not fit the memory, and says so', async () => {
    await using temporary = await temporaryDatabase();
    await commit(temporary, FIRST_CASES, 1);
    const { tally, reports } = openTally(temporary, TOO_FEW_MEBIBYTES);
    await tally.refresh();
    expect(reports).toEqual([expect.stringMatching(/need \d+ MiB of memory and may take 1, .* SQL/)]);
    await commit(temporary, MORE_CASES, 2);
    expect([await tally.version(), await casesOf(tally)]).toEqual(['2', FIRST_CASES + MORE_CASES]);
    await tally.close();
  });

  it('counts by SQL when the cases cannot be loaded, and says so', async () => {
    await using temporary = await temporaryDatabase();
    await commit(temporary, FIRST_CASES, 1);
    const { tally, reports } = openTally(temporary, ENOUGH_MEBIBYTES, temporary.directory);
    await tally.refresh();
    expect(reports).toEqual([expect.stringMatching(/could not be loaded/)]);
    expect(await casesOf(tally)).toBe(FIRST_CASES);
    await tally.close();
  });

  it('follows the record by itself and stops when closed, even while it loads', async () => {
    await using temporary = await temporaryDatabase();
    await commit(temporary, FIRST_CASES, 1);
    const { tally, reports } = openTally(temporary, ENOUGH_MEBIBYTES);
    tally.follow();
    await tally.close();
    expect(reports).toEqual([]);
    expect(await casesOf(tally)).toBe(FIRST_CASES);
  });
});
