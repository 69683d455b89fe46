import { readFile } from 'node:fs/promises';
import { DISCLOSURE_RULES, PUBLISHED_FILTERS_ONLY } from '@lamina/shared/domain/disclosure.ts';
import type { Browser, Page } from 'playwright';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { checkAccessibility, launchBrowser } from '../support/browser.ts';
import { type DemoPerson, enterAs, forgetAttempts } from './enter.ts';
import { type OverviewServer, serveOverview } from './overview-server.ts';

const RULE = DISCLOSURE_RULES.cms.words;
const SCHEMES = ['light', 'dark'] as const;

describe('published figures, over a real sign-in', () => {
  let browser: Browser;
  let server: OverviewServer;

  beforeAll(async () => {
    server = await serveOverview(
      // In a smaller network nearly everything would be hidden.
      { lastMonth: '2026-09' },
      'whoever-signs-in',
    );
    browser = await launchBrowser();
  });

  afterAll(async () => {
    await browser?.close();
    await server?.[Symbol.asyncDispose]();
  });

  async function entered(person: DemoPerson): Promise<Page> {
    await forgetAttempts(server);
    const context = await browser.newContext({
      viewport: { width: 1440, height: 900 },
      reducedMotion: 'reduce',
    });
    const page = await context.newPage();
    await enterAs(page, server.address, person);
    return page;
  }

  const text = async (page: Page) => (await page.locator('main').textContent()) ?? '';
  const compared = async (page: Page, search: string) => {
    await page.goto(`${server.address}/compare${search}`);
    await page.getByRole('button', { name: 'Download' }).waitFor();
  };

  describe('a viewer', () => {
    let page: Page;
    let asked: string[];

    beforeAll(async () => {
      page = await entered('viewer');
      asked = [];
      page.on('request', (request) => asked.push(request.url()));
    });

    it('has an overview that names the rule of what is hidden, and leads to no case', async () => {
      await page.goto(server.address);
      await page.getByText(/figures are not told/).waitFor();
      expect(await text(page)).toContain(RULE);
      expect(await page.locator('main').getByText('Hidden', { exact: true }).count()).toBeGreaterThan(0);
      expect(await page.locator('a[href^="/cases"], a[href^="/trend"]').count()).toBe(0);
      expect(asked.filter((address) => address.includes('overview.signals'))).toEqual([]);
    });

    it('says in the details by which rule a figure is hidden', async () => {
      await page.goto(server.address);
      await page
        .getByRole('link', { name: /: Hidden$/ })
        .first()
        .click();
      await page.getByRole('dialog').getByText(RULE).waitFor();
      await page.keyboard.press('Escape');
    });

    it('offers one procedure, one hospital and whole years, and no other filter', async () => {
      await page.goto(server.address);
      const bar = page.getByRole('search', { name: 'Filters' });
      await bar.waitFor();
      expect(await bar.getByRole('button', { name: /More filters|Surgeon/ }).count()).toBe(0);
      await bar.getByRole('button', { name: 'Period:' }).click();
      const period = page.getByRole('dialog', { name: 'Period' });
      expect(await period.getByRole('button').allTextContents()).toContain('2025');
      expect(await period.locator('input').count()).toBe(0);
      await period.getByRole('button', { name: '2025' }).click();
      await page.waitForURL(/from=2025-01-01&to=2026-01-01/);
      await bar.getByRole('button', { name: 'Period: 2025' }).waitFor();
      await bar.getByRole('button', { name: 'Procedure:' }).click();
      await page.getByRole('radio', { name: 'Fusion' }).click();
      await page.waitForURL(/procedures=fusion(&|$)/);
    });

    it.each(['/?surgeons=3&procedures=fusion', '/compare?from=2025-04-01&procedures=fusion'])(
      'says at %s which filters are answered, and clears the others',
      async (path) => {
        await page.goto(`${server.address}${path}`);
        await page.getByRole('heading', { name: 'These filters are not answered' }).waitFor();
        expect(await text(page)).toContain(PUBLISHED_FILTERS_ONLY);
        await page.getByRole('button', { name: /^Clear what is not answered/ }).click();
        await page
          .getByRole('heading', { name: 'These filters are not answered' })
          .waitFor({ state: 'detached' });
        expect(new URL(page.url()).search).toMatch(/^\?procedures=fusion/);
      },
    );

    it('compares hospitals only, without links to cases, and the file says what is hidden', async () => {
      await compared(page, '?by=surgeon&procedures=fusion');
      expect(await page.getByText('Between', { exact: true }).count()).toBe(0);
      expect(await text(page)).toContain(RULE);
      expect(await page.locator('a[href^="/cases"], a[href^="/trend"]').count()).toBe(0);
      await page.getByRole('button', { name: 'Download' }).click();
      const [download] = await Promise.all([
        page.waitForEvent('download'),
        page.getByRole('button', { name: 'Numbers (CSV)' }).click(),
      ]);
      const file = await readFile(await download.path(), 'utf8');
      expect(file).toContain(RULE);
      expect(file).toContain('not told');
    });

    it.each(['/cases', '/trend', '/surgeon', '/reviews', '/people'])(
      'says calmly at %s that the screen is not for the role',
      async (path) => {
        await page.goto(`${server.address}${path}`);
        await page.getByRole('heading', { name: 'This screen is not for your role' }).waitFor();
        expect(await page.getByRole('alert').count()).toBe(0);
      },
    );

    it.each(SCHEMES)('has nothing that axe finds wrong in the %s scheme', async (colorScheme) => {
      await page.emulateMedia({ colorScheme, reducedMotion: 'reduce' });
      await page.goto(server.address);
      await page.getByText(/figures are not told/).waitFor();
      expect(await checkAccessibility(page)).toEqual([]);
      await compared(page, '?procedures=fusion');
      expect(await checkAccessibility(page)).toEqual([]);
    });
  });

  describe('a surgeon', () => {
    let page: Page;

    beforeAll(async () => {
      page = await entered('surgeon');
    });

    it('compares the hospitals by all cases but their own, and says so', async () => {
      await compared(page, '?indicator=dural-tear');
      expect(await text(page)).toMatch(/all cases but your own/i);
      expect(await page.getByText('Between', { exact: true }).count()).toBe(0);
      expect(await page.locator('main a[href^="/cases"]').count()).toBe(0);
      const bar = page.getByRole('search', { name: 'Filters' });
      await bar.getByRole('button', { name: 'Hospital:' }).click();
      expect(await page.getByRole('radio').count()).toBeGreaterThan(2);
      await page.keyboard.press('Escape');
    });

    it.each(SCHEMES)('has nothing that axe finds wrong in the %s scheme', async (colorScheme) => {
      await page.emulateMedia({ colorScheme, reducedMotion: 'reduce' });
      await compared(page, '?indicator=dural-tear');
      expect(await checkAccessibility(page)).toEqual([]);
    });
  });
});
