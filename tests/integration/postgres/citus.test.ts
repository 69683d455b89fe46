import { scopeOf } from '@lamina/server/auth/scope.ts';
import type { Database } from '@lamina/server/database/database.ts';
import { distributeFacts } from '@lamina/server/database/distribute-facts.ts';
import { migrateToLatest } from '@lamina/server/database/migrate.ts';
import { openDatabase } from '@lamina/server/database/open-database.ts';
import { refreshOutcomeFacts } from '@lamina/server/repositories/outcome-facts.repository.ts';
import { refreshCaseMix } from '@lamina/server/services/case-mix.service.ts';
import { sqlTally } from '@lamina/server/tally/sql-tally.ts';
import { CATALOGUE } from '@lamina/shared/indicators/catalogue.ts';
import fc from 'fast-check';
import { sql } from 'kysely';
import { expect, it } from 'vitest';
import { ARBITRARY_CUT_OFF, arbitraryCase } from '../../support/arbitrary-case.ts';
import { arbitraryFilter, arbitraryGrouping } from '../../support/arbitrary-filter.ts';
import { commitExamples } from '../../support/commit-examples.ts';
import { expectSameCells } from '../../support/compare-tallies.ts';
import { createPostgresDatabase } from '../../support/postgres-database.ts';
import { readRawRecord } from '../../support/raw-record.ts';
import { temporaryDatabase } from '../../support/temporary-database.ts';
import { qualityLead } from '../../support/viewers.ts';

const GIVEN_SERVER = process.env.LAMINA_TEST_POSTGRES_URL || undefined;
const ROUNDS = 40;
const SEED = 20_261_122;
const INDICATORS = CATALOGUE.map(({ id }) => id);

async function offersCitus(url: string): Promise<boolean> {
  const db = openDatabase(url);
  try {
    const { rows } = await sql<{ libraries: string }>`
      select current_setting('shared_preload_libraries') as libraries
    `.execute(db);
    return rows[0]?.libraries.includes('citus') === true;
  } finally {
    await db.destroy();
  }
}

async function fill(db: Database, numRuns: number): Promise<void> {
  await commitExamples(db, fc.sample(arbitraryCase, { numRuns, seed: SEED }), ARBITRARY_CUT_OFF);
  await refreshCaseMix(db);
}

const citus = GIVEN_SERVER !== undefined && (await offersCitus(GIVEN_SERVER));

it.skipIf(!citus)(
  'spreads the facts by hospital and counts the same (LAMINA_TEST_POSTGRES_URL names a server with Citus)',
  async () => {
    const database = await createPostgresDatabase(GIVEN_SERVER ?? '');
    const db = openDatabase(database.url);
    try {
      await using sqlite = await temporaryDatabase(undefined, false);
      await sql`create extension citus`.execute(db);
      await migrateToLatest(db);
      await refreshOutcomeFacts(db);
      await fill(db, 300);
      expect(await distributeFacts(db)).toEqual([]);
      // What is imported after they were spread goes to the nodes by itself, and so do the models that are fitted to it.
      await fill(db, 400);
      await fill(sqlite.db, 300);
      await fill(sqlite.db, 400);
      const record = await readRawRecord(sqlite.db);
      const { rows } = await sql`
        select table_name::text as name, citus_table_type as type, distribution_column as by
        from citus_tables order by 1
      `.execute(db);
      expect(rows).toEqual([
        { name: 'case_expected', type: 'reference', by: '<none>' },
        { name: 'case_outcome', type: 'distributed', by: 'hospital' },
      ]);
      const scope = scopeOf(qualityLead);
      await fc.assert(
        fc.asyncProperty(arbitraryFilter(record), arbitraryGrouping, async (filter, groupBy) => {
          const question = { scope, filter, groupBy, indicators: INDICATORS };
          expectSameCells(await sqlTally(db).count(question), await sqlTally(sqlite.db).count(question));
        }),
        { numRuns: ROUNDS, seed: SEED },
      );
    } finally {
      await db.destroy();
      await database.drop();
    }
  },
);
