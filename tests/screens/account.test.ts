import { TOTP } from 'otpauth';
import type { Browser, Page } from 'playwright';
import { beforeEach, describe, expect, it } from 'vitest';
import { checkAccessibility } from '../support/browser.ts';
import { demoEmail, demoPassword, enterAs, signedIn, typePassword } from './enter.ts';
import type { OverviewServer } from './overview-server.ts';
import { signedOutVisits } from './signed-out-visits.ts';

const CHOSEN = 'four words without connection';

describe('the account, with real sign-in', () => {
  const visit = signedOutVisits();
  let browser: Browser;
  let server: OverviewServer;
  let page: Page;

  beforeEach(() => {
    ({ browser, server, page } = visit());
  });

  it('says who the reader is here', async () => {
    await enterAs(page, `${server.address}/`, 'surgeon');
    await page.getByRole('link', { name: 'Account' }).click();
    await page.getByRole('heading', { level: 1, name: 'Demo surgeon' }).waitFor();
    const text = await page.locator('main').textContent();
    expect(text).toContain(demoEmail('surgeon'));
    expect(text).toContain('Colleagues are never named.');
  });

  it('turns two-factor sign-in on, asks for its code or a backup code from then on, and turns it off', async () => {
    await enterAs(page, `${server.address}/account`, 'quality lead');
    await page.getByRole('button', { name: 'Turn on …' }).click();
    await page.getByRole('textbox', { name: 'Your password' }).fill(demoPassword('quality lead'));
    await page.getByRole('button', { name: 'Go on' }).click();
    await page.getByRole('img', { name: 'The secret for your app' }).waitFor();
    const secret = ((await page.locator('main code').textContent()) ?? '').replaceAll(' ', '');
    const app = new TOTP({ secret });

    const code = page.getByLabel('Code', { exact: true });
    await code.fill(wrongCode(app));
    await page.getByRole('button', { name: 'Turn on', exact: true }).click();
    await page.getByRole('alert').getByText('The code is not right').waitFor();
    await code.fill(app.generate());
    await page.getByRole('button', { name: 'Turn on', exact: true }).click();
    const codes = page.getByRole('list', { name: 'Backup codes' }).getByRole('listitem');
    await codes.first().waitFor();
    const [backupCode = ''] = await codes.allTextContents();
    await page.getByRole('button', { name: 'I have kept them' }).click();
    await page.getByText('Two-factor sign-in is on.').waitFor();
    expect(await page.getByText(backupCode).count()).toBe(0);

    await page.getByRole('button', { name: 'Sign out' }).click();
    await typePassword(page, demoEmail('quality lead'), demoPassword('quality lead'));
    await page.getByRole('heading', { name: 'Your six-digit code' }).waitFor();
    await page.keyboard.type(wrongCode(app));
    await page.keyboard.press('Enter');
    await page.getByRole('alert').getByText('The code is not right').waitFor();
    await page.keyboard.type(app.generate());
    await page.keyboard.press('Enter');
    await signedIn(page, 'Demo quality lead');

    await page.getByRole('button', { name: 'Sign out' }).click();
    await typePassword(page, demoEmail('quality lead'), demoPassword('quality lead'));
    await page.getByRole('button', { name: 'Use a backup code' }).click();
    await page.getByLabel('Backup code', { exact: true }).fill(backupCode);
    await page.keyboard.press('Enter');
    await signedIn(page, 'Demo quality lead');

    await page.getByRole('link', { name: 'Account' }).click();
    await page.getByRole('button', { name: 'Turn off …' }).click();
    await page.getByRole('textbox', { name: 'Your password' }).fill(demoPassword('quality lead'));
    await page.getByRole('button', { name: 'Turn off', exact: true }).click();
    await page.getByText('Two-factor sign-in is off.').waitFor();
  });

  it('changes the password after asking for the old one, and ends the sessions elsewhere', async () => {
    const elsewhere = await browser.newPage();
    await enterAs(elsewhere, `${server.address}/methods`, 'viewer');
    await enterAs(page, `${server.address}/account`, 'viewer');
    await page.getByRole('textbox', { name: 'Current password' }).fill('not the right password');
    await page.getByRole('textbox', { name: 'New password' }).fill(CHOSEN);
    await page.getByRole('button', { name: 'Change password' }).click();
    await page.getByRole('alert').getByText('The password is not right').waitFor();
    await page.getByRole('textbox', { name: 'Current password' }).fill(demoPassword('viewer'));
    await page.getByRole('button', { name: 'Change password' }).click();
    await page.getByText('The password is changed.').waitFor();

    await elsewhere.reload();
    await typePassword(elsewhere, demoEmail('viewer'), demoPassword('viewer'));
    await elsewhere.getByRole('alert').getByText('do not belong together').waitFor();
    await typePassword(elsewhere, demoEmail('viewer'), CHOSEN);
    await signedIn(elsewhere, 'Demo viewer');

    await page.getByRole('button', { name: 'End all other sessions' }).click();
    await page.getByText('you are signed in here, and nowhere else').waitFor();
    await elsewhere.reload();
    await elsewhere.getByRole('heading', { name: 'Look around as …' }).waitFor();
    await elsewhere.close();
  });

  it('does not take a password of eleven characters', async () => {
    await enterAs(page, `${server.address}/account`, 'administrator');
    await page.getByRole('textbox', { name: 'Current password' }).fill(demoPassword('administrator'));
    await page.getByRole('textbox', { name: 'New password' }).pressSequentially('eleven char');
    await page.getByText('1 more character is needed.').waitFor();
    await page.getByRole('button', { name: 'Change password' }).click();
    await page.getByRole('textbox', { name: 'New password' }).pressSequentially('s');
    await page.getByText('Long enough.').waitFor();
    expect(await page.getByText('The password is changed.').count()).toBe(0);
  });

  it.each(['light', 'dark'] as const)(
    'has nothing that axe finds wrong in the %s scheme',
    async (colorScheme) => {
      await page.emulateMedia({ colorScheme, reducedMotion: 'reduce' });
      await enterAs(page, `${server.address}/account`, 'surgeon');
      await page.getByRole('button', { name: 'Turn on …' }).click();
      await page.getByRole('textbox', { name: 'Your password' }).fill(demoPassword('surgeon'));
      await page.getByRole('button', { name: 'Go on' }).click();
      await page.getByRole('img', { name: 'The secret for your app' }).waitFor();
      expect(await checkAccessibility(page)).toEqual([]);
    },
  );
});

/** Six digits that the app shows neither now nor in the steps next to it. */
function wrongCode(app: TOTP): string {
  const near = new Set([-1, 0, 1].map((step) => app.generate({ timestamp: Date.now() + step * 30_000 })));
  return ['000000', '111111', '222222', '333333'].find((code) => !near.has(code)) ?? '';
}
