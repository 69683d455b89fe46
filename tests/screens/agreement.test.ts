import { getCases } from '@lamina/server/services/cases.service.ts';
import { getComparison } from '@lamina/server/services/compare.service.ts';
import { getDataQuality } from '@lamina/server/services/data-quality.service.ts';
import { getIndications } from '@lamina/server/services/indications.service.ts';
import { getOverview } from '@lamina/server/services/overview.service.ts';
import { getProcedures } from '@lamina/server/services/procedures.service.ts';
import { getRecovery } from '@lamina/server/services/recovery.service.ts';
import { getSurgeon } from '@lamina/server/services/surgeon.service.ts';
import { getTrend } from '@lamina/server/services/trend.service.ts';
import { CASES_A_PAGE } from '@lamina/shared/contract/cases.ts';
import { DataQualityInput } from '@lamina/shared/contract/data-quality.ts';
import { TrendInput } from '@lamina/shared/contract/trend.ts';
import type { CaseFilter } from '@lamina/shared/domain/filter.ts';
import { PROCEDURES } from '@lamina/shared/domain/procedure.ts';
import { AGE_BANDS, REGIONS } from '@lamina/shared/domain/surgical-case.ts';
import { CATALOGUE, getIndicator } from '@lamina/shared/indicators/catalogue.ts';
import fc from 'fast-check';
import type { Browser, Page } from 'playwright';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { launchBrowser } from '../support/browser.ts';
import { SMALL_NETWORK } from '../support/demo-database.ts';
import {
  addressOf,
  casesOfAddress,
  linksToCases,
  plain,
  says,
  shownCount,
  shownShare,
  shownValue,
  textsOf,
} from '../support/shown-figures.ts';
import { qualityLead } from '../support/viewers.ts';
import { type OverviewServer, serveOverview } from './overview-server.ts';

/** Screens with a filter that are looked at; `LAMINA_AGREEMENT_PAIRS=200` for a long look. */
const PAIRS = Number(process.env.LAMINA_AGREEMENT_PAIRS ?? 30);
const SEED = 20_260_401;
/** Of each page, lists that are opened and paged through in the browser; of all others the service is asked. */
const LISTS_OPENED = 1;

const viewer = qualityLead;
const LATEST = { column: 'operation', descending: true } as const;
const RATES = CATALOGUE.filter(({ kind }) => kind === 'proportion').map(({ id }) => id);

const filters: fc.Arbitrary<CaseFilter> = fc
  .record(
    {
      procedures: fc.subarray([...PROCEDURES], { minLength: 1 }),
      hospitals: fc.subarray([1, 2, 3, 4], { minLength: 1 }),
      ageBands: fc.subarray(AGE_BANDS.slice(2), { minLength: 1 }),
      regions: fc.subarray([...REGIONS], { minLength: 1 }),
      from: fc.constantFrom('2021-07-01', '2023-01-01', '2024-02-15'),
      to: fc.constantFrom('2025-01-01', '2026-04-01'),
      revision: fc.boolean(),
      smoker: fc.boolean(),
    },
    { requiredKeys: [] },
  )
  .filter((filter) => Object.keys(filter).length <= 4);

interface Figure {
  readonly where: string;
  /** What the page says there. */
  readonly text: string;
  readonly figure: string;
}

interface Look {
  readonly page: Page;
  readonly server: OverviewServer;
  readonly filter: CaseFilter;
  readonly indicator: string;
  readonly surgeon: number;
}

const counted = { pairs: 0, figures: 0, links: 0, lists: 0, rows: 0 };

/** Each opens its screen and returns what it must say where. */
const SCREENS: Readonly<Record<string, (look: Look) => Promise<Figure[]>>> = {
  async Overview({ page, server, filter, indicator }) {
    await open(page, server, addressOf('/', filter));
    const { procedures, cases } = await getOverview(viewer, server.services, { filter, references: {} });
    if (cases === 0) return [];
    const figures: Figure[] = [];
    for (const { procedure, indicators } of procedures) {
      for (const entry of indicators) {
        if (entry.state !== 'figures' && entry.state !== 'too-few') continue;
        const { name, unit } = getIndicator(entry.indicatorId);
        const where = `${name}, ${procedure}`;
        const text = await textsOf(page.getByRole('group', { name: where, exact: true }));
        figures.push({ where, text, figure: shownValue(entry.value, unit) });
        if (entry.numerator !== null) {
          figures.push({ where, text, figure: shownShare(entry.numerator, entry.denominator) });
        }
      }
    }
    // The links to cases are in the details of a figure.
    const behind = procedures.find(({ indicators }) =>
      indicators.some(({ indicatorId, state }) => indicatorId === indicator && state === 'figures'),
    );
    if (behind !== undefined) {
      await open(page, server, addressOf('/', filter, { open: `${indicator}.${behind.procedure}` }));
      await page.getByRole('dialog').getByText('Completeness').waitFor();
    }
    return figures;
  },

  async Compare({ page, server, filter, indicator }) {
    await open(page, server, addressOf('/compare', filter, { indicator, view: 'table' }));
    const question = { filter, indicator, by: 'hospital', adjusted: false, references: {} } as const;
    const { providers } = await getComparison(viewer, server.services, question);
    const figures: Figure[] = [];
    for (const { id, numerator, denominator, value } of providers) {
      const text = await textsOf(page.locator(`tr[data-provider="${id}"]`));
      const where = `hospital ${id}, ${indicator}`;
      if (denominator > 0) figures.push({ where, text, figure: shownCount(numerator ?? 0) });
      figures.push({ where, text, figure: shownCount(denominator) });
      if (value !== null) figures.push({ where, text, figure: shownValue(value, 'proportion') });
    }
    return figures;
  },

  async Trend({ page, server, filter, indicator }) {
    await open(page, server, addressOf('/trend', filter, { indicator, step: 'quarter', view: 'table' }));
    const question = TrendInput.parse({ filter, indicator, step: 'quarter' });
    const { trend, cases } = await getTrend(viewer, server.services, question);
    if (cases === 0 || trend.state !== 'charted' || trend.pointsAre === 'event') return [];
    const rows = page.locator('main tbody tr').filter({ has: page.getByRole('rowheader') });
    const byLabel = new Map<string, string>();
    for (const row of await rows.all()) {
      byLabel.set(plain(await row.getByRole('rowheader').textContent()), await textsOf(row));
    }
    return trend.points.flatMap(({ label, numerator, denominator, value }): Figure[] => {
      const text = byLabel.get(plain(label)) ?? '';
      return [
        ...(numerator === null ? [] : [{ where: label, text, figure: shownCount(numerator) }]),
        { where: label, text, figure: shownCount(denominator) },
        ...(value === null || trend.unit !== 'proportion'
          ? []
          : [{ where: label, text, figure: shownValue(value, 'proportion') }]),
      ];
    });
  },

  async Procedures({ page, server, filter }) {
    await open(page, server, addressOf('/procedures', filter));
    await showTables(page);
    const { indicators } = await getProcedures(viewer, server.services, { filter });
    const text = await textsOf(page.locator('main'));
    return indicators.flatMap(({ indicatorId, decompression, fusion }) =>
      [decompression, fusion].map(({ numerator, denominator }) => ({
        where: indicatorId,
        text,
        figure: shownShare(numerator, denominator),
      })),
    );
  },

  async Recovery({ page, server, filter }) {
    await open(page, server, addressOf('/recovery', filter));
    await showTables(page);
    const { procedures } = await getRecovery(viewer, server.services, { filter });
    const text = await textsOf(page.locator('main'));
    return procedures.flatMap(({ procedure, instruments }) =>
      instruments.flatMap(({ instrument, change }) =>
        change === null || change.pairs === 0
          ? []
          : [
              {
                where: `${instrument}, ${procedure}`,
                text,
                figure: shownShare(change.improved, change.pairs),
              },
            ],
      ),
    );
  },

  async Indications({ page, server, filter }) {
    await open(page, server, addressOf('/indications', filter));
    await showTables(page);
    const answer = await getIndications(viewer, server.services, { filter });
    return [casesInHead(page, await head(page), answer.cases)];
  },

  async 'My outcomes'({ page, server, filter, surgeon }) {
    const own = { ...filter, surgeons: [surgeon] };
    await open(page, server, addressOf('/surgeon', own));
    const { indicators, cases } = await getSurgeon(viewer, server.services, { filter: own, references: {} });
    if (cases === 0) return [];
    const figures: Figure[] = [];
    for (const { figures: entry } of indicators) {
      if (entry.state !== 'figures' && entry.state !== 'too-few') continue;
      const { name, unit } = getIndicator(entry.indicatorId);
      const text = await textsOf(page.getByRole('article', { name, exact: true }));
      figures.push({ where: name, text, figure: shownValue(entry.value, unit) });
      if (entry.numerator !== null) {
        figures.push({ where: name, text, figure: shownShare(entry.numerator, entry.denominator) });
      }
    }
    return figures;
  },

  async Cases({ page, server, filter, indicator }) {
    await open(page, server, addressOf('/cases', filter, { indicator, counted: 'numerator' }));
    const of = { indicator, counted: 'numerator' } as const;
    const list = await getCases(viewer, server.services, { filter, of, sort: LATEST, page: 1 });
    if (list.total === 0) return [];
    const text = plain(await page.getByRole('heading', { level: 1 }).textContent());
    return [
      { where: 'heading', text, figure: shownCount(list.total) },
      { where: 'heading', text, figure: shownCount(list.judged ?? 0) },
    ];
  },

  async Case({ page, server, filter }) {
    const list = await getCases(viewer, server.services, { filter, sort: LATEST, page: 1 });
    const [row] = list.rows;
    if (row === undefined) return [];
    await open(page, server, addressOf(`/cases/${row.id}`, filter));
    const text = await textsOf(page.locator('main'));
    return [row.key, row.hospital ?? row.key].map((figure) => ({ where: `case ${row.id}`, text, figure }));
  },

  async Data({ page, server, filter }) {
    await open(page, server, addressOf('/data', filter));
    const answer = await getDataQuality(viewer, server.services, DataQualityInput.parse({ filter }));
    return [casesInHead(page, await head(page), answer.cases)];
  },
};

describe('what the screens say', () => {
  let browser: Browser;
  let server: OverviewServer;
  let page: Page;

  beforeAll(async () => {
    server = await serveOverview(SMALL_NETWORK);
    browser = await launchBrowser();
    page = await browser.newPage({ viewport: { width: 1440, height: 900 } });
  });

  afterAll(async () => {
    process.stdout.write(
      `Agreement: ${counted.pairs} screens with filters, ${counted.figures} figures, ${counted.links} links, ` +
        `${counted.lists} lists paged through (${counted.rows} rows).\n`,
    );
    await browser?.close();
    await server?.[Symbol.asyncDispose]();
  });

  it.each(pairs())(
    'is what the services answer, and links list as many cases: $screen at $search',
    async (pair) => {
      const figures = await (SCREENS[pair.screen] ?? never)({ ...pair, page, server });
      expect(figures.filter(({ text, figure }) => !says(text, figure))).toEqual([]);
      counted.pairs += 1;
      counted.figures += figures.length;
      const links = await linksToCases(page);
      const differing = [];
      for (const { shown, address } of links) {
        const question = { ...casesOfAddress(address), sort: LATEST, page: 1 };
        const { total } = await getCases(viewer, server.services, question);
        if (shownCount(total) !== plain(shown)) differing.push({ shown, address, listed: total });
      }
      expect(differing).toEqual([]);
      counted.links += links.length;
      for (const { shown, address } of spreadOver(links, LISTS_OPENED)) {
        counted.rows += await pageThrough(page, server, address, Number(plain(shown).replaceAll(',', '')));
        counted.lists += 1;
      }
    },
  );

  it('was enough to mean something', () => {
    expect(counted.pairs).toBe(PAIRS);
    expect(counted.figures).toBeGreaterThan(PAIRS * 5);
    expect(counted.links).toBeGreaterThan(PAIRS * 3);
    expect(counted.rows).toBeGreaterThan(0);
  });
});

interface Pair extends Omit<Look, 'page' | 'server'> {
  readonly screen: string;
  readonly search: string;
}

/** Every screen in turn, each time with a filter, an indicator and a surgeon drawn anew. */
function pairs(): Pair[] {
  const names = Object.keys(SCREENS);
  const drawn = fc.sample(
    fc.record({
      filter: filters,
      indicator: fc.constantFrom(...RATES),
      surgeon: fc.integer({ min: 1, max: 40 }),
    }),
    { seed: SEED, numRuns: PAIRS },
  );
  return drawn.map((look, index) => ({
    ...look,
    screen: names[index % names.length] ?? '',
    search: addressOf('', look.filter),
  }));
}

async function open(page: Page, server: OverviewServer, address: string): Promise<void> {
  await page.goto(`${server.address}${address}`);
  await page.locator('main h1').first().waitFor({ state: 'attached' });
  await page.waitForFunction(() => document.querySelector('[aria-busy="true"]') === null);
}

/** Charts that offer their numbers as a table show it. */
async function showTables(page: Page): Promise<void> {
  const buttons = page.getByRole('button', { name: /^Show table/ });
  for (let left = await buttons.count(); left > 0; left = await buttons.count())
    await buttons.first().click();
}

function head(page: Page): Promise<string> {
  return textsOf(page.locator('main h1').first().locator('xpath=..'));
}

function casesInHead(page: Page, text: string, cases: number): Figure {
  return { where: `head of ${page.url()}`, text, figure: shownCount(cases) };
}

function spreadOver<Item>(items: readonly Item[], wanted: number): Item[] {
  const step = Math.max(1, Math.floor(items.length / (wanted + 1)));
  return items.filter((_, index) => index % step === 0).slice(1, wanted + 1);
}

/** Opens the list, reads its heading, goes to its last page, and returns the rows that all pages hold. */
async function pageThrough(
  page: Page,
  server: OverviewServer,
  address: string,
  cases: number,
): Promise<number> {
  await open(page, server, address);
  const heading = plain(await page.getByRole('heading', { level: 1 }).textContent());
  if (cases === 0) {
    await page
      .getByText(/None of these cases|No cases match/)
      .first()
      .waitFor();
    return 0;
  }
  expect(says(heading, shownCount(cases)), `${heading} says ${cases}`).toBe(true);
  const last = Math.ceil(cases / CASES_A_PAGE);
  const rowsOn = async (number: number) => {
    await open(page, server, `${address}&page=${number}`);
    return page.locator('main tbody tr').count();
  };
  if (last > 1) expect(await rowsOn(1)).toBe(CASES_A_PAGE);
  expect(await rowsOn(last)).toBe(cases - (last - 1) * CASES_A_PAGE);
  return cases;
}

function never(): never {
  throw new Error('There is no such screen.');
}
