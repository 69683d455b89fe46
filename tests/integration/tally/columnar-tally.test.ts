import { type Scope, scopeOf } from '@lamina/server/auth/scope.ts';
import { rebuildOutcomeFacts } from '@lamina/server/repositories/outcome-facts.repository.ts';
import { refreshCaseMix } from '@lamina/server/services/case-mix.service.ts';
import { columnarTally } from '@lamina/server/tally/columnar/columnar-tally.ts';
import { loadSnapshot } from '@lamina/server/tally/columnar/load-snapshot.ts';
import { sqlTally } from '@lamina/server/tally/sql-tally.ts';
import type { Tally, TallyQuestion } from '@lamina/server/tally/tally.ts';
import type { CaseFilter, Dimension } from '@lamina/shared/domain/filter.ts';
import { CATALOGUE } from '@lamina/shared/indicators/catalogue.ts';
import fc from 'fast-check';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { ARBITRARY_CUT_OFF, arbitraryCase } from '../../support/arbitrary-case.ts';
import { arbitraryFilter, arbitraryGrouping } from '../../support/arbitrary-filter.ts';
import { commitExamples } from '../../support/commit-examples.ts';
import { expectSameCells, expectSameTallies } from '../../support/compare-tallies.ts';
import { type JudgedCase, judgeAll, naiveTally } from '../../support/naive-tally.ts';
import { readRawRecord } from '../../support/raw-record.ts';
import { type TemporaryDatabase, temporaryDatabase } from '../../support/temporary-database.ts';
import { qualityLead } from '../../support/viewers.ts';

const CASES_A_SOURCE = 700;
const SOURCES = ['first-source', 'second-source', 'third-source'];
/** A soak asks for more. */
const ROUNDS = Number(process.env.LAMINA_TALLY_ROUNDS ?? 200);
const ROUNDS_ON_TOTALS = Math.ceil(ROUNDS / 4);
const SEED = 20_261_122;
const INDICATORS = CATALOGUE.map(({ id }) => id);
const LONGEST_STAY = 40;

const scopeTo = (hospitals: 'all' | readonly number[]) =>
  scopeOf({ ...qualityLead, hospitals: hospitals === 'all' ? 'all' : [...hospitals] });

describe('the columnar tally over cases with unknowns, of years only and of several sources', () => {
  let temporary: TemporaryDatabase;
  let judged: JudgedCase[];
  let columnar: Tally;
  let sql: Tally;

  beforeAll(async () => {
    temporary = await temporaryDatabase();
    for (const [index, sourceSystem] of SOURCES.entries()) {
      const cases = fc.sample(arbitraryCase, { numRuns: CASES_A_SOURCE, seed: SEED + index });
      const stays = cases.map((each, place) => ({
        ...each,
        sourceSystem,
        lengthOfStayNights: each.lengthOfStayNights === null ? null : place % LONGEST_STAY,
      }));
      await commitExamples(temporary.db, stays, ARBITRARY_CUT_OFF);
    }
    await refreshCaseMix(temporary.db);
    judged = judgeAll(await readRawRecord(temporary.db), CATALOGUE);
    columnar = columnarTally(await loadSnapshot(temporary.db));
    sql = sqlTally(temporary.db);
  });

  afterAll(() => temporary[Symbol.asyncDispose]());

  async function compare(scope: Scope, filter: CaseFilter, groupBy: readonly Dimension[]): Promise<number> {
    const question: TallyQuestion = { scope, filter, groupBy, indicators: INDICATORS };
    const cells = await columnar.count(question);
    const mayCount = judged.filter(
      ({ hospitalId }) => scope.hospitals === 'all' || scope.hospitals.includes(hospitalId),
    );
    expectSameCells(cells, await sql.count(question));
    expectSameTallies(cells, naiveTally(mayCount, filter, groupBy, INDICATORS), groupBy);
    return cells.length;
  }

  const arbitraryQuestion = () => {
    const hospitals = [...new Set(judged.map(({ hospitalId }) => hospitalId))];
    return fc.tuple(
      fc.oneof(
        { weight: 2, arbitrary: fc.constant('all' as const) },
        { weight: 1, arbitrary: fc.subarray(hospitals, { minLength: 1 }) },
      ),
      arbitraryFilter(judged),
      fc.option(fc.subarray(SOURCES, { minLength: 1 }), { freq: 4, nil: undefined }),
      arbitraryGrouping,
    );
  };

  it('equals the SQL tally and a naive recount for any scope, filter and grouping', async () => {
    let compared = 0;
    await fc.assert(
      fc.asyncProperty(arbitraryQuestion(), async ([hospitals, filter, sources, groupBy]) => {
        const conditions = sources === undefined ? filter : { ...filter, sources };
        compared += await compare(scopeTo(hospitals), conditions, groupBy);
      }),
      { numRuns: ROUNDS, seed: SEED },
    );
    expect(compared).toBeGreaterThan(ROUNDS);
  });

  const periodDimensions: Dimension[] = ['procedure', 'month', 'quarter', 'year'];
  const providerDimensions: Dimension[] = ['procedure', 'hospital', 'surgeon', 'year', 'quarter', 'month'];

  it.each([
    { asking: 'procedures and periods', dimensions: periodDimensions, fields: ['procedures', 'from', 'to'] },
    {
      asking: 'procedures, providers and periods',
      dimensions: providerDimensions,
      fields: ['procedures', 'hospitals', 'surgeons', 'attribution', 'from', 'to'],
    },
  ])(
    'equals both where it asks for $asking only, which running totals answer',
    async ({ dimensions, fields }) => {
      const question = fc.tuple(arbitraryFilter(judged), fc.subarray(dimensions, { maxLength: 3 }));
      let compared = 0;
      await fc.assert(
        fc.asyncProperty(question, async ([filter, groupBy]) => {
          const conditions = Object.entries(filter).filter(([field]) => fields.includes(field));
          compared += await compare(scopeTo('all'), Object.fromEntries(conditions), groupBy);
        }),
        { numRuns: ROUNDS_ON_TOTALS, seed: SEED },
      );
      expect(compared).toBeGreaterThan(ROUNDS_ON_TOTALS);
    },
  );

  it('adds up expected risks where the SQL tally does', async () => {
    const question = { scope: scopeTo('all'), filter: {}, groupBy: [], indicators: INDICATORS };
    const [cell] = await sql.count(question);
    const adjusted = Object.values(cell?.indicators ?? {}).filter((tally) => 'expected' in tally);
    expect(adjusted.length).toBeGreaterThan(0);
    expectSameCells(await columnar.count(question), cell === undefined ? [] : [cell]);
    for (const tally of [sql, columnar]) {
      const [counts] = await tally.count({ ...question, countsOnly: true });
      const expected = Object.values(counts?.indicators ?? {}).map(
        (each) => 'expected' in each && each.expected,
      );
      expect(expected.filter((each) => typeof each === 'number')).toEqual([]);
      expect(counts?.cases).toBe(cell?.cases);
    }
  });

  it('counts nothing for a hospital outside the scope', async () => {
    const [first] = judged;
    const hospital = first?.hospitalId ?? 0;
    const filter = { hospitals: [hospital + 1] };
    expect(await compare(scopeTo([hospital]), {}, ['hospital'])).toBe(1);
    expect(await compare(scopeTo([hospital]), filter, [])).toBe(0);
  });

  it('refuses more dimensions than a tally may have', async () => {
    const groupBy: Dimension[] = ['procedure', 'hospital', 'surgeon', 'year'];
    const question = { scope: scopeTo('all'), filter: {}, groupBy, indicators: [] };
    await expect(columnar.count(question)).rejects.toThrow(/at most 3/);
  });
});

describe('the columnar tally of an empty record', () => {
  it('has no cells', async () => {
    await using temporary = await temporaryDatabase();
    await commitExamples(temporary.db, [], ARBITRARY_CUT_OFF);
    await rebuildOutcomeFacts(temporary.db);
    const tally = columnarTally(await loadSnapshot(temporary.db));
    const question = { scope: scopeTo('all'), filter: {}, indicators: INDICATORS };
    expect(await tally.count({ ...question, groupBy: [] })).toEqual([]);
    expect(await tally.count({ ...question, groupBy: ['hospital'] })).toEqual([]);
    expect(await tally.count({ ...question, groupBy: ['sex', 'month'] })).toEqual([]);
  });
});
