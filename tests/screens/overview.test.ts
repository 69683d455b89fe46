import { readFile } from 'node:fs/promises';
import { subjectOf } from '@lamina/client/src/features/overview/signal-words.ts';
import { formatFigure, formatShare } from '@lamina/client/src/lib/format.ts';
import { getOverview } from '@lamina/server/services/overview.service.ts';
import { getSignals } from '@lamina/server/services/signals.service.ts';
import type { CaseFilter } from '@lamina/shared/domain/filter.ts';
import { getIndicator } from '@lamina/shared/indicators/catalogue.ts';
import type { Browser, Page } from 'playwright';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { checkAccessibility, launchBrowser } from '../support/browser.ts';
import { SMALL_NETWORK } from '../support/demo-database.ts';
import { qualityLead } from '../support/viewers.ts';
import { type OverviewServer, serveOverview } from './overview-server.ts';

const viewer = qualityLead;

describe('the overview over a real router and database', () => {
  let browser: Browser;
  let server: OverviewServer;
  let page: Page;

  beforeAll(async () => {
    server = await serveOverview(SMALL_NETWORK);
    browser = await launchBrowser();
    const context = await browser.newContext({ viewport: { width: 1440, height: 900 } });
    page = await context.newPage();
  });

  afterAll(async () => {
    await browser?.close();
    await server?.[Symbol.asyncDispose]();
  });

  it.each<[string, CaseFilter]>([
    ['', {}],
    ['?procedures=fusion', { procedures: ['fusion'] }],
    ['?from=2025-04-01&to=2026-04-01&hospitals=1', { from: '2025-04-01', to: '2026-04-01', hospitals: [1] }],
    ['?ageBands=70%2B&revision=yes', { ageBands: ['70+'], revision: true }],
  ])('shows every figure of the service, value and count, at /%s', async (search, filter) => {
    await page.goto(`${server.address}/${search}`);
    await page.locator('#findings').waitFor();
    const { procedures } = await getOverview(viewer, server.services, { filter, references: {} });
    let shown = 0;
    for (const { procedure, indicators } of procedures) {
      for (const figures of indicators) {
        if (figures.state === 'no-data' || figures.state === 'suppressed') continue;
        const { name, unit } = getIndicator(figures.indicatorId);
        const cell = page.getByRole('group', { name: `${name}, ${procedure}`, exact: true });
        const text = await cell.textContent();
        expect(text).toContain(formatFigure(figures.value, unit));
        if (figures.numerator !== null) {
          expect(text).toContain(formatShare(figures.numerator, figures.denominator));
        }
        shown += 1;
      }
    }
    expect(shown).toBeGreaterThan(10);
    expect(await page.getByRole('group', { name: /, (fusion|laminectomy|discectomy)$/ }).count()).toBe(
      procedures.flatMap(({ indicators }) => indicators).length - withoutAnyData(procedures),
    );
  });

  it.each([
    ['', {}],
    ['?procedures=fusion&from=2022-01-01', { procedures: ['fusion'], from: '2022-01-01' }],
  ] as [string, CaseFilter][])(
    'lists the signals of the service, each with its trend, funnel and cases, at /%s',
    async (search, filter) => {
      await page.goto(`${server.address}/${search}`);
      const list = page.locator('#signals[aria-busy="false"]');
      await list.waitFor();
      const { changed, outside } = await getSignals(viewer, server.services, { filter, references: {} });
      for (const more of await list.getByRole('button', { name: /^Show all/ }).all()) await more.click();
      expect(await list.getByRole('listitem').count()).toBe(changed.length + outside.length);
      const signals = [...changed, ...outside];
      const shown = await list.textContent();
      for (const signal of signals) expect(shown).toContain(subjectOf(signal));
      for (const name of ['Trend', 'Funnel', 'Cases']) {
        const links = await list.getByRole('link', { name: new RegExp(`^${name}: `) }).all();
        expect(links).toHaveLength(signals.length);
        for (const link of links) {
          const href = await link.getAttribute('href');
          if (filter.procedures !== undefined) expect(href).toContain('procedures=fusion');
          if (filter.from !== undefined && name !== 'Cases') expect(href).toContain(`from=${filter.from}`);
        }
      }
      expect(await checkAccessibility(page)).toEqual([]);
    },
  );

  it('has nothing that axe objects to in dark, signals and marks included', async () => {
    await page.emulateMedia({ colorScheme: 'dark' });
    await page.goto(server.address);
    await page.locator('#signals[aria-busy="false"]').waitFor();
    expect(await checkAccessibility(page)).toEqual([]);
    await page.emulateMedia({ colorScheme: 'light' });
  });

  it('leads from a cell to its details, trend, funnel and cases with the filter', async () => {
    for (const [part, path] of [
      [/^Infection 90 d, fusion: /, '/'],
      [/list these cases$/, '/cases'],
      [/, by quarter/, '/trend'],
      [/ interval /, '/compare'],
    ] as const) {
      await page.goto(`${server.address}/?urgencies=elective`);
      const cell = page.getByRole('group', { name: 'Wound or deep infection within 90 days, fusion' });
      await cell.getByRole('link', { name: part }).click();
      await expect.poll(() => new URL(page.url()).pathname).toBe(path);
      expect(page.url()).toContain('urgencies=elective');
      expect(page.url()).toContain('infection-90-days');
    }
  });

  it('opens what is behind a figure: question, definition, reference, completeness', async () => {
    await page.goto(`${server.address}/?open=infection-90-days.discectomy`);
    const details = page.getByRole('dialog');
    await details.getByText('Completeness').waitFor();
    const { question, rationale } = getIndicator('infection-90-days');
    for (const text of [question, rationale, 'Population', 'Citation', 'confidence interval']) {
      expect(await details.textContent()).toContain(text);
    }
  });

  it('leads from the details to the trend and the funnel of the same figure', async () => {
    for (const [name, path] of [
      ['Trend', '/trend'],
      ['Funnel of hospitals', '/compare'],
    ] as const) {
      await page.goto(`${server.address}/?urgencies=elective&open=infection-90-days.discectomy`);
      await page.getByRole('dialog').getByRole('link', { name, exact: true }).click();
      await expect.poll(() => new URL(page.url()).pathname).toBe(path);
      expect(Object.fromEntries(new URL(page.url()).searchParams)).toMatchObject({
        urgencies: 'elective',
        procedures: 'discectomy',
        indicator: 'infection-90-days',
      });
    }
  });

  it.each([
    ['?procedures=fusion', 'main', /^lamina-nights-in-hospital\.csv$/, 'nights,fusion_cases'],
    [
      '?procedures=fusion&open=infection-90-days.fusion',
      '[role="dialog"]',
      /by-quarter\.csv$/,
      'quarter,value,numerator,denominator,follow_up',
    ],
  ])(
    'gives the numbers behind a picture with the filters that they are counted under, at /%s',
    async (search, place, file, columns) => {
      await page.goto(`${server.address}/${search}`);
      await page.locator(place).first().getByRole('button', { name: 'Download', exact: true }).click();
      const download = page.waitForEvent('download');
      await page.getByRole('button', { name: 'Numbers (CSV)' }).click();
      const saved = await download;
      expect(saved.suggestedFilename()).toMatch(file);
      const text = await readFile(await saved.path(), 'utf8');
      expect(text).toContain('Procedure: Fusion');
      expect(text).toContain('Data up to');
      expect(text).toContain(columns);
    },
  );

  it('lets a reader choose a reference that no figure is compared with unasked', async () => {
    await page.goto(`${server.address}/?open=infection-30-days.fusion`);
    const details = page.getByRole('dialog');
    await details.getByText('No reference chosen.').waitFor();
    await details.getByRole('radio', { name: /^United States hospitals/ }).check();
    await details.getByText(/reference 1\.6–1\.8\s%/).waitFor();
    expect(new URL(page.url()).searchParams.get('references')).toBe(
      'infection-30-days/fusion~premier-infection',
    );
  });

  it('shows references that cannot be compared with the reason, and offers no choice of them', async () => {
    const { procedures } = await getOverview(viewer, server.services, { filter: {}, references: {} });
    const [shown] = procedures.flatMap(({ procedure, indicators }) =>
      indicators
        .filter(
          ({ references }) => references.length > 0 && references.every(({ comparable }) => !comparable),
        )
        .map(({ indicatorId, references }) => ({ key: `${indicatorId}.${procedure}`, references })),
    );
    await page.goto(`${server.address}/?open=${shown?.key}`);
    const details = page.getByRole('dialog');
    await details.getByText('Completeness').waitFor();
    for (const { label, comparabilityNote } of shown?.references ?? []) {
      expect(await details.textContent()).toContain(label);
      expect(await details.textContent()).toContain(`Shown, not compared. ${comparabilityNote}`);
    }
    expect(await details.getByRole('radio').count()).toBe(0);
  });

  it('says which part of a broken address it left out and shows the rest', async () => {
    await page.goto(`${server.address}/?procedures=fusion&asaClasses=nine`);
    await page.getByText('Part of this address could not be read').waitFor();
    expect(await page.getByRole('status').textContent()).toContain('asa class');
    expect(await page.getByRole('button', { name: 'Procedure: Fusion' }).isVisible()).toBe(true);
  });

  it('offers each filter to loosen when no case matches', async () => {
    await page.goto(`${server.address}/?procedures=discectomy&from=1999-01-01&to=1999-02-01`);
    await page.getByText('No cases match these filters').waitFor();
    await page.getByRole('button', { name: /^All dates instead of/ }).click();
    await page.locator('#findings').waitFor();
    expect(new URL(page.url()).search).toBe('?procedures=discectomy');
  });

  it('shows the nights as a table when asked', async () => {
    await page.goto(server.address);
    await page.getByRole('button', { name: 'Show table: Nights in hospital' }).click();
    const table = page.getByRole('table', { name: 'Cases by nights in hospital' });
    expect(await table.getByRole('columnheader').allTextContents()).toContain('Fusion, cases');
    await table.getByRole('button', { name: 'Fusion, cases' }).click();
    const header = table.getByRole('columnheader', { name: 'Fusion, cases' });
    expect(await header.getAttribute('aria-sort')).not.toBe('none');
  });

  it('gives a failure a sentence, an id and a way on', async () => {
    await page.goto(`${server.address}/?from=2025-01-01`);
    await page.locator('#findings').waitFor();
    await page.context().setOffline(true);
    await page.getByRole('button', { name: 'Clear Period' }).click();
    await page.getByRole('alert').waitFor();
    expect(await page.getByRole('alert').textContent()).toContain('The server does not answer');
    await page.context().setOffline(false);
    await page.getByRole('button', { name: 'Try again' }).click();
    await page.locator('#findings').waitFor();
  });
});

describe('the overview of an empty record', () => {
  it('says how to import', async () => {
    await using server = await serveOverview(async () => undefined);
    const browser = await launchBrowser();
    try {
      const page = await browser.newPage();
      await page.goto(server.address);
      await page.getByText('There are no cases yet').waitFor();
      expect(await page.locator('main').textContent()).toContain('pnpm lamina import');
    } finally {
      await browser.close();
    }
  });
});

/** Figures of indicators of which no procedure shown has data: those are listed by name instead of in cells. */
function withoutAnyData(procedures: Awaited<ReturnType<typeof getOverview>>['procedures']): number {
  const figures = procedures.flatMap(({ indicators }) => indicators);
  const withData = new Set(
    figures.filter(({ state }) => state !== 'no-data').map(({ indicatorId }) => indicatorId),
  );
  return figures.filter(({ indicatorId }) => !withData.has(indicatorId)).length;
}
