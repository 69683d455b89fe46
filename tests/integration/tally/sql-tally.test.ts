import { scopeOf } from '@lamina/server/auth/scope.ts';
import { sqlTally } from '@lamina/server/tally/sql-tally.ts';
import { CATALOGUE } from '@lamina/shared/indicators/catalogue.ts';
import fc from 'fast-check';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { ARBITRARY_CUT_OFF, arbitraryCase } from '../../support/arbitrary-case.ts';
import { arbitraryFilter, arbitraryGrouping } from '../../support/arbitrary-filter.ts';
import { commitExamples } from '../../support/commit-examples.ts';
import { expectSameTallies } from '../../support/compare-tallies.ts';
import { type JudgedCase, judgeAll, naiveTally } from '../../support/naive-tally.ts';
import { readRawRecord } from '../../support/raw-record.ts';
import { type TemporaryDatabase, temporaryDatabase } from '../../support/temporary-database.ts';
import { qualityLead } from '../../support/viewers.ts';

const CASES = 1500;
const ROUNDS = 200;
const SEED = 20_261_122;
const INDICATORS = CATALOGUE.map(({ id }) => id);
const everyone = scopeOf(qualityLead);

describe('the SQL tally over cases with unknowns', () => {
  let temporary: TemporaryDatabase;
  let judged: JudgedCase[];

  beforeAll(async () => {
    temporary = await temporaryDatabase();
    const cases = fc.sample(arbitraryCase, { numRuns: CASES, seed: SEED });
    await commitExamples(temporary.db, cases, ARBITRARY_CUT_OFF);
    judged = judgeAll(await readRawRecord(temporary.db), CATALOGUE);
  });

  afterAll(() => temporary[Symbol.asyncDispose]());

  it('equals a naive recount for any filter and grouping', async () => {
    let compared = 0;
    await fc.assert(
      fc.asyncProperty(arbitraryFilter(judged), arbitraryGrouping, async (filter, groupBy) => {
        const question = { scope: everyone, filter, groupBy, indicators: INDICATORS };
        const cells = await sqlTally(temporary.db).count(question);
        expectSameTallies(cells, naiveTally(judged, filter, groupBy, INDICATORS), groupBy);
        compared += cells.length;
      }),
      { numRuns: ROUNDS, seed: SEED },
    );
    expect(compared).toBeGreaterThan(ROUNDS);
  });

  it('counts only the hospitals of the scope', async () => {
    const [first] = judged;
    const hospital = first?.hospitalId ?? 0;
    const scope = scopeOf({ ...qualityLead, hospitals: [hospital] });
    const cells = await sqlTally(temporary.db).count({
      scope,
      filter: {},
      groupBy: ['hospital'],
      indicators: [],
    });
    expect(cells.map(({ key, cases }) => [key.hospital, cases])).toEqual([
      [hospital, judged.filter(({ hospitalId }) => hospitalId === hospital).length],
    ]);
    const foreign = { scope, filter: { hospitals: [hospital + 1] }, groupBy: [], indicators: [] };
    expect(await sqlTally(temporary.db).count(foreign)).toEqual([]);
  });
});
