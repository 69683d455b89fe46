import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { buildDemo, removeDemo } from '@lamina/server/commands/demo.command.ts';
import type { Database } from '@lamina/server/database/database.ts';
import { generateDemoNetwork } from '@lamina/server/demo/demo-network.ts';
import { completeDemoOptions } from '@lamina/server/demo/demo-options.ts';
import { SurgicalCase } from '@lamina/shared/domain/surgical-case.ts';
import { type Kysely, sql } from 'kysely';
import { describe, expect, it } from 'vitest';
import { commitExamples } from '../../support/commit-examples.ts';
import { ON_POSTGRES, temporaryDatabase } from '../../support/temporary-database.ts';

const OPTIONS = { cases: 1200, seed: 4, lastMonth: '2026-10' } as const;

async function count(db: Database, table: 'surgical_case' | 'event' | 'prom_score' | 'hospital' | 'import') {
  const { rows } = await db
    .selectFrom(table)
    .select((eb) => eb.fn.countAll<number>().as('rows'))
    .executeTakeFirstOrThrow();
  return rows;
}

async function factCount(db: Database): Promise<number> {
  const { rows } = await sql<{ facts: number }>`select count(*) as facts from case_outcome`.execute(db);
  return rows[0]?.facts ?? 0;
}

async function contents(db: Database): Promise<string> {
  return (await db.selectFrom('record_state').select('contents').executeTakeFirstOrThrow()).contents;
}

async function contentHashes(db: Kysely<never> | Database): Promise<string[]> {
  const { rows } = await sql<{ content_hash: string }>`
    select content_hash from surgical_case order by source_case_key`.execute(db);
  return rows.map(({ content_hash }) => content_hash);
}

const FULL_AT_CASE_700 = ON_POSTGRES
  ? 'alter table surgical_case add constraint "disk full" check (id <> 700) not valid'
  : `create trigger full before insert on surgical_case when new.id = 700
      begin select raise(abort, 'disk full'); end`;

describe('building the demo network', () => {
  it('stores every case with its events and scores, and one outcome fact each', async () => {
    await using database = await temporaryDatabase();
    await buildDemo(database.db, { dataDirectory: database.directory }, OPTIONS);
    const cases = [...generateDemoNetwork(completeDemoOptions(OPTIONS, '2026-11-20')).cases];
    expect(await count(database.db, 'surgical_case')).toBe(1200);
    expect(await count(database.db, 'event')).toBe(cases.flatMap(({ events }) => events).length);
    expect(await count(database.db, 'prom_score')).toBe(cases.flatMap(({ proms }) => proms).length);
    expect(await count(database.db, 'hospital')).toBe(8);
    expect(await factCount(database.db)).toBe(1200);
    expect(await contents(database.db)).toBe('demo');
  });

  it('writes the ground truth beside the database', async () => {
    await using database = await temporaryDatabase();
    const { groundTruth } = await buildDemo(database.db, { dataDirectory: database.directory }, OPTIONS);
    const file = join(database.directory, 'demo-ground-truth.json');
    expect(JSON.parse(readFileSync(file, 'utf8'))).toEqual(groundTruth);
    expect(groundTruth.signals).toHaveLength(6);
  });

  it('replaces the network that was there, and gives the same record for the same options', async () => {
    await using database = await temporaryDatabase();
    const config = { dataDirectory: database.directory };
    await buildDemo(database.db, config, OPTIONS);
    const first = await contentHashes(database.db);
    await buildDemo(database.db, config, { ...OPTIONS, cases: 300, hospitals: 3, surgeons: 5 });
    expect(await count(database.db, 'surgical_case')).toBe(300);
    expect(await count(database.db, 'hospital')).toBe(3);
    expect(await count(database.db, 'import')).toBe(1);
    await buildDemo(database.db, config, OPTIONS);
    expect(await contentHashes(database.db)).toEqual(first);
  });

  it('leaves the network that was there when a build fails half-way', async () => {
    await using database = await temporaryDatabase();
    const config = { dataDirectory: database.directory };
    await buildDemo(database.db, config, OPTIONS);
    const before = await contentHashes(database.db);
    const truth = readFileSync(join(database.directory, 'demo-ground-truth.json'), 'utf8');
    await sql.raw(FULL_AT_CASE_700).execute(database.db);
    await expect(buildDemo(database.db, config, { ...OPTIONS, seed: 99 })).rejects.toThrow('disk full');
    expect(await contentHashes(database.db)).toEqual(before);
    expect(await factCount(database.db)).toBe(1200);
    expect(readFileSync(join(database.directory, 'demo-ground-truth.json'), 'utf8')).toBe(truth);
  });

  it('refuses a database that holds real cases, and keeps them', async () => {
    await using database = await temporaryDatabase();
    const real = SurgicalCase.parse({
      sourceSystem: 'ours',
      sourceCaseId: '1',
      hospital: { code: 'A' },
      fusion: false,
      laminectomy: false,
      discectomy: true,
      operationYear: 2024,
    });
    await commitExamples(database.db, [real], null);
    const config = { dataDirectory: database.directory };
    await expect(buildDemo(database.db, config, OPTIONS)).rejects.toThrow('holds real cases');
    await expect(removeDemo(database.db, config)).rejects.toThrow('holds real cases');
    expect(await count(database.db, 'surgical_case')).toBe(1);
  });

  it('refuses options that make no network with a sentence', async () => {
    await using database = await temporaryDatabase();
    await expect(
      buildDemo(database.db, { dataDirectory: database.directory }, { hospitals: 9, surgeons: 3 }),
    ).rejects.toMatchObject({ code: 'bad-input', message: expect.stringContaining('needs a surgeon') });
    expect(await contents(database.db)).toBe('empty');
  });

  it('empties the record on request, so that real cases can come in', async () => {
    await using database = await temporaryDatabase();
    const config = { dataDirectory: database.directory };
    await buildDemo(database.db, config, OPTIONS);
    await removeDemo(database.db, config);
    expect(await count(database.db, 'surgical_case')).toBe(0);
    expect(await factCount(database.db)).toBe(0);
    expect(await contents(database.db)).toBe('empty');
    expect(existsSync(join(database.directory, 'demo-ground-truth.json'))).toBe(false);
  });
});
