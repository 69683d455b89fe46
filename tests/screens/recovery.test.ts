import { formatCount, formatProportion, formatShare } from '@lamina/client/src/lib/format.ts';
import { getRecovery } from '@lamina/server/services/recovery.service.ts';
import type { CaseFilter } from '@lamina/shared/domain/filter.ts';
import type { Browser, Page } from 'playwright';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { checkAccessibility, launchBrowser } from '../support/browser.ts';
import { SMALL_NETWORK } from '../support/demo-database.ts';
import { qualityLead } from '../support/viewers.ts';
import { type OverviewServer, serveOverview } from './overview-server.ts';

const viewer = qualityLead;

describe('do patients get better, over a real router and database', () => {
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

  it.each<[string, CaseFilter]>([
    ['', {}],
    ['?procedures=fusion&ageBands=70%2B', { procedures: ['fusion'], ageBands: ['70+'] }],
  ])('shows the means, shares and counts of the service at /recovery%s', async (search, filter) => {
    await open(page, `${server.address}/recovery${search}`);
    const { procedures } = await getRecovery(viewer, server.services, { filter });
    const means = await tableOf(page, /^Disability \(ODI\)/, 'Disability (ODI) by time');
    const improved = await tableOf(page, /^Importantly less disabled/, 'Improved by 12 months');
    const onFeet = await tableOf(page, /^Back to strenuous activity/, 'On their feet');
    expect(procedures.length).toBeGreaterThan(0);
    for (const { instruments, activeByWeek } of procedures) {
      const [odi] = instruments.filter(({ instrument }) => instrument === 'odi');
      for (const { mean, answered, asked } of odi?.points ?? []) {
        if (mean !== null) expect(means).toContain(mean.toFixed(1));
        expect(means).toContain(formatShare(answered, asked));
      }
      for (const { change } of instruments) {
        expect(improved).toContain(formatShare(change.improved, change.pairs));
        expect(improved).toContain(formatProportion(change.detectablyImproved / change.pairs));
      }
      for (const { reached, judged } of activeByWeek) expect(onFeet).toContain(formatShare(reached, judged));
    }
  });

  it('leads from a number to exactly its cases', async () => {
    await open(page, `${server.address}/recovery?procedures=fusion`);
    const { procedures } = await getRecovery(viewer, server.services, { filter: { procedures: ['fusion'] } });
    const week = procedures[0]?.activeByWeek.find(({ by }) => by === 6);
    await tableOf(page, /^Back to strenuous activity/, 'On their feet');
    await page
      .getByRole('link', {
        name: `${formatCount(week?.reached ?? 0)} cases: fusion, active by week 6`,
        exact: true,
      })
      .click();
    await page
      .getByRole('heading', { level: 1, name: new RegExp(`\\b${formatCount(week?.reached ?? 0)}\\b`) })
      .waitFor();
    await page.getByRole('button', { name: 'Strenuous activity: by week 6' }).waitFor();
    const answered = procedures[0]?.instruments[0]?.points.find(({ timepoint }) => timepoint === 'month-12');
    await open(page, `${server.address}/recovery?procedures=fusion`);
    await tableOf(page, /^Disability \(ODI\)/, 'Disability (ODI) by time');
    await page
      .getByRole('link', {
        name: `${formatCount(answered?.answered ?? 0)} cases that answered: Fusion, 12 mo`,
      })
      .click();
    await page
      .getByRole('heading', { level: 1, name: new RegExp(`\\b${formatCount(answered?.answered ?? 0)}\\b`) })
      .waitFor();
    await page.getByRole('button', { name: 'Clear Disability (ODI)' }).click();
    await page.getByRole('heading', { level: 1, name: /^[\d,]+ fusions$/ }).waitFor();
  });

  it('shows another score when asked, and reads it to the keyboard', async () => {
    await open(page, `${server.address}/recovery`);
    await page.getByRole('radio', { name: 'Leg pain' }).check();
    const course = page.getByRole('listbox', { name: /^Leg pain by 12 months/ });
    await course.focus();
    await page.keyboard.press('Home');
    expect(await course.getByRole('option').textContent()).toMatch(/^before\. Fusion \d.*asked answered/);
  });

  it('says so when too few answered', async () => {
    await page.goto(`${server.address}/recovery?from=2026-07-01`);
    await page
      .getByRole('heading', { name: 'Disability (ODI): too few answers at 12 months to tell' })
      .waitFor();
    await page.getByRole('heading', { name: 'Nobody has been asked about 12 months yet' }).waitFor();
  });

  it('has no accessibility violation in either scheme', async () => {
    for (const colorScheme of ['light', 'dark'] as const) {
      await page.emulateMedia({ colorScheme });
      await open(page, `${server.address}/recovery`);
      expect(await checkAccessibility(page)).toEqual([]);
      await tableOf(page, /^Importantly less disabled/, 'Improved by 12 months');
      expect(await checkAccessibility(page)).toEqual([]);
    }
  });
});

async function open(page: Page, address: string): Promise<void> {
  await page.goto(address);
  await page.locator('svg[data-chart]').first().waitFor();
}

async function tableOf(page: Page, title: RegExp, caption: string): Promise<string> {
  await page
    .getByRole('region', { name: title })
    .getByRole('button', { name: /^Show table/ })
    .click();
  const table = page.getByRole('table', { name: caption });
  await table.waitFor();
  return (await table.textContent()) ?? '';
}
