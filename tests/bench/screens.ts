import { spawn } from 'node:child_process';
import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import { parseArgs } from 'node:util';
import type { Browser, CDPSession, Locator, Page } from 'playwright';
import { buildClient } from '../../client/build.ts';
import { launchBrowser } from '../support/browser.ts';
import { HAND, type MeasuredChange, measureChange, settle } from './screens-change.ts';
import { MANY_SURGEONS, MILLION, type NetworkSize, ORDINARY, provideNetwork } from './screens-networks.ts';
import { type ScreenMeasurement, screensReportOf } from './screens-report.ts';

const REPORT = join(import.meta.dirname, '../../docs/benchmarks-screens.md');

interface BenchScreen {
  readonly name: string;
  readonly address: string;
  /** The question whose answer the picture is drawn from. */
  readonly question: string;
}

const COMPARE: BenchScreen = { name: 'Compare', address: '/compare?by=surgeon', question: 'compare.get' };
const OTHERS: readonly BenchScreen[] = [
  { name: 'Overview', address: '/', question: 'overview.get' },
  { name: 'Trend', address: '/trend', question: 'trend.get' },
  { name: 'Cases', address: '/cases', question: 'cases.list' },
];

const RUNS: readonly { readonly size: NetworkSize; readonly screens: readonly BenchScreen[] }[] = [
  { size: ORDINARY, screens: OTHERS },
  { size: MANY_SURGEONS, screens: [COMPARE] },
  { size: MILLION, screens: [...OTHERS, COMPARE] },
];

/** The choices of which selections are made, five boxes each, and how many: all but the empty one. */
const FIELDS = ['Age', 'Indication', 'ASA class'] as const;
const SELECTIONS = 31;

const MILLISECONDS_A_SECOND = 1000;
/** Two frames and more. */
const MILLISECONDS_AT_REST = 40;
/** Milliseconds; the monitoring of a million cases takes its time. */
const LONGEST_WAIT = 600_000;

// `pnpm bench:screens` measures everything and writes the page; `--quick` leaves the million out and only prints, as does `--only Trend`.
const { values: flags } = parseArgs({
  options: { quick: { type: 'boolean', default: false }, only: { type: 'string' } },
});
const began = performance.now();
await buildClient();
const browser = await launchBrowser();
const measurements: ScreenMeasurement[] = [];
for (const { size, screens } of flags.quick ? RUNS.filter((run) => run.size !== MILLION) : RUNS) {
  const chosen = screens.filter(({ name }) => flags.only === undefined || flags.only === name);
  if (chosen.length > 0) measurements.push(...(await measureNetwork(browser, size, chosen)));
}
await browser.close();
const report = screensReportOf(measurements, (performance.now() - began) / 60_000);
if (!flags.quick && flags.only === undefined) writeFileSync(REPORT, report);
process.stdout.write(report);

async function measureNetwork(
  within: Browser,
  size: NetworkSize,
  screens: readonly BenchScreen[],
): Promise<ScreenMeasurement[]> {
  const { cases, surgeons } = size;
  process.stderr.write(`${cases.toLocaleString('en-GB')} cases, ${surgeons} surgeons …\n`);
  const server = spawn(
    process.execPath,
    [join(import.meta.dirname, 'screens-server.ts'), await provideNetwork(size)],
    { stdio: ['pipe', 'pipe', 'inherit'] },
  );
  const lines = createInterface({ input: server.stdout })[Symbol.asyncIterator]();
  const nextLine = async () => String((await lines.next()).value);
  const address = await nextLine();
  const serverProcessor = async () => {
    server.stdin.write('\n');
    return Number(await nextLine());
  };
  const measured: ScreenMeasurement[] = [];
  for (const screen of screens) {
    const context = await within.newContext({ viewport: { width: 1440, height: 900 } });
    const page = await context.newPage();
    page.setDefaultTimeout(LONGEST_WAIT);
    const session = await context.newCDPSession(page);
    await session.send('Performance.enable', { timeDomain: 'threadTicks' });
    await page.goto(`${address}${screen.address}`);
    await page.locator('main h1').waitFor();
    await settle(page);
    const processors = { page: () => pageProcessor(session), server: serverProcessor };
    const before = { server: await serverProcessor(), page: await pageProcessor(session) };
    const changes = await measureScreen(page, screen, processors);
    process.stderr.write(`  ${screen.name}\n`);
    measured.push({
      ...size,
      screen: screen.name,
      ...changes,
      pageProcessor: ((await pageProcessor(session)) - before.page) / (FIELDS.length * SELECTIONS),
      serverProcessor: ((await serverProcessor()) - before.server) / (FIELDS.length * SELECTIONS),
    });
    await context.close();
  }
  server.stdin.end();
  return measured;
}

interface Processors {
  readonly page: () => Promise<number>;
  readonly server: () => Promise<number>;
}

/** One change by ticking a box, as a hand does it or in one moment. */
async function measureBox(
  page: Page,
  question: string,
  box: Locator,
  hand: boolean,
  processors: Processors,
): Promise<MeasuredChange> {
  const place = await restingPlace(page, box);
  const before = { server: await processors.server(), page: 0 };
  const change = await measureChange(page, question, async () => {
    const point = () => page.mouse.move(place.x + place.width / 2, place.y + place.height / 2);
    if (hand) {
      await point();
      await page.waitForTimeout(HAND.rest);
      await page.mouse.down();
      await page.waitForTimeout(HAND.press);
      before.page = await processors.page();
    } else {
      before.page = await processors.page();
      await point();
      await page.mouse.down();
    }
    await page.mouse.up();
  });
  return {
    ...change,
    pageProcessor: (await processors.page()) - before.page,
    serverProcessor: (await processors.server()) - before.server,
  };
}

/** Where the box is once the choice, which follows its chip, moves no more. */
async function restingPlace(page: Page, box: Locator) {
  for (let before = await box.boundingBox(); ; ) {
    await page.waitForTimeout(MILLISECONDS_AT_REST);
    const place = await box.boundingBox();
    if (place === null || before === null) throw new Error('The choice is not shown.');
    if (place.x === before.x && place.y === before.y) return place;
    before = place;
  }
}

/** Changes without warning and as a hand makes them, two of each in turn, so that both meet the machine in the same state. */
async function measureScreen(
  page: Page,
  { question }: BenchScreen,
  processors: Processors,
): Promise<Pick<ScreenMeasurement, 'atOnce' | 'byHand'>> {
  const atOnce: MeasuredChange[] = [];
  const byHand: MeasuredChange[] = [];
  for (const label of FIELDS) {
    await page.getByRole('button', { name: 'More filters' }).click();
    await page.getByRole('button', { name: label, exact: true }).click();
    const boxes = page.getByRole('dialog', { name: label }).getByRole('checkbox');
    await boxes.first().waitFor();
    for (let step = 1; step <= SELECTIONS; step += 1) {
      await settle(page);
      const box = boxes.nth(lowestBitOf(step));
      const changes = (step & 2) === 0 ? atOnce : byHand;
      changes.push(await measureBox(page, question, box, changes === byHand, processors));
    }
    await page.keyboard.press('Escape');
    await page.getByRole('button', { name: `Clear ${label}` }).click();
    await settle(page);
  }
  return { atOnce, byHand };
}

/** Ticking the box of this number at each step walks through all selections of the boxes without coming to one twice (Gray code). */
function lowestBitOf(step: number): number {
  return 31 - Math.clz32(step & -step);
}

async function pageProcessor(session: CDPSession): Promise<number> {
  const { metrics } = await session.send('Performance.getMetrics');
  const seconds = metrics.find(({ name }) => name === 'TaskDuration')?.value ?? Number.NaN;
  return seconds * MILLISECONDS_A_SECOND;
}
