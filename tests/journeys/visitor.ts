import type { Browser, Locator, Page } from 'playwright';

export interface Visitor {
  readonly page: Page;
  /** What the browser complained about on the way. */
  readonly complaints: readonly string[];
}

/** Milliseconds: a busy machine may take its time. */
const LONGEST_WAIT = 90_000;

/** Somebody at a desk, who asked for less motion. */
export async function visit(browser: Browser): Promise<Visitor> {
  const context = await browser.newContext({
    viewport: { width: 1440, height: 900 },
    reducedMotion: 'reduce',
    acceptDownloads: true,
  });
  const page = await context.newPage();
  page.setDefaultTimeout(LONGEST_WAIT);
  const complaints: string[] = [];
  page.on('pageerror', ({ message }) => complaints.push(message));
  page.on('console', (message) => {
    if (message.type() === 'error') complaints.push(message.text());
  });
  return { page, complaints };
}

/** Everything that the screen asked for is there. */
export async function allThere(page: Page): Promise<void> {
  await page.locator('main h1').first().waitFor({ state: 'attached' });
  await page.waitForFunction(() => document.querySelector('[aria-busy="true"]') === null);
}

/** The filter and references of the address, without what belongs to one screen. */
export function sharedPart(page: Page): string {
  const search = new URL(page.url()).searchParams;
  return ['from', 'to', 'procedures', 'hospitals', 'surgeons', 'regions', 'references']
    .flatMap((name) => search.get(name) ?? [])
    .join(' ');
}

/** More elements than any screen has before what is looked for. */
const MOST_TABS = 400;

/** Presses Tab until the focus is on the element, as somebody without a mouse does, and fails where it never comes there. */
export async function tabTo(page: Page, target: Locator): Promise<void> {
  await target.waitFor();
  for (let pressed = 0; pressed < MOST_TABS; pressed += 1) {
    if (await target.evaluate((element) => element === document.activeElement)) return;
    await page.keyboard.press('Tab');
  }
  throw new Error(`The focus does not come to ${target} within ${MOST_TABS} presses of Tab.`);
}
