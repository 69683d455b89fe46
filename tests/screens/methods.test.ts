import { listReferences } from '@lamina/server/repositories/reference.repository.ts';
import { CATALOGUE, getIndicator } from '@lamina/shared/indicators/catalogue.ts';
import { describeIndicator } from '@lamina/shared/indicators/describe-indicator.ts';
import type { Browser, Page } from 'playwright';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { checkAccessibility, launchBrowser } from '../support/browser.ts';
import { SMALL_NETWORK } from '../support/demo-database.ts';
import { type OverviewServer, serveOverview } from './overview-server.ts';

describe('the methods over a real router and database', () => {
  let browser: Browser;
  let server: OverviewServer;
  let page: Page;

  beforeAll(async () => {
    server = await serveOverview({ ...SMALL_NETWORK, withModels: true });
    browser = await launchBrowser();
    const context = await browser.newContext({
      viewport: { width: 1440, height: 900 },
      reducedMotion: 'reduce',
    });
    page = await context.newPage();
  });

  afterAll(async () => {
    await browser?.close();
    await server?.[Symbol.asyncDispose]();
  });

  it('has an entry for every indicator in the words of its definition, with its worked cases', async () => {
    await page.goto(`${server.address}/methods`);
    await page.getByRole('heading', { name: 'Indicators', exact: true }).first().waitFor();
    for (const indicator of CATALOGUE) {
      const text = await page.locator(`article[id="${indicator.id}"]`).textContent();
      const { figure, among } = describeIndicator(indicator);
      for (const words of [indicator.name, indicator.question, indicator.rationale, figure, among]) {
        expect(text).toContain(words);
      }
      expect(await page.locator(`article[id="${indicator.id}"] li`).count()).toBe(indicator.examples.length);
    }
  });

  it('has every reference with what it may be compared with, and every fitted model with its version', async () => {
    for (const { id, population, citation, comparableWith } of listReferences()) {
      const text = await page.locator(`article[id="reference-${id}"]`).textContent();
      expect(text).toContain(population);
      expect(text).toContain(citation);
      for (const indicatorId of comparableWith) expect(text).toContain(getIndicator(indicatorId).name);
    }
    const adjusted = CATALOGUE.filter(({ caseMix }) => caseMix !== null);
    expect(await page.locator('article[id^="model-"]').count()).toBe(adjusted.length);
    const infection = await page.locator('article[id="model-infection-90-days"]').textContent();
    expect(infection).toMatch(/version \S+, fitted to [\d,]+ cases of the whole record with \d+ events/);
    expect(infection).toMatch(/AUC 0\.\d\d/);
  });

  it('opens at the entry that the address names', async () => {
    await page.goto(`${server.address}/methods#method-cusum`);
    await page.locator('article[id="method-cusum"]').waitFor();
    await expect
      .poll(() =>
        page.locator('article[id="method-cusum"]').evaluate((entry) => entry.getBoundingClientRect().top),
      )
      .toBeLessThan(200);
  });

  it.each(['light', 'dark'] as const)(
    'has nothing that axe finds wrong in the %s scheme',
    async (colorScheme) => {
      await page.emulateMedia({ colorScheme, reducedMotion: 'reduce' });
      await page.goto(`${server.address}/methods`);
      await page.locator('article[id="model-infection-90-days"]').waitFor();
      expect(await checkAccessibility(page)).toEqual([]);
    },
  );
});
