import { statSync } from 'node:fs';
import type { Browser, Page } from 'playwright';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { checkAccessibility, launchBrowser, screenshotMatrix } from '../../support/browser.ts';

const soundPage = `data:text/html,<!doctype html><html lang="en"><head><title>Sound</title></head>
<body><main><h1>Rates</h1><p>3.2 percent</p></main></body></html>`;
const faultyPage = `data:text/html,<!doctype html><html lang="en"><head><title>Faulty</title></head>
<body><main><h1>Rates</h1><img src="data:,"></main></body></html>`;

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

  it('keeps a picture at three widths, light and dark', async () => {
    const paths = await screenshotMatrix(page, 'self-test', soundPage);
    expect(new Set(paths).size).toBe(6);
    for (const path of paths) expect(statSync(path).size).toBeGreaterThan(1000);
  });
});
