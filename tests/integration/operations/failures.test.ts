import { spawnSync } from 'node:child_process';
import {
  chmodSync,
  chownSync,
  closeSync,
  openSync,
  readdirSync,
  readFileSync,
  rmSync,
  truncateSync,
  writeFileSync,
  writeSync,
} from 'node:fs';
import { join } from 'node:path';
import SQLite from 'better-sqlite3';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { type EmptyDirectory, emptyDirectory } from '../../support/empty-directory.ts';
import { type FinishedRun, runLamina } from '../../support/run-lamina.ts';
import { startServer } from '../../support/running-server.ts';
import { samplePath } from '../../support/sample-file.ts';
import { ON_POSTGRES } from '../../support/temporary-database.ts';

const SAMPLE = samplePath('lamina-csv.csv');
const PAGE_BYTES = 4096;
const isRoot = process.getuid?.() === 0;

/** A disk of its own that is soon full; only the superuser of Linux can make one. */
function mountSmallDisk(path: string, mebibytes: number): boolean {
  return spawnSync('mount', ['-t', 'tmpfs', '-o', `size=${mebibytes}m`, 'tmpfs', path]).status === 0;
}

function canMount(): boolean {
  using directory = emptyDirectory();
  const mounted = isRoot && mountSmallDisk(directory.path, 1);
  if (mounted) spawnSync('umount', [directory.path]);
  return mounted;
}

/** One sentence, and an exit that scripts notice. */
function expectOneSentence({ status, stderr }: FinishedRun, sentence: RegExp): void {
  expect(stderr).toMatch(sentence);
  expect(stderr.trim().split('\n')).toHaveLength(1);
  expect(status).toBe(1);
}

function integrityOf(file: string): unknown {
  const connection = new SQLite(file);
  try {
    return connection.pragma('integrity_check', { simple: true });
  } finally {
    connection.close();
  }
}

describe.skipIf(ON_POSTGRES || !canMount())(
  'a full disk (a small tmpfs with a database file; needs the superuser of Linux)',
  () => {
    let disk: EmptyDirectory;
    beforeAll(() => {
      disk = emptyDirectory();
      mountSmallDisk(disk.path, 6);
    });
    afterAll(() => {
      spawnSync('umount', [disk.path]);
      disk[Symbol.dispose]();
    });

    it('ends a command with one sentence and leaves the record as it was', async () => {
      expect((await runLamina(['import', SAMPLE], disk.path)).status).toBe(0);
      const database = join(disk.path, 'lamina.sqlite');
      const elsewhere = emptyDirectory();
      const many = join(elsewhere.path, 'many.csv');
      writeFileSync(many, manyCases(30_000));
      expectOneSentence(
        await runLamina(['import', many, '--source', 'other'], disk.path),
        /^The disk is full/,
      );
      elsewhere[Symbol.dispose]();
      expect(integrityOf(database)).toBe('ok');
      expect((await runLamina(['import', SAMPLE], disk.path)).stdout).toContain('6 unchanged');
    });

    it('makes no backup that is not whole', async () => {
      const filler = join(disk.path, 'filler');
      fill(filler);
      expectOneSentence(
        await runLamina(['backup', join(disk.path, 'backup.sqlite')], disk.path),
        /^The disk (is full|refused)/,
      );
      rmSync(filler);
      expect(readdirSync(disk.path).filter((name) => name.startsWith('backup'))).toEqual([]);
    });

    it('lets a server answer what needs no entry, refuse a case, and recover by itself', async () => {
      for (const name of readdirSync(disk.path)) rmSync(join(disk.path, name), { recursive: true });
      await runLamina(['demo', '--cases', '600'], disk.path);
      await using server = await startServer(disk.path);
      await server.printed('Server listening');
      const cookie = await server.signIn('quality@lamina.demo');
      const openCase = () => server.ask('cases.one', { caseId: 1 }, cookie);
      expect((await openCase()).status).toBe(200);

      const filler = join(disk.path, 'filler');
      fill(filler);
      // What is left of the log's last pages holds some entries more.
      let refused = await openCase();
      for (let tries = 0; refused.status === 200 && tries < 2000; tries += 1) refused = await openCase();
      expect(refused.status).toBe(503);
      expect(await refused.text()).toMatch(/The disk (is full|refused)/);
      expect((await server.ask('overview.options', {}, cookie)).status).toBe(200);

      rmSync(filler);
      expect((await openCase()).status).toBe(200);
      server.signal('SIGTERM');
      expect(await server.ended).toBe(0);
      expect((await runLamina(['audit', 'verify'], disk.path)).status).toBe(0);
    });
  },
);

describe.skipIf(ON_POSTGRES)('a damaged database file (of SQLite)', () => {
  const COMMANDS = [['serve', '--no-demo'], ['import', SAMPLE], ['migrate']] as const;

  async function withDamaged(
    damage: (file: string) => void,
    commands: readonly (readonly string[])[],
    sentence: RegExp,
  ) {
    using directory = emptyDirectory();
    const file = join(directory.path, 'lamina.sqlite');
    await runLamina(['import', SAMPLE], directory.path);
    damage(file);
    const before = readFileSync(file);
    for (const command of commands) {
      expectOneSentence(await runLamina([...command], directory.path), sentence);
      expect(readFileSync(file).equals(before)).toBe(true);
    }
    expectOneSentence(
      await runLamina(['backup', join(directory.path, 'backup.sqlite')], directory.path),
      /damaged/,
    );
    expect(readdirSync(directory.path).filter((name) => name.startsWith('backup'))).toEqual([]);
  }

  it('with a header that is rubbish is refused by every command and not touched', () =>
    withDamaged(
      (file) => overwrite(file, 0, Buffer.alloc(100, 'x')),
      COMMANDS,
      /^The database file is damaged/,
    ));

  it('cut in half is refused by every command and not touched', () =>
    withDamaged(
      (file) => truncateSync(file, PAGE_BYTES * 3),
      [
        ['serve', '--no-demo'],
        ['import', SAMPLE],
      ],
      /^The database file is damaged/,
    ));

  it('with a page turned to rubbish is found when a server starts', () =>
    withDamaged(
      (file) => overwrite(file, pageOf(file, 'surgical_case'), Buffer.alloc(PAGE_BYTES, 0xa5)),
      [['serve', '--no-demo']],
      /^The database file is damaged/,
    ));
});

describe('keys', () => {
  it('that are missing or too short stop an import, which changes nothing', async () => {
    using directory = emptyDirectory();
    const key = join(directory.path, 'pseudonym.key');
    await runLamina(['import', SAMPLE], directory.path);
    rmSync(key);
    expectOneSentence(await runLamina(['import', SAMPLE], directory.path), /key .* is missing/);
    writeFileSync(key, '');
    expectOneSentence(
      await runLamina(['import', SAMPLE], directory.path),
      /key for pseudonyms has 0 characters/,
    );
    writeFileSync(key, 'another key that is long enough to be taken');
    expect((await runLamina(['import', SAMPLE], directory.path)).status).toBe(1);
  });
});

/** As root every file may be read and written: these run as nobody there, who must be able to enter the checkout. */
const NOBODY = 65_534;
const asUser = isRoot ? { uid: NOBODY, gid: NOBODY } : {};

function userCanEnterCheckout(): boolean {
  return spawnSync(process.execPath, ['--version'], asUser).status === 0;
}

describe.skipIf(!userCanEnterCheckout())(
  'files that may not be used (in a checkout that others may enter)',
  () => {
    function asNobody(words: readonly string[], dataDirectory: string): FinishedRun {
      const main = join(import.meta.dirname, '../../../server/src/main.ts');
      const run = spawnSync(process.execPath, [main, ...words, '--data', dataDirectory], {
        encoding: 'utf8',
        env: { PATH: process.env.PATH },
        ...asUser,
      });
      return { status: run.status, stdout: run.stdout, stderr: run.stderr };
    }

    function giveAway(directory: string): void {
      if (!isRoot) return;
      for (const path of [directory, ...readdirSync(directory).map((name) => join(directory, name))]) {
        chownSync(path, NOBODY, NOBODY);
      }
    }

    it('a data directory that may only be read is refused in one sentence', async () => {
      using directory = emptyDirectory();
      await runLamina(['import', SAMPLE], directory.path);
      giveAway(directory.path);
      chmodSync(join(directory.path, 'lamina.sqlite'), 0o400);
      chmodSync(directory.path, 0o500);
      try {
        expectOneSentence(asNobody(['serve', '--no-demo'], directory.path), /data directory/);
        expectOneSentence(asNobody(['import', SAMPLE], directory.path), /data directory/);
      } finally {
        chmodSync(directory.path, 0o700);
      }
    });

    it('a key that may not be read stops an import', async () => {
      using directory = emptyDirectory();
      await runLamina(['import', SAMPLE], directory.path);
      giveAway(directory.path);
      chmodSync(join(directory.path, 'pseudonym.key'), 0);
      expectOneSentence(
        asNobody(['import', SAMPLE], directory.path),
        /pseudonym\.key cannot be used: this user may not read or write it/,
      );
    });
  },
);

/** Takes all the room that is left. */
function fill(file: string): void {
  spawnSync('dd', ['if=/dev/zero', `of=${file}`, 'bs=4096']);
}

function overwrite(file: string, position: number, bytes: Buffer): void {
  const descriptor = openSync(file, 'r+');
  writeSync(descriptor, bytes, 0, bytes.length, position);
  closeSync(descriptor);
}

/** Where the first page of a table begins. */
function pageOf(file: string, table: string): number {
  const connection = new SQLite(file, { readonly: true });
  const root = connection.prepare('select rootpage from sqlite_master where name = ?').pluck().get(table);
  connection.close();
  return (Number(root) - 1) * PAGE_BYTES;
}

/** The first case of the sample many times over, under other ids. */
function manyCases(count: number): string {
  const [heading = '', first = ''] = readFileSync(SAMPLE, 'utf8').split(/\r?\n/);
  const [, ...rest] = first.split(',');
  return [heading, ...Array.from({ length: count }, (_, index) => [`many-${index}`, ...rest].join(','))].join(
    '\n',
  );
}
