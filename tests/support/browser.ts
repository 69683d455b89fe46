import { spawnSync } from 'node:child_process';
import { accessSync, constants, existsSync, mkdirSync } from 'node:fs';
import { createRequire } from 'node:module';
import { delimiter, dirname, join } from 'node:path';
import { AxeBuilder } from '@axe-core/playwright';
import { type Browser, chromium, type Page } from 'playwright';

const screenshotFolder = join(import.meta.dirname, '../../artefacts/screenshots');

const browserNames = ['chromium', 'chromium-browser', 'google-chrome', 'google-chrome-stable', 'chrome'];
const usualPlaces = [
  '/usr/lib/chromium/chromium',
  '/snap/bin/chromium',
  '/opt/google/chrome/chrome',
  '/Applications/Google Chrome.app/Contents/MacOS/Google Chrome',
  '/Applications/Chromium.app/Contents/MacOS/Chromium',
  'C:\\Program Files\\Google\\Chrome\\Application\\chrome.exe',
  'C:\\Program Files (x86)\\Google\\Chrome\\Application\\chrome.exe',
];

const quietBrowser = [
  '--disable-gpu',
  '--disable-quic',
  '--no-first-run',
  '--disable-background-networking',
  '--disable-component-update',
  '--disable-sync',
];

const screenWidths = [1440, 1024, 390] as const;

const noBrowser =
  'The browser tests need Chromium or Chrome, and none was found or could be installed. ' +
  'Install one ("apt-get install chromium", "brew install --cask chromium", or "npx playwright install chromium"), ' +
  'or put the path of one into LAMINA_BROWSER.';

/** Launches a headless browser, installing one first where there is none. The caller closes it. */
export async function launchBrowser(): Promise<Browser> {
  return chromium.launch({ executablePath: await provideBrowser(), args: browserArguments() });
}

/**
 * The path of a Chromium or Chrome: LAMINA_BROWSER, else an installed one, else one installed now.
 * Throws a sentence that says what to install.
 */
export async function provideBrowser(): Promise<string> {
  const named = process.env.LAMINA_BROWSER;
  if (named === 'none') throw new Error(noBrowser);
  if (named !== undefined && named !== '') {
    if (isExecutable(named)) return named;
    throw new Error(`LAMINA_BROWSER is ${named}, which is not a program that can be run.`);
  }
  const installed = findBrowser() ?? installThroughPlaywright() ?? installThroughApt();
  if (installed === undefined) throw new Error(noBrowser);
  return installed;
}

/** What axe finds wrong with the page, one sentence a rule with the elements concerned; empty when nothing. */
export async function checkAccessibility(page: Page): Promise<string[]> {
  // Listing also every element that is sound takes several times as long.
  const { violations } = await new AxeBuilder({ page }).options({ resultTypes: ['violations'] }).analyze();
  return violations.map(({ id, impact, help, nodes }) => {
    const elements = nodes.map(({ target }) => target.join(' ')).join(', ');
    return `${id} (${impact ?? 'unrated'}): ${help}: ${elements}`;
  });
}

/**
 * Keeps a full-page picture of the open page at 1440, 1024 and 390 pixels, light and dark, in artefacts/screenshots.
 * Returns how many it kept, and at which widths the page scrolls sideways.
 */
export async function photograph(
  page: Page,
  name: string,
): Promise<{ readonly pictures: number; readonly sideways: readonly number[] }> {
  mkdirSync(screenshotFolder, { recursive: true });
  const sideways: number[] = [];
  let pictures = 0;
  for (const width of screenWidths) {
    await page.setViewportSize({ width, height: width < 600 ? 844 : 900 });
    for (const colorScheme of ['light', 'dark'] as const) {
      await page.emulateMedia({ colorScheme, reducedMotion: 'reduce' });
      const overflow = await page.evaluate(redrawn);
      if (overflow > 0) sideways.push(width);
      const path = join(screenshotFolder, `${name}-${width}-${colorScheme}.png`);
      await page.screenshot({ path, fullPage: true, animations: 'disabled', style: ALL_DRAWN });
      pictures += 1;
    }
  }
  return { pictures, sideways };
}

/** A screen draws what is out of sight only when it is scrolled to; a picture has all of it in sight. */
const ALL_DRAWN = '* { content-visibility: visible !important }';

/** In the page: waits until charts have measured their new width and are drawn; the pixels the page is wider than its window. */
async function redrawn(): Promise<number> {
  await document.fonts.ready;
  for (let frames = 0; frames < 4; frames += 1) await new Promise(requestAnimationFrame);
  const { scrollWidth, clientWidth } = document.documentElement;
  return scrollWidth - clientWidth;
}

function browserArguments(): string[] {
  const asRoot = process.getuid?.() === 0;
  return asRoot ? ['--no-sandbox', ...quietBrowser] : quietBrowser;
}

function findBrowser(): string | undefined {
  const folders = (process.env.PATH ?? '').split(delimiter).filter((folder) => folder !== '');
  const onPath = browserNames.flatMap((name) => folders.map((folder) => join(folder, name)));
  return [...onPath, ...usualPlaces, chromium.executablePath()].find(isExecutable);
}

function installThroughPlaywright(): string | undefined {
  process.stdout.write('No browser found: installing Chromium through Playwright …\n');
  const playwright = dirname(createRequire(import.meta.url).resolve('playwright/package.json'));
  attempt(process.execPath, [join(playwright, 'cli.js'), 'install', 'chromium']);
  return findBrowser();
}

function installThroughApt(): string | undefined {
  if (process.getuid?.() !== 0 || !existsSync('/etc/debian_version')) return undefined;
  process.stdout.write('Installing Debian’s chromium …\n');
  attempt('apt-get', ['update', '-qq']);
  attempt('apt-get', ['install', '-y', '-qq', '--no-install-recommends', 'chromium']);
  return findBrowser();
}

/** Whether it worked shows in whether a browser is there afterwards. */
function attempt(program: string, programArguments: string[]): void {
  spawnSync(program, programArguments, {
    stdio: ['ignore', 'ignore', 'ignore'],
    timeout: 300_000,
    env: { ...process.env, DEBIAN_FRONTEND: 'noninteractive' },
  });
}

function isExecutable(path: string): boolean {
  try {
    accessSync(path, constants.X_OK);
    return true;
  } catch {
    return false;
  }
}
