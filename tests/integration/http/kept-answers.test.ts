import { brotliDecompressSync, gunzipSync } from 'node:zlib';
import { buildDemo } from '@lamina/server/commands/demo.command.ts';
import { createHttpServer } from '@lamina/server/http/http-server.ts';
import { advanceOutcomeFacts } from '@lamina/server/repositories/outcome-facts.repository.ts';
import { listReferences } from '@lamina/server/repositories/reference.repository.ts';
import { sqlTally } from '@lamina/server/tally/sql-tally.ts';
import type { Viewer } from '@lamina/shared/domain/viewer.ts';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { type TemporaryDatabase, temporaryDatabase } from '../../support/temporary-database.ts';
import { testAccounts } from '../../support/test-accounts.ts';
import { qualityLead } from '../../support/viewers.ts';

const VIEWERS: Readonly<Record<string, Viewer | null>> = {
  lead: qualityLead,
  hospitalLead: { ...qualityLead, hospitals: [1] },
  administrator: { ...qualityLead, role: 'administrator' },
  nobody: null,
};
const QUESTION = `overview.get?input=${encodeURIComponent(JSON.stringify({ filter: {} }))}`;
const IN_A_BATCH = `overview.get?batch=1&input=${encodeURIComponent(JSON.stringify({ 0: { filter: {} } }))}`;

describe('an answer whose bytes were kept', () => {
  let temporary: TemporaryDatabase;
  let server: Awaited<ReturnType<typeof createHttpServer>>;

  beforeAll(async () => {
    temporary = await temporaryDatabase();
    const { db, directory } = temporary;
    await buildDemo(db, { dataDirectory: directory }, { cases: 400, lastMonth: '2026-03' });
    server = await createHttpServer(
      { db, tally: sqlTally(db), references: listReferences() },
      {
        accounts: testAccounts(db, directory, 1),
        identify: async ({ headers }) => VIEWERS[String(headers['x-viewer'])] ?? null,
      },
    );
  });
  afterAll(async () => {
    await server?.close();
    await temporary?.[Symbol.asyncDispose]();
  });

  function ask(viewer: keyof typeof VIEWERS, question: string, encoding = 'identity') {
    const headers = { 'x-viewer': String(viewer), 'accept-encoding': encoding };
    return server.inject({ method: 'GET', url: `/trpc/${question}`, headers });
  }

  it('says what it said the first time, and what it says in a batch, however it travels', async () => {
    const first = (await ask('lead', QUESTION)).json();
    const [batched] = (await ask('lead', IN_A_BATCH)).json();
    expect(batched).toEqual(first);
    const plain = await ask('lead', QUESTION);
    expect(plain.json()).toEqual(first);
    expect(plain.headers).toMatchObject({ vary: 'accept-encoding', 'cache-control': 'no-store' });
    expect(plain.headers).not.toHaveProperty('content-encoding');
    const brotli = await ask('lead', QUESTION, 'gzip, deflate, br, zstd');
    expect(brotli.headers['content-encoding']).toBe('br');
    expect(JSON.parse(brotliDecompressSync(brotli.rawPayload).toString())).toEqual(first);
    const gzip = await ask('lead', QUESTION, 'gzip');
    expect(gzip.headers['content-encoding']).toBe('gzip');
    expect(JSON.parse(gunzipSync(gzip.rawPayload).toString())).toEqual(first);
  });

  it('goes to nobody who may see something else, or nothing', async () => {
    const ofAll = (await ask('lead', QUESTION)).json();
    const ofOne = (await ask('hospitalLead', QUESTION)).json();
    expect(ofOne).not.toEqual(ofAll);
    expect((await ask('hospitalLead', QUESTION)).json()).toEqual(ofOne);
    expect((await ask('administrator', QUESTION)).statusCode).toBe(403);
    expect((await ask('nobody', QUESTION)).statusCode).toBe(401);
  });

  it('is given until the record changes', async () => {
    const before = (await ask('lead', QUESTION)).json().result.data;
    const { id } = await temporary.db.selectFrom('surgical_case').select('id').executeTakeFirstOrThrow();
    await temporary.db.transaction().execute((transaction) => advanceOutcomeFacts(transaction, [id]));
    const after = (await ask('lead', QUESTION)).json().result.data;
    expect(after).toEqual({ ...before, dataVersion: before.dataVersion + 1 });
  });
});
