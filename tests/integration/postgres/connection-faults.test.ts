import { openDatabase } from '@lamina/server/database/open-database.ts';
import { whyServerDoesNotSuit } from '@lamina/server/database/postgres-server.ts';
import { sql } from 'kysely';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { type EmptyDirectory, emptyDirectory } from '../../support/empty-directory.ts';
import { findPostgresPrograms, type PostgresServer, startPostgres } from '../../support/postgres-server.ts';
import { type FinishedRun, runLamina } from '../../support/run-lamina.ts';
import { samplePath } from '../../support/sample-file.ts';
import { freePort } from '../../support/test-accounts.ts';

const PASSWORD = 'not-to-be-told';

const COMMANDS = [
  ['serve'],
  ['import', samplePath('lamina-csv.csv')],
  ['rates'],
  ['models'],
  ['migrate'],
  ['demo'],
  ['user', 'list'],
  ['audit', 'verify'],
  ['audit', 'export', 'audit.csv'],
  ['export', 'record'],
];

let directory: EmptyDirectory;
beforeAll(() => {
  directory = emptyDirectory();
});
afterAll(() => directory[Symbol.dispose]());

/** One sentence, an exit that scripts notice, and nothing of the password. */
function expectOneSentence({ status, stdout, stderr }: FinishedRun, sentence: RegExp): void {
  expect(stderr).toMatch(sentence);
  expect(stderr.trim().split('\n')).toHaveLength(1);
  expect(status).toBe(1);
  expect(stdout + stderr).not.toContain(PASSWORD);
}

function run(words: readonly string[], url: string): Promise<FinishedRun> {
  return runLamina(words, directory.path, { DATABASE_URL: url });
}

async function isTaken(url: string): Promise<boolean> {
  const db = openDatabase(url);
  try {
    await sql`select 1`.execute(db);
    return true;
  } catch {
    return false;
  } finally {
    await db.destroy();
  }
}

describe('an address at which PostgreSQL cannot be used', () => {
  it('is refused in one sentence by every command where nothing listens', async () => {
    const url = `postgres://lamina:${PASSWORD}@127.0.0.1:${await freePort()}/lamina`;
    for (const words of COMMANDS) {
      expectOneSentence(await run(words, url), /^PostgreSQL does not answer at the address/);
    }
  });

  it('is not taken when it is of another kind', async () => {
    expectOneSentence(
      await run(['rates'], `mysql://lamina:${PASSWORD}@127.0.0.1/lamina`),
      /^DATABASE_URL must be/,
    );
    expectOneSentence(
      await run(['rates'], `postgres://lamina:${PASSWORD}@[/lamina`),
      /^DATABASE_URL must be/,
    );
  });

  it('leaves backups to the tools of PostgreSQL', async () => {
    const url = `postgres://lamina:${PASSWORD}@127.0.0.1/lamina`;
    for (const words of [
      ['backup', 'copy.sqlite'],
      ['restore', 'copy.sqlite'],
      ['serve', '--backup-every', '1h'],
    ]) {
      expectOneSentence(await run(words, url), /run pg_dump .* to restore pg_restore/);
    }
  });
});

describe.skipIf(findPostgresPrograms() === undefined)('a server that refuses', () => {
  let server: PostgresServer;
  beforeAll(async () => {
    server = await startPostgres();
    const db = openDatabase(server.url);
    await sql`create role guarded login password 'the right one'`.execute(db);
    const { rows } = await sql<{ file: string }>`select current_setting('hba_file') as file`.execute(db);
    const rules = `values ('host all guarded all scram-sha-256'), ('host all all all trust')`;
    await sql.raw(`copy (${rules}) to '${rows[0]?.file}'`).execute(db);
    await sql`select pg_reload_conf()`.execute(db);
    await sql`create database latin encoding 'LATIN1' locale 'C' template template0`.execute(db);
    await db.destroy();
  });
  afterAll(() => server.stop());

  function urlOf(change: (url: URL) => void): string {
    const url = new URL(server.url);
    url.password = PASSWORD;
    change(url);
    return url.href;
  }

  function guarded(): string {
    return urlOf((url) => {
      url.username = 'guarded';
    });
  }

  it('the password is told from one that does not know the database', async () => {
    await expect.poll(() => isTaken(guarded())).toBe(false);
    expectOneSentence(
      await run(['serve'], guarded()),
      /^PostgreSQL refuses the user or the password .*\(28P01\)/,
    );
    const none = guarded().replace(`:${PASSWORD}`, '');
    expectOneSentence(await run(['serve'], none), /^PostgreSQL wants a password/);
    const missing = urlOf((url) => {
      url.pathname = '/nowhere';
    });
    expectOneSentence(
      await run(['import', samplePath('lamina-csv.csv')], missing),
      /^There is no database of the name/,
    );
  });

  it('a database that does not hold every letter is not used', async () => {
    const latin = urlOf((url) => {
      url.pathname = '/latin';
    });
    expectOneSentence(await run(['migrate'], latin), /stores text as LATIN1/);
  });
});

it('says which server is too old', () => {
  expect(whyServerDoesNotSuit(130_022, 'UTF8')).toMatch(
    /^The server in DATABASE_URL is PostgreSQL 13; Lamina needs 14/,
  );
  expect(whyServerDoesNotSuit(140_000, 'UTF8')).toBeUndefined();
});
