import { findingParts } from '@lamina/client/src/features/trend/trend-words.ts';
import { formatCount, formatProportion } from '@lamina/client/src/lib/format.ts';
import { getMonitoring } from '@lamina/server/services/monitoring.service.ts';
import { getTrend } from '@lamina/server/services/trend.service.ts';
import { type ChartedTrend, TrendInput } from '@lamina/shared/contract/trend.ts';
import type { Browser, Page } from 'playwright';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { checkAccessibility, launchBrowser } from '../support/browser.ts';
import { SMALL_NETWORK } from '../support/demo-database.ts';
import { qualityLead } from '../support/viewers.ts';
import { type OverviewServer, serveOverview } from './overview-server.ts';

const viewer = qualityLead;
const INDICATOR = 'readmission-90-days';

describe('the trend over a real router and database', () => {
  let browser: Browser;
  let server: OverviewServer;
  let page: Page;
  let complaints: string[];

  beforeAll(async () => {
    server = await serveOverview({ ...SMALL_NETWORK, withModels: true });
    browser = await launchBrowser();
    const context = await browser.newContext({
      viewport: { width: 1440, height: 900 },
      reducedMotion: 'reduce',
    });
    page = await context.newPage();
    complaints = [];
    page.on('pageerror', ({ message }) => complaints.push(message));
    page.on('console', (message) => {
      if (message.type() === 'error') complaints.push(message.text());
    });
  });

  afterAll(async () => {
    await browser?.close();
    await server?.[Symbol.asyncDispose]();
  });

  async function chartedOf(input: Partial<TrendInput>): Promise<ChartedTrend> {
    const parsed = TrendInput.parse({ indicator: INDICATOR, ...input });
    const { trend } = await getTrend(viewer, server.services, parsed);
    if (trend.state !== 'charted') throw new Error(trend.reason);
    return trend;
  }

  async function open(search: string): Promise<void> {
    await page.goto(`${server.address}/trend${search}`);
    await page.getByRole('listbox').first().waitFor();
  }

  it('says the finding of the service, draws a point for each of its points and tells why this chart', async () => {
    const trend = await chartedOf({ filter: { procedures: ['fusion'] }, step: 'quarter' });
    await open(`?procedures=fusion&indicator=${INDICATOR}&step=quarter`);
    const { title, subject } = findingParts(trend.finding);
    await page.getByRole('heading', { name: title }).waitFor();
    const text = await page.locator('main').textContent();
    expect(text).toContain(trend.choice.reason);
    expect(text).toContain(subject ?? '');
    expect(text).toContain(trend.variation.words);
    const chart = page.getByRole('listbox').first();
    await chart.focus();
    await page.keyboard.press('Home');
    const met: string[] = [];
    for (let index = 0; index < trend.points.length; index += 1) {
      met.push((await chart.getByRole('option').textContent()) ?? '');
      await page.keyboard.press('ArrowRight');
    }
    for (const [index, point] of trend.points.entries()) {
      expect(met[index]).toContain(point.label);
      if (point.value !== null) expect(met[index]).toContain(formatProportion(point.value));
      if (point.specialCause !== null) expect(met[index]).toContain(point.specialCause.sentence);
    }
  });

  it('lists the same points as a table', async () => {
    const trend = await chartedOf({ step: 'quarter' });
    await open(`?indicator=${INDICATOR}&step=quarter`);
    await page
      .getByRole('button', { name: /^Show table: Readmission/ })
      .first()
      .click();
    const rows = page.getByRole('table').first().locator('tbody tr');
    expect(await rows.count()).toBe(trend.points.length);
    for (const [index, point] of trend.points.entries()) {
      const text = (await rows.nth(index).textContent()) ?? '';
      expect(text).toContain(point.label);
      expect(text).toContain(point.value === null ? '–' : formatProportion(point.value));
      expect(text).toContain(formatCount(point.denominator));
    }
    expect(new URL(page.url()).searchParams.get('view')).toBe('table');
  });

  it('leads from a point, by keyboard, to exactly the cases behind it, and back', async () => {
    const trend = await chartedOf({ step: 'quarter' });
    const point = trend.points[5];
    await open(`?indicator=${INDICATOR}&step=quarter`);
    await page.getByRole('listbox').first().focus();
    await page.keyboard.press('Home');
    for (let index = 0; index < 5; index += 1) await page.keyboard.press('ArrowRight');
    await page.keyboard.press('Enter');
    await page.getByRole('link', { name: `Its ${formatCount(point?.numerator ?? 0)} events` }).click();
    await page.waitForURL(/\/cases\?/);
    await page.locator('tbody tr').first().waitFor();
    const { searchParams } = new URL(page.url());
    expect([searchParams.get('from'), searchParams.get('to')]).toEqual([point?.from, point?.to]);
    await expect
      .poll(() => page.locator('main').textContent())
      .toContain(`${formatCount(point?.numerator ?? 0)} `);
    await expect.poll(() => page.locator('tbody tr').count()).toBe(point?.numerator);
    await page.goBack();
    await page.getByRole('listbox').first().waitFor();
  });

  it('begins new limits at a point with a note, keeps them in the address, and takes them back', async () => {
    await open(`?indicator=${INDICATOR}&step=quarter`);
    await page.getByRole('listbox').first().focus();
    await page.keyboard.press('Home');
    for (let index = 0; index < 8; index += 1) await page.keyboard.press('ArrowRight');
    await page.keyboard.press('Enter');
    await page.getByRole('button', { name: 'New limits from here' }).click();
    await page.getByLabel('Why limits begin anew here').fill('New ward, new rules');
    await page.getByRole('button', { name: 'Begin new limits' }).click();
    await page.getByRole('list', { name: 'Limits begin anew' }).getByText('New ward, new rules').waitFor();
    await page.reload();
    await page.getByRole('list', { name: 'Limits begin anew' }).getByText('New ward, new rules').waitFor();
    expect(await page.locator('svg[data-chart]').first().textContent()).toContain('New ward, new rules');
    await page.getByRole('button', { name: /^Remove the new limits/ }).click();
    await page.getByRole('list', { name: 'Limits begin anew' }).waitFor({ state: 'detached' });
    expect(new URL(page.url()).searchParams.has('rebase')).toBe(false);
  });

  it('takes another chart and a target from the reader, and goes back to what the data suggest', async () => {
    await open(`?indicator=${INDICATOR}&step=quarter`);
    await page.getByLabel('Chart').selectOption({ label: 'c chart: number of events' });
    await page.getByText('Chosen by hand.').waitFor();
    expect(new URL(page.url()).searchParams.get('chart')).toBe('c');
    await page.goBack();
    await page.getByText('Chosen by hand.').waitFor({ state: 'detached' });
    await page.getByLabel('Target, %').fill('50');
    await page.keyboard.press('Enter');
    await page.getByText(/^\s*Consistently meets the target/).waitFor();
    expect(new URL(page.url()).searchParams.get('target')).toBe('0.5');
  });

  it('follows the cases one by one against their case mix, with what the limits mean', async () => {
    const filter = { hospitals: [1] };
    const monitoring = await getMonitoring(viewer, server.services, {
      filter,
      indicator: INDICATOR,
      references: {},
    });
    if (monitoring.state !== 'monitored') throw new Error(monitoring.reason);
    expect(monitoring.basis.kind).toBe('case-mix');
    expect(monitoring.path.at(-1)?.vlad).toBeCloseTo(monitoring.expected - monitoring.events, 9);
    await open(`?hospitals=1&indicator=${INDICATOR}`);
    await page.getByRole('heading', { name: monitoring.vladFinding.replace(/\.$/, '') }).waitFor();
    await page.getByRole('heading', { name: monitoring.cusumFinding.replace(/\.$/, '') }).waitFor();
    const delays = page.getByRole('table', { name: 'Expected delay until a signal' });
    expect(await delays.getByRole('row').count()).toBe(3);
    const first = monitoring.more?.delays[0]?.cases ?? 0;
    expect(await delays.textContent()).toContain(`${formatCount(Math.round(first))} cases`);
    await expect.poll(() => page.locator('main').textContent()).toContain('false alarms');
  });

  it('says why there is no chart, and offers the filter to loosen when no case matches', async () => {
    await page.goto(`${server.address}/trend?indicator=length-of-stay&step=case`);
    await page.getByText('Length of stay is drawn by month or by quarter').waitFor();
    await page.goto(`${server.address}/trend?from=1999-01-01&to=1999-02-01`);
    await page.getByRole('button', { name: /^All dates instead of/ }).click();
    await page.getByRole('listbox').first().waitFor();
  });

  it.each(['light', 'dark'] as const)('has nothing that axe objects to in %s', async (colorScheme) => {
    await page.emulateMedia({ colorScheme });
    for (const search of [
      `?hospitals=1&indicator=${INDICATOR}&rebase=2024-04-01~New ward&target=0.05`,
      '?hospitals=1&indicator=dural-tear&step=case',
      '?indicator=length-of-stay&view=table',
      '?indicator=length-of-stay&step=case',
    ]) {
      await page.goto(`${server.address}/trend${search}`);
      await page.getByText(/CUSUM: evidence|No VLAD and CUSUM/).waitFor();
      expect(await checkAccessibility(page)).toEqual([]);
    }
  });

  it('went through all of it without an error in the console', () => {
    expect(complaints).toEqual([]);
  });
});
