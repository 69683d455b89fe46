import type { Browser, Page } from 'playwright';
import { afterAll, beforeAll, beforeEach } from 'vitest';
import { launchBrowser } from '../support/browser.ts';
import { SMALL_NETWORK } from '../support/demo-database.ts';
import { forgetAttempts } from './enter.ts';
import { type OverviewServer, serveOverview } from './overview-server.ts';

/** Milliseconds: a busy machine may take its time. */
const LONGEST_WAIT = 90_000;

export interface SignedOutVisit {
  readonly server: OverviewServer;
  /** For visits beside this one. */
  readonly browser: Browser;
  /** With nobody signed in. */
  readonly page: Page;
}

/**
 * Registers the hooks of a suite over a demo network with real sign-in, and returns what gives the visit of the test that runs. The
 * tests share one tab: compiling the screens anew in each takes longer than most of them.
 */
export function signedOutVisits(): () => SignedOutVisit {
  let server: OverviewServer;
  let browser: Browser;
  let page: Page;

  beforeAll(async () => {
    server = await serveOverview(SMALL_NETWORK, 'whoever-signs-in');
    browser = await launchBrowser();
    // axe needs a context of its own.
    const context = await browser.newContext({
      viewport: { width: 1440, height: 900 },
      reducedMotion: 'reduce',
    });
    page = await context.newPage();
    page.setDefaultTimeout(LONGEST_WAIT);
  });

  afterAll(async () => {
    await browser?.close();
    await server?.[Symbol.asyncDispose]();
  });

  beforeEach(async () => {
    await forgetAttempts(server);
    await page.context().clearCookies();
    await page.emulateMedia({ colorScheme: null });
    await page.goto('about:blank');
  });

  return () => ({ server, browser, page });
}
