import type { Database } from '@lamina/server/database/database.ts';
import { refreshOutcomeFacts } from '@lamina/server/repositories/outcome-facts.repository.ts';
import { refreshCaseMix } from '@lamina/server/services/case-mix.service.ts';
import type { Browser, Page } from 'playwright';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { launchBrowser, screenshotMatrix } from '../support/browser.ts';
import { fillWithDemo, type OverviewServer, serveOverview } from './overview-server.ts';

/** Every screen but the overview and the single case, with what each shows when it is ready. */
const SCREENS = [
  ['compare', '/compare?indicator=infection-90-days', 'section[aria-describedby] svg'],
  ['compare-stay', '/compare?indicator=length-of-stay', 'section[aria-describedby] svg'],
  [
    'trend',
    '/trend?indicator=readmission-90-days&hospitals=1&rebase=2024-04-01~New ward',
    'text=CUSUM: evidence',
  ],
  ['procedures', '/procedures', 'section[aria-describedby] svg'],
  ['recovery', '/recovery', 'section[aria-describedby] svg'],
  ['indications', '/indications', 'section[aria-describedby] svg'],
  ['surgeon', '/surgeon?surgeons=3&procedures=laminectomy', 'section[aria-describedby] svg'],
  ['surgeon-choice', '/surgeon', 'main button'],
  ['cases', '/cases?indicator=infection-90-days&counted=numerator', 'main table'],
  ['methods', '/methods', 'main h3'],
  ['data', '/data', 'main table'],
  ['no-cases', '/recovery?from=1999-01-01&to=1999-02-01', 'main h2'],
] as const;

/** With case-mix models, so that the adjusted figures are in the pictures. */
async function fillWithModels(db: Database, dataDirectory: string): Promise<void> {
  await fillWithDemo(db, dataDirectory);
  await refreshOutcomeFacts(db);
  await refreshCaseMix(db);
}

describe('every screen', () => {
  let browser: Browser;
  let server: OverviewServer;
  let page: Page;

  beforeAll(async () => {
    server = await serveOverview(fillWithModels);
    browser = await launchBrowser();
    page = await (await browser.newContext()).newPage();
  });

  afterAll(async () => {
    await browser?.close();
    await server?.[Symbol.asyncDispose]();
  });

  it.each(SCREENS)(
    '%s is photographed at three widths, light and dark, and never scrolls sideways',
    async (name, address, shown) => {
      const paths = await screenshotMatrix(page, name, `${server.address}${address}`, async (ready) => {
        await ready.locator(shown).first().waitFor();
        expect(
          await ready.evaluate(
            () => document.documentElement.scrollWidth - document.documentElement.clientWidth,
          ),
        ).toBe(0);
      });
      expect(paths).toHaveLength(6);
    },
  );
});
