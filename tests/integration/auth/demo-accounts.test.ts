import { keepDemoAccounts } from '@lamina/server/auth/demo-accounts.ts';
import { buildDemo, removeDemo } from '@lamina/server/commands/demo.command.ts';
import type { Database } from '@lamina/server/database/database.ts';
import { importFile } from '@lamina/server/intake/import-file.ts';
import { refreshOutcomeFacts } from '@lamina/server/repositories/outcome-facts.repository.ts';
import type { DemoAccount, Session } from '@lamina/shared/contract/account.ts';
import type { FilterOptions } from '@lamina/shared/contract/overview.ts';
import { ROLES } from '@lamina/shared/domain/viewer.ts';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { EXAMPLE_KEY } from '../../support/commit-examples.ts';
import { INTAKE_TODAY } from '../../support/read-deliveries.ts';
import { sampleFile } from '../../support/sample-file.ts';
import { type Browser, dataOf, type SignInServer, signInServer, whoIs } from './sign-in-server.ts';

async function smallNetwork(db: Database, dataDirectory: string): Promise<void> {
  await buildDemo(db, { dataDirectory }, { cases: 600, seed: 3, lastMonth: '2026-09' });
  await refreshOutcomeFacts(db);
}

async function demoAccountsAt(server: SignInServer): Promise<readonly DemoAccount[]> {
  return dataOf<Session>(await server.browser().ask('account.session')).demoAccounts;
}

describe('demo accounts', () => {
  let server: SignInServer;
  let offered: readonly DemoAccount[];

  beforeEach(async () => {
    server = await signInServer(smallNetwork);
    await keepDemoAccounts(server.accounts);
    offered = await demoAccountsAt(server);
  });
  afterEach(() => server[Symbol.asyncDispose]());

  async function enterAs(email: string): Promise<Browser> {
    const account = offered.find((each) => each.email === email);
    const browser = server.browser();
    const { status } = await browser.signIn(email, account?.password);
    expect(status).toBe(200);
    return browser;
  }

  it('are one for each role, and a quality lead of one hospital; what is told signs them in', async () => {
    expect(new Set(offered.map(({ role }) => role))).toEqual(new Set(ROLES));
    expect(offered).toHaveLength(5);
    for (const { email, role, name } of offered) {
      expect(await whoIs(await enterAs(email))).toMatchObject({ email, role, name });
    }
  });

  it('see what they say they see', async () => {
    const options = async (email: string) => (await enterAs(email)).ask('overview.options');
    const all = dataOf<FilterOptions>(await options('quality@lamina.demo'));
    expect(all.hospitals.length).toBeGreaterThan(1);
    const one = dataOf<FilterOptions>(await options('hospital@lamina.demo'));
    expect(one.hospitals).toHaveLength(1);
    const own = dataOf<FilterOptions>(await options('surgeon@lamina.demo'));
    expect(own.surgeons).toHaveLength(1);
    expect((await options('administrator@lamina.demo')).status).toBe(403);
    const me = await whoIs(await enterAs('surgeon@lamina.demo'));
    expect(own.surgeons[0]).toMatchObject(me?.surgeon ?? { id: 'none' });
    const fusions = await server.db
      .selectFrom('case_outcome')
      .select(['surgeon', (eb) => eb.fn.countAll<number>().as('cases')])
      .where('procedure', '=', 'fusion')
      .groupBy(['surgeon', 'hospital'])
      .orderBy('cases', 'desc')
      .orderBy('surgeon')
      .execute();
    expect(fusions[0]?.surgeon).toBe(own.surgeons[0]?.id);
  });

  it('are mended at the next start: the surgeon bound anew, the password and no second factor', async () => {
    const browser = await enterAs('surgeon@lamina.demo');
    const password = offered.find(({ role }) => role === 'surgeon')?.password ?? '';
    await browser.post('/auth/two-factor/enable', { password });
    await browser.post('/auth/change-password', {
      currentPassword: password,
      newPassword: 'another long password',
    });
    await buildDemo(
      server.db,
      { dataDirectory: server.directory },
      { cases: 600, seed: 4, lastMonth: '2026-09' },
    );
    await refreshOutcomeFacts(server.db);
    const bindings = server.db.selectFrom('person_right').select('surgeon_id').where('role', '=', 'surgeon');
    expect(await bindings.execute()).toEqual([{ surgeon_id: null }]);
    await keepDemoAccounts(server.accounts);
    expect((await whoIs(await enterAs('surgeon@lamina.demo')))?.surgeon).not.toBeNull();
    expect(await demoAccountsAt(server)).toEqual(offered);
  });

  it('are nobody as soon as the record holds real cases, and gone at the next start', async () => {
    const browser = await enterAs('administrator@lamina.demo');
    await removeDemo(server.db, { dataDirectory: server.directory });
    await importFile(server.db, sampleFile('lamina-csv.csv'), {
      format: 'auto',
      key: EXAMPLE_KEY,
      today: INTAKE_TODAY,
    });
    expect(await whoIs(browser)).toBeNull();
    expect(await demoAccountsAt(server)).toEqual([]);
    const [account] = offered;
    const refused = await server.browser().signIn(account?.email ?? '', account?.password);
    expect(refused.status).toBe(403);
    await keepDemoAccounts(server.accounts);
    expect(await server.db.selectFrom('person').select('email').execute()).toEqual([]);
  });

  it('are neither told nor let in where they are switched off or a proxy is in front', async () => {
    for (const signIn of [{ demoAccounts: false }, { origin: 'https://lamina.example.org' }]) {
      await using other = await signInServer(smallNetwork, signIn);
      await keepDemoAccounts(other.accounts);
      expect(await demoAccountsAt(other)).toEqual([]);
      const [account] = offered;
      expect((await other.browser().signIn(account?.email ?? '', account?.password)).status).toBe(401);
    }
  });

  it('keep what they see when the network is rebuilt while the server runs', async () => {
    const [lead, surgeon] = [await enterAs('hospital@lamina.demo'), await enterAs('surgeon@lamina.demo')];
    await buildDemo(
      server.db,
      { dataDirectory: server.directory },
      { cases: 700, seed: 4, lastMonth: '2026-09' },
    );
    expect(await whoIs(lead)).toMatchObject({ hospitals: [expect.anything()] });
    expect(await whoIs(surgeon)).toMatchObject({ surgeon: { label: expect.stringMatching(/^Surgeon /) } });
    const { surgeons } = dataOf<FilterOptions>(await surgeon.ask('overview.options'));
    expect(surgeons).toHaveLength(1);
  });
});
