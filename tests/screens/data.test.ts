import { importFile } from '@lamina/server/intake/import-file.ts';
import { getDataQuality } from '@lamina/server/services/data-quality.service.ts';
import { DataQualityInput } from '@lamina/shared/contract/data-quality.ts';
import type { Browser, Page } from 'playwright';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { checkAccessibility, launchBrowser } from '../support/browser.ts';
import { EXAMPLE_KEY } from '../support/commit-examples.ts';
import { SMALL_NETWORK } from '../support/demo-database.ts';
import { INTAKE_TODAY } from '../support/read-deliveries.ts';
import { sampleFile } from '../support/sample-file.ts';
import { qualityLead } from '../support/viewers.ts';
import { type OverviewServer, serveOverview } from './overview-server.ts';

const viewer = qualityLead;

describe('the data over a real router and database', () => {
  let browser: Browser;
  let server: OverviewServer;
  let page: Page;

  beforeAll(async () => {
    server = await serveOverview(SMALL_NETWORK);
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

  it('has a row for every field with its counts, and opens one hospital by hospital', async () => {
    await page.goto(`${server.address}/data`);
    const { rows } = await getDataQuality(viewer, server.services, DataQualityInput.parse({}));
    await page.getByRole('table', { name: /^Completeness of every field/ }).waitFor();
    for (const { label, total } of rows) {
      const row = page
        .getByRole('row')
        .filter({ has: page.getByRole('button', { name: label, exact: true }) });
      expect(await row.locator('td').first().getAttribute('title')).toBe(
        `${total.reported.toLocaleString('en-GB')} of ${total.cases.toLocaleString('en-GB')}`,
      );
    }
    await page.getByRole('button', { name: 'Body mass index', exact: true }).click();
    await page.getByRole('table', { name: /^Completeness of “Body mass index”, by hospital/ }).waitFor();
    expect(new URL(page.url()).search).toBe('?open=bodyMassIndex');
    expect(await page.locator('main').textContent()).toContain('case-mix models adjust for it');
  });

  it('leads from what an indicator cannot judge to exactly those cases', async () => {
    await page.goto(`${server.address}/data?procedures=fusion`);
    const link = page.locator('a[aria-label$=", list these cases"]').first();
    const count = (await link.textContent()) ?? '';
    await link.click();
    await page.waitForURL(/\/cases\?.*counted=not-reported/);
    await page
      .getByText(new RegExp(`\\b${count} not counted`))
      .first()
      .waitFor();
  });

  it.each(['light', 'dark'] as const)(
    'has nothing that axe finds wrong in the %s scheme',
    async (colorScheme) => {
      await page.emulateMedia({ colorScheme, reducedMotion: 'reduce' });
      await page.goto(`${server.address}/data`);
      await page.getByRole('table', { name: /^Completeness/ }).waitFor();
      expect(await checkAccessibility(page)).toEqual([]);
    },
  );
});

describe('the imports', () => {
  it('list every file with what became of its lines, and open what was rejected with the reason', async () => {
    const options = { format: 'auto', key: EXAMPLE_KEY, today: INTAKE_TODAY } as const;
    await using server = await serveOverview(async (db) => {
      await importFile(db, sampleFile('lamina-csv.csv'), options);
      await importFile(db, sampleFile('bad/unknown-codes.csv'), options);
    });
    const browser = await launchBrowser();
    try {
      const page = await browser.newPage();
      await page.goto(`${server.address}/data`);
      await page.getByRole('button', { name: /show the rejected lines of .*unknown-codes\.csv$/ }).click();
      const rejected = page.getByRole('region', { name: /^Rejected lines of/ });
      await rejected.getByRole('columnheader', { name: 'Reason' }).waitFor();
      expect(await rejected.getByRole('row').count()).toBeGreaterThan(1);
    } finally {
      await browser.close();
    }
  });

  it('are all that an administrator is shown, who counts no cases', async () => {
    const options = { format: 'auto', key: EXAMPLE_KEY, today: INTAKE_TODAY } as const;
    const administrator = { ...qualityLead, role: 'administrator' } as const;
    await using server = await serveOverview(async (db) => {
      await importFile(db, sampleFile('lamina-csv.csv'), options);
      await importFile(db, sampleFile('bad/unknown-codes.csv'), options);
    }, administrator);
    const browser = await launchBrowser();
    try {
      const page = await browser.newPage();
      await page.goto(`${server.address}/data`);
      const opened = page.getByRole('button', { name: /show the rejected lines of .*unknown-codes\.csv$/ });
      await opened.click();
      await page
        .getByRole('region', { name: /^Rejected lines of/ })
        .getByRole('table')
        .waitFor();
      expect(new URL(page.url()).searchParams.get('selected')).toMatch(/^\d+$/);
      expect(await page.getByRole('table', { name: /^Completeness/ }).count()).toBe(0);
      expect(await page.getByRole('heading', { level: 1 }).textContent()).not.toMatch(/\d cases/);
    } finally {
      await browser.close();
    }
  });

  it('say how to begin where nothing was imported', async () => {
    const administrator = { ...qualityLead, role: 'administrator' } as const;
    await using server = await serveOverview(async () => undefined, administrator);
    const browser = await launchBrowser();
    try {
      const page = await browser.newPage();
      await page.goto(`${server.address}/data`);
      await page.getByText('Nothing has been imported yet').waitFor();
      await page.getByText('lamina import').waitFor();
    } finally {
      await browser.close();
    }
  });
});
