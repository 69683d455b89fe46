import { removeExpired } from '@lamina/server/repositories/person.repository.ts';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import {
  ORIGIN,
  PASSWORD,
  QUALITY_LEAD,
  refusalOf,
  SIGNED_OUT_MESSAGE,
  type SignInServer,
  signInServer,
  whoIs,
} from './sign-in-server.ts';

const EMAIL = 'lead@example.org';

describe('signing in', () => {
  let server: SignInServer;
  let id: string;

  beforeEach(async () => {
    server = await signInServer();
    id = await server.add(EMAIL, QUALITY_LEAD);
  });
  afterEach(() => server[Symbol.asyncDispose]());

  it('opens a session that only this site gets back and no script reads', async () => {
    const browser = server.browser();
    expect(await whoIs(browser)).toBeNull();
    const answer = await browser.signIn(EMAIL);
    expect(answer.status).toBe(200);
    expect(String(answer.headers['set-cookie'])).toMatch(
      /^lamina\.session_token=.*Max-Age=43200.*HttpOnly.*SameSite=Strict/,
    );
    expect(String(answer.headers['set-cookie'])).not.toContain('Secure');
    expect(await whoIs(browser)).toMatchObject({ email: EMAIL, role: 'quality-lead', twoFactor: false });
  });

  it('sends cookies over https only where people reach the server by it', async () => {
    await using secure = await signInServer(undefined, { origin: 'https://lamina.example.org' });
    await secure.add(EMAIL, QUALITY_LEAD);
    const answer = await secure.browser().signIn(EMAIL);
    expect(String(answer.headers['set-cookie'])).toMatch(/^__Secure-lamina\.session_token=.*Secure/);
  });

  it('takes the e-mail address in any case, and says the same of a wrong password as of an unknown person', async () => {
    const browser = server.browser();
    expect((await browser.signIn('Lead@Example.ORG')).status).toBe(200);
    const wrong = await server.browser().signIn(EMAIL, 'not the password at all');
    const unknown = await server.browser().signIn('nobody@example.org');
    expect(wrong.status).toBe(401);
    expect(unknown).toMatchObject({ status: 401, body: wrong.body });
  });

  it('ends the session at sign-out', async () => {
    const browser = server.browser();
    await browser.signIn(EMAIL);
    const stolen = new Map(browser.cookies);
    expect((await browser.post('/auth/sign-out')).status).toBe(200);
    expect(browser.cookies.size).toBe(0);
    for (const [name, value] of stolen) browser.cookies.set(name, value);
    expect(await whoIs(browser)).toBeNull();
  });

  it('shows nothing to somebody who has not signed in, or whose cookie was altered', async () => {
    const browser = server.browser();
    const answer = await browser.ask('overview.get', { filter: {}, references: {} });
    expect(answer.status).toBe(401);
    expect(refusalOf(answer)).toBe(SIGNED_OUT_MESSAGE);
    await browser.signIn(EMAIL);
    for (const [name, value] of browser.cookies) {
      browser.cookies.set(name, `${value.startsWith('x') ? 'y' : 'x'}${value.slice(1)}`);
    }
    expect(await whoIs(browser)).toBeNull();
  });

  it('stops an address that tries too often, whatever it says its address is, and no other', async () => {
    const tries = Array.from({ length: 11 }, (_, index) => index);
    const statuses: number[] = [];
    for (const index of tries) {
      const answer = await server.browser('10.0.0.1').post(
        '/auth/sign-in/email',
        { email: EMAIL, password: 'wrong wrong wrong' },
        {
          'x-forwarded-for': `10.1.1.${index}`,
          'x-lamina-address': `10.1.1.${index}`,
        },
      );
      statuses.push(answer.status);
    }
    expect(statuses).toEqual([...Array(10).fill(401), 429]);
    expect((await server.browser('10.0.0.2').signIn(EMAIL)).status).toBe(200);
    const kept = await server.db
      .selectFrom('rate_limit' as never)
      .selectAll()
      .execute();
    expect(JSON.stringify(kept)).toContain('10.0.0.1|/sign-in/email');
  });

  it('counts the address that a trusted proxy names, and only that one', async () => {
    await using behind = await signInServer(undefined, { trustedProxies: ['10.0.0.0/24'] });
    const attempt = (from: string, forwardedFor: string) =>
      behind
        .browser(from)
        .post('/auth/sign-out', {}, { 'x-forwarded-for': forwardedFor, origin: behind.accounts.origin });
    await attempt('10.0.0.1', '192.0.2.7, 192.0.2.8');
    await attempt('10.0.1.1', '192.0.2.9');
    const kept = await behind.db
      .selectFrom('rate_limit' as never)
      .select('key' as never)
      .execute();
    expect(new Set(kept)).toEqual(new Set([{ key: '192.0.2.8|/sign-out' }, { key: '10.0.1.1|/sign-out' }]));
  });

  it('forgets sessions that have ended', async () => {
    const browser = server.browser();
    await browser.signIn(EMAIL);
    const sessions = () => server.db.selectFrom('session').select('id').execute();
    await removeExpired(server.db, new Date(Date.now() + 11 * 3_600_000).toISOString());
    expect(await sessions()).toHaveLength(1);
    await server.db
      .updateTable('session')
      .set({ expires_at: new Date(Date.now() - 1).toISOString() })
      .execute();
    expect(await whoIs(browser)).toBeNull();
    await removeExpired(server.db, new Date().toISOString());
    expect(await sessions()).toEqual([]);
  });

  it('refuses what another site makes a browser send', async () => {
    const browser = server.browser();
    const foreign = await browser.post(
      '/auth/sign-in/email',
      { email: EMAIL, password: PASSWORD },
      { origin: 'https://evil.example' },
    );
    expect(foreign.status).toBe(403);
    await browser.signIn(EMAIL);
    for (const headers of [
      { origin: 'https://evil.example' },
      { origin: 'http://127.0.0.1:9999' },
      { origin: ORIGIN, 'sec-fetch-site': 'cross-site' },
    ]) {
      expect((await browser.change('people.disable', { id }, headers)).status).toBe(403);
    }
    expect((await browser.change('people.disable', { id })).status).toBe(403);
    expect(refusalOf(await browser.change('people.disable', { id }))).toBe(
      'Only administrators manage people.',
    );
  });

  it('lets nobody add themselves, and mounts nothing that is not needed', async () => {
    const browser = server.browser();
    await browser.signIn(EMAIL);
    for (const path of [
      '/auth/sign-up/email',
      '/auth/update-user',
      '/auth/change-email',
      '/auth/delete-user',
      '/auth/request-password-reset',
      '/auth/set-password',
      '/auth/link-social',
    ]) {
      const answer = await browser.post(path, { email: 'new@example.org', password: PASSWORD, name: 'New' });
      expect([path, answer.status]).toEqual([path, 404]);
    }
    expect(await server.db.selectFrom('person').select('email').execute()).toEqual([{ email: EMAIL }]);
  });

  it('changes a password of at least 12 characters, knowing the old one', async () => {
    const browser = server.browser();
    await browser.signIn(EMAIL);
    const other = server.browser();
    await other.signIn(EMAIL);
    const change = (currentPassword: string, newPassword: string) =>
      browser.post('/auth/change-password', { currentPassword, newPassword, revokeOtherSessions: true });
    expect((await change(PASSWORD, 'elevenchars')).status).toBe(400);
    expect((await change('not the old one', 'another long password')).status).toBe(400);
    expect((await change(PASSWORD, 'another long password')).status).toBe(200);
    expect(await whoIs(browser)).not.toBeNull();
    expect(await whoIs(other)).toBeNull();
    expect((await server.browser().signIn(EMAIL)).status).toBe(401);
    expect((await server.browser().signIn(EMAIL, 'another long password')).status).toBe(200);
  });

  it('notes sign-in, failed sign-in, sign-out, a changed password and refused access', async () => {
    const browser = server.browser();
    await browser.signIn(EMAIL, 'not the password at all');
    await browser.signIn(EMAIL);
    await browser.ask('people.list');
    await browser.post('/auth/change-password', {
      currentPassword: PASSWORD,
      newPassword: 'another long password',
    });
    await browser.post('/auth/sign-out');
    const entries = await server.db
      .selectFrom('audit_entry')
      .select(['action', 'person_id', 'subject'])
      .orderBy('sequence')
      .execute();
    const subject = `person:${id}`;
    expect(entries).toEqual([
      { action: 'password-changed', person_id: id, subject },
      { action: 'sign-in-failed', person_id: null, subject },
      { action: 'signed-in', person_id: id, subject },
      { action: 'access-refused', person_id: id, subject: null },
      { action: 'password-changed', person_id: id, subject },
      { action: 'signed-out', person_id: id, subject },
    ]);
    expect(JSON.stringify(await server.db.selectFrom('audit_entry').selectAll().execute())).not.toContain(
      'password at all',
    );
  });
});
