import type { Browser, Page } from 'playwright';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { launchBrowser } from '../support/browser.ts';
import { SMALL_NETWORK } from '../support/demo-database.ts';
import { type OverviewServer, serveOverview } from './overview-server.ts';

describe('looking ahead', () => {
  let browser: Browser;
  let server: OverviewServer;
  let page: Page;
  let asked: string[];

  beforeAll(async () => {
    server = await serveOverview(SMALL_NETWORK);
    browser = await launchBrowser();
    page = await browser.newPage({ viewport: { width: 1440, height: 900 }, reducedMotion: 'reduce' });
    page.on('request', (request) => {
      if (request.url().includes('compare.get')) asked.push(request.url());
    });
  });

  afterAll(async () => {
    await browser?.close();
    await server?.[Symbol.asyncDispose]();
  });

  /** The hospitals to choose from; what has been asked so far is forgotten. */
  async function openHospitals() {
    asked = [];
    await page.goto(`${server.address}/compare?by=surgeon`);
    await page.getByRole('table').waitFor();
    await page.getByRole('button', { name: /^Hospital:/ }).click();
    const choices = page.getByRole('dialog').getByRole('checkbox');
    await choices.nth(1).waitFor();
    asked = [];
    return choices;
  }

  const answer = () => page.waitForResponse((response) => response.url().includes('compare.get'));

  it('asks for what is pointed at before it is chosen, and not again when it is', async () => {
    const choices = await openHospitals();
    const ahead = answer();
    await choices.first().hover();
    expect((await ahead).ok()).toBe(true);
    expect(new URL(page.url()).searchParams.has('hospitals')).toBe(false);

    await choices.first().check();
    await page.waitForURL(/hospitals=/);
    await page.locator('[aria-busy="true"]').waitFor({ state: 'detached' });
    await page.getByRole('table').waitFor();
    const about = asked.filter((url) => decodeURIComponent(url).includes('"hospitals":['));
    expect(about).toHaveLength(1);
  });

  it('asks for what has the focus of the keyboard', async () => {
    const choices = await openHospitals();
    const ahead = answer();
    await choices.nth(1).focus();
    expect((await ahead).ok()).toBe(true);
    expect(new URL(page.url()).searchParams.has('hospitals')).toBe(false);
  });
});
