import { buildDemo } from '@lamina/server/commands/demo.command.ts';
import { createHttpServer } from '@lamina/server/http/http-server.ts';
import { listReferences } from '@lamina/server/repositories/reference.repository.ts';
import { sqlTally } from '@lamina/server/tally/sql-tally.ts';
import type { Viewer } from '@lamina/shared/domain/viewer.ts';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { type TemporaryDatabase, temporaryDatabase } from '../../support/temporary-database.ts';
import { testAccounts } from '../../support/test-accounts.ts';
import { qualityLead } from '../../support/viewers.ts';

const VIEWERS: Readonly<Record<string, Viewer | null>> = {
  lead: qualityLead,
  administrator: { ...qualityLead, role: 'administrator' },
  nobody: null,
};

describe('a question asked alone', () => {
  let temporary: TemporaryDatabase;
  let server: Awaited<ReturnType<typeof createHttpServer>>;

  beforeAll(async () => {
    temporary = await temporaryDatabase();
    const { db, directory } = temporary;
    await buildDemo(db, { dataDirectory: directory }, { cases: 200, lastMonth: '2026-03' });
    server = await createHttpServer(
      { db, tally: sqlTally(db), references: listReferences() },
      {
        accounts: testAccounts(db, directory, 1),
        identify: async ({ headers }) => {
          if (headers['x-viewer'] === 'fault') throw new Error('The session table is gone.');
          return VIEWERS[String(headers['x-viewer'])] ?? null;
        },
      },
    );
  });
  afterAll(async () => {
    await server?.close();
    await temporary?.[Symbol.asyncDispose]();
  });

  function ask(viewer: string, procedure: string, query: string) {
    return server.inject({
      method: 'GET',
      url: `/trpc/${procedure}?${query}`,
      headers: { 'x-viewer': viewer },
    });
  }
  const written = (input: unknown) => encodeURIComponent(JSON.stringify(input));
  const LIST = { filter: {}, sort: { column: 'operation', descending: true }, page: 1 };

  it.each([
    ['an answer that is kept', 'lead', 'compare.get', { indicator: 'infection-90-days' }, 200],
    ['a list of cases, which is not', 'lead', 'cases.list', LIST, 200],
    ['what is wrong with a question', 'lead', 'compare.get', { indicator: 'none' }, 400],
    ['a sentence of ours', 'lead', 'cases.one', { caseId: 1_000_000 }, 404],
    ['a refusal to a role', 'administrator', 'cases.list', LIST, 403],
    ['a refusal to somebody who has not signed in', 'nobody', 'cases.list', LIST, 401],
    ['that nothing is asked with GET that changes something', 'lead', 'settings.change', {}, 405],
    ['that there is no such question', 'lead', 'overview.everything', {}, 404],
  ])('gets as in a batch: %s', async (_what, viewer, procedure, input, status) => {
    const alone = await ask(viewer, procedure, `input=${written(input)}`);
    const batched = await ask(viewer, procedure, `batch=1&input=${written({ 0: input })}`);
    expect([alone.statusCode, batched.statusCode]).toEqual([status, status]);
    expect([alone.json()]).toEqual(batched.json());
    expect(alone.headers['content-type']).toContain('application/json');
  });

  it('is told no more of a fault than the id under which the log has it', async () => {
    const { statusCode, body } = await ask('fault', 'cases.list', `input=${written(LIST)}`);
    expect(statusCode).toBe(500);
    expect(body).toMatch(/Something went wrong on our side\. Quote [0-9a-f-]{36}\./);
    expect(body).not.toContain('session table');
  });

  it('that is not JSON is refused as tRPC refuses it', async () => {
    const { statusCode, body } = await ask('lead', 'compare.get', 'input=%7B');
    expect(statusCode).toBe(400);
    expect(body).toContain('The request is not valid JSON.');
  });
});
