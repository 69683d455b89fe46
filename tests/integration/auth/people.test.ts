import { buildDemo } from '@lamina/server/commands/demo.command.ts';
import type { Database } from '@lamina/server/database/database.ts';
import { refreshOutcomeFacts } from '@lamina/server/repositories/outcome-facts.repository.ts';
import type { PasswordLink, Person, RightsOptions } from '@lamina/shared/contract/people.ts';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import {
  ADMINISTRATOR,
  type Browser,
  dataOf,
  PASSWORD,
  QUALITY_LEAD,
  refusalOf,
  type SignInServer,
  signInServer,
  tokenOf,
  whoIs,
} from './sign-in-server.ts';

const ADMIN = 'admin@example.org';
const LEAD = 'lead@example.org';

async function smallNetwork(db: Database, dataDirectory: string): Promise<void> {
  await buildDemo(db, { dataDirectory }, { cases: 300, seed: 3, lastMonth: '2026-09' });
  await refreshOutcomeFacts(db);
}

describe('people', () => {
  let server: SignInServer;
  let administrator: Browser;
  let leadId: string;
  let adminId: string;

  beforeEach(async () => {
    server = await signInServer(smallNetwork);
    adminId = await server.add(ADMIN, ADMINISTRATOR);
    leadId = await server.add(LEAD, QUALITY_LEAD);
    administrator = server.browser();
    await administrator.signIn(ADMIN);
  });
  afterEach(() => server[Symbol.asyncDispose]());

  async function people(): Promise<Person[]> {
    return dataOf(await administrator.ask('people.list'));
  }

  const casesSeen = (browser: Browser) => browser.ask('overview.options');

  it('are added with a link that works once, after which they see what their rights allow', async () => {
    const { hospitals } = dataOf<RightsOptions>(await administrator.ask('people.options'));
    const [hospital] = hospitals;
    const added = await administrator.change('people.add', {
      name: ' New Lead ',
      email: 'New@Example.org',
      rights: { role: 'quality-lead', hospitals: [hospital?.id], surgeon: null },
    });
    const { address, expiresAt } = dataOf<PasswordLink>(added);
    expect(address).toMatch(/^http:\/\/127\.0\.0\.1:4000\/choose-password\?token=/);
    expect(Date.parse(expiresAt)).toBeGreaterThan(Date.now() + 47 * 3_600_000);

    const choose = (newPassword: string) =>
      server.browser().post('/auth/reset-password', { token: tokenOf(address), newPassword });
    expect((await choose('elevenchars')).status).toBe(400);
    expect((await choose('x'.repeat(129))).status).toBe(400);
    expect((await choose(PASSWORD)).status).toBe(200);
    expect((await choose('a second password of mine')).status).toBe(400);

    const browser = server.browser();
    await browser.signIn('new@example.org');
    expect(await whoIs(browser)).toMatchObject({ name: 'New Lead', hospitals: [hospital], surgeon: null });
    const again = await administrator.change('people.add', {
      name: 'Twice',
      email: 'NEW@example.org',
      rights: QUALITY_LEAD,
    });
    expect([again.status, refusalOf(again)]).toEqual([409, 'NEW@example.org has an account already.']);
  });

  it('get a new password by a link that replaces the one before and ends their sessions', async () => {
    const browser = server.browser();
    await browser.signIn(LEAD);
    const link = async () =>
      tokenOf(
        dataOf<PasswordLink>(await administrator.change('people.resetPassword', { id: leadId })).address,
      );
    const first = await link();
    const second = await link();
    const choose = (token: string) =>
      server.browser().post('/auth/reset-password', { token, newPassword: 'another long password' });
    expect(await whoIs(browser)).not.toBeNull();
    expect((await choose(first)).status).toBe(400);
    expect(JSON.stringify(await server.db.selectFrom('verification').selectAll().execute())).not.toContain(
      second,
    );
    expect((await choose(second)).status).toBe(200);
    expect(await whoIs(browser)).toBeNull();
    expect((await browser.signIn(LEAD, 'another long password')).status).toBe(200);
  });

  it('cannot use a link after 48 hours', async () => {
    const { address } = dataOf<PasswordLink>(
      await administrator.change('people.resetPassword', { id: leadId }),
    );
    const { expires_at } = await server.db
      .selectFrom('verification')
      .select('expires_at')
      .where('value', '=', leadId)
      .executeTakeFirstOrThrow();
    expect(Math.round((Date.parse(expires_at) - Date.now()) / 3_600_000)).toBe(48);
    await server.db
      .updateTable('verification')
      .set({ expires_at: new Date(Date.now() - 1).toISOString() })
      .where('value', '=', leadId)
      .execute();
    const late = await server
      .browser()
      .post('/auth/reset-password', { token: tokenOf(address), newPassword: 'another long password' });
    expect(late.status).toBe(400);
  });

  it('who are disabled lose their sessions at once and cannot sign in until they are enabled', async () => {
    const browser = server.browser();
    await browser.signIn(LEAD);
    expect((await administrator.change('people.disable', { id: leadId })).status).toBe(200);
    expect(await whoIs(browser)).toBeNull();
    expect((await casesSeen(browser)).status).toBe(401);
    expect(
      await server.db.selectFrom('session').select('id').where('person_id', '=', leadId).execute(),
    ).toEqual([]);
    const refused = await browser.signIn(LEAD);
    expect([refused.status, refusalOf(refused)]).toEqual([
      403,
      'This account is disabled. An administrator can enable it.',
    ]);
    expect((await people()).find(({ id }) => id === leadId)?.disabled).toBe(true);
    expect((await administrator.change('people.enable', { id: leadId })).status).toBe(200);
    expect((await browser.signIn(LEAD)).status).toBe(200);
  });

  it('who are nobody in the rights table see nothing, though their session holds', async () => {
    const browser = server.browser();
    await browser.signIn(LEAD);
    await server.db
      .updateTable('person_right')
      .set({ disabled_at: '2026-01-01' })
      .where('person_id', '=', leadId)
      .execute();
    expect(await whoIs(browser)).toBeNull();
  });

  it('have other rights from their next request on', async () => {
    const browser = server.browser();
    await browser.signIn(LEAD);
    expect((await casesSeen(browser)).status).toBe(200);
    const { surgeons, hospitals } = dataOf<RightsOptions>(await administrator.ask('people.options'));
    const [surgeon] = surgeons;
    await administrator.change('people.change', {
      id: leadId,
      rights: { role: 'surgeon', hospitals: 'all', surgeon: surgeon?.id },
    });
    expect(await whoIs(browser)).toMatchObject({ role: 'surgeon', surgeon });
    await administrator.change('people.change', {
      id: leadId,
      rights: { role: 'quality-lead', hospitals: [hospitals[1]?.id], surgeon: null },
    });
    const options = dataOf<{ hospitals: { id: number }[] }>(await casesSeen(browser));
    expect(options.hospitals.map(({ id }) => id)).toEqual([hospitals[1]?.id]);
    await administrator.change('people.change', { id: leadId, rights: ADMINISTRATOR });
    expect((await casesSeen(browser)).status).toBe(403);
    expect((await browser.ask('people.list')).status).toBe(200);
  });

  it('are not given a hospital or surgeon that the record lacks, nor a surgeon to another role', async () => {
    const change = (rights: object) => administrator.change('people.change', { id: leadId, rights });
    const hospital = await change({ role: 'quality-lead', hospitals: [9999], surgeon: null });
    expect([hospital.status, refusalOf(hospital)]).toEqual([400, 'There is no hospital 9999 in the record.']);
    const surgeon = await change({ role: 'surgeon', hospitals: 'all', surgeon: 9999 });
    expect([surgeon.status, refusalOf(surgeon)]).toEqual([400, 'There is no surgeon 9999 in the record.']);
    expect((await change({ role: 'viewer', hospitals: 'all', surgeon: 1 })).status).toBe(400);
    expect((await administrator.change('people.disable', { id: 'nobody' })).status).toBe(404);
  });

  it('always include an administrator', async () => {
    const demoted = await administrator.change('people.change', { id: adminId, rights: QUALITY_LEAD });
    const disabled = await administrator.change('people.disable', { id: adminId });
    for (const answer of [demoted, disabled]) {
      expect([answer.status, refusalOf(answer)]).toEqual([
        409,
        'This is the last administrator. Make somebody else an administrator first.',
      ]);
    }
    expect(await whoIs(administrator)).toMatchObject({ role: 'administrator' });
    await administrator.change('people.change', { id: leadId, rights: ADMINISTRATOR });
    expect((await administrator.change('people.disable', { id: adminId })).status).toBe(200);
    expect(await whoIs(administrator)).toBeNull();
  });

  it('are nobody else’s business', async () => {
    const browser = server.browser();
    await browser.signIn(LEAD);
    for (const question of ['people.list', 'people.options']) {
      expect((await browser.ask(question)).status).toBe(403);
      expect((await server.browser().ask(question)).status).toBe(401);
    }
    for (const change of ['disable', 'enable', 'resetPassword', 'resetTwoFactor', 'endSessions']) {
      expect((await browser.change(`people.${change}`, { id: adminId })).status).toBe(403);
    }
    const own = await browser.change('people.change', { id: leadId, rights: ADMINISTRATOR });
    expect(own.status).toBe(403);
    expect(await whoIs(browser)).toMatchObject({ role: 'quality-lead' });
  });

  it('have their sessions ended, and are listed with their last sign-in', async () => {
    const browser = server.browser();
    expect((await people()).find(({ id }) => id === leadId)?.lastSignedInAt).toBeNull();
    await browser.signIn(LEAD);
    const lead = (await people()).find(({ id }) => id === leadId);
    expect(lead).toMatchObject({ email: LEAD, hospitals: 'all', twoFactor: false, disabled: false });
    expect(Date.parse(lead?.lastSignedInAt ?? '')).toBeGreaterThanOrEqual(Date.parse(lead?.createdAt ?? ''));
    await administrator.change('people.endSessions', { id: leadId });
    expect(await whoIs(browser)).toBeNull();
  });

  it('are changed together with an entry in the audit log', async () => {
    await administrator.change('people.change', { id: leadId, rights: { ...QUALITY_LEAD, role: 'viewer' } });
    await administrator.change('people.disable', { id: leadId });
    await administrator.change('people.enable', { id: leadId });
    await administrator.change('people.disable', { id: adminId });
    const entries = await server.db
      .selectFrom('audit_entry')
      .select(['action', 'person_id', 'subject'])
      .orderBy('sequence', 'desc')
      .limit(3)
      .execute();
    const by = { person_id: adminId, subject: `person:${leadId}` };
    expect(entries).toEqual([
      { action: 'person-enabled', ...by },
      { action: 'person-disabled', ...by },
      { action: 'role-changed', ...by },
    ]);
  });
});
