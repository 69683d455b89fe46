import { get } from 'node:http';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { type EmptyDirectory, emptyDirectory } from '../../support/empty-directory.ts';
import { runLamina } from '../../support/run-lamina.ts';
import { type RunningServer, startServer } from '../../support/running-server.ts';

const TOKEN = 'a token of the test';

interface LogLine {
  readonly requestId?: string;
  readonly asked?: string;
  readonly status?: number;
}

function logOf(server: RunningServer): LogLine[] {
  return server
    .stdout()
    .split('\n')
    .filter((line) => line.startsWith('{'))
    .map((line) => JSON.parse(line) as LogLine);
}

async function ready(server: RunningServer): Promise<void> {
  await expect.poll(async () => (await fetch(`${server.address}/ready`)).status).toBe(200);
}

describe('a running server', () => {
  let directory: EmptyDirectory;
  beforeAll(async () => {
    directory = emptyDirectory();
    await runLamina(['demo', '--cases', '600'], directory.path);
  });
  afterAll(() => directory[Symbol.dispose]());

  it('says that it lives, when it is ready, and what it does, without telling of cases', async () => {
    await using server = await startServer(directory.path);
    expect(await (await fetch(`${server.address}/health`)).json()).toEqual({ status: 'ok' });
    await ready(server);
    expect(await (await fetch(`${server.address}/ready`)).json()).toEqual({
      ready: true,
      database: 'answers',
      tally: 'memory',
    });

    const cookie = await server.signIn('quality@lamina.demo');
    const answer = await server.ask('cases.one', { caseId: 77 }, cookie);
    const requestId = answer.headers.get('x-request-id') ?? '';
    expect(answer.status).toBe(200);
    expect(requestId).toMatch(/^[\w-]{36}$/);
    await server.printed(requestId);
    expect(logOf(server).find((line) => line.requestId === requestId)).toMatchObject({
      asked: 'cases.one',
      status: 200,
    });
    expect(server.stdout()).not.toMatch(/caseId|127\.0\.0\.1"|quality@lamina/);

    const metrics = await (await fetch(`${server.address}/metrics`)).text();
    expect(metrics).toContain('lamina_procedure_seconds_count{procedure="cases.one",status="OK"} 1');
    expect(metrics).toContain('lamina_tally_engine{engine="memory"} 1');
    expect(metrics).toMatch(/^lamina_cases 600$/m);
    expect(metrics).toMatch(/^lamina_last_import_timestamp_seconds \d{10}/m);
    expect(metrics).toMatch(/^nodejs_eventloop_lag_p99_seconds [\d.e-]+$/m);
    const forwarded = { headers: { 'x-forwarded-for': '192.0.2.1' } };
    expect((await fetch(`${server.address}/metrics`, forwarded)).status).toBe(403);
  });

  it('gives figures only to the holder of the token where there is one', async () => {
    await using server = await startServer(directory.path, [], { LAMINA_METRICS_TOKEN: TOKEN });
    const status = async (authorization?: string) =>
      (await fetch(`${server.address}/metrics`, authorization ? { headers: { authorization } } : {})).status;
    expect(await status()).toBe(403);
    expect(await status(`Bearer ${TOKEN.slice(1)}`)).toBe(403);
    expect(await status(`Bearer ${TOKEN}`)).toBe(200);
  });

  it('lets the answer end that is under way when it is told to stop twice at once, and takes no new one', async () => {
    await using server = await startServer(directory.path);
    await ready(server);
    const cookie = await server.signIn('quality@lamina.demo');
    // The head comes at once and the body when all of it was made.
    const underWay = new Promise<number>((resolve, reject) => {
      const asked = encodeURIComponent(JSON.stringify({ columns: ['key'], about: [] }));
      get(`${server.address}/trpc/cases.csv?input=${asked}`, { headers: { cookie } }, (response) => {
        response.resume().on('end', () => resolve(response.statusCode ?? 0));
        response.on('error', reject);
      })
        .on('socket', (socket) =>
          socket.once('connect', () => {
            server.signal('SIGTERM');
            server.signal('SIGTERM');
          }),
        )
        .on('error', reject);
    });
    expect([200, 503]).toContain(await underWay);
    expect(await server.ended).toBe(0);
    await expect(fetch(`${server.address}/health`)).rejects.toThrow();
    expect((await runLamina(['audit', 'verify'], directory.path)).status).toBe(0);
  });
});
