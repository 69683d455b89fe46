import type { Browser, Page } from 'playwright';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { type OverviewServer, serveOverview } from '../screens/overview-server.ts';
import { checkAccessibility, launchBrowser } from '../support/browser.ts';
import { SMALL_NETWORK } from '../support/demo-database.ts';

describe('a quality lead at the overview', () => {
  let browser: Browser;
  let server: OverviewServer;
  let page: Page;
  let complaints: string[];

  beforeAll(async () => {
    server = await serveOverview(SMALL_NETWORK);
    browser = await launchBrowser();
    const context = await browser.newContext({
      viewport: { width: 1440, height: 900 },
      reducedMotion: 'reduce',
    });
    page = await context.newPage();
    complaints = [];
    page.on('pageerror', ({ message }) => complaints.push(message));
    page.on('console', (message) => {
      if (message.type() === 'error') complaints.push(message.text());
    });
  });

  afterAll(async () => {
    await browser?.close();
    await server?.[Symbol.asyncDispose]();
  });

  it('changes procedure and period, reloads the address and sees the same', async () => {
    await page.goto(server.address);
    await picture(page);
    const everything = await figuresOf(page);

    await page.getByRole('button', { name: /^Procedure:/ }).click();
    await page.getByRole('checkbox', { name: 'Fusion' }).check();
    await page.keyboard.press('Escape');
    await page.getByRole('button', { name: /^Period:/ }).click();
    await page.getByRole('button', { name: 'Last 12 months' }).click();
    await page.getByRole('button', { name: 'Period: Last 12 months, 1 Oct 2025 – 30 Sep 2026' }).waitFor();
    await picture(page);
    const chosen = await figuresOf(page);
    expect(chosen).not.toBe(everything);
    expect(new URL(page.url()).search).toBe('?from=2025-10-01&to=2026-10-01&procedures=fusion');

    await page.reload();
    await picture(page);
    await expect.poll(() => figuresOf(page)).toBe(chosen);

    await page.goBack();
    await page.getByRole('button', { name: 'Period: All dates' }).waitFor();
    await page.goBack();
    await page.getByRole('button', { name: 'Procedure: all three' }).waitFor();
    await picture(page);
    await expect.poll(() => figuresOf(page)).toBe(everything);

    await page.goForward();
    await page.goForward();
    await page.getByRole('button', { name: /^Period: Last 12 months/ }).waitFor();
    await picture(page);
    await expect.poll(() => figuresOf(page)).toBe(chosen);
  });

  it('chooses another reference, which the address and the verdict follow', async () => {
    await page.goto(`${server.address}/?open=nerve-root-injury.discectomy`);
    const details = page.getByRole('dialog');
    const other = details.getByRole('radio', { checked: false }).first();
    await other.waitFor();
    const label = (await other.locator('xpath=..').textContent()) ?? '';
    await other.check();
    await expect
      .poll(() => decodeURIComponent(new URL(page.url()).search))
      .toMatch(/references=nerve-root-injury\/discectomy~/);
    await page.reload();
    await details.getByRole('radio', { name: label, checked: true }).waitFor();
    await page.keyboard.press('Escape');
    await page.getByRole('button', { name: 'References: 1 chosen' }).waitFor();
  });

  it('does all of it from the keyboard', async () => {
    await page.goto(server.address);
    await picture(page);
    await page.keyboard.press('Tab');
    expect(await page.evaluate(() => document.activeElement?.textContent)).toBe('Skip to the figures');
    await page.keyboard.press('Enter');
    await page.keyboard.press('Tab');
    expect(await page.evaluate(() => document.activeElement?.textContent)).toBe('Procedure: all three');
    await page.keyboard.press('Enter');
    await page.getByRole('checkbox', { name: 'Fusion' }).waitFor();
    await expect
      .poll(() => page.evaluate(() => document.activeElement?.getAttribute('type')))
      .toBe('checkbox');
    await page.keyboard.press('Space');
    await page.keyboard.press('Escape');
    await page.getByRole('button', { name: 'Procedure: Fusion' }).waitFor();
    await page.getByRole('button', { name: 'More filters' }).focus();
    await page.keyboard.press('Enter');
    await page.getByRole('button', { name: 'Region' }).press('Enter');
    await page.getByRole('checkbox', { name: 'Lumbar' }).press('Space');
    await page.getByRole('button', { name: 'Region: Lumbar' }).waitFor();
    await page.keyboard.press('Escape');
    await expect.poll(() => page.evaluate(() => document.activeElement?.textContent)).toBe('Region: Lumbar');
    const cell = page.getByRole('group', { name: /, fusion$/ }).first();
    await cell.getByRole('link').first().focus();
    await page.keyboard.press('Enter');
    await page.getByRole('dialog').getByText('Definition').first().waitFor();
    await page.keyboard.press('Escape');
    await expect.poll(() => page.getByRole('dialog').count()).toBe(0);
  });

  it.each(['light', 'dark'] as const)('finds nothing that axe objects to in %s', async (colorScheme) => {
    await page.emulateMedia({ colorScheme });
    for (const address of ['', '?open=infection-90-days.discectomy', '?from=1999-01-01&to=1999-02-01']) {
      await page.goto(`${server.address}/${address}`);
      await page.locator('main[id=content] h1').waitFor({ state: 'attached' });
      await page
        .getByText(/published reference|No cases match/)
        .first()
        .waitFor({ state: 'attached' });
      expect(await checkAccessibility(page)).toEqual([]);
    }
    await page.goto(server.address);
    await picture(page);
    await page.getByRole('button', { name: /^Hospital:/ }).click();
    await page.getByRole('checkbox').first().waitFor();
    expect(await checkAccessibility(page)).toEqual([]);
  });

  it('went through all of it without an error in the console', () => {
    expect(complaints).toEqual([]);
  });
});

/** The figures are there and belong to the filter shown. */
async function picture(page: Page): Promise<void> {
  await page.locator('#findings').waitFor();
  await page.locator('[aria-busy="false"] #findings').waitFor();
  // The signals come after the figures.
  await page.waitForFunction(() => document.querySelector('main [aria-busy="true"]') === null);
}

async function figuresOf(page: Page): Promise<string> {
  return (await page.locator('main').textContent()) ?? '';
}
