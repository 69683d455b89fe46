import { type Scope, scopeOf } from '@lamina/server/auth/scope.ts';
import type { Database } from '@lamina/server/database/database.ts';
import { isPostgres } from '@lamina/server/database/dialect.ts';
import { refreshCaseMix } from '@lamina/server/services/case-mix.service.ts';
import { columnarTally } from '@lamina/server/tally/columnar/columnar-tally.ts';
import { loadSnapshot } from '@lamina/server/tally/columnar/load-snapshot.ts';
import { sqlTally } from '@lamina/server/tally/sql-tally.ts';
import type { Tally, TallyCell } from '@lamina/server/tally/tally.ts';
import type { CaseFilter, Dimension } from '@lamina/shared/domain/filter.ts';
import { CATALOGUE } from '@lamina/shared/indicators/catalogue.ts';
import fc from 'fast-check';
import type { KyselyPlugin } from 'kysely';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { ARBITRARY_CUT_OFF, arbitraryCase } from '../../support/arbitrary-case.ts';
import { arbitraryFilter, arbitraryGrouping } from '../../support/arbitrary-filter.ts';
import { commitExamples } from '../../support/commit-examples.ts';
import { expectSameCells } from '../../support/compare-tallies.ts';
import { POSTGRES_IS_HERE, temporaryPostgres } from '../../support/postgres-database.ts';
import { type RawCase, readRawRecord } from '../../support/raw-record.ts';
import { temporaryDatabase } from '../../support/temporary-database.ts';
import { qualityLead } from '../../support/viewers.ts';

const CASES_A_SOURCE = 700;
const SOURCES = ['first-source', 'second-source', 'third-source'];
/** The full proof has 2,000, which take minutes. */
const ROUNDS = Number(process.env.LAMINA_TALLY_ROUNDS ?? 100);
/** Milliseconds: the project's own, and what many rounds take on a busy machine. */
const TIMEOUT = 300_000 + ROUNDS * 500;
const SEED = 20_261_122;
const INDICATORS = CATALOGUE.map(({ id }) => id);

async function fill(db: Database): Promise<void> {
  for (const [index, sourceSystem] of SOURCES.entries()) {
    const cases = fc.sample(arbitraryCase, { numRuns: CASES_A_SOURCE, seed: SEED + index });
    await commitExamples(
      db,
      cases.map((each) => ({ ...each, sourceSystem })),
      ARBITRARY_CUT_OFF,
    );
  }
  await refreshCaseMix(db);
}

/** Notes how many rows each answer of the database has that was counted from the facts. */
class RowsOfTallies implements KyselyPlugin {
  rows = 0;
  readonly #tallies = new WeakSet<object>();

  transformQuery({ queryId, node }: Parameters<KyselyPlugin['transformQuery']>[0]) {
    if (JSON.stringify(node).includes('case_outcome')) this.#tallies.add(queryId);
    return node;
  }

  async transformResult({ queryId, result }: Parameters<KyselyPlugin['transformResult']>[0]) {
    if (this.#tallies.has(queryId)) this.rows += result.rows.length;
    return result;
  }
}

describe.skipIf(!POSTGRES_IS_HERE)('the same record in SQLite, in PostgreSQL and in memory', () => {
  let sqlite: Awaited<ReturnType<typeof temporaryDatabase>>;
  let postgres: Awaited<ReturnType<typeof temporaryPostgres>>;
  let record: RawCase[];
  let engines: { sqlite: Tally; postgres: Tally; columnar: Tally; columnarOfPostgres: Tally };

  beforeAll(async () => {
    sqlite = await temporaryDatabase(undefined, false);
    postgres = await temporaryPostgres();
    await Promise.all([fill(sqlite.db), fill(postgres.db)]);
    record = await readRawRecord(sqlite.db);
    engines = {
      sqlite: sqlTally(sqlite.db),
      postgres: sqlTally(postgres.db),
      columnar: columnarTally(await loadSnapshot(sqlite.db)),
      columnarOfPostgres: columnarTally(await loadSnapshot(postgres.db)),
    };
  });

  afterAll(async () => {
    await postgres?.[Symbol.asyncDispose]();
    await sqlite?.[Symbol.asyncDispose]();
  });

  it('is in a PostgreSQL of its own', () => {
    expect(isPostgres(postgres.db)).toBe(true);
    expect(isPostgres(sqlite.db)).toBe(false);
  });

  it('gives the same cells for any scope, filter and grouping', { timeout: TIMEOUT }, async () => {
    const hospitals = [...new Set(record.map(({ hospitalId }) => hospitalId))];
    const question = fc.tuple(
      fc.oneof(
        { weight: 2, arbitrary: fc.constant('all' as const) },
        { weight: 1, arbitrary: fc.subarray(hospitals, { minLength: 1 }) },
      ),
      arbitraryFilter(record),
      fc.option(fc.subarray(SOURCES, { minLength: 1 }), { freq: 4, nil: undefined }),
      arbitraryGrouping,
    );
    let compared = 0;
    await fc.assert(
      fc.asyncProperty(question, async ([among, filter, sources, groupBy]) => {
        const scope = scopeOf({ ...qualityLead, hospitals: among });
        const conditions = sources === undefined ? filter : { ...filter, sources };
        const [first, ...others] = await Promise.all(
          Object.values(engines).map((engine) => ask(engine, scope, conditions, groupBy)),
        );
        for (const cells of others) expectSameCells(cells, first ?? []);
        compared += first?.length ?? 0;
      }),
      { numRuns: ROUNDS, seed: SEED },
    );
    expect(compared).toBeGreaterThan(ROUNDS);
  });

  it('lets PostgreSQL count: what crosses the wire is the answer, a row a cell or a bar of a histogram', {
    timeout: TIMEOUT,
  }, async () => {
    const log = new RowsOfTallies();
    const tally = sqlTally(postgres.db.withPlugin(log));
    const everyone = scopeOf(qualityLead);
    let entries = 0;
    await fc.assert(
      fc.asyncProperty(arbitraryFilter(record), arbitraryGrouping, async (filter, groupBy) => {
        const cells = await ask(tally, everyone, filter, groupBy);
        entries += cells.length + cells.reduce((bars, cell) => bars + barsOf(cell), 0);
      }),
      { numRuns: ROUNDS, seed: SEED },
    );
    expect(entries).toBeGreaterThan(ROUNDS);
    expect(log.rows / entries).toBe(1);
  });
});

function ask(tally: Tally, scope: Scope, filter: CaseFilter, groupBy: readonly Dimension[]) {
  return tally.count({ scope, filter, groupBy, indicators: INDICATORS });
}

function barsOf({ indicators }: TallyCell): number {
  return Object.values(indicators).reduce(
    (bars, tally) => bars + (tally.kind === 'duration' ? tally.histogram.length : 0),
    0,
  );
}
