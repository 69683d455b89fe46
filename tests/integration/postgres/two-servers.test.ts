import { writeFileSync } from 'node:fs';
import { availableParallelism, loadavg } from 'node:os';
import { join } from 'node:path';
import { openDatabase } from '@lamina/server/database/open-database.ts';
import { sql } from 'kysely';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { addPeople, PASSWORD, withDirectory } from '../../load/add-people.ts';
import { registryFile } from '../../soak/registry-file.ts';
import { killOneOfTwo } from '../../soak/server-pair-kill.ts';
import { type EmptyDirectory, emptyDirectory } from '../../support/empty-directory.ts';
import {
  createPostgresDatabase,
  POSTGRES_IS_HERE,
  type PostgresDatabase,
} from '../../support/postgres-database.ts';
import { type PostgresServer, startPostgres } from '../../support/postgres-server.ts';
import { runLamina } from '../../support/run-lamina.ts';
import { type RunningServer, startServer } from '../../support/running-server.ts';

const LEAD = 'lead@example.org';
const given = process.env.LAMINA_TEST_POSTGRES_URL;

/** What reading a change elsewhere may take; reported here, for a busy machine proves nothing by the clock. */
const SECONDS_WANTED = 2;

interface Overview {
  readonly result: { readonly data: { readonly procedures: readonly { readonly cases: number }[] } };
}

async function casesAt(server: RunningServer, cookie: string): Promise<number> {
  const answer = (await (await server.ask('overview.get', {}, cookie)).json()) as Overview;
  return answer.result.data.procedures.reduce((total, { cases }) => total + cases, 0);
}

async function signIn({ address }: RunningServer, email: string): Promise<string> {
  const response = await fetch(`${address}/auth/sign-in/email`, {
    method: 'POST',
    headers: { 'content-type': 'application/json', origin: address },
    body: JSON.stringify({ email, password: PASSWORD }),
  });
  expect(response.status).toBe(200);
  return response.headers
    .getSetCookie()
    .map((cookie) => cookie.split(';', 1)[0])
    .join('; ');
}

describe.skipIf(!POSTGRES_IS_HERE)('two servers on one PostgreSQL', () => {
  let postgres: PostgresServer | undefined;
  let serverUrl: string;
  let database: PostgresDatabase;
  let directory: EmptyDirectory;
  beforeAll(async () => {
    postgres = given === undefined ? await startPostgres() : undefined;
    serverUrl = given ?? postgres?.url ?? '';
    database = await createPostgresDatabase(serverUrl);
    directory = emptyDirectory();
  });
  afterAll(async () => {
    await database.drop();
    await postgres?.stop();
    directory[Symbol.dispose]();
  });

  function start(): Promise<RunningServer> {
    return startServer(directory.path, ['--no-demo'], { DATABASE_URL: database.url });
  }

  function importFile(cases: number, name: string) {
    const file = join(directory.path, name);
    writeFileSync(file, registryFile(cases, false));
    const words = ['import', file, '--cut-off', '2024-12-31'];
    return runLamina(words, directory.path, { DATABASE_URL: database.url });
  }

  it('begin at the same moment on an empty database, which one of them makes ready', async () => {
    const servers = await Promise.all([start(), start()]);
    for (const server of servers) expect((await fetch(`${server.address}/health`)).status).toBe(200);
    const links = servers.filter((server) => server.stdout().includes('The first administrator'));
    expect(links).toHaveLength(1);
    const db = openDatabase(database.url);
    const { rows } = await sql<{ count: number }>`select count(*) as count from person`.execute(db);
    await db.destroy();
    expect(rows).toEqual([{ count: 1 }]);
    for (const server of servers) await server[Symbol.asyncDispose]();
  });

  it('show at each what was imported beside it, and know the sessions that the other began and ended', async () => {
    expect(await importFile(300, 'first.csv')).toMatchObject({ status: 0 });
    await withDirectory(
      directory.path,
      (_, accounts) =>
        addPeople(accounts, [
          { email: LEAD, rights: { role: 'quality-lead', hospitals: 'all', surgeon: null } },
        ]),
      database.url,
    );
    await using one = await start();
    await using other = await start();
    const cookie = await signIn(one, LEAD);
    expect(await casesAt(one, cookie)).toBe(300);
    expect(await casesAt(other, cookie)).toBe(300);

    expect(await importFile(400, 'second.csv')).toMatchObject({ status: 0 });
    const imported = performance.now();
    await expect.poll(() => casesAt(one, cookie), { interval: 20 }).toBe(400);
    await expect.poll(() => casesAt(other, cookie), { interval: 20 }).toBe(400);
    const seconds = (performance.now() - imported) / 1000;
    console.log(
      `An import was seen at both servers ${seconds.toFixed(2)} s after it ended (wanted ${SECONDS_WANTED}), at a load of ${loadavg()[0]?.toFixed(1)} on ${availableParallelism()} processors.`,
    );

    await fetch(`${other.address}/auth/sign-out`, {
      method: 'POST',
      headers: { 'content-type': 'application/json', origin: other.address, cookie },
      body: '{}',
    });
    expect((await one.ask('overview.get', {}, cookie)).status).toBe(401);
  });

  it('lose nothing of what either acknowledged when one of them is killed', async () => {
    const { misses, figures } = await killOneOfTwo(serverUrl, 2, 7);
    console.log(figures);
    expect(misses).toEqual([]);
  });
});
