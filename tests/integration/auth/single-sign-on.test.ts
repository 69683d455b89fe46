import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { CLIENT, type Identity, type IdentityProvider, identityProvider } from './identity-provider.ts';
import {
  type Browser,
  dataOf,
  ORIGIN,
  QUALITY_LEAD,
  type SignInServer,
  signInServer,
  whoIs,
} from './sign-in-server.ts';

const LEAD: Identity = {
  sub: 'u-17',
  email: 'lead@example.org',
  email_verified: true,
  name: 'Name at the provider',
};

describe('single sign-on', () => {
  let provider: IdentityProvider;
  let server: SignInServer;
  let id: string;

  beforeEach(async () => {
    provider = await identityProvider(LEAD);
    server = await signInServer(undefined, {
      singleSignOn: { ...CLIENT, issuer: provider.issuer, name: 'Hospital account' },
    });
    id = await server.add(LEAD.email, QUALITY_LEAD);
  });
  afterEach(async () => {
    await server[Symbol.asyncDispose]();
    await provider[Symbol.asyncDispose]();
  });

  /** Goes to the provider and comes back; gives where Lamina sends the browser in the end. */
  async function enter(browser: Browser): Promise<string> {
    const { body } = await browser.post('/auth/sign-in/social', {
      provider: 'oidc',
      callbackURL: '/',
      errorCallbackURL: '/sign-in',
      disableRedirect: true,
    });
    const there = await fetch(String(body.url), { redirect: 'manual' });
    const back = new URL(there.headers.get('location') ?? '');
    expect(`${back.origin}${back.pathname}`).toBe(`${ORIGIN}/auth/callback/oidc`);
    const answer = await browser.get(`${back.pathname}${back.search}`);
    expect(answer.status).toBe(302);
    return String(answer.headers.location);
  }

  it('is offered by its name', async () => {
    const session = dataOf<{ singleSignOn: string }>(await server.browser().ask('account.session'));
    expect(session.singleSignOn).toBe('Hospital account');
  });

  it('lets in somebody whom an administrator added, by the name and rights given here, again and again', async () => {
    for (const email of [LEAD.email, 'renamed@example.org']) {
      provider.person = { ...LEAD, email };
      const browser = server.browser();
      expect(await enter(browser)).toBe('/');
      expect(await whoIs(browser)).toMatchObject({
        email: LEAD.email,
        name: LEAD.email,
        role: 'quality-lead',
      });
    }
    const entries = await server.db
      .selectFrom('audit_entry')
      .select(['action', 'detail'])
      .where('action', '=', 'signed-in')
      .execute();
    expect(entries.map(({ detail }) => JSON.parse(detail))).toEqual([
      { way: 'single sign-on' },
      { way: 'single sign-on' },
    ]);
  });

  it('adds nobody', async () => {
    provider.person = { ...LEAD, sub: 'u-18', email: 'stranger@example.org' };
    const browser = server.browser();
    expect(await enter(browser)).toMatch(/^\/sign-in\?error=signup_disabled/);
    expect(await whoIs(browser)).toBeNull();
    expect(await server.db.selectFrom('person').select('id').execute()).toEqual([{ id }]);
    const [entry] = await server.db
      .selectFrom('audit_entry')
      .select('action')
      .orderBy('sequence', 'desc')
      .limit(1)
      .execute();
    expect(entry?.action).toBe('sign-in-failed');
  });

  it('takes no e-mail address that the provider did not verify', async () => {
    provider.person = { ...LEAD, email_verified: false };
    const browser = server.browser();
    expect(await enter(browser)).toMatch(/^\/sign-in\?error=/);
    expect(await whoIs(browser)).toBeNull();
  });

  it('takes no token that the provider did not sign', async () => {
    provider.forging = true;
    const browser = server.browser();
    expect(await enter(browser)).toMatch(/^\/sign-in\?error=/);
    expect(await whoIs(browser)).toBeNull();
  });

  it('lets in nobody who is disabled', async () => {
    await server.db.updateTable('person_right').set({ disabled_at: '2026-01-01' }).execute();
    const browser = server.browser();
    expect(await enter(browser)).toMatch(/^\/sign-in\?error=account_disabled/);
    expect(await whoIs(browser)).toBeNull();
  });
});
