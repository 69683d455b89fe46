import { formatDatesIn } from '@lamina/client/src/lib/format.ts';
import { getCase } from '@lamina/server/services/case.service.ts';
import { getIndicator } from '@lamina/shared/indicators/catalogue.ts';
import type { Browser, Page } from 'playwright';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { checkAccessibility, launchBrowser } from '../support/browser.ts';
import { SMALL_NETWORK } from '../support/demo-database.ts';
import { qualityLead } from '../support/viewers.ts';
import { type OverviewServer, serveOverview } from './overview-server.ts';

const viewer = qualityLead;
const LIST = '?procedures=fusion&indicator=infection-90-days&counted=numerator';

describe('one case over a real router and database', () => {
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

  it('opens from the list, says why it counts there, and leads back to the same list', async () => {
    const caseId = await openFirstOf(LIST);
    const { judgements } = await getCase(viewer, server.services, { caseId });
    const infection = judgements.find(({ indicatorId }) => indicatorId === 'infection-90-days');
    expect(infection?.judgement).toBe(1);
    await page.getByText(formatDatesIn(infection?.sentence ?? '')).waitFor();
    expect(await page.getByRole('img', { name: /^Timeline\./ }).getAttribute('aria-label')).toContain(
      'infection',
    );

    await page.getByRole('link', { name: 'Back to the list' }).click();
    await page.getByRole('table').waitFor();
    expect(new URL(page.url()).search).toBe(LIST);
  });

  it('shows what every indicator makes of it', async () => {
    const caseId = await openFirstOf('');
    const { judgements } = await getCase(viewer, server.services, { caseId });
    const section = page.getByRole('region', { name: 'Which indicators it counts in, and why' });
    const terms = await section.getByRole('term').allTextContents();
    expect(terms.toSorted()).toEqual(
      judgements.map(({ indicatorId }) => getIndicator(indicatorId).name).toSorted(),
    );
    const text = await section.textContent();
    for (const { sentence } of judgements) expect(text).toContain(formatDatesIn(sentence));
  });

  it('says plainly what is not reported, and what was looked for in vain', async () => {
    const withGaps = await server.services.db
      .selectFrom('surgical_case')
      .select('id')
      .where('approach', 'is', null)
      .where('infection_observed_days', 'is not', null)
      .executeTakeFirstOrThrow();
    await page.goto(`${server.address}/cases/${withGaps.id}`);
    const record = page.getByRole('region', { name: 'What the record says' });
    await record.waitFor();
    expect(await record.getByText('Approach').locator('xpath=following-sibling::dd').textContent()).toBe(
      'not reported',
    );
    expect(await record.textContent()).toContain('looked for through day');
  });

  it('shows scores with their change for the better or worse', async () => {
    const { case_id: answered } = await server.services.db
      .selectFrom('prom_score')
      .select('case_id')
      .where('timepoint', '=', 'month-12')
      .where('instrument', '=', 'odi')
      .executeTakeFirstOrThrow();
    await page.goto(`${server.address}/cases/${answered}`);
    const { scores } = await getCase(viewer, server.services, { caseId: answered });
    const odi = scores.find(({ instrument, timepoint }) => instrument === 'odi' && timepoint === 'month-12');
    const row = page.getByRole('row', { name: /ODI/ });
    await row.waitFor();
    expect(await row.textContent()).toContain(String(odi?.score));
    expect(await row.textContent()).toMatch(/better|worse|no change/);
  });

  it('says that there is no such case', async () => {
    await page.goto(`${server.address}/cases/99999999`);
    await page.getByText('There is no such case among those that you may see.').waitFor();
    await page.goto(`${server.address}/cases/appendix`);
    await page.getByText('There is no case at this address').waitFor();
  });

  it.each(['light', 'dark'] as const)('finds nothing that axe objects to in %s', async (colorScheme) => {
    await page.emulateMedia({ colorScheme, reducedMotion: 'reduce' });
    await openFirstOf(LIST);
    expect(await checkAccessibility(page)).toEqual([]);
  });

  async function openFirstOf(search: string): Promise<number> {
    await page.goto(`${server.address}/cases${search}`);
    await page.getByRole('rowheader').first().getByRole('link').click();
    await page.getByRole('region', { name: 'What the record says' }).waitFor();
    return Number(new URL(page.url()).pathname.split('/').at(-1));
  }
});
