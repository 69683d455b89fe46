import { readFileSync } from 'node:fs';
import { formatCount, formatFigure } from '@lamina/client/src/lib/format.ts';
import { getSurgeon } from '@lamina/server/services/surgeon.service.ts';
import { getIndicator } from '@lamina/shared/indicators/catalogue.ts';
import type { Browser, Page } from 'playwright';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { checkAccessibility, launchBrowser } from '../support/browser.ts';
import { SMALL_NETWORK } from '../support/demo-database.ts';
import { qualityLead } from '../support/viewers.ts';
import { type OverviewServer, serveOverview } from './overview-server.ts';

const viewer = qualityLead;
const ADDRESS = '/surgeon?procedures=fusion&surgeons=3';

describe('my outcomes over a real router and database', () => {
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

  it('asks whose cases they are, and keeps the answer in the address', async () => {
    await page.goto(`${server.address}/surgeon?procedures=fusion`);
    await page.getByText('Whose cases are these?').waitFor();
    const first = page.locator('main li button').first();
    const name = (await first.locator('span').first().textContent()) ?? '';
    await first.click();
    await page.getByRole('heading', { level: 2, name: new RegExp(`^${name}, `) }).waitFor();
    expect(new URL(page.url()).searchParams.get('surgeons')).toMatch(/^\d+$/);
  });

  it('shows every figure of the service, and each count leads to so many cases', async () => {
    await page.goto(`${server.address}${ADDRESS}`);
    const { indicators } = await getSurgeon(viewer, server.services, {
      filter: { procedures: ['fusion'], surgeons: [3] },
      references: {},
    });
    await page.getByRole('article').first().waitFor();
    for (const { figures } of indicators) {
      const { name, unit } = getIndicator(figures.indicatorId);
      const text = await page.getByRole('article', { name, exact: true }).textContent();
      if (figures.state !== 'no-data') expect(text).toContain(formatFigure(figures.value, unit));
    }
    const tear = indicators.find(({ figures }) => figures.indicatorId === 'dural-tear')?.figures;
    const judged = formatCount(tear?.completeness.judged ?? 0);
    await page
      .getByRole('article', { name: 'Dural tear', exact: true })
      .getByRole('link', { name: `${judged}, list these cases` })
      .click();
    await page.waitForURL(/\/cases\?/);
    await page
      .getByText(new RegExp(`\\b${judged} judged`))
      .first()
      .waitFor();
  });

  it('leads from the quarters of an indicator to the trend of the surgeon’s own cases', async () => {
    await page.goto(`${server.address}${ADDRESS}`);
    await page.getByRole('link', { name: 'Trend of Dural tear', exact: true }).click();
    await page.waitForURL(/\/trend\?/);
    expect(Object.fromEntries(new URL(page.url()).searchParams)).toMatchObject({
      procedures: 'fusion',
      surgeons: '3',
      indicator: 'dural-tear',
    });
  });

  it.each([
    ['dural-tear', 'Expected less observed events', '▲ fewer events than expected'],
    ['walked-within-a-day', 'Observed less expected events', '▲ more events than expected'],
  ])('draws what is hoped for upwards, case by case: %s', async (indicator, measure, above) => {
    await page.goto(`${server.address}${ADDRESS}&indicator=${indicator}`);
    const course = page.getByRole('region', { name: 'Case by case' });
    await expect.poll(() => course.textContent()).toContain(measure);
    expect(await course.textContent()).toContain(above);
  });

  it('gives a file for appraisal that says whose figures, which filters and how colleagues are shown', async () => {
    await page.goto(`${server.address}${ADDRESS}`);
    const download = page.waitForEvent('download');
    await page.getByRole('button', { name: 'Download (CSV)' }).click();
    const text = readFileSync(await (await download).path(), 'utf8');
    expect(text).toContain('Procedure: Fusion');
    expect(text).toContain('10th to 90th percentile of the other surgeons');
    expect(text).toContain('Dural tear');
  });

  it.each(['light', 'dark'] as const)(
    'has nothing that axe finds wrong in the %s scheme',
    async (colorScheme) => {
      await page.emulateMedia({ colorScheme, reducedMotion: 'reduce' });
      await page.goto(`${server.address}${ADDRESS}`);
      await page.getByRole('article').first().waitFor();
      expect(await checkAccessibility(page)).toEqual([]);
    },
  );
});
