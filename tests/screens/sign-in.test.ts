import type { Browser, Page } from 'playwright';
import { beforeEach, describe, expect, it } from 'vitest';
import { checkAccessibility } from '../support/browser.ts';
import { demoEmail, demoPassword, enterAs, signedIn, typePassword } from './enter.ts';
import type { OverviewServer } from './overview-server.ts';
import { signedOutVisits } from './signed-out-visits.ts';

const ENDED = 'Your session has ended. Sign in again, and this screen is as you left it.';

describe('the way in, with real accounts', () => {
  const visit = signedOutVisits();
  let browser: Browser;
  let server: OverviewServer;
  let page: Page;

  beforeEach(() => {
    ({ browser, server, page } = visit());
  });

  it('stands before every address and goes on to it, filters included, by keyboard alone', async () => {
    await page.goto(`${server.address}/procedures?from=2025-04-01`);
    await page.getByRole('heading', { name: 'Look around as …' }).waitFor();
    expect(await page.getByRole('navigation', { name: 'Screens' }).count()).toBe(0);

    const email = page.getByLabel('E-mail');
    for (let steps = 0; steps < 20 && !(await isFocused(email)); steps += 1) await page.keyboard.press('Tab');
    await page.keyboard.type(demoEmail('quality lead'));
    await page.keyboard.press('Tab');
    await page.keyboard.type(demoPassword('quality lead'));
    await page.keyboard.press('Enter');

    await signedIn(page, 'Demo quality lead');
    await page.getByRole('button', { name: /^Period/ }).waitFor();
    expect(new URL(page.url()).pathname).toBe('/procedures');
    expect(new URL(page.url()).search).toBe('?from=2025-04-01');
  });

  it('asks who is reading in one request together with the first figures', async () => {
    await enterAs(page, `${server.address}/`, 'quality lead');
    const asked: string[] = [];
    page.on('request', (request) => {
      if (request.url().includes('/trpc/')) asked.push(request.url());
    });
    await page.reload();
    await page.locator('#findings').waitFor();
    const withSession = asked.filter((request) => request.includes('account.session'));
    expect(withSession).toHaveLength(1);
    expect(withSession[0]).toContain('overview.get');
  });

  it.each([
    ['quality lead', 'Every case of all hospitals', '/', ['Overview', 'Cases'], ['People']],
    ['surgeon', 'One surgeon’s own cases', '/surgeon', ['My outcomes', 'Overview', 'Cases'], ['People']],
    ['viewer', 'Figures of groups', '/', ['Overview', 'Compare', 'Methods'], ['People', 'Cases']],
    ['administrator', 'People, settings', '/people', ['People', 'Methods', 'Data'], ['Overview', 'Cases']],
  ] as const)(
    'lets the demo %s in with one click, to the screens of that role',
    async (person, sees, path, shown, hidden) => {
      await page.goto(server.address);
      await page.getByRole('button', { name: sees }).click();
      await signedIn(page, `Demo ${person}`);
      await page.waitForURL(`${server.address}${path}`);
      const rail = page.getByRole('navigation', { name: 'Screens' });
      for (const label of shown) expect(await rail.getByText(label, { exact: true }).count()).toBe(1);
      for (const label of hidden) expect(await rail.getByText(label, { exact: true }).count()).toBe(0);
      expect(await rail.getByRole('link').first().locator('span').first().textContent()).toBe(shown[0]);
      expect(await page.getByRole('complementary', { name: 'Demo network' }).textContent()).toContain(
        'Anyone on this computer can sign in',
      );
    },
  );

  it('opens a surgeon’s own outcomes without asking for the surgeon, and offers no filter by surgeon', async () => {
    await enterAs(page, `${server.address}/surgeon`, 'surgeon');
    await page.getByRole('article').first().waitFor();
    expect(await page.getByText('Whose cases are these?').count()).toBe(0);
    const filters = page.getByRole('search', { name: 'Filters' });
    expect(await filters.getByRole('button', { name: /^Hospital/ }).count()).toBe(1);
    expect(await filters.getByRole('button', { name: /^Surgeon/ }).count()).toBe(0);
  });

  it('says calmly that a screen is not for the role', async () => {
    await enterAs(page, `${server.address}/cases`, 'administrator');
    await page.getByRole('heading', { name: 'This screen is not for your role' }).waitFor();
    expect(await page.getByRole('alert').count()).toBe(0);
    await page.getByRole('link', { name: 'Open People' }).click();
    await page.waitForURL(`${server.address}/people`);
  });

  it('says that e-mail and password do not belong together, and lets both be mended', async () => {
    await page.goto(server.address);
    await typePassword(page, demoEmail('viewer'), 'not the right password');
    await page.getByRole('alert').getByText('do not belong together').waitFor();
    expect(await isFocused(page.getByRole('textbox', { name: 'Password' }))).toBe(true);
    expect(await page.getByLabel('E-mail').inputValue()).toBe(demoEmail('viewer'));
  });

  it('comes back when a session ends, and then shows the screen as it was left', async () => {
    await enterAs(page, `${server.address}/people`, 'administrator');
    await page.getByRole('button', { name: 'Add a person' }).click();
    await page.getByLabel('Name', { exact: true }).fill('Half Typed');
    await page.getByLabel('E-mail').fill('half@example.org');
    await page.context().clearCookies();
    await page.getByRole('dialog').getByRole('button', { name: 'Add', exact: true }).click();

    await page.getByText(ENDED).waitFor();
    expect(await page.getByRole('dialog').count()).toBe(0);
    await typePassword(page, demoEmail('administrator'), demoPassword('administrator'));
    await signedIn(page, 'Demo administrator');
    expect(await page.getByLabel('Name', { exact: true }).inputValue()).toBe('Half Typed');
    await page.getByRole('dialog').getByRole('button', { name: 'Add', exact: true }).click();
    await page.getByText('Half Typed is added').waitFor();
  });

  it('shows nothing of one person to the next', async () => {
    await enterAs(page, `${server.address}/people`, 'administrator');
    await page.getByRole('link', { name: 'Demo surgeon' }).waitFor();
    await page.context().clearCookies();
    await page.getByRole('link', { name: 'Demo surgeon' }).click();
    await page.getByRole('dialog').getByRole('button', { name: 'End all sessions' }).click();
    await page.getByText(ENDED).waitFor();
    await typePassword(page, demoEmail('viewer'), demoPassword('viewer'));
    await page.getByRole('heading', { name: 'This screen is not for your role' }).waitFor();
    expect(await page.getByText('Demo surgeon').count()).toBe(0);
  });

  it('is what signing out leads to, at the bare address', async () => {
    await enterAs(page, `${server.address}/methods?procedures=fusion`, 'quality lead');
    await page.getByRole('button', { name: 'Sign out' }).click();
    await page.getByRole('heading', { name: 'Look around as …' }).waitFor();
    expect(page.url()).toBe(`${server.address}/`);
    await page.reload();
    await page.getByRole('heading', { name: 'Look around as …' }).waitFor();
  });

  it('says that a password link without its token no longer works', async () => {
    await page.goto(`${server.address}/choose-password`);
    await page.getByRole('heading', { name: 'This link no longer works' }).waitFor();
  });

  it.each(['light', 'dark'] as const)(
    'has nothing that axe finds wrong in the %s scheme',
    async (colorScheme) => {
      await page.emulateMedia({ colorScheme, reducedMotion: 'reduce' });
      await page.goto(server.address);
      await page.getByRole('heading', { name: 'Look around as …' }).waitFor();
      expect(await checkAccessibility(page)).toEqual([]);
      await page.goto(`${server.address}/choose-password?token=any`);
      await page.getByRole('textbox', { name: 'New password' }).fill('seven77');
      expect(await checkAccessibility(page)).toEqual([]);
    },
  );

  it('knows the chosen scheme before any screen has loaded', async () => {
    const other = await browser.newPage();
    await other.goto(server.address);
    await other.evaluate(() => localStorage.setItem('mantine-color-scheme-value', 'dark'));
    await other.route('**/assets/*.js', (route) => route.abort());
    await other.reload();
    expect(await other.locator('html').getAttribute('data-mantine-color-scheme')).toBe('dark');
    await other.close();
  });
});

function isFocused(field: ReturnType<Page['locator']>): Promise<boolean> {
  return field.evaluate((element) => element === document.activeElement);
}
