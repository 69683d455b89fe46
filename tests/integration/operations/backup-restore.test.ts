import { existsSync, readdirSync, readFileSync, statSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { setImmediate } from 'node:timers/promises';
import { openDatabase } from '@lamina/server/database/open-database.ts';
import { recordAudit } from '@lamina/server/services/audit.service.ts';
import { makeBackup, readBackup } from '@lamina/server/services/backup.service.ts';
import { backupFileOf, deleteOldBackups, listBackups } from '@lamina/server/services/backup-files.service.ts';
import { keepBackups, makeScheduledBackup } from '@lamina/server/services/backup-schedule.service.ts';
import SQLite from 'better-sqlite3';
import { describe, expect, it } from 'vitest';
import { emptyDirectory } from '../../support/empty-directory.ts';
import { runLamina } from '../../support/run-lamina.ts';
import { startServer } from '../../support/running-server.ts';
import { samplePath } from '../../support/sample-file.ts';
import { ON_POSTGRES, temporaryDatabase } from '../../support/temporary-database.ts';
import { qualityLead } from '../../support/viewers.ts';

const SAMPLE = samplePath('lamina-csv.csv');

function countOf(file: string, table: string): number {
  const connection = new SQLite(file, { readonly: true });
  try {
    return connection.prepare(`select count(*) from ${table}`).pluck().get() as number;
  } finally {
    connection.close();
  }
}

describe.skipIf(ON_POSTGRES)(
  'lamina backup and restore (of a database file; PostgreSQL has its own tools)',
  () => {
    it('brings back what was there, keeps what it replaces, and notes both', async () => {
      using directory = emptyDirectory();
      const data = directory.path;
      const file = join(data, 'before.sqlite');
      await runLamina(['import', SAMPLE], data);
      const made = await runLamina(['backup', file], data);
      expect(made).toMatchObject({ status: 0, stderr: '' });
      expect(made.stdout).toMatch(/before\.sqlite: [\d,]+ bytes, checked\./);
      expect(made.stdout).toMatch(/Head of the audit log 1:[0-9a-f]{64}\n/);
      expect(statSync(file).mode & 0o777).toBe(0o600);

      await runLamina(['import', samplePath('lamina-csv-minimal.csv')], data);
      const database = join(data, 'lamina.sqlite');
      const later = countOf(database, 'surgical_case');
      const restored = await runLamina(['restore', file], data);
      expect(restored).toMatchObject({ status: 0, stderr: '' });
      expect(countOf(database, 'surgical_case')).toBe(6);
      expect(later).toBeGreaterThan(6);
      const replaced = readdirSync(data).filter((name) => name.startsWith('lamina-replaced-'));
      expect(replaced).toHaveLength(1);
      expect(countOf(join(data, replaced[0] ?? ''), 'surgical_case')).toBe(later);

      const db = openDatabase(database);
      const entries = await db
        .selectFrom('audit_entry')
        .select(['actor', 'action', 'subject', 'detail'])
        .orderBy('sequence')
        .execute();
      await db.destroy();
      expect(entries.map(({ action }) => action)).toEqual(['imported', 'restored']);
      expect(JSON.parse(entries[1]?.detail ?? '')).toMatchObject({ replacedEntries: 3 });
      expect((await runLamina(['audit', 'verify'], data)).status).toBe(0);
      // The key stayed, so the cases are recognised.
      expect((await runLamina(['import', SAMPLE], data)).stdout).toContain('6 unchanged');
    });

    it('overwrites no file and leaves nothing behind', async () => {
      await using temporary = await temporaryDatabase();
      const file = join(temporary.directory, 'kept.txt');
      writeFileSync(file, 'kept');
      const run = await runLamina(['backup', file], temporary.directory);
      expect(run).toEqual({
        status: 1,
        stdout: '',
        stderr: `${file} exists already; nothing was written.\n`,
      });
      expect(readFileSync(file, 'utf8')).toBe('kept');
      expect(existsSync(`${file}.unfinished`)).toBe(false);
    });

    it('is one moment of the record while others write to it', async () => {
      await using temporary = await temporaryDatabase();
      const { db, file, directory } = temporary;
      let writing = true;
      let written = 0;
      async function write() {
        while (writing) {
          await recordAudit({ db }, qualityLead, { action: 'case-opened', subject: `case:${written}` });
          written += 1;
          // The database answers without a pause, and the thread's messages need one.
          await setImmediate();
        }
      }
      const writer = write();
      const heads: number[] = [];
      for (const name of ['one', 'two', 'three']) {
        const schedule = {
          databaseFile: file,
          directory: join(directory, name),
          everyMilliseconds: 1,
          keep: 1,
        };
        const { audit } = await makeScheduledBackup(db, { ...schedule, report: () => undefined });
        expect(audit.state).toBe('unbroken');
        heads.push(audit.state === 'unbroken' ? audit.entries : 0);
      }
      writing = false;
      await writer;
      expect(written).toBeGreaterThan(3);
      expect(heads).toEqual([...heads].sort((one, other) => one - other));
    });

    it('refuses to restore while a server runs there, and changes nothing', async () => {
      using directory = emptyDirectory();
      const data = directory.path;
      const file = join(data, 'backup.sqlite');
      await runLamina(['import', SAMPLE], data);
      await using server = await startServer(data, ['--no-demo']);
      expect((await runLamina(['backup', file], data)).status).toBe(0);
      const refused = {
        status: 1,
        stdout: '',
        stderr:
          'A server or another program works with this data directory. Stop it first; nothing was changed.\n',
      };
      expect(await runLamina(['restore', file], data)).toEqual(refused);
      expect((await fetch(`${server.address}/ready`)).status).not.toBe(500);
      expect(countOf(join(data, 'lamina.sqlite'), 'surgical_case')).toBe(6);
      server.signal('SIGKILL');
      await server.ended;
      expect((await runLamina(['restore', file], data)).status).toBe(0);
    });

    it('refuses to restore while any other program has the database open', async () => {
      await using temporary = await temporaryDatabase();
      const file = join(temporary.directory, 'backup.sqlite');
      await makeBackup(temporary.file, file);
      const run = await runLamina(['restore', file], temporary.directory);
      expect(run.stderr).toContain('Stop it first; nothing was changed.');
    });

    it.each([
      [
        'a file that is no database',
        (file: string) => writeFileSync(file, 'case,age\n1,2\n'),
        /is damaged \(/,
      ],
      ['half a backup', (file: string) => truncateTo(file, 0.5), /is damaged \(/],
      [
        'a database of something else',
        (file: string) => {
          writeFileSync(file, '');
          new SQLite(file).exec('create table notes (text)').close();
        },
        /is no database of Lamina\./,
      ],
      [
        'a backup of a newer version',
        (file: string) => {
          new SQLite(file).exec("insert into kysely_migration values ('9999-later', '')").close();
        },
        /made by a newer version/,
      ],
    ])('refuses to restore %s, and changes nothing', async (_name, spoil, reason) => {
      using directory = emptyDirectory();
      const data = directory.path;
      const file = join(data, 'backup.sqlite');
      await runLamina(['import', SAMPLE], data);
      await makeBackup(join(data, 'lamina.sqlite'), file);
      spoil(file);
      const run = await runLamina(['restore', file], data);
      expect(run.status).toBe(1);
      expect(run.stderr).toMatch(reason);
      expect(run.stderr.trim().split('\n')).toHaveLength(1);
      expect(countOf(join(data, 'lamina.sqlite'), 'surgical_case')).toBe(6);
      expect(readdirSync(data).filter((name) => /replaced|restoring/.test(name))).toEqual([]);
    });

    it('restores into the place of a damaged database, which it keeps', async () => {
      using directory = emptyDirectory();
      const data = directory.path;
      const file = join(data, 'backup.sqlite');
      const database = join(data, 'lamina.sqlite');
      await runLamina(['import', SAMPLE], data);
      await runLamina(['backup', file], data);
      writeFileSync(database, Buffer.alloc(20_000, 'rubbish'));
      expect(await runLamina(['restore', file], data)).toMatchObject({ status: 0 });
      expect(countOf(database, 'surgical_case')).toBe(6);
      const replaced = readdirSync(data).find((name) => name.startsWith('lamina-replaced-')) ?? '';
      expect(readFileSync(join(data, replaced), 'utf8')).toContain('rubbish');
    });

    it('tells of a broken audit log in a backup, which stays', async () => {
      await using temporary = await temporaryDatabase();
      await recordAudit(temporary, qualityLead, { action: 'signed-in' });
      const file = join(temporary.directory, 'backup.sqlite');
      const tampering = new SQLite(temporary.file);
      tampering.exec("drop trigger audit_entry_is_not_changed; update audit_entry set actor = 'nobody'");
      tampering.close();
      const run = await runLamina(['backup', file], temporary.directory);
      expect(run.status).toBe(1);
      expect(run.stderr).toContain('The audit log in it is broken at entry 1');
      expect(await readBackup(file)).toMatchObject({ state: 'broken', entry: 1 });
    });
  },
);

describe.skipIf(ON_POSTGRES)('scheduled backups (of a database file; PostgreSQL has its own tools)', () => {
  it('keep the latest ones and touch no other file', () => {
    using directory = emptyDirectory();
    const days = ['2026-11-20', '2026-11-22', '2026-11-19', '2026-11-21'];
    for (const day of days) writeFileSync(backupFileOf(directory.path, new Date(`${day}T02:00:00Z`)), day);
    for (const other of ['lamina.sqlite', 'lamina-2026-11-01.sqlite', 'notes.txt']) {
      writeFileSync(join(directory.path, other), '');
    }
    expect(deleteOldBackups(directory.path, 2)).toHaveLength(2);
    expect(listBackups(directory.path).map(({ file }) => readFileSync(file, 'utf8'))).toEqual([
      '2026-11-21',
      '2026-11-22',
    ]);
    expect(readdirSync(directory.path)).toHaveLength(5);
  });

  it('are made at once when the latest is old enough, and not before', async () => {
    await using temporary = await temporaryDatabase();
    const { db, file: databaseFile } = temporary;
    const schedule = (name: string) => ({
      databaseFile,
      directory: join(temporary.directory, name),
      everyMilliseconds: 24 * 3_600_000,
      keep: 3,
    });
    const reported = await new Promise<string>((report) => {
      keepBackups(db, { ...schedule('first'), report });
    });
    expect(reported).toMatch(/checked; audit log 0:/);
    const [made] = listBackups(join(temporary.directory, 'first'));
    await expect(readBackup(made?.file ?? '')).resolves.toMatchObject({ state: 'unbroken' });

    const sentences: string[] = [];
    const second = keepBackups(db, { ...schedule('first'), report: (sentence) => sentences.push(sentence) });
    await second.close();
    expect(sentences).toEqual([]);
    expect(listBackups(join(temporary.directory, 'first'))).toHaveLength(1);
    const row = await db.selectFrom('audit_entry').select(['actor', 'action']).execute();
    expect(row).toEqual([{ actor: 'Server', action: 'backup-made' }]);
  });

  it('say why none was made', async () => {
    await using temporary = await temporaryDatabase();
    const blocked = join(temporary.directory, 'blocked');
    writeFileSync(blocked, 'a file where the directory should be');
    let keeping: ReturnType<typeof keepBackups> | undefined;
    const reported = await new Promise<string>((report) => {
      keeping = keepBackups(temporary.db, {
        databaseFile: temporary.file,
        directory: join(blocked, 'backups'),
        everyMilliseconds: 1000 * 3600,
        keep: 1,
        report,
      });
    });
    await keeping?.close();
    expect(reported).toMatch(/^No backup was made\. .* cannot be used/);
  });
});

function truncateTo(file: string, share: number): void {
  const bytes = readFileSync(file);
  writeFileSync(file, bytes.subarray(0, Math.floor(bytes.length * share)));
}
