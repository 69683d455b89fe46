import { TOTP, URI } from 'otpauth';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import {
  ADMINISTRATOR,
  type Browser,
  PASSWORD,
  QUALITY_LEAD,
  type SignInServer,
  signInServer,
  whoIs,
} from './sign-in-server.ts';

const EMAIL = 'lead@example.org';

describe('a second factor', () => {
  let server: SignInServer;
  let id: string;
  let browser: Browser;

  beforeEach(async () => {
    server = await signInServer();
    id = await server.add(EMAIL, QUALITY_LEAD);
    browser = server.browser();
    await browser.signIn(EMAIL);
  });
  afterEach(() => server[Symbol.asyncDispose]());

  async function enrol(): Promise<{ totp: TOTP; backupCodes: string[] }> {
    const { status, body } = await browser.post('/auth/two-factor/enable', { password: PASSWORD });
    expect(status).toBe(200);
    const totp = URI.parse(String(body.totpURI));
    if (!(totp instanceof TOTP)) throw new Error('not a time-based code');
    expect(totp).toMatchObject({ issuer: 'Lamina', label: EMAIL, digits: 6, period: 30 });
    expect((await whoIs(browser))?.twoFactor).toBe(false);
    const confirmed = await browser.post('/auth/two-factor/verify-totp', { code: totp.generate() });
    expect(confirmed.status).toBe(200);
    return { totp, backupCodes: body.backupCodes as string[] };
  }

  it('is set up with the password and a first code, and asked for at the next sign-in', async () => {
    const { totp } = await enrol();
    expect((await whoIs(browser))?.twoFactor).toBe(true);

    const other = server.browser();
    const half = await other.signIn(EMAIL);
    expect(half.body).toMatchObject({ twoFactorRedirect: true });
    expect(await whoIs(other)).toBeNull();
    const wrong = String((Number(totp.generate()) + 1) % 1_000_000).padStart(6, '0');
    expect((await other.post('/auth/two-factor/verify-totp', { code: wrong })).status).toBe(401);
    expect(await whoIs(other)).toBeNull();
    expect((await other.post('/auth/two-factor/verify-totp', { code: totp.generate() })).status).toBe(200);
    expect(await whoIs(other)).toMatchObject({ email: EMAIL, twoFactor: true });

    const entries = await server.db
      .selectFrom('audit_entry')
      .select(['action', 'detail'])
      .orderBy('sequence')
      .execute();
    expect(entries.map(({ action, detail }) => [action, JSON.parse(detail).way])).toEqual([
      ['password-changed', undefined],
      ['signed-in', 'password'],
      ['two-factor-enabled', undefined],
      ['sign-in-failed', 'password and code'],
      ['signed-in', 'password and code'],
    ]);
  });

  it('is replaced by a backup code, each of which works once', async () => {
    const { backupCodes } = await enrol();
    expect(backupCodes).toHaveLength(10);
    const [code] = backupCodes;
    for (const status of [200, 401]) {
      const other = server.browser();
      await other.signIn(EMAIL);
      expect((await other.post('/auth/two-factor/verify-backup-code', { code })).status).toBe(status);
    }
  });

  it('is not set up without the password, nor kept readable in the database', async () => {
    expect((await browser.post('/auth/two-factor/enable', { password: 'some other password' })).status).toBe(
      400,
    );
    const { totp, backupCodes } = await enrol();
    const kept = JSON.stringify(await server.db.selectFrom('two_factor').selectAll().execute());
    expect(kept).not.toContain(totp.secret.base32);
    expect(kept).not.toContain(totp.secret.utf8);
    expect(kept).not.toContain(backupCodes[0]);
  });

  it('is removed by the person with the password, or by an administrator, which ends the sessions', async () => {
    await enrol();
    expect((await browser.post('/auth/two-factor/disable', { password: PASSWORD })).status).toBe(200);
    expect((await whoIs(browser))?.twoFactor).toBe(false);
    await enrol();
    await server.add('admin@example.org', ADMINISTRATOR);
    const administrator = server.browser();
    await administrator.signIn('admin@example.org');
    expect((await administrator.change('people.resetTwoFactor', { id })).status).toBe(200);
    expect(await whoIs(browser)).toBeNull();
    await browser.signIn(EMAIL);
    expect(await whoIs(browser)).toMatchObject({ email: EMAIL, twoFactor: false });
  });
});
