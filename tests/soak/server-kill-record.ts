import { mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Accounts } from '@lamina/server/auth/accounts.ts';
import type { Database } from '@lamina/server/database/database.ts';
import { CaseEvent } from '@lamina/shared/domain/surgical-case.ts';
import { addPeople, withDirectory } from '../load/add-people.ts';
import { runLamina } from '../support/run-lamina.ts';
import { registryFile } from './registry-file.ts';

const CASES = 600;

export const LEADS = ['opens@example.org', 'decides@example.org'] as const;
export const SURGEON = 'surgeon@example.org';
export const ADMINISTRATOR = 'administrator@example.org';

/** A case that is questioned, with its infection where it had one. */
export interface QuestionedCase {
  readonly id: number;
  readonly infection: CaseEvent | null;
}

export interface PreparedRecord {
  readonly dataDirectory: string;
  readonly databaseUrl: string | undefined;
  /** Deliveries of the same cases that differ in every third. */
  readonly deliveries: readonly [old: string, revised: string];
  readonly cases: readonly QuestionedCase[];
}

/** A data directory with a registry's cases and people of every role; the record on PostgreSQL where `databaseUrl` is given. */
export async function prepareRecord(place: string, databaseUrl?: string): Promise<PreparedRecord> {
  const dataDirectory = join(place, 'data');
  const deliveries = [join(place, 'old.csv'), join(place, 'revised.csv')] as const;
  mkdirSync(dataDirectory);
  writeFileSync(deliveries[0], registryFile(CASES, false));
  writeFileSync(deliveries[1], registryFile(CASES, true));
  const { status, stderr } = await runLamina(
    ['import', deliveries[0], '--cut-off', '2024-12-31'],
    dataDirectory,
    databaseUrl === undefined ? {} : { DATABASE_URL: databaseUrl },
  );
  if (status !== 0) throw new Error(stderr);
  const people = async (db: Database, accounts: Accounts) => {
    const { id: surgeon } = await db.selectFrom('surgeon').select('id').executeTakeFirstOrThrow();
    const everywhere = { hospitals: 'all', surgeon: null } as const;
    await addPeople(accounts, [
      ...LEADS.map((email) => ({ email, rights: { role: 'quality-lead', ...everywhere } as const })),
      { email: SURGEON, rights: { role: 'surgeon', hospitals: 'all', surgeon } },
      { email: ADMINISTRATOR, rights: { role: 'administrator', ...everywhere } },
    ]);
    return questionedCases(db);
  };
  const cases = await withDirectory(dataDirectory, people, databaseUrl);
  return { dataDirectory, databaseUrl, deliveries, cases };
}

async function questionedCases(db: Database): Promise<QuestionedCase[]> {
  const rows = await db
    .selectFrom('surgical_case as c')
    .leftJoin('event as e', (join) => join.onRef('e.case_id', '=', 'c.id').on('e.kind', '=', 'infection'))
    .select(['c.id', 'e.kind', 'e.depth', 'e.onset_date', 'e.onset_precision', 'e.source'])
    .orderBy('c.id')
    .execute();
  return rows.map(({ id, kind, depth, onset_date, onset_precision, source }) => ({
    id,
    infection:
      kind === null
        ? null
        : CaseEvent.parse({
            kind,
            depth,
            onsetDate: onset_date,
            onsetPrecision: onset_precision,
            source,
          }),
  }));
}
