import { readFileSync } from 'node:fs';
import { parse } from 'csv-parse/sync';
import type { Browser } from 'playwright';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { enterAs } from '../screens/enter.ts';
import { type OverviewServer, serveOverview } from '../screens/overview-server.ts';
import { launchBrowser } from '../support/browser.ts';
import { allThere, visit } from './visitor.ts';

const INFECTION = 'Wound or deep infection within 90 days';

describe('a surgeon who signs in', () => {
  let browser: Browser;
  let server: OverviewServer;

  beforeAll(async () => {
    // Large enough that a surgeon has infections after the fusions of two years.
    server = await serveOverview({ lastMonth: '2026-09' }, 'whoever-signs-in');
    browser = await launchBrowser();
  });

  afterAll(async () => {
    await browser?.close();
    await server?.[Symbol.asyncDispose]();
  });

  it('looks at own fusions of two years, at the infections among them, and takes exactly those cases along', async () => {
    const { page, complaints } = await visit(browser);
    await enterAs(page, server.address, 'surgeon');
    await page
      .getByRole('navigation', { name: 'Screens' })
      .getByRole('link', { name: /^My outcomes/ })
      .click();
    await allThere(page);
    await page.getByRole('button', { name: /^Procedure:/ }).click();
    await page.getByRole('checkbox', { name: 'Fusion' }).check();
    await page.keyboard.press('Escape');
    await page.getByRole('button', { name: 'Procedure: Fusion' }).waitFor();
    await page.getByRole('button', { name: /^Period:/ }).click();
    await page.getByLabel('First day').fill('2024-10-01');
    await page.getByLabel('Last day').fill('2026-09-30');
    await page.getByRole('button', { name: 'Show these dates' }).click();
    await page.getByRole('button', { name: 'Period: 1 Oct 2024 – 30 Sep 2026' }).waitFor();
    await allThere(page);

    const links = page
      .getByRole('article', { name: INFECTION, exact: true })
      .getByRole('link', { name: /list these cases/ });
    const [events, judged] = await links.allTextContents();
    expect(Number(events)).toBeGreaterThan(0);
    await links.first().click();
    const heading = page.getByRole('heading', { level: 1, name: `${INFECTION}: ${events} ` });
    await heading.waitFor();
    expect(await heading.textContent()).toContain(`of ${judged} fusion`);
    await allThere(page);
    expect(await page.locator('main tbody tr').count()).toBe(Number(events));

    const download = page.waitForEvent('download');
    await page.getByRole('button', { name: /CSV/ }).click();
    const text = readFileSync(await (await download).path(), 'utf8');
    const lines: string[][] = parse(text.replace(/^\uFEFF/, ''), { relaxColumnCount: true, comment: '#' });
    const keys = (await page.locator('main tbody').getByRole('rowheader').allTextContents()).map((key) =>
      key.trim(),
    );
    expect(lines.filter((line) => keys.includes(line[0] ?? ''))).toHaveLength(Number(events));
    const header = lines.findIndex((line) => line[0] === 'case');
    expect(lines.slice(header + 1)).toHaveLength(Number(events));
    expect(text).toContain('Procedure: Fusion');
    expect(complaints).toEqual([]);
  });
});
