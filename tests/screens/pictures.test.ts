import type { Browser, Page } from 'playwright';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { checkAccessibility, launchBrowser, photograph } from '../support/browser.ts';
import { SMALL_NETWORK } from '../support/demo-database.ts';
import { type DemoPerson, demoEmail, demoPassword, forgetAttempts } from './enter.ts';
import { type OverviewServer, serveOverview } from './overview-server.ts';

const CHART = 'section[aria-describedby] svg';
const INFECTED = '/cases?indicator=infection-90-days&counted=numerator';

type Reader = DemoPerson | 'nobody';
const READERS: readonly Reader[] = ['nobody', 'quality lead', 'surgeon', 'viewer', 'administrator'];

interface View {
  readonly name: string;
  readonly address: string;
  /** What is there when the picture can be taken. */
  readonly shown: string;
  /** What a reader does first. */
  readonly first?: (page: Page) => Promise<unknown>;
}

/** Every screen, by who reads it; what is done for one picture is to be seen in the log, which is the last. */
const VIEWS: Record<Reader, readonly View[]> = {
  nobody: [
    { name: 'sign-in', address: '/', shown: 'h1' },
    { name: 'choose-password', address: '/choose-password?token=any', shown: 'form' },
  ],
  'quality lead': [
    { name: 'overview', address: '/', shown: '#signals[aria-busy="false"]' },
    {
      name: 'overview-details',
      address: '/?open=infection-90-days.discectomy',
      shown: '[role="dialog"] >> text=Completeness',
    },
    { name: 'compare', address: '/compare?indicator=infection-90-days', shown: CHART },
    {
      name: 'compare-surgeons',
      address: '/compare?indicator=dural-tear&by=surgeon&adjusted=yes&overdispersion=yes',
      shown: CHART,
    },
    { name: 'compare-stay', address: '/compare?indicator=length-of-stay', shown: CHART },
    {
      name: 'trend',
      address: '/trend?indicator=readmission-90-days&hospitals=1&rebase=2024-04-01~New ward',
      shown: 'text=CUSUM: evidence',
    },
    {
      name: 'trend-case-by-case',
      address: '/trend?indicator=infection-90-days&step=case',
      shown: 'text=CUSUM: evidence',
    },
    { name: 'procedures', address: '/procedures', shown: CHART },
    { name: 'recovery', address: '/recovery', shown: CHART },
    { name: 'indications', address: '/indications', shown: CHART },
    { name: 'surgeon-choice', address: '/surgeon', shown: 'main button' },
    { name: 'cases', address: INFECTED, shown: 'main table' },
    { name: 'methods', address: '/methods', shown: 'main h3' },
    { name: 'data', address: '/data', shown: 'main table' },
    { name: 'no-cases', address: '/recovery?from=1999-01-01&to=1999-02-01', shown: 'main h2' },
    { name: 'case', address: INFECTED, shown: 'main [role="img"]', first: openFirstCase },
    { name: 'contest', address: INFECTED, shown: '[role="dialog"] form', first: contestInfection },
    { name: 'reviews', address: INFECTED, shown: 'main article', first: askForDecision },
  ],
  surgeon: [{ name: 'surgeon', address: '/surgeon?procedures=laminectomy', shown: CHART }],
  viewer: [
    { name: 'viewer', address: '/', shown: 'text=/figures are not told/' },
    { name: 'viewer-compare', address: '/compare?procedures=fusion', shown: CHART },
    { name: 'not-for-role', address: '/cases', shown: 'main h1' },
  ],
  administrator: [
    { name: 'people', address: '/people', shown: 'main table' },
    { name: 'person', address: '/people', shown: '[role="dialog"] form', first: openPerson },
    { name: 'account', address: '/account', shown: 'main h1' },
    { name: 'audit', address: '/audit', shown: 'main table' },
  ],
};

async function openFirstCase(page: Page): Promise<void> {
  await page.getByRole('row').nth(1).getByRole('link').first().click();
  await page.getByRole('img', { name: /^Timeline/ }).waitFor();
}

async function contestInfection(page: Page): Promise<void> {
  await openFirstCase(page);
  await page.getByRole('button', { name: 'Contest: Wound or deep infection within 90 days' }).click();
  await page.getByRole('dialog').getByRole('radio', { name: 'It did not happen' }).first().check();
}

async function askForDecision(page: Page): Promise<void> {
  await contestInfection(page);
  await page.getByRole('dialog').getByRole('textbox', { name: 'What speaks for it?' }).fill('No pus.');
  await page.getByRole('button', { name: 'Ask for a decision' }).click();
  await page.getByRole('link', { name: 'Waits for a decision' }).click();
}

async function openPerson(page: Page): Promise<void> {
  await page.getByRole('link', { name: 'Demo quality lead' }).click();
}

/** Both schemes, once with the rail and once with the menu. */
const CHECKED = [
  [390, 'dark'],
  [1440, 'light'],
] as const;

/** With case-mix models, so that the adjusted figures are in the pictures. */
const NETWORK = { ...SMALL_NETWORK, withModels: true };

describe('every screen', () => {
  let browser: Browser;
  let server: OverviewServer;

  beforeAll(async () => {
    server = await serveOverview(NETWORK, 'whoever-signs-in');
    browser = await launchBrowser();
  });

  afterAll(async () => {
    await browser?.close();
    await server?.[Symbol.asyncDispose]();
  });

  const pages = new Map<Reader, Promise<Page>>();

  /** One page each, which all their views are opened in. */
  function pageOf(reader: Reader): Promise<Page> {
    const page = pages.get(reader) ?? entered(reader);
    pages.set(reader, page);
    return page;
  }

  async function entered(reader: Reader): Promise<Page> {
    const context = await browser.newContext({ reducedMotion: 'reduce' });
    // A busy machine may take its time.
    context.setDefaultTimeout(90_000);
    if (reader !== 'nobody') {
      await forgetAttempts(server);
      const answer = await context.request.post(`${server.address}/auth/sign-in/email`, {
        data: { email: demoEmail(reader), password: demoPassword(reader) },
        headers: { origin: server.address },
      });
      expect(answer.ok()).toBe(true);
    }
    return context.newPage();
  }

  it.each(READERS.flatMap((reader) => VIEWS[reader].map((view) => ({ reader, ...view }))))(
    '$name is photographed for $reader at three widths, light and dark, never scrolls sideways, and axe finds nothing wrong',
    async ({ reader, name, address, shown, first }) => {
      const page = await pageOf(reader);
      await page.setViewportSize({ width: 1440, height: 900 });
      await page.goto(`${server.address}${address}`);
      await first?.(page);
      await page.locator(shown).first().waitFor();
      expect(await photograph(page, name)).toEqual({ pictures: 6, sideways: [] });
      for (const [width, colorScheme] of CHECKED) {
        await page.setViewportSize({ width, height: 900 });
        await page.emulateMedia({ colorScheme, reducedMotion: 'reduce' });
        expect(await checkAccessibility(page), `${width} px, ${colorScheme}`).toEqual([]);
      }
    },
  );
});
