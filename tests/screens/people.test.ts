import type { Browser, Page } from 'playwright';
import { beforeEach, describe, expect, it } from 'vitest';
import { checkAccessibility } from '../support/browser.ts';
import { demoEmail, demoPassword, enterAs, signedIn, typePassword } from './enter.ts';
import type { OverviewServer } from './overview-server.ts';
import { signedOutVisits } from './signed-out-visits.ts';

const CHOSEN = 'four words without connection';

describe('people, with real accounts', () => {
  const visit = signedOutVisits();
  let browser: Browser;
  let server: OverviewServer;
  let page: Page;

  beforeEach(async () => {
    ({ browser, server, page } = visit());
    await enterAs(page, `${server.address}/people`, 'administrator');
    await page.getByRole('table').waitFor();
  });

  it('lists everybody with role, reach and whether they can sign in', async () => {
    const people = await server.services.db.selectFrom('person').select(['name', 'email']).execute();
    expect(people.length).toBeGreaterThan(4);
    for (const { name, email } of people) {
      const row = page.getByRole('row').filter({ hasText: email });
      expect(await row.getByRole('link', { name, exact: true }).count()).toBe(1);
      expect(await row.textContent()).toContain('active');
    }
    const surgeon = await rowOf(demoEmail('surgeon')).textContent();
    expect(surgeon).toContain('Surgeon');
    expect(surgeon).not.toContain('not bound');
  });

  it('adds a person with the keyboard, whose link lets them choose a password once', async () => {
    await page.getByRole('button', { name: 'Add a person' }).press('Enter');
    await page.getByRole('dialog', { name: 'Add a person' }).waitFor();
    await page.keyboard.type('Nadia Roe');
    await page.keyboard.press('Tab');
    await page.keyboard.type('nadia.roe@example.org');
    await page.keyboard.press('Enter');
    const field = page.getByLabel('Password link of Nadia Roe');
    const link = await field.inputValue();
    expect(await page.getByText(/^It expires on \d+ \w+ \d{4}, \d\d:\d\d\.$/).count()).toBe(1);
    await page.getByRole('button', { name: 'Done' }).click();
    await rowOf('nadia.roe@example.org').getByText('never').waitFor();

    const theirs = await browser.newPage();
    await theirs.goto(link);
    await theirs.getByRole('textbox', { name: 'New password' }).fill(CHOSEN);
    await theirs.getByRole('button', { name: 'Use this password' }).click();
    await theirs.getByRole('link', { name: 'Sign in with it' }).click();
    await typePassword(theirs, 'nadia.roe@example.org', CHOSEN);
    await signedIn(theirs, 'Nadia Roe');

    await theirs.goto(link);
    await theirs.getByRole('textbox', { name: 'New password' }).fill(CHOSEN);
    await theirs.getByRole('button', { name: 'Use this password' }).click();
    await theirs.getByRole('heading', { name: 'This link no longer works' }).waitFor();
    await theirs.close();
  });

  it('refuses an e-mail address twice, in a sentence', async () => {
    await page.getByRole('button', { name: 'Add a person' }).click();
    await page.getByLabel('Name', { exact: true }).fill('Somebody Else');
    await page.getByLabel('E-mail').fill(demoEmail('viewer'));
    await page.getByRole('dialog').getByRole('button', { name: 'Add', exact: true }).click();
    await page.getByRole('alert').getByText('has an account already').waitFor();
  });

  it('changes rights, which count from the next click of that person on', async () => {
    const theirs = await browser.newPage();
    await enterAs(theirs, `${server.address}/methods`, 'viewer');
    await page.getByRole('link', { name: 'Demo viewer' }).click();
    await page.getByRole('radio', { name: 'Only some' }).check();
    await page.getByRole('checkbox').first().check();
    await page.getByRole('button', { name: 'Save' }).click();
    await page.getByText('Saved: it holds from their next click on.').waitFor();
    await page.getByRole('button', { name: 'Close' }).click();
    expect(await rowOf(demoEmail('viewer')).textContent()).not.toContain('all');

    await theirs.reload();
    await signedIn(theirs, 'Demo viewer');
    expect(await theirs.getByRole('region', { name: 'Signed in' }).textContent()).not.toContain(
      'all hospitals',
    );
    await theirs.close();
  });

  it('disables after one plain question, which ends the session, and enables again', async () => {
    const theirs = await browser.newPage();
    await enterAs(theirs, `${server.address}/methods`, 'surgeon');
    await page.getByRole('link', { name: 'Demo surgeon' }).click();
    await page.getByRole('button', { name: 'Disable' }).click();
    await page.getByText('Demo surgeon is signed out everywhere at once').waitFor();
    // The focus is on the way back.
    await page.keyboard.press('Enter');
    expect(await page.getByText('Demo surgeon is signed out everywhere at once').count()).toBe(0);
    await page.getByRole('button', { name: 'Disable' }).click();
    await page.getByRole('group', { name: 'Disable?' }).getByRole('button', { name: 'Disable' }).click();
    await page.getByRole('button', { name: 'Enable' }).waitFor();

    await theirs.goto(`${server.address}/methods`);
    await typePassword(theirs, demoEmail('surgeon'), demoPassword('surgeon'));
    await theirs.getByRole('alert').getByText('This account is disabled').waitFor();
    await page.getByRole('button', { name: 'Enable' }).click();
    await page.getByRole('button', { name: 'Disable' }).waitFor();
    await typePassword(theirs, demoEmail('surgeon'), demoPassword('surgeon'));
    await signedIn(theirs, 'Demo surgeon');
    await theirs.close();
  });

  it('keeps the last administrator', async () => {
    await page.getByRole('link', { name: 'Demo administrator' }).click();
    await page.getByRole('radio', { name: 'Viewer' }).check();
    await page.getByRole('button', { name: 'Save' }).click();
    await page.getByRole('alert').getByText('This is the last administrator').waitFor();
  });

  it('chooses how small a number each role is told, which holds at once and is kept', async () => {
    const of = (role: string) => page.getByRole('group', { name: role, exact: true });
    const viewers = of('Viewers are told');
    expect(await viewers.getByRole('radio', { name: /^Hide nothing/ }).count()).toBe(0);
    expect(await of('Surgeons are told of the cases of others').getByRole('radio').count()).toBe(3);
    const rounded = viewers.getByRole('radio', { name: /^Hide counts of 1–7/ });
    expect(await rounded.isChecked()).toBe(false);
    await rounded.click();
    await page.getByRole('status').getByText('Saved.').waitFor();
    await page.reload();
    await rounded.waitFor();
    await expect.poll(() => rounded.isChecked()).toBe(true);
    const told = await server.services.db
      .selectFrom('audit_entry')
      .where('action', '=', 'setting-changed')
      .select('role')
      .execute();
    expect(told).toEqual([{ role: 'administrator' }]);
  });

  it.each(['light', 'dark'] as const)(
    'has nothing that axe finds wrong in the %s scheme',
    async (colorScheme) => {
      await page.emulateMedia({ colorScheme, reducedMotion: 'reduce' });
      expect(await checkAccessibility(page)).toEqual([]);
      await page.getByRole('link', { name: 'Demo quality lead' }).click();
      await page.getByRole('button', { name: 'New password link' }).click();
      await page.getByLabel('Password link of Demo quality lead').waitFor();
      await page.getByRole('button', { name: 'Disable' }).click();
      expect(await checkAccessibility(page)).toEqual([]);
    },
  );

  function rowOf(email: string) {
    return page.getByRole('row').filter({ hasText: email });
  }
});
