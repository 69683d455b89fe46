import { connect, type Socket } from 'node:net';
import { createHttpServer } from '@lamina/server/http/http-server.ts';
import { listReferences } from '@lamina/server/repositories/reference.repository.ts';
import { sqlTally } from '@lamina/server/tally/sql-tally.ts';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { temporaryDatabase } from '../../support/temporary-database.ts';
import { freePort, testAccounts } from '../../support/test-accounts.ts';
import {
  type Answer,
  QUALITY_LEAD,
  refusalOf,
  type SignInServer,
  signInServer,
  whoIs,
} from '../auth/sign-in-server.ts';

const EMAIL = 'lead@example.org';
const WRONG = 'not the password at all';

describe('what is too much', () => {
  let server: SignInServer;

  beforeAll(async () => {
    server = await signInServer();
    await server.add(EMAIL, QUALITY_LEAD);
  });
  afterAll(() => server[Symbol.asyncDispose]());

  it('is a body larger than any change, or any sign-in', async () => {
    const browser = server.browser();
    await browser.signIn(EMAIL);
    const tooLarge = [
      await browser.change('people.disable', { id: 'x'.repeat(140_000) }),
      await browser.post('/auth/sign-in/email', { email: EMAIL, password: 'x'.repeat(20_000) }),
    ];
    for (const answer of tooLarge) {
      expect([answer.status, refusalOf(answer)]).toEqual([
        413,
        'The request is larger than anything Lamina asks for.',
      ]);
    }
  });

  it('is an address longer than any screen’s questions', async () => {
    const answer = await server.browser().get(`/trpc/${'overview.get,'.repeat(2000)}x`);
    expect(answer.status).toBeGreaterThanOrEqual(400);
    expect(answer.status).toBeLessThan(500);
  });
});

describe('the requests of a minute', () => {
  it('are counted by session and by address', async () => {
    const limits = { sessionRequestsAMinute: 5, addressRequestsAMinute: 8 };
    await using server = await signInServer(undefined, {}, limits);
    await server.add(EMAIL, QUALITY_LEAD);
    const browser = server.browser('10.0.0.1');
    await browser.signIn(EMAIL);
    const answers: Answer[] = [];
    for (let asked = 0; asked < 6; asked += 1) answers.push(await browser.ask('account.session'));
    expect(answers.map(({ status }) => status)).toEqual([200, 200, 200, 200, 200, 429]);
    expect(answers.at(-1)?.headers).toMatchObject({ 'retry-after': expect.stringMatching(/^\d+$/) });
    expect(answers.at(-1)?.body).toMatchObject({ error: { data: { code: 'TOO_MANY_REQUESTS' } } });
    const stranger = server.browser('10.0.0.1');
    expect((await stranger.ask('account.session')).status).toBe(200);
    expect((await stranger.ask('account.session')).status).toBe(429);
    expect((await server.browser('10.0.0.2').ask('account.session')).status).toBe(200);
  });

  it('do not depend on a cookie that somebody makes up', async () => {
    await using server = await signInServer(undefined, {}, { addressRequestsAMinute: 3 });
    const statuses: number[] = [];
    for (let asked = 0; asked < 4; asked += 1) {
      const browser = server.browser();
      browser.cookies.set('lamina.session_token', `made-up-${asked}`);
      statuses.push((await browser.ask('account.session')).status);
    }
    expect(statuses).toEqual([200, 200, 200, 429]);
  });
});

describe('wrong passwords', () => {
  const attempts = 20;

  /** From so many addresses that none of them is stopped for itself. */
  async function guess(server: SignInServer, email: string, times: number): Promise<number[]> {
    const statuses: number[] = [];
    for (let made = 0; made < times; made += 1) {
      statuses.push((await server.browser(`10.1.0.${made % 5}`).signIn(email, WRONG)).status);
    }
    return statuses;
  }

  it('stop further ones for the account wherever they come from, but not from where the person signs in', async () => {
    await using server = await signInServer();
    await server.add(EMAIL, QUALITY_LEAD);
    const usual = server.browser('10.0.0.1');
    expect((await usual.signIn(EMAIL)).status).toBe(200);
    expect(await guess(server, EMAIL, attempts + 1)).toEqual([...Array(attempts).fill(401), 429]);
    const elsewhere = await server.browser('10.0.0.9').signIn(EMAIL);
    expect(elsewhere.status).toBe(429);
    expect(Number(elsewhere.headers['retry-after'])).toBeLessThanOrEqual(15 * 60);
    const back = server.browser('10.0.0.1');
    expect((await back.signIn(EMAIL)).status).toBe(200);
    expect(await whoIs(back)).toMatchObject({ email: EMAIL });
  });

  it('are answered alike for an account that there is not', async () => {
    await using server = await signInServer();
    expect(await guess(server, 'nobody@example.org', attempts + 1)).toEqual([
      ...Array(attempts).fill(401),
      429,
    ]);
  });

  it('are forgotten when the right one comes', async () => {
    await using server = await signInServer();
    await server.add(EMAIL, QUALITY_LEAD);
    await guess(server, EMAIL, attempts - 1);
    expect((await server.browser('10.0.0.1').signIn(EMAIL)).status).toBe(200);
    expect(await guess(server, EMAIL, 2)).toEqual([401, 401]);
  });

  it('that are not looked at are noted once a minute for an address', async () => {
    await using server = await signInServer();
    const id = await server.add(EMAIL, QUALITY_LEAD);
    await guess(server, EMAIL, attempts);
    for (let again = 0; again < 3; again += 1) await server.browser('10.2.0.1').signIn(EMAIL, WRONG);
    const entries = await server.db
      .selectFrom('audit_entry')
      .select(['subject', 'detail'])
      .where('address', '=', '10.2.0.1')
      .execute();
    expect(entries).toHaveLength(1);
    expect(entries[0]?.subject).toBe(`person:${id}`);
    expect(JSON.parse(entries[0]?.detail ?? '')).toMatchObject({
      reason: 'too many wrong passwords for the account',
    });
    for (let tried = 0; tried < 14; tried += 1) {
      await server.browser('10.3.0.1').signIn(`somebody-${tried}@example.org`, WRONG);
    }
    const ofAddress = await server.db
      .selectFrom('audit_entry')
      .select('detail')
      .where('address', '=', '10.3.0.1')
      .where('detail', 'like', '%too many attempts from the address%')
      .execute();
    expect(ofAddress).toHaveLength(1);
  });
});

describe('a slow sender', () => {
  const limits = { headersMilliseconds: 100, requestMilliseconds: 200, lookMilliseconds: 20 };

  it.each([
    ['its headers', 'POST /trpc/people.disable HTTP/1.1\r\nHost: 127.0.0.1\r\n'],
    [
      'its body',
      'POST /auth/sign-in/email HTTP/1.1\r\nHost: 127.0.0.1\r\nContent-Type: application/json\r\nContent-Length: 1000\r\n\r\n{',
    ],
  ])('that does not finish %s is cut off', async (_what, beginning) => {
    await using temporary = await temporaryDatabase();
    const { db, directory } = temporary;
    const port = await freePort();
    const server = await createHttpServer(
      { db, tally: sqlTally(db), references: listReferences() },
      { accounts: testAccounts(db, directory, port), limits },
    );
    await server.listen({ host: '127.0.0.1', port });
    const socket = connect(port, '127.0.0.1');
    socket.write(beginning);
    expect(await everything(socket)).toMatch(/^HTTP\/1\.1 408 /);
    const answer = await fetch(`http://127.0.0.1:${port}/health`);
    expect(answer.status).toBe(200);
    await server.close();
  });
});

/** What is received until the other side closes. */
function everything(socket: Socket): Promise<string> {
  return new Promise((resolve, reject) => {
    let received = '';
    socket.on('data', (chunk) => {
      received += String(chunk);
    });
    socket.on('error', reject);
    socket.on('close', () => resolve(received));
  });
}
