import { formatCount, formatProportion, formatShare } from '@lamina/client/src/lib/format.ts';
import { getIndications } from '@lamina/server/services/indications.service.ts';
import type { LevelShare } from '@lamina/shared/contract/indications.ts';
import type { CaseFilter } from '@lamina/shared/domain/filter.ts';
import type { Browser, Page } from 'playwright';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { checkAccessibility, launchBrowser } from '../support/browser.ts';
import { SMALL_NETWORK } from '../support/demo-database.ts';
import { qualityLead } from '../support/viewers.ts';
import { type OverviewServer, serveOverview } from './overview-server.ts';

const viewer = qualityLead;

describe('did the right patients get surgery, over a real router and database', () => {
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
    ['?procedures=discectomy&ageBands=30-49', { procedures: ['discectomy'], ageBands: ['30-49'] }],
  ])('shows the shares and counts of the service at /indications%s', async (search, filter) => {
    await open(page, `${server.address}/indications${search}`);
    const { procedures, caudaEquina } = await getIndications(viewer, server.services, { filter });
    const months = await tableOf(page, /^Conservative care/, 'Months of care without surgery');
    const kinds = await tableOf(page, /^Tried most often/, 'Kinds of care without surgery');
    const walking = await tableOf(page, /^Could walk/, 'Walking distance before surgery');
    const mix = await tableOf(page, /^Most frequent indication/, 'Indications by procedure');
    const cauda = await tableOf(page, /^Cauda equina/, 'Cauda equina syndrome');
    const outcome = await tableOf(page, /^Less disabled/, 'Disability at 12 months by criterion');
    expect(procedures.length).toBeGreaterThan(0);
    for (const shown of procedures) {
      const tables = [
        [months, shown.months],
        [kinds, shown.kinds],
        [walking, shown.walking],
        [mix, shown.indications.filter(({ cases }) => cases > 0)],
        [cauda, [...caudaEquina.urgency, ...caudaEquina.waiting]],
      ] as const;
      for (const [table, levels] of tables) {
        for (const { cases, reported, notReported } of levels) {
          expect(table).toContain(formatShare(cases, reported));
          expect(table).toContain(formatProportion(cases / reported));
          expect(table).toContain(formatProportion(notReported / (reported + notReported)));
        }
      }
      for (const { improved, answered, asked, meanChange } of [shown.outcome.met, shown.outcome.notMet]) {
        expect(outcome).toContain(formatShare(answered, asked));
        expect(outcome).toContain(formatProportion(improved / answered));
        expect(outcome).toContain(meanChange?.toFixed(1));
      }
    }
  });

  it('leads from shares, from what is not reported and from what became of the cases to exactly these cases', async () => {
    const filter: CaseFilter = { procedures: ['fusion'] };
    const { procedures, caudaEquina } = await getIndications(viewer, server.services, { filter });
    const [fusion] = procedures;
    const level = (shares: readonly LevelShare[] = [], name: string) =>
      shares.find((share) => share.level === name);
    const notReported = fusion?.criterion.notReported ?? 0;
    const stenosis = level(fusion?.indications, 'stenosis')?.cases ?? 0;
    const notMet = (fusion?.criterion.judged ?? 0) - (fusion?.criterion.met ?? 0);
    const numbers = [
      [
        /^Less disabled/,
        'Disability at 12 months by criterion',
        fusion?.criterion.met ?? 0,
        'cases that met the criterion: fusion',
      ],
      [
        /^Conservative care/,
        'Months of care without surgery',
        notReported,
        'cases not reported: Fusion, Under 3 months',
      ],
      [/^Most frequent indication/, 'Indications by procedure', stenosis, 'cases: Fusion, Stenosis'],
      [
        /^Conservative care/,
        'Months of care without surgery',
        level(fusion?.months, '3-to-6')?.cases ?? 0,
        'cases: Fusion, 3 to under 6 months',
      ],
      [
        /^Tried most often/,
        'Kinds of care without surgery',
        level(fusion?.kinds, 'injections')?.notReported ?? 0,
        'cases not reported: Fusion, Injections',
      ],
      [
        /^Could walk/,
        'Walking distance before surgery',
        level(fusion?.walking, 'under-100')?.cases ?? 0,
        'cases: Fusion, Under 100 m',
      ],
      [
        /^Cauda equina/,
        'Cauda equina syndrome',
        level(caudaEquina.waiting, '0')?.cases ?? 0,
        'cases: Days from admission to operation, Same day',
      ],
      [
        /^Less disabled/,
        'Disability at 12 months by criterion',
        notMet,
        'cases that did not meet the criterion: fusion',
      ],
      [
        /^Less disabled/,
        'Disability at 12 months by criterion',
        fusion?.outcome.notMet.improved ?? 0,
        'cases improved: Fusion, not met',
      ],
    ] as const;
    for (const [title, caption, count, subject] of numbers) {
      expect(count).toBeGreaterThan(0);
      await open(page, `${server.address}/indications?procedures=fusion`);
      await tableOf(page, title, caption);
      await page.getByRole('link', { name: `${formatCount(count)} ${subject}`, exact: true }).click();
      await page
        .getByRole('heading', { level: 1, name: new RegExp(`\\b${formatCount(count)}\\b`) })
        .waitFor();
    }
  });

  it('says the outcome is an association, and reads its rows to the keyboard', async () => {
    await open(page, `${server.address}/indications`);
    const outcome = page.getByRole('region', { name: /^Less disabled/ });
    expect(await outcome.textContent()).toContain('Association, not effect');
    const rows = outcome.getByRole('listbox');
    await rows.focus();
    await page.keyboard.press('ArrowDown');
    expect(await rows.getByRole('option').textContent()).toMatch(/^Fusion: criterion met, \d.*; not met, \d/);
  });

  it('says so when too few were asked, and when nobody had cauda equina syndrome', async () => {
    await page.goto(`${server.address}/indications?from=2026-07-01&indications=stenosis`);
    await page
      .getByRole('heading', {
        name: 'Too few answers at 12 months to compare by whether the criterion was met',
      })
      .waitFor();
    await page.getByText('Cauda equina syndrome: no cases match these filters.').waitFor();
  });

  it('has no accessibility violation in either scheme', async () => {
    for (const colorScheme of ['light', 'dark'] as const) {
      await page.emulateMedia({ colorScheme });
      await open(page, `${server.address}/indications`);
      expect(await checkAccessibility(page)).toEqual([]);
      await tableOf(page, /^Conservative care/, 'Months of care without surgery');
      await tableOf(page, /^Less disabled/, 'Disability at 12 months by criterion');
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
