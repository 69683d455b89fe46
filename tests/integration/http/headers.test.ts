import { createHttpServer } from '@lamina/server/http/http-server.ts';
import { listReferences } from '@lamina/server/repositories/reference.repository.ts';
import { sqlTally } from '@lamina/server/tally/sql-tally.ts';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { temporaryDatabase } from '../../support/temporary-database.ts';
import { testAccounts } from '../../support/test-accounts.ts';
import { QUALITY_LEAD, refusalOf, type SignInServer, signInServer } from '../auth/sign-in-server.ts';

const EMAIL = 'lead@example.org';
const FAULT = 'SELECT * FROM secret_table WHERE key = 42';

describe('every answer', () => {
  let server: SignInServer;

  beforeAll(async () => {
    server = await signInServer();
    await server.add(EMAIL, QUALITY_LEAD);
  });
  afterAll(() => server[Symbol.asyncDispose]());

  it.each([
    '/',
    '/health',
    '/nothing-here',
    '/trpc/account.session',
    '/trpc/nothing.here',
    '/auth/nothing-here',
  ])('forbids the browser what no screen needs (%s)', async (path) => {
    const { headers } = await server.browser().get(path);
    expect(headers).toMatchObject({
      'x-content-type-options': 'nosniff',
      'x-frame-options': 'DENY',
      'referrer-policy': 'no-referrer',
      'cross-origin-opener-policy': 'same-origin',
      'cross-origin-resource-policy': 'same-origin',
      'permissions-policy': expect.stringContaining('geolocation=()'),
    });
    const policy = String(headers['content-security-policy']);
    expect(policy).toContain("default-src 'self'");
    expect(policy).toContain("frame-ancestors 'none'");
    expect(policy).not.toMatch(/script-src|unsafe-eval|https?:/);
    expect(headers).not.toHaveProperty('x-powered-by');
    expect(headers).not.toHaveProperty('server');
  });

  it('is not kept by the browser or a proxy where it is about people or cases', async () => {
    const browser = server.browser();
    const answers = [
      await browser.signIn(EMAIL),
      await browser.signIn(EMAIL, 'not the password at all'),
      await browser.ask('account.session'),
      await browser.ask('nothing.here'),
      await browser.change('people.disable', { id: 'x' }, { origin: 'https://evil.example' }),
      await browser.post('/auth/sign-out'),
    ];
    expect(answers.map(({ headers }) => headers['cache-control'])).toEqual(answers.map(() => 'no-store'));
  });

  it('asks for https ever after only where people reach the server by it', async () => {
    const plain = await server.browser().get('/health');
    expect(plain.headers).not.toHaveProperty('strict-transport-security');
    await using secure = await signInServer(undefined, { origin: 'https://lamina.example.org' });
    const { headers } = await secure.browser().get('/health');
    expect(headers['strict-transport-security']).toBe('max-age=63072000');
  });

  it('refuses foreign sites however they spell the address', async () => {
    const browser = server.browser();
    await browser.signIn(EMAIL);
    for (const path of ['/trpc/people.disable', '/%74rpc/people.disable', '/trpc/people%2Edisable']) {
      const answer = await browser.post(path, { id: 'x' }, { origin: 'https://evil.example' });
      expect([path, answer.status]).toEqual([path, 403]);
      expect(refusalOf(answer)).toBe('This request did not come from Lamina itself.');
    }
  });

  it('takes changes as JSON only, not in the types that a form sends', async () => {
    const browser = server.browser();
    await browser.signIn(EMAIL);
    for (const type of [
      'text/plain',
      'multipart/form-data; boundary=x',
      'application/x-www-form-urlencoded',
      'application/jsonp',
    ]) {
      const answer = await browser.change('people.disable', { id: 'x' }, { 'content-type': type });
      expect([type, answer.status, refusalOf(answer)]).toEqual([type, 415, 'Changes are sent as JSON.']);
    }
  });

  it('says in a sentence what is wrong with a request', async () => {
    const browser = server.browser();
    await browser.signIn(EMAIL);
    const sentences = [
      await browser.get('/trpc/overview.get?input=%7Bbroken'),
      await browser.get('/trpc/people.disable'),
      await browser.change('overview.get', {}),
      await browser.get('/auth/nothing-here'),
      await browser.ask('cases.one', { caseId: 'x' }),
    ].map((answer) => [answer.status, refusalOf(answer)]);
    expect(sentences).toEqual([
      [400, 'The request is not valid JSON.'],
      [405, 'Questions are asked with GET, and changes made with POST.'],
      [405, 'Questions are asked with GET, and changes made with POST.'],
      [404, 'There is nothing at this address.'],
      [400, expect.stringMatching(/^The request is not valid: .*caseId/s)],
    ]);
  });

  it('gives of a fault of ours no more than an id, even when it happens before any question', async () => {
    await using temporary = await temporaryDatabase();
    const { db, directory } = temporary;
    const faulty = await createHttpServer(
      { db, tally: sqlTally(db), references: listReferences() },
      {
        accounts: testAccounts(db, directory, 4000),
        logLevel: 'warn',
        identify: async () => {
          throw new Error(FAULT);
        },
      },
    );
    const answer = await faulty.inject({ url: '/trpc/account.session' });
    await faulty.close();
    expect(answer.statusCode).toBe(500);
    expect(answer.body).not.toMatch(/secret_table|node_modules|\bat .*\.ts:/);
    expect(answer.body).toMatch(/Something went wrong on our side\. Quote [\w-]{36}\./);
  });
});
