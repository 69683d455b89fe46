import { readFile } from 'node:fs/promises';
import { formatCount, formatFigure } from '@lamina/client/src/lib/format.ts';
import { getComparison } from '@lamina/server/services/compare.service.ts';
import { CompareInput } from '@lamina/shared/contract/compare.ts';
import type { Browser, Page } from 'playwright';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { checkAccessibility, launchBrowser } from '../support/browser.ts';
import { SMALL_NETWORK } from '../support/demo-database.ts';
import { qualityLead } from '../support/viewers.ts';
import { type OverviewServer, serveOverview } from './overview-server.ts';

const viewer = qualityLead;

describe('the comparison over a real router and database', () => {
  let browser: Browser;
  let server: OverviewServer;
  let page: Page;

  beforeAll(async () => {
    server = await serveOverview(SMALL_NETWORK);
    browser = await launchBrowser();
    // axe needs a context of its own.
    const context = await browser.newContext({ viewport: { width: 1440, height: 900 } });
    page = await context.newPage();
  });

  afterAll(async () => {
    await browser?.close();
    await server?.[Symbol.asyncDispose]();
  });

  const open = async (search: string) => {
    await page.goto(`${server.address}/compare${search}`);
    await page.getByRole('table').waitFor();
  };
  const compare = (input: Partial<CompareInput>) =>
    getComparison(viewer, server.services, CompareInput.parse({ indicator: 'infection-90-days', ...input }));

  it.each([
    ['?procedures=fusion', { filter: { procedures: ['fusion' as const] } }, 'proportion' as const],
    ['?indicator=length-of-stay', { indicator: 'length-of-stay' }, 'nights' as const],
    ['?indicator=odi-change-12-months', { indicator: 'odi-change-12-months' }, 'points' as const],
  ])('shows every hospital with its figure and its cases at /compare%s', async (search, input, unit) => {
    await open(search);
    const { providers } = await compare(input);
    expect(providers.length).toBeGreaterThan(5);
    for (const { name, value, denominator } of providers) {
      const row = page.getByRole('row').filter({ has: page.getByRole('button', { name, exact: true }) });
      const text = await row.textContent();
      expect(text).toContain(formatCount(denominator));
      expect(text).toContain(value === null ? '–' : formatFigure(value, unit));
    }
  });

  it('selects in picture, table and address alike, by pointer and by keyboard', async () => {
    await open('?procedures=fusion');
    const { providers } = await compare({ filter: { procedures: ['fusion'] } });
    const judged = providers.filter(({ value }) => value !== null);
    const [first] = judged;
    await page.getByRole('button', { name: first?.name ?? '', exact: true }).click();
    await page.getByRole('region', { name: `Selected: ${first?.name}` }).waitFor();
    expect(new URL(page.url()).searchParams.get('selected')).toBe(String(first?.id));

    const funnel = page.getByRole('listbox');
    await funnel.focus();
    await page.keyboard.press('End');
    await page.keyboard.press('Enter');
    const largest = judged.toSorted((one, other) => other.denominator - one.denominator)[0];
    await page.getByRole('region', { name: `Selected: ${largest?.name}` }).waitFor();
    const name = page.getByRole('button', { name: largest?.name ?? '', exact: true });
    expect(await name.getAttribute('aria-pressed')).toBe('true');
    expect(await funnel.getByRole('option').textContent()).toContain(largest?.name);

    await page.goBack();
    await page.getByRole('region', { name: `Selected: ${first?.name}` }).waitFor();
  });

  it('says which reference the reader chose, in the filter bar and above the chart, until it is the default one again', async () => {
    await open(
      '?procedures=fusion&indicator=infection-30-days&references=infection-30-days/fusion~premier-infection',
    );
    await page.getByRole('button', { name: 'References: 1 chosen' }).waitFor();
    expect(await page.locator('main').textContent()).toContain(
      'Reference chosen for Infection 30 d after fusion: United States hospitals, open spine surgery',
    );
    await page.getByRole('button', { name: 'Clear References' }).click();
    await page.getByRole('button', { name: 'References: default' }).waitFor();
    expect(new URL(page.url()).searchParams.has('references')).toBe(false);
    await expect.poll(() => page.getByRole('combobox', { name: /^Reference/ }).inputValue()).toBe('');
  });

  it('sorts by any column, by name at first, and keeps the order in the address', async () => {
    await open('?procedures=fusion');
    const names = () => page.locator('tbody th button').allTextContents();
    const { providers } = await compare({ filter: { procedures: ['fusion'] } });
    expect(await names()).toEqual(providers.map(({ name }) => name));
    await page.getByRole('button', { name: 'Cases' }).click();
    await page.waitForURL(/sort=cases/);
    const bySize = providers.toSorted((one, other) => one.denominator - other.denominator);
    expect((await names()).at(-1)).toBe(bySize.at(-1)?.name);
    expect(await page.getByRole('columnheader', { name: 'Cases' }).getAttribute('aria-sort')).toBe(
      'ascending',
    );
  });

  it('leads from a count to exactly so many cases', async () => {
    await open('?procedures=fusion');
    const { providers } = await compare({ filter: { procedures: ['fusion'] } });
    const provider = providers.find(({ numerator }) => (numerator ?? 0) > 1);
    const events = provider?.numerator ?? 0;
    await page
      .getByRole('link', { name: `${formatCount(events)} events of ${provider?.name}: list them` })
      .click();
    await page.waitForURL(/\/cases\?/);
    const address = new URL(page.url()).searchParams;
    expect(Object.fromEntries(address)).toMatchObject({
      procedures: 'fusion',
      hospitals: String(provider?.id),
      indicator: 'infection-90-days',
      counted: 'numerator',
    });
    await page
      .getByRole('heading', {
        level: 1,
        name: new RegExp(`: ${formatCount(events)} cases, of ${formatCount(provider?.denominator ?? 0)} `),
      })
      .waitFor();
  });

  it('draws only the rows in sight of many surgeons, finds one by name, and states what the spread changes', async () => {
    await open('?by=surgeon&indicator=dural-tear');
    const { providers } = await compare({ indicator: 'dural-tear', by: 'surgeon' });
    await expect
      .poll(() => page.getByRole('table').getAttribute('aria-rowcount'))
      .toBe(String(providers.length + 1));
    expect(await page.locator('main').textContent()).toMatch(/scatter (more than|no more than) chance/);
    const wanted = providers.at(-1)?.name ?? '';
    await page.getByRole('searchbox', { name: 'Find a surgeon' }).fill(wanted);
    expect(await page.locator('tbody th button').allTextContents()).toEqual([wanted]);
    await page.getByRole('checkbox', { name: 'Spread between providers allowed for' }).check();
    await page.waitForURL(/overdispersion=yes/);
  });

  it('says that an indicator has no case-mix model', async () => {
    await open('?indicator=infection-90-days&adjusted=yes');
    expect(await page.locator('main').textContent()).toContain('no case-mix model for this indicator');
  });

  it.each(['SVG', 'PNG', 'CSV'])(
    'downloads a %s that says what it shows and where it comes from',
    async (format) => {
      await open('?procedures=fusion&from=2024-04-01');
      const title = (await page.getByRole('heading', { level: 2 }).textContent()) ?? '';
      await page.getByRole('button', { name: 'Download' }).click();
      const [download] = await Promise.all([
        page.waitForEvent('download'),
        page.getByRole('button', { name: new RegExp(`\\(${format}\\)$`) }).click(),
      ]);
      expect(download.suggestedFilename()).toMatch(new RegExp(`^lamina-.*\\.${format.toLowerCase()}$`));
      const file = await readFile(await download.path());
      if (format === 'PNG') return expect(file.subarray(1, 4).toString('latin1')).toBe('PNG');
      const text = file.toString('utf8').replaceAll(/<[^>]*>/g, ' ');
      for (const part of [
        title.slice(0, 24),
        'Procedure: Fusion',
        'Filled: alarm',
        'since 1 Apr 2024',
        'Data up to',
        'exact',
      ]) {
        expect(text).toContain(part);
      }
      if (format === 'CSV') {
        const { providers } = await compare({ filter: { procedures: ['fusion'], from: '2024-04-01' } });
        for (const { name, denominator } of providers)
          expect(text).toMatch(new RegExp(`${name.replace(/[()]/g, '.')},\\d*,${denominator},`));
      } else expect(file.toString('utf8')).not.toContain('var(--');
    },
  );

  it.each(['light', 'dark'] as const)(
    'has nothing that axe finds wrong in the %s scheme',
    async (colorScheme) => {
      await page.emulateMedia({ colorScheme, reducedMotion: 'reduce' });
      for (const search of [
        '?procedures=fusion&selected=1',
        '?indicator=length-of-stay',
        '?view=table&by=surgeon',
      ]) {
        await open(search);
        expect(await checkAccessibility(page)).toEqual([]);
      }
    },
  );
});
