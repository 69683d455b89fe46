import type { Database } from '@lamina/server/database/database.ts';
import { openDatabase } from '@lamina/server/database/open-database.ts';
import { sql } from 'kysely';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { type EmptyDirectory, emptyDirectory } from '../../support/empty-directory.ts';
import {
  createPostgresDatabase,
  POSTGRES_IS_HERE,
  type PostgresDatabase,
} from '../../support/postgres-database.ts';
import { type PostgresServer, startPostgres } from '../../support/postgres-server.ts';
import { runLamina } from '../../support/run-lamina.ts';
import { startServer } from '../../support/running-server.ts';

const ROLE = 'lamina_of_the_test';
const given = process.env.LAMINA_TEST_POSTGRES_URL || undefined;

describe.skipIf(!POSTGRES_IS_HERE || given !== undefined)('a server whose PostgreSQL goes away', () => {
  let postgres: PostgresServer;
  let administration: Database;
  let database: PostgresDatabase;
  let directory: EmptyDirectory;
  let environment: { readonly DATABASE_URL: string };
  beforeAll(async () => {
    directory = emptyDirectory();
    postgres = await startPostgres();
    administration = openDatabase(postgres.url);
    database = await createPostgresDatabase(postgres.url);
    const url = new URL(database.url);
    await sql.raw(`create role ${ROLE} login`).execute(administration);
    await sql.raw(`alter database ${url.pathname.slice(1)} owner to ${ROLE}`).execute(administration);
    url.username = ROLE;
    environment = { DATABASE_URL: url.href };
    expect((await runLamina(['demo', '--cases', '600'], directory.path, environment)).status).toBe(0);
  });
  afterAll(async () => {
    await administration.destroy();
    await postgres.stop();
    directory[Symbol.dispose]();
  });

  async function endConnections(): Promise<void> {
    await sql`select pg_terminate_backend(pid) from pg_stat_activity where usename = ${ROLE}`.execute(
      administration,
    );
  }

  it('says that it cannot reach it, and goes on by itself when it is there again', async () => {
    await using server = await startServer(directory.path, [], environment);
    const cookie = await server.signIn('quality@lamina.demo');
    const ask = async () => (await server.ask('overview.get', {}, cookie)).status;
    expect(await ask()).toBe(200);

    await sql.raw(`alter role ${ROLE} nologin`).execute(administration);
    await endConnections();
    await expect.poll(ask).toBe(503);
    expect((await fetch(`${server.address}/ready`)).status).toBe(503);
    expect((await fetch(`${server.address}/health`)).status).toBe(200);

    await sql.raw(`alter role ${ROLE} login`).execute(administration);
    await expect.poll(ask).toBe(200);
    await expect.poll(async () => (await fetch(`${server.address}/ready`)).status).toBe(200);
    await endConnections();
    await expect.poll(ask).toBe(200);
  });
});
