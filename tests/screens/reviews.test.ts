import { getCase } from '@lamina/server/services/case.service.ts';
import { getReviews } from '@lamina/server/services/review-list.service.ts';
import type { Viewer } from '@lamina/shared/domain/viewer.ts';
import type { Browser, Page } from 'playwright';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { checkAccessibility, launchBrowser } from '../support/browser.ts';
import { SMALL_NETWORK } from '../support/demo-database.ts';
import { type OverviewServer, serveOverview } from './overview-server.ts';

const INDICATOR = 'infection-90-days';
const LEAD: Viewer = {
  personId: 'lead',
  name: 'Lee Lead',
  role: 'quality-lead',
  hospitals: 'all',
  surgeon: null,
};

describe('reviews over a real router and database', () => {
  let browser: Browser;
  let server: OverviewServer;
  let page: Page;
  let surgeon: Viewer;
  let caseId: number;
  let colleaguesCase: number;
  /** Whose requests the server takes them to be. */
  const reader: { -readonly [Key in keyof Viewer]: Viewer[Key] } = { ...LEAD };
  const become = (viewer: Viewer) => Object.assign(reader, viewer);

  beforeAll(async () => {
    server = await serveOverview(SMALL_NETWORK, reader);
    browser = await launchBrowser();
    const context = await browser.newContext({ viewport: { width: 1440, height: 900 } });
    page = await context.newPage();
    const { db } = server.services;
    const infected = await db
      .selectFrom('event')
      .innerJoin('surgical_case as c', 'c.id', 'event.case_id')
      .innerJoin('case_outcome as o', 'o.case_id', 'c.id')
      .where('event.kind', '=', 'infection')
      .where('o.surgeon', 'is not', null)
      .where(({ eb, ref }) => eb(ref('infection_90_days' as 'o.surgeon'), '=', 1))
      .select(['c.id', 'c.operating_surgeon_id as surgeon'])
      .orderBy('c.id')
      .execute();
    const [first] = infected;
    caseId = first?.id ?? 0;
    colleaguesCase = infected.find((each) => each.surgeon !== first?.surgeon)?.id ?? 0;
    surgeon = {
      personId: 'surgeon',
      name: 'Sam Surgeon',
      role: 'surgeon',
      hospitals: 'all',
      surgeon: first?.surgeon ?? null,
    };
  });

  beforeEach(() => {
    become(LEAD);
  });

  afterAll(async () => {
    await browser?.close();
    await server?.[Symbol.asyncDispose]();
  });

  it('lets a surgeon contest an infection, a quality lead accept it, and shows both the figures before and after', async () => {
    become(surgeon);
    await page.goto(`${server.address}/cases/${caseId}`);
    await page.getByRole('button', { name: 'Contest: Wound or deep infection within 90 days' }).click();
    const drawer = page.getByRole('dialog');
    await drawer.getByRole('radio', { name: 'It was present at surgery' }).first().check();
    await drawer
      .getByRole('textbox', { name: 'What speaks for it?' })
      .fill('The swab before surgery grew it.');
    await drawer.getByRole('button', { name: 'Ask for a decision' }).click();
    await page.getByRole('link', { name: 'Waits for a decision' }).click();

    const entry = page.getByRole('article', { name: /was present at surgery$/ });
    await entry.waitFor();
    expect(await entry.getByRole('button').allTextContents()).toEqual(['Comment', 'Withdraw']);
    const foreseen = await entry.getByRole('row').last().textContent();

    become(LEAD);
    await page.reload();
    await entry.waitFor();
    const [open] = (await getReviews(LEAD, server.services, { state: 'open' })).reviews;
    const figure = open?.effect?.figures.find(({ of }) => of === 'surgeon');
    expect(figure?.before.numerator).toBe((figure?.after.numerator ?? 0) + 1);
    expect(foreseen).toContain(`(${figure?.before.numerator} of ${figure?.before.denominator})`);
    expect(foreseen).toContain(`(${figure?.after.numerator} of ${figure?.after.denominator})`);
    await entry.getByRole('textbox').fill('Agreed after reading the notes.');
    await entry.getByRole('button', { name: 'Accept the correction' }).click();
    await page.getByText('Nothing waits; 1 decided.').waitFor();

    await page.getByRole('link', { name: /^Decided/ }).click();
    await page.getByText('Lee Lead accepted the correction').waitFor();
    expect(await entry.getByRole('row').nth(1).textContent()).toContain(
      `(${figure?.after.numerator} of ${figure?.after.denominator})`,
    );
    const { judgements } = await getCase(LEAD, server.services, { caseId });
    expect(judgements.find(({ indicatorId }) => indicatorId === INDICATOR)?.judgement).toBe(0);
  });

  it('keeps the reported value readable beside the corrected one, with who, when and why', async () => {
    become(surgeon);
    await page.goto(`${server.address}/cases/${caseId}`);
    const record = page.getByRole('region', { name: 'What the record says' });
    const line = record.getByText('Infection', { exact: true }).locator('xpath=..');
    await line.getByText('Agreed after reading the notes.').waitFor();
    const text = await line.textContent();
    expect(text).toContain('present at surgery already');
    expect(text).toMatch(/Reported: \w+ infection, \d+ \w+ \d{4}/);
    expect(text).toContain('Corrected by Lee Lead');
  });

  it('does not open a colleague’s case by its address', async () => {
    become(surgeon);
    await page.goto(`${server.address}/cases/${colleaguesCase}`);
    await page.getByText('There is no such case among those that you may see.').waitFor();
  });

  it('offers no decision to who asked, and says what is missing before anything is sent', async () => {
    await page.goto(`${server.address}/cases/${colleaguesCase}`);
    await page.getByRole('button', { name: 'Contest: Wound or deep infection within 90 days' }).click();
    const drawer = page.getByRole('dialog');
    const send = drawer.getByRole('button', { name: 'Ask for a decision' });
    expect(await send.getAttribute('aria-disabled')).toBe('true');
    await drawer.getByRole('radio', { name: 'The operation date is wrong' }).check();
    await drawer.getByLabel('Operated on').fill('2031-01-01');
    await send.click();
    await drawer.getByRole('alert').getByText(/.+/).waitFor();
    await drawer.getByRole('radio', { name: 'It did not happen' }).first().check();
    await send.click();
    await page.getByRole('link', { name: 'Waits for a decision' }).click();
    await page.getByRole('button', { name: 'Withdraw' }).waitFor();
    expect(await page.getByRole('button', { name: 'Accept the correction' }).count()).toBe(0);
  });

  it('notes a confirmation', async () => {
    await page.goto(`${server.address}/cases/${colleaguesCase}`);
    await page.getByRole('button', { name: 'Confirm: Wound or deep infection within 90 days' }).click();
    await page.getByRole('dialog').getByRole('button', { name: 'Confirm', exact: true }).click();
    await page.getByRole('link', { name: 'Confirmed' }).waitFor();
  });

  it.each(['light', 'dark'] as const)('finds nothing that axe objects to in %s', async (colorScheme) => {
    await page.emulateMedia({ colorScheme, reducedMotion: 'reduce' });
    for (const address of ['/reviews', '/reviews?reviews=decided', `/cases/${caseId}`]) {
      await page.goto(`${server.address}${address}`);
      await page
        .getByRole('link', { name: /case |Corrected/ })
        .first()
        .waitFor();
      expect(await checkAccessibility(page), address).toEqual([]);
    }
    await page.getByRole('button', { name: 'Contest: Wound or deep infection within 90 days' }).click();
    await page.getByRole('dialog').getByRole('radio', { name: 'It did not happen' }).first().waitFor();
    expect(await checkAccessibility(page)).toEqual([]);
  });
});
