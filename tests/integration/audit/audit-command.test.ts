import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Database } from '@lamina/server/database/database.ts';
import { recordAudit } from '@lamina/server/services/audit.service.ts';
import { sql } from 'kysely';
import { describe, expect, it } from 'vitest';
import { runLamina } from '../../support/run-lamina.ts';
import { samplePath } from '../../support/sample-file.ts';
import { ON_POSTGRES, type TemporaryDatabase, temporaryDatabase } from '../../support/temporary-database.ts';
import { qualityLead } from '../../support/viewers.ts';

async function logged(entries: number): Promise<TemporaryDatabase> {
  const temporary = await temporaryDatabase();
  for (let id = 1; id <= entries; id += 1) {
    await recordAudit(temporary, qualityLead, { action: 'case-opened', subject: `case:${id}` });
  }
  return temporary;
}

/** What somebody does who may write to the file and takes the triggers away first. */
async function tamper({ db }: TemporaryDatabase, ...statements: string[]): Promise<void> {
  for (const statement of [...(ON_POSTGRES ? UNGUARDED : await unguarded(db)), ...statements]) {
    await sql.raw(statement).execute(db);
  }
}

const UNGUARDED = [
  'alter table audit_entry disable trigger user',
  'alter table audit_head disable trigger user',
  'alter table audit_entry drop constraint audit_entry_sequence_check',
];

async function unguarded(db: Database): Promise<string[]> {
  const { rows } = await sql<{ name: string }>`select name from sqlite_master where type = 'trigger'`.execute(
    db,
  );
  return [...rows.map(({ name }) => `drop trigger ${name}`), 'pragma ignore_check_constraints = on'];
}

describe('lamina audit', () => {
  it('verify says that the log is unbroken, and its head', async () => {
    await using temporary = await logged(3);
    const run = await runLamina(['audit', 'verify'], temporary.directory, temporary.environment);
    expect(run).toMatchObject({ status: 0, stderr: '' });
    expect(run.stdout).toMatch(/^The audit log is unbroken: 3 entries\.\nHead 3:[0-9a-f]{64}\n$/);
  });

  it.each([
    ["update audit_entry set subject = 'case:9' where sequence = 2", 2, 'not what was hashed'],
    ['delete from audit_entry where sequence = 1', 1, 'it is missing; entry 2 comes next'],
    ['update audit_entry set sequence = -1 where sequence = 3', 0, ''],
    ['delete from audit_entry where sequence >= 3', 3, 'its end was cut off'],
    [
      "insert into audit_entry select 5, at, person_id, actor, role, action, subject, detail, request_id, address, hash, replace(hash, 'a', 'b') from audit_entry where sequence = 4",
      5,
      'not what was hashed',
    ],
  ])('verify names the first bad entry after: %s', async (statement, entry, reason) => {
    await using temporary = await logged(4);
    await tamper(temporary, statement);
    const run = await runLamina(['audit', 'verify'], temporary.directory, temporary.environment);
    expect(run.status).toBe(1);
    expect(run.stdout).toBe('');
    expect(run.stderr).toContain(`The audit log is broken at entry ${entry === 0 ? -1 : entry}: `);
    expect(run.stderr).toContain(reason);
  });

  it('verify finds an end cut off together with the head by a head noted before', async () => {
    await using temporary = await logged(4);
    const before = await runLamina(['audit', 'verify'], temporary.directory, temporary.environment);
    const head = /Head (\S+)/.exec(before.stdout)?.[1] ?? '';
    await tamper(
      temporary,
      'delete from audit_entry where sequence = 4',
      'update audit_head set entries = 3, hash = (select hash from audit_entry where sequence = 3)',
    );
    expect((await runLamina(['audit', 'verify'], temporary.directory, temporary.environment)).status).toBe(0);
    const run = await runLamina(
      ['audit', 'verify', '--head', head],
      temporary.directory,
      temporary.environment,
    );
    expect(run).toMatchObject({
      status: 1,
      stderr:
        'The audit log is broken at entry 4: the chain ends after 3 entries and once had 4: its end was cut off.\n',
    });
  });

  it('export writes every entry once, notes itself, and overwrites nothing', async () => {
    await using temporary = await logged(3);
    const file = join(temporary.directory, 'audit.csv');
    const run = await runLamina(['audit', 'export', file], temporary.directory, temporary.environment);
    expect(run).toMatchObject({ status: 0 });
    expect(run.stdout).toMatch(/^4 entries\.\nHead 4:/);
    const text = readFileSync(file, 'utf8');
    expect(text.trim().split('\n')).toHaveLength(5);
    expect(text).toContain('Command line,,exported,list:audit');

    const again = await runLamina(['audit', 'export', file], temporary.directory, temporary.environment);
    expect(again).toMatchObject({ status: 1, stderr: `${file} exists already; nothing was written.\n` });
    expect(readFileSync(file, 'utf8')).toBe(text);
  });

  it('is told of an import with it, and of none that failed or was a dry run', async () => {
    await using temporary = await logged(0);
    const actions = async () => {
      const rows = await temporary.db
        .selectFrom('audit_entry')
        .select(['actor', 'action', 'subject', 'detail'])
        .execute();
      return rows;
    };
    await runLamina(
      ['import', samplePath('lamina-csv.csv'), '--dry-run'],
      temporary.directory,
      temporary.environment,
    );
    await runLamina(['import', samplePath('bad/empty.csv')], temporary.directory, temporary.environment);
    expect(await actions()).toEqual([]);
    await runLamina(['import', samplePath('lamina-csv.csv')], temporary.directory, temporary.environment);
    expect(await actions()).toEqual([
      {
        actor: 'Command line',
        action: 'imported',
        subject: 'file:lamina-csv.csv',
        detail: expect.stringContaining('"added":6,"updated":0'),
      },
    ]);
  });
});
