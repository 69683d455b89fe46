import type { Browser, Page } from 'playwright';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { enterAs, forgetAttempts } from '../screens/enter.ts';
import { type OverviewServer, serveOverview } from '../screens/overview-server.ts';
import { checkAccessibility, launchBrowser } from '../support/browser.ts';
import { SMALL_NETWORK } from '../support/demo-database.ts';
import { allThere, type Visitor, visit } from './visitor.ts';

const INFECTION = 'Wound or deep infection within 90 days';
const SCREENS = { name: 'Screens' } as const;

/** So many of so many cases, as a surgeon reads it of their own. */
interface Rate {
  readonly events: number;
  readonly judged: number;
}

describe('a surgeon who doubts an infection, the quality lead who decides, and whoever asks later how it came about', () => {
  let browser: Browser;
  let server: OverviewServer;
  let surgeon: Visitor;
  let caseAddress: string;
  let before: Rate;

  beforeAll(async () => {
    server = await serveOverview(SMALL_NETWORK, 'whoever-signs-in');
    browser = await launchBrowser();
    surgeon = await visit(browser);
  });

  afterAll(async () => {
    await browser?.close();
    await server?.[Symbol.asyncDispose]();
  });

  it('lets the surgeon go from My outcomes to the infections, to one case, contest it, and sign out', async () => {
    const { page, complaints } = surgeon;
    await enterAs(page, server.address, 'surgeon');
    before = await ownRate(page);
    expect(before.events).toBeGreaterThan(0);
    expect(await checkAccessibility(page), 'My outcomes').toEqual([]);

    await infectionCount(page).click();
    await page.getByRole('heading', { level: 1, name: `${INFECTION}: ${before.events} ` }).waitFor();
    await allThere(page);
    expect(await page.locator('main tbody tr').count()).toBe(before.events);
    await page.getByRole('rowheader').getByRole('link').first().click();
    await page.waitForURL(/\/cases\/\d+/);
    caseAddress = page.url();

    await page.getByRole('button', { name: `Contest: ${INFECTION}` }).click();
    const drawer = page.getByRole('dialog');
    await drawer.getByRole('radio', { name: 'It was present at surgery' }).first().check();
    expect(await checkAccessibility(page), 'the case, being contested').toEqual([]);
    await drawer
      .getByRole('textbox', { name: 'What speaks for it?' })
      .fill('The swab before surgery grew it.');
    await drawer.getByRole('button', { name: 'Ask for a decision' }).click();
    await page.getByRole('link', { name: 'Waits for a decision' }).waitFor();
    expect(await ownRate(page), 'nothing changes before it is decided').toEqual(before);
    await page.getByRole('button', { name: 'Sign out' }).click();
    await page.getByRole('form', { name: /^Sign in/ }).waitFor();
    expect(complaints).toEqual([]);
  });

  it('lets the quality lead accept it, and shows the figures before and after', async () => {
    const { page, complaints } = await visit(browser);
    await enterAs(page, server.address, 'quality lead');
    await page
      .getByRole('navigation', SCREENS)
      .getByRole('link', { name: /^Reviews/ })
      .click();
    const entry = page.getByRole('article', { name: /was present at surgery$/ });
    await entry.getByText('The swab before surgery grew it.').waitFor();
    await entry.getByText('Demo surgeon asked').waitFor();
    expect(await checkAccessibility(page), 'open reviews').toEqual([]);
    await entry.getByRole('textbox').fill('Agreed after reading the notes.');
    await entry.getByRole('button', { name: 'Accept the correction' }).click();
    await page.getByRole('link', { name: /^Decided/ }).click();
    await entry.getByText('Demo quality lead accepted the correction').waitFor();
    const figures = await entry.getByRole('row').allTextContents();
    const ofSurgeon = figures.find((row) => row.includes(inBrackets(before)));
    expect(ofSurgeon).toContain(inBrackets({ ...before, events: before.events - 1 }));
    expect(await checkAccessibility(page), 'decided reviews').toEqual([]);
    expect(complaints).toEqual([]);
  });

  it('gives the surgeon a rate with one infection fewer, and keeps the reported value beside the corrected one', async () => {
    await forgetAttempts(server);
    const { page, complaints } = surgeon;
    await enterAs(page, server.address, 'surgeon');
    expect(await ownRate(page)).toEqual({ ...before, events: before.events - 1 });
    await page.goto(caseAddress);
    const record = page.getByRole('region', { name: 'What the record says' });
    await record.getByText('Agreed after reading the notes.').waitFor();
    expect(await record.textContent()).toContain('Corrected by Demo quality lead');
    expect(complaints).toEqual([]);
  });

  it('does not open a colleague’s case by its address, and says so in a sentence', async () => {
    const { page } = surgeon;
    const own = Number(/\d+$/.exec(new URL(caseAddress).pathname)?.[0]);
    const { id } = await server.services.db
      .selectFrom('surgical_case as c')
      .innerJoin('surgical_case as own', (join) => join.on('own.id', '=', own))
      .whereRef('c.operating_surgeon_id', '!=', 'own.operating_surgeon_id')
      .select('c.id')
      .orderBy('c.id')
      .executeTakeFirstOrThrow();
    await page.goto(`${server.address}/cases/${id}`);
    await page.getByText('There is no such case among those that you may see.').waitFor();
    expect(await page.locator('main').textContent()).not.toMatch(/failed|went wrong/);
    expect(await checkAccessibility(page), 'a colleague’s case').toEqual([]);
  });

  it('tells the administrator who asked, who decided, and what it did', async () => {
    const { page, complaints } = await visit(browser);
    await enterAs(page, server.address, 'administrator');
    await page
      .getByRole('navigation', SCREENS)
      .getByRole('link', { name: /^Audit/ })
      .click();
    await allThere(page);
    const row = (words: RegExp) => page.getByRole('row').filter({ hasText: words });
    const caseId = /\d+$/.exec(new URL(caseAddress).pathname)?.[0];
    expect(await row(/Review opened: review 1/).textContent()).toMatch(
      new RegExp(`case ${caseId}.*present-at-surgery.*Demo surgeon`),
    );
    const decided = await row(/Review decided: review 1/).textContent();
    expect(decided).toMatch(/decision accepted.*Demo quality lead/);
    expect(decided).toContain(
      `${before.events} of ${before.judged} → ${before.events - 1} of ${before.judged}`,
    );
    expect(
      await row(/Asked for case \d+ and was refused/)
        .first()
        .textContent(),
    ).toContain('Demo surgeon');
    expect(
      await row(/^\S*Signed out/)
        .first()
        .textContent(),
    ).toContain('Demo surgeon');
    await page.getByRole('button', { name: /Check/ }).click();
    await page
      .getByText(/^Unbroken: /)
      .first()
      .waitFor();
    expect(await checkAccessibility(page), 'the audit log').toEqual([]);
    expect(complaints).toEqual([]);
  });
});

function infectionCount(page: Page) {
  return page
    .getByRole('article', { name: INFECTION, exact: true })
    .getByRole('link', { name: /list these cases/ })
    .first();
}

async function ownRate(page: Page): Promise<Rate> {
  await page
    .getByRole('navigation', SCREENS)
    .getByRole('link', { name: /^My outcomes/ })
    .click();
  await infectionCount(page).waitFor();
  await allThere(page);
  const [events, judged] = await page
    .getByRole('article', { name: INFECTION, exact: true })
    .getByRole('link', { name: /list these cases/ })
    .allTextContents();
  return { events: Number.parseInt(events ?? '', 10), judged: Number.parseInt(judged ?? '', 10) };
}

function inBrackets({ events, judged }: Rate): string {
  return `(${events} of ${judged})`;
}
