import type { Browser, Page } from 'playwright';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { checkAccessibility, launchBrowser, photograph } from '../../support/browser.ts';

const soundPage = `data:text/html,<!doctype html><html lang="en"><head><title>Sound</title></head>
<body><main><h1>Rates</h1><p>3.2 percent</p></main></body></html>`;
const faultyPage = `data:text/html,<!doctype html><html lang="en"><head><title>Faulty</title></head>
<body><main><h1>Rates</h1><img src="data:,"></main></body></html>`;

const widePage = `data:text/html,<!doctype html><html lang="en"><head><title>Wide</title></head>
<body><main style="width: 900px"><h1>Rates</h1></main></body></html>`;

describe('the browser of the journeys', () => {
  let browser: Browser;
  let page: Page;

  beforeAll(async () => {
    browser = await launchBrowser();
    const context = await browser.newContext();
    page = await context.newPage();
  });

  afterAll(async () => {
    await browser?.close();
  });

  it('opens a page', async () => {
    await page.goto(soundPage);
    expect(await page.getByRole('heading').textContent()).toBe('Rates');
  });

  it('finds nothing wrong with a sound page', async () => {
    await page.goto(soundPage);
    expect(await checkAccessibility(page)).toEqual([]);
  });

  it('names the rule and the element of an accessibility violation', async () => {
    await page.goto(faultyPage);
    const [violation, ...others] = await checkAccessibility(page);
    expect(violation).toMatch(/^image-alt \(critical\): .+: img$/);
    expect(others).toEqual([]);
  });

  it('keeps a picture at three widths, light and dark, and says at which the page scrolls sideways', async () => {
    await page.goto(soundPage);
    expect(await photograph(page, 'self-test')).toEqual({ pictures: 6, sideways: [] });
    await page.goto(widePage);
    expect((await photograph(page, 'self-test')).sideways).toEqual([390, 390]);
  });
});
