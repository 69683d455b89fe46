import { getOverview } from '@lamina/server/services/overview.service.ts';
import { CASES_A_PAGE } from '@lamina/shared/contract/cases.ts';
import { getIndicator } from '@lamina/shared/indicators/catalogue.ts';
import type { Browser, Page } from 'playwright';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { enterAs, forgetAttempts } from '../screens/enter.ts';
import { type OverviewServer, serveOverview } from '../screens/overview-server.ts';
import { launchBrowser } from '../support/browser.ts';
import { SMALL_NETWORK } from '../support/demo-database.ts';
import { qualityLead } from '../support/viewers.ts';
import { allThere, sharedPart, tabTo, visit } from './visitor.ts';

describe('a quality lead who signs in', () => {
  let browser: Browser;
  let server: OverviewServer;

  beforeAll(async () => {
    server = await serveOverview(SMALL_NETWORK, 'whoever-signs-in');
    browser = await launchBrowser();
  });

  afterAll(async () => {
    await browser?.close();
    await server?.[Symbol.asyncDispose]();
  });

  it('goes from a signal to the funnel, to one provider, to its cases, to one case, and back with the filter', async () => {
    const { page, complaints } = await visit(browser);
    await enterAs(page, server.address, 'quality lead');
    await allThere(page);
    await page.getByRole('button', { name: 'More filters' }).click();
    await page.getByRole('button', { name: 'Region', exact: true }).click();
    await page.getByRole('checkbox', { name: 'Lumbar' }).check();
    await page.keyboard.press('Escape');
    await page.getByRole('button', { name: 'Region: Lumbar' }).waitFor();
    await allThere(page);
    const chosen = sharedPart(page);
    expect(chosen).toBe('lumbar');
    const overview = page.url();

    const signal = firstOutside(page);
    await signal.click();
    const funnel = await funnelWithSelection(page);
    await eventsOf(page).click();
    const list = await listOf(page, funnel.events);
    const first = page.getByRole('rowheader').getByRole('link').first();
    const key = (await first.textContent()) ?? '';
    await first.click();
    await caseOf(page, key);

    await page.getByRole('link', { name: 'Back to the list' }).first().click();
    expect(await listOf(page, funnel.events)).toBe(list);
    await page.goBack();
    await page.goBack();
    expect(await listOf(page, funnel.events)).toBe(list);
    await page.goBack();
    expect(await funnelWithSelection(page)).toEqual(funnel);
    await page.goBack();
    await firstOutside(page).waitFor();
    expect(page.url()).toBe(overview);
    await page.getByRole('button', { name: 'Region: Lumbar' }).waitFor();
    expect(complaints).toEqual([]);
  });

  it('does all of that from the keyboard', async () => {
    await forgetAttempts(server);
    const { page, complaints } = await visit(browser);
    await page.goto(server.address);
    const account = page
      .getByRole('listitem')
      .getByRole('button')
      .filter({ hasText: 'Every case of all hospitals' });
    await tabTo(page, account);
    await page.keyboard.press('Enter');
    await page.getByRole('button', { name: 'More filters' }).waitFor();
    await allThere(page);

    await tabTo(page, page.getByRole('button', { name: 'More filters' }));
    await page.keyboard.press('Enter');
    await tabTo(page, page.getByRole('button', { name: 'Region', exact: true }));
    await page.keyboard.press('Enter');
    await tabTo(page, page.getByRole('checkbox', { name: 'Lumbar' }));
    await page.keyboard.press('Space');
    await page.keyboard.press('Escape');
    const chip = page.getByRole('button', { name: 'Region: Lumbar' });
    await expect.poll(() => chip.evaluate((element) => element === document.activeElement)).toBe(true);
    await allThere(page);

    await tabTo(page, firstOutside(page));
    await page.keyboard.press('Enter');
    const funnel = await funnelWithSelection(page);
    await tabTo(page, eventsOf(page));
    await page.keyboard.press('Enter');
    const list = await listOf(page, funnel.events);
    const first = page.getByRole('rowheader').getByRole('link').first();
    const key = (await first.textContent()) ?? '';
    await tabTo(page, first);
    await page.keyboard.press('Enter');
    await caseOf(page, key);

    await tabTo(page, page.getByRole('link', { name: 'Back to the list' }).first());
    await page.keyboard.press('Enter');
    expect(await listOf(page, funnel.events)).toBe(list);
    await tabTo(
      page,
      page.getByRole('navigation', { name: 'Screens' }).getByRole('link', { name: /^Overview/ }),
    );
    await page.keyboard.press('Enter');
    // What the list was narrowed to is part of the filter by now, which the rail takes along.
    await page.getByRole('heading', { name: 'Where should I look?' }).waitFor();
    await page.getByRole('button', { name: 'Region: Lumbar' }).waitFor();
    expect(sharedPart(page)).toContain('lumbar');
    expect(complaints).toEqual([]);
  });

  it('compares a figure with another reference, and its verdict follows, here and after a reload', async () => {
    await forgetAttempts(server);
    const figure = await figureThatDependsOnItsReference(server);
    const { page, complaints } = await visit(browser);
    await enterAs(page, server.address, 'quality lead');
    await allThere(page);
    const { name } = getIndicator(figure.indicatorId);
    const cell = page.getByRole('group', { name: `${name}, ${figure.procedure}`, exact: true });
    const verdict = () => cell.getByText(VERDICT).textContent();
    const before = await verdict();

    await page.goto(`${server.address}/?open=${figure.indicatorId}.${figure.procedure}`);
    const details = page.getByRole('dialog');
    const other = details
      .locator('label, [class*=root]')
      .filter({ hasText: figure.label })
      .getByRole('radio')
      .first();
    await other.check();
    await expect.poll(() => new URL(page.url()).searchParams.get('references')).toContain(figure.referenceId);
    await page.keyboard.press('Escape');
    await expect.poll(() => details.count()).toBe(0);
    await allThere(page);
    const after = await verdict();
    expect(after).not.toBe(before);
    await page.reload();
    await allThere(page);
    expect(await verdict()).toBe(after);
    await page.getByRole('button', { name: 'References: 1 chosen' }).waitFor();
    expect(complaints).toEqual([]);
  });
});

const VERDICT = /^(Within|Above|Below|Too few cases to tell)/;

/** The first signal of "Who is outside". */
function firstOutside(page: Page) {
  const group = page.getByRole('heading', { name: /^Who is outside/ }).locator('xpath=..');
  return group.getByRole('listitem').first().getByRole('link').first();
}

function eventsOf(page: Page) {
  return page.getByRole('region', { name: /^Selected: / }).getByRole('link', { name: /^Its .* event/ });
}

/** Who is selected, and how many events it says they had. */
async function funnelWithSelection(page: Page): Promise<{ selected: string; events: string }> {
  const selection = page.getByRole('region', { name: /^Selected: / });
  await selection.waitFor();
  await allThere(page);
  expect(new URL(page.url()).pathname).toBe('/compare');
  const selected = (await selection.locator('strong').textContent()) ?? '';
  const events = /[\d,]+/.exec((await eventsOf(page).textContent()) ?? '')?.[0] ?? '';
  return { selected, events };
}

/** The list that holds exactly this many cases; returns its heading. */
async function listOf(page: Page, events: string): Promise<string> {
  const heading = page.getByRole('heading', { level: 1, name: new RegExp(`: ${events} cases?, of`) });
  await heading.waitFor();
  await allThere(page);
  expect(sharedPart(page)).toContain('lumbar');
  const cases = Number(events.replaceAll(',', ''));
  expect(await page.locator('main tbody tr').count()).toBe(Math.min(cases, CASES_A_PAGE));
  return (await heading.textContent()) ?? '';
}

async function caseOf(page: Page, key: string): Promise<void> {
  await expect.poll(() => new URL(page.url()).pathname).toMatch(/^\/cases\/\d+$/);
  await page.locator('main').getByText(key.trim()).first().waitFor();
}

/** A figure whose verdict differs between its reference and another one that it may be compared with. */
async function figureThatDependsOnItsReference({ services }: OverviewServer) {
  const answer = await getOverview(qualityLead, services, { filter: {}, references: {} });
  for (const { procedure, indicators } of answer.procedures) {
    for (const { indicatorId, comparison, references } of indicators) {
      for (const { id, label, comparable } of references) {
        if (!comparable || comparison === null || comparison === undefined || id === comparison.referenceId)
          continue;
        const chosen = { [`${indicatorId}/${procedure}`]: id };
        const again = await getOverview(qualityLead, services, { filter: {}, references: chosen });
        const verdict = again.procedures
          .find((entry) => entry.procedure === procedure)
          ?.indicators.find((entry) => entry.indicatorId === indicatorId)?.comparison?.verdict;
        if (verdict !== comparison.verdict) return { indicatorId, procedure, referenceId: id, label };
      }
    }
  }
  throw new Error('No verdict of this network depends on the choice of a reference.');
}
