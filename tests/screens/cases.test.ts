import { readFileSync } from 'node:fs';
import { formatCount, formatDate } from '@lamina/client/src/lib/format.ts';
import { getCases } from '@lamina/server/services/cases.service.ts';
import type { CasesInput } from '@lamina/shared/contract/cases.ts';
import { getIndicator } from '@lamina/shared/indicators/catalogue.ts';
import { parse } from 'csv-parse/sync';
import type { Browser, Page } from 'playwright';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { checkAccessibility, launchBrowser } from '../support/browser.ts';
import { SMALL_NETWORK } from '../support/demo-database.ts';
import { qualityLead } from '../support/viewers.ts';
import { type OverviewServer, serveOverview } from './overview-server.ts';

const viewer = qualityLead;
const latest = { column: 'operation', descending: true } as const;

describe('the list of cases over a real router and database', () => {
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

  it.each<[string, Partial<CasesInput>]>([
    ['', {}],
    ['?procedures=fusion', { filter: { procedures: ['fusion'] } }],
    [
      '?procedures=fusion&indicator=infection-90-days&counted=numerator',
      {
        filter: { procedures: ['fusion'] },
        of: { indicator: 'infection-90-days', counted: 'numerator' },
      },
    ],
    [
      '?indicator=odi-improved-12-months&counted=not-reported&hospitals=1&sort=age',
      {
        filter: { hospitals: [1] },
        of: { indicator: 'odi-improved-12-months', counted: 'not-reported' },
        sort: { column: 'age', descending: false },
      },
    ],
  ])('lists the cases of the service and says how many, at /cases%s', async (search, asked) => {
    await page.goto(`${server.address}/cases${search}`);
    await page.getByRole('table').waitFor();
    const { total, rows } = await list(asked);
    expect(total).toBeGreaterThan(0);
    expect(await page.getByRole('heading', { level: 1 }).textContent()).toContain(formatCount(total));
    const headers = await page.getByRole('rowheader').allTextContents();
    expect(headers).toEqual(rows.map(({ key }) => key));
    const firstRow = await page.getByRole('row').nth(1).textContent();
    expect(firstRow).toContain(formatDate(rows[0]?.operation ?? ''));
    expect(firstRow).toContain(rows[0]?.hospital);
  });

  it.each(['infection-90-days.fusion', 'length-of-stay.discectomy', 'odi-change-12-months.laminectomy'])(
    'has as many cases as each number of the overview’s details says: %s',
    async (figure) => {
      const details = page.getByRole('dialog');
      await page.goto(`${server.address}/?open=${figure}&from=2023-04-01`);
      await details.getByText('Completeness').waitFor();
      const links = details.getByRole('link', { name: /list these cases/ });
      const numbers = await links.allTextContents();
      expect(numbers.length).toBeGreaterThan(3);
      for (const [index, number] of numbers.entries()) {
        await links.nth(index).click();
        await page.getByRole('navigation', { name: 'Pages' }).or(page.getByText('None of these')).waitFor();
        const name = getIndicator(figure.split('.')[0] ?? '').name;
        const heading = await page.getByRole('heading', { level: 1 }).textContent();
        expect(heading?.replace(`${name}: `, '')).toMatch(new RegExp(`^${number}\\b`));
        if (number !== '0') {
          expect(await page.getByRole('navigation', { name: 'Pages' }).textContent()).toContain(
            `of ${number}`,
          );
        }
        await page.goBack();
        await details.getByText('Completeness').waitFor();
      }
    },
  );

  it('sorts the whole list by a heading, turns pages, and goes back', async () => {
    await page.goto(`${server.address}/cases?procedures=fusion`);
    const firstCase = page.getByRole('rowheader').first();
    await firstCase.waitFor();
    await page.getByRole('link', { name: 'Stay, nights' }).click();
    await expect.poll(() => new URL(page.url()).search).toBe('?procedures=fusion&sort=-nights');
    const sort = { column: 'nights', descending: true } as const;
    const sorted = await list({ filter: { procedures: ['fusion'] }, sort });
    await expect.poll(() => firstCase.textContent()).toBe(sorted.rows[0]?.key);
    const heading = page.getByRole('columnheader', { name: 'Stay, nights' });
    expect(await heading.getAttribute('aria-sort')).toBe('descending');

    await page.getByRole('link', { name: 'Next' }).click();
    const second = await list({ filter: { procedures: ['fusion'] }, sort, page: 2 });
    await expect.poll(() => firstCase.textContent()).toBe(second.rows[0]?.key);
    await page.goBack();
    await expect.poll(() => firstCase.textContent()).toBe(sorted.rows[0]?.key);
  });

  it('keeps filters and references, and nothing else, when another screen is opened from the rail', async () => {
    await page.goto(
      `${server.address}/cases?procedures=fusion&references=nerve-root-injury/fusion~x&sort=age&page=2`,
    );
    await page.getByRole('table').waitFor();
    await page
      .getByRole('navigation', { name: 'Screens' })
      .getByRole('link', { name: /^Overview/ })
      .click();
    await page.locator('#findings').waitFor();
    expect(decodeURIComponent(new URL(page.url()).search)).toBe(
      '?procedures=fusion&references=nerve-root-injury/fusion~x',
    );
  });

  it('shows the columns of a view, and more when asked', async () => {
    await page.goto(`${server.address}/cases`);
    await page.getByRole('link', { name: 'Patient', exact: true }).click();
    await page.getByRole('columnheader', { name: 'Smoker' }).waitFor();
    await page.getByRole('button', { name: /^Columns/ }).click();
    await page.getByRole('checkbox', { name: 'Blood loss, ml' }).check();
    await page.getByRole('columnheader', { name: 'Blood loss, ml' }).waitFor();
    await page.reload();
    await page.getByRole('columnheader', { name: 'Blood loss, ml' }).waitFor();
    expect(await page.getByRole('columnheader', { name: 'Hospital' }).count()).toBe(0);
  });

  it('saves the list, with its filter and data cut-off', async () => {
    await page.goto(
      `${server.address}/cases?procedures=fusion&indicator=infection-90-days&counted=numerator`,
    );
    const [download] = await Promise.all([
      page.waitForEvent('download'),
      page.getByRole('button', { name: 'Download CSV' }).click(),
    ]);
    const heading = await page.getByRole('heading', { level: 1 }).textContent();
    const text = readFileSync(await download.path(), 'utf8');
    const lines: string[][] = parse(text, { relax_column_count: true, bom: true });
    const head = lines.filter(([first]) => first?.startsWith('# ')).map(([line]) => line);
    expect(head).toContain(`# ${heading}`);
    expect(head.join()).toContain('Procedure: Fusion');
    expect(head.join()).toContain('Data up to 2026-09-30');
    const { total } = await list({
      filter: { procedures: ['fusion'] },
      of: { indicator: 'infection-90-days', counted: 'numerator' },
    });
    expect(lines).toHaveLength(head.length + 1 + total);
  });

  it('offers what to loosen when nothing matches, and all cases when none of them is one of these', async () => {
    await page.goto(`${server.address}/cases?from=1999-01-01&to=1999-02-01`);
    await page.getByText('No cases match these filters').waitFor();
    await page.goto(`${server.address}/cases?procedures=fusion&indicator=infection-90-days&counted=excluded`);
    await page.getByText('None of these cases').waitFor();
    await page.getByRole('link', { name: 'Show all of them' }).click();
    await page.getByRole('table').waitFor();
    expect(new URL(page.url()).search).toBe('?procedures=fusion');
  });

  it('says which part of a broken address it left out', async () => {
    await page.goto(`${server.address}/cases?indicator=luck&page=two`);
    await page.getByText('Part of this address could not be read').waitFor();
    expect(await page.getByRole('heading', { level: 1 }).textContent()).toBe('4,000 cases');
  });

  it.each(['light', 'dark'] as const)('finds nothing that axe objects to in %s', async (colorScheme) => {
    await page.emulateMedia({ colorScheme, reducedMotion: 'reduce' });
    await page.goto(`${server.address}/cases?indicator=infection-90-days&counted=numerator`);
    await page.getByRole('table').waitFor();
    expect(await checkAccessibility(page)).toEqual([]);
    await page.getByRole('button', { name: /^Columns/ }).click();
    await page.getByRole('checkbox').first().waitFor();
    expect(await checkAccessibility(page)).toEqual([]);
  });

  function list(asked: Partial<CasesInput>) {
    return getCases(viewer, server.services, { filter: {}, sort: latest, page: 1, ...asked });
  }
});
