import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Database } from '@lamina/server/database/database.ts';
import { migrateToLatest } from '@lamina/server/database/migrate.ts';
import { openDatabase } from '@lamina/server/database/open-database.ts';
import { refreshOutcomeFacts } from '@lamina/server/repositories/outcome-facts.repository.ts';
import { recordAudit } from '@lamina/server/services/audit.service.ts';
import { getCases } from '@lamina/server/services/cases.service.ts';
import { sqlTally } from '@lamina/server/tally/sql-tally.ts';
import { CasesInput } from '@lamina/shared/contract/cases.ts';
import SQLite from 'better-sqlite3';
import { sql } from 'kysely';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { type EmptyDirectory, emptyDirectory } from '../../support/empty-directory.ts';
import { runLamina } from '../../support/run-lamina.ts';
import { ON_POSTGRES, temporaryDatabase } from '../../support/temporary-database.ts';
import { qualityLead } from '../../support/viewers.ts';

/** Written by Lamina 0.1.0 (migrations 0001 and 0002): the sample files, imported, and one file with a rejected line. */
const RELEASED = join(import.meta.dirname, 'released-0.1.0.sql');

/** Tables that a later version makes anew from the others. */
const DERIVED = [
  'case_outcome',
  'case_expected',
  'covariate_effect',
  'risk_model',
  'kysely_migration',
  'kysely_migration_lock',
];

/** Tells the rows of any table apart. */
const ORDER = '1, 2, 3';

type Rows = Record<string, Record<string, unknown>[]>;

describe.skipIf(ON_POSTGRES)(
  'a database of the version released before (a file: it knew no PostgreSQL)',
  () => {
    let directory: EmptyDirectory;
    let file: string;
    let before: Rows;

    beforeEach(() => {
      directory = emptyDirectory();
      file = join(directory.path, 'lamina.sqlite');
      const released = new SQLite(file);
      released.exec(readFileSync(RELEASED, 'utf8'));
      const tables = released
        .prepare("select name from sqlite_master where type = 'table' and name not like 'sqlite_%'")
        .pluck()
        .all() as string[];
      before = Object.fromEntries(
        tables
          .filter((name) => !DERIVED.includes(name))
          .map((name) => [name, released.prepare(`select * from "${name}" order by ${ORDER}`).all()]),
      ) as Rows;
      released.close();
    });
    afterEach(() => directory[Symbol.dispose]());

    async function migrated<Result>(work: (db: Database) => Promise<Result>): Promise<Result> {
      const db = openDatabase(file);
      try {
        await migrateToLatest(db);
        return await work(db);
      } finally {
        await db.destroy();
      }
    }

    it('has cases, events and scores to lose', () => {
      const counts = Object.entries(before).map(([name, rows]) => [name, rows.length]);
      expect(Object.fromEntries(counts)).toMatchObject({
        surgical_case: 7,
        import: 3,
        import_rejection: 2,
        published_comparator: 3,
        record_state: 1,
      });
      for (const table of ['event', 'recovery', 'prom_score', 'hospital', 'surgeon']) {
        expect(before[table]?.length, table).toBeGreaterThan(0);
      }
    });

    it('keeps every value of every row when it is migrated to the latest version', async () => {
      await migrated(async (db) => {
        for (const [table, rows] of Object.entries(before)) {
          const { rows: now } = await sql<
            Record<string, unknown>
          >`select * from ${sql.table(table)} order by ${sql.raw(ORDER)}`.execute(db);
          expect(now, table).toHaveLength(rows.length);
          for (const [index, row] of rows.entries()) expect(now[index], table).toMatchObject(row);
        }
        expect((await sql`pragma foreign_key_check`.execute(db)).rows).toEqual([]);
      });
    });

    it('answers as before, takes new entries and is not migrated twice', async () => {
      await migrated(async (db) => {
        await refreshOutcomeFacts(db);
        const services = { db, tally: sqlTally(db), references: [] };
        expect((await getCases(qualityLead, services, CasesInput.parse({}))).rows).toHaveLength(7);
        await recordAudit({ db }, qualityLead, { action: 'case-opened', subject: 'case:1' });
        expect(await migrateToLatest(db)).toEqual([]);
      });
    });

    it('is migrated, and derived anew, by the command', async () => {
      const run = await runLamina(['migrate'], directory.path);
      expect(run).toMatchObject({ status: 0, stderr: '' });
      expect(run.stdout).toContain('0004-audit');
    });
  },
);

describe('a database of a newer version', () => {
  it('is refused in one sentence and left alone', async () => {
    await using temporary = await temporaryDatabase();
    await sql`insert into kysely_migration (name, timestamp) values ('9999-later', '2030-01-01T00:00:00.000Z')`.execute(
      temporary.db,
    );
    for (const command of [['serve', '--no-demo'], ['migrate'], ['rates'], ['audit', 'verify']]) {
      expect(await runLamina(command, temporary.directory, temporary.environment)).toEqual({
        status: 1,
        stdout: '',
        stderr:
          'The database was made by a newer version of Lamina (it has had 9999-later). Install that version, or restore a backup made before.\n',
      });
    }
  });
});
