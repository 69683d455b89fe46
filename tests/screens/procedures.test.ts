import { formatCount, formatProportion, formatShare } from '@lamina/client/src/lib/format.ts';
import { getProcedures } from '@lamina/server/services/procedures.service.ts';
import type { CaseFilter } from '@lamina/shared/domain/filter.ts';
import { getIndicator } from '@lamina/shared/indicators/catalogue.ts';
import type { Browser, Page } from 'playwright';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { checkAccessibility, launchBrowser } from '../support/browser.ts';
import { SMALL_NETWORK } from '../support/demo-database.ts';
import { qualityLead } from '../support/viewers.ts';
import { type OverviewServer, serveOverview } from './overview-server.ts';

const viewer = qualityLead;
const TABLE = 'Rates with decompression alone and with fusion';

describe('decompression alone or with fusion, over a real router and database', () => {
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

  it.each<[string, CaseFilter]>([
    ['', {}],
    ['?indications=stenosis&regions=lumbar', { indications: ['stenosis'], regions: ['lumbar'] }],
    ['?from=2024-01-01&hospitals=1,2', { from: '2024-01-01', hospitals: [1, 2] }],
  ])('shows every rate of the service at /procedures%s', async (search, filter) => {
    await open(page, `${server.address}/procedures${search}`);
    const { indicators } = await getProcedures(viewer, server.services, { filter });
    const table = await rateTable(page);
    const rows = await table.getByRole('row').allTextContents();
    for (const { indicatorId, decompression, fusion } of indicators) {
      const text = rows.find((row) => row.startsWith(getIndicator(indicatorId).name)) ?? '';
      for (const { value, numerator, denominator } of [decompression, fusion]) {
        expect(text).toContain(value === null ? 'no data' : formatProportion(value));
        expect(text).toContain(formatShare(numerator, denominator));
      }
    }
    expect(rows.length).toBe(indicators.length + 1);
  });

  it('leads from a number to exactly its cases', async () => {
    await open(page, `${server.address}/procedures?regions=lumbar`);
    const { indicators } = await getProcedures(viewer, server.services, { filter: { regions: ['lumbar'] } });
    const [some] = indicators.filter(({ decompression }) => decompression.numerator > 3);
    const { shortName } = getIndicator(some?.indicatorId ?? '');
    const count = some?.decompression.numerator ?? 0;
    const table = await rateTable(page);
    await table
      .getByRole('link', {
        name: `${formatCount(count)} cases: ${shortName}, Decompression alone`,
        exact: true,
      })
      .click();
    await page.getByRole('heading', { level: 1, name: new RegExp(`\\b${formatCount(count)}\\b`) }).waitFor();
    const search = decodeURIComponent(new URL(page.url()).search);
    expect(search).toContain('procedures=laminectomy,discectomy');
    expect(search).toContain('regions=lumbar');
  });

  it('says that this is association and narrows to like with like', async () => {
    await open(page, `${server.address}/procedures`);
    await page.getByText('Association, not effect.').waitFor();
    await page
      .getByRole('navigation', { name: 'Like with like' })
      .getByRole('link', { name: 'Stenosis' })
      .click();
    await page.waitForURL(/indications=stenosis/);
    await page.getByRole('button', { name: 'Indication: Stenosis' }).waitFor();
  });

  it('reads its rows to the keyboard', async () => {
    await open(page, `${server.address}/procedures`);
    const rates = page.getByRole('listbox', { name: /^With fusion .* rates are higher/ });
    await rates.focus();
    await page.keyboard.press('ArrowDown');
    expect(await rates.getByRole('option').textContent()).toMatch(/decompression .* fusion .* crude ratio/);
  });

  it('says so when one of the two is left only', async () => {
    await page.goto(`${server.address}/procedures?procedures=fusion`);
    await page.getByText('Only one of the two is left to look at').waitFor();
    await page.getByRole('link', { name: 'Take all three procedures' }).click();
    await page.locator('svg[data-chart]').first().waitFor();
  });

  it('has no accessibility violation in either scheme', async () => {
    for (const colorScheme of ['light', 'dark'] as const) {
      await page.emulateMedia({ colorScheme });
      await open(page, `${server.address}/procedures`);
      expect(await checkAccessibility(page)).toEqual([]);
      await rateTable(page);
      expect(await checkAccessibility(page)).toEqual([]);
    }
  });
});

async function open(page: Page, address: string): Promise<void> {
  await page.goto(address);
  await page.locator('svg[data-chart]').first().waitFor();
}

async function rateTable(page: Page) {
  await page.getByRole('button', { name: /^Show table: With fusion/ }).click();
  const table = page.getByRole('table', { name: TABLE });
  await table.waitFor();
  return table;
}
