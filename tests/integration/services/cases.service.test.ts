import { getAllCases, getCases } from '@lamina/server/services/cases.service.ts';
import { getCasesCsv } from '@lamina/server/services/cases-csv.service.ts';
import type { ServiceContext } from '@lamina/server/services/service-context.ts';
import { sqlTally } from '@lamina/server/tally/sql-tally.ts';
import { CASE_COLUMNS, CaseCounted, type CaseRow, type CasesInput } from '@lamina/shared/contract/cases.ts';
import { CATALOGUE } from '@lamina/shared/indicators/catalogue.ts';
import { parse } from 'csv-parse/sync';
import fc from 'fast-check';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { ARBITRARY_CUT_OFF, arbitraryCase } from '../../support/arbitrary-case.ts';
import { arbitraryFilter } from '../../support/arbitrary-filter.ts';
import { commitExamples } from '../../support/commit-examples.ts';
import { exampleCase } from '../../support/example-case.ts';
import { type JudgedCase, judgeAll, naiveTally } from '../../support/naive-tally.ts';
import { readRawRecord } from '../../support/raw-record.ts';
import { type TemporaryDatabase, temporaryDatabase } from '../../support/temporary-database.ts';
import { qualityLead } from '../../support/viewers.ts';

const CASES = 700;
const SEED = 20_261_122;
const viewer = qualityLead;
const arbitraryOf = fc.option(
  fc.record({
    indicator: fc.constantFrom(...CATALOGUE.map(({ id }) => id)),
    counted: fc.constantFrom(...CaseCounted.options),
  }),
  { nil: undefined, freq: 20 },
);
const arbitrarySort = fc.record({ column: fc.constantFrom(...CASE_COLUMNS), descending: fc.boolean() });

describe('the list of cases', () => {
  let temporary: TemporaryDatabase;
  let services: ServiceContext;
  let judged: JudgedCase[];

  beforeAll(async () => {
    temporary = await temporaryDatabase();
    const cases = fc.sample(arbitraryCase, { numRuns: CASES, seed: SEED });
    await commitExamples(temporary.db, cases, ARBITRARY_CUT_OFF);
    judged = judgeAll(await readRawRecord(temporary.db), CATALOGUE);
    services = { db: temporary.db, tally: sqlTally(temporary.db), references: [] };
  });

  afterAll(() => temporary[Symbol.asyncDispose]());

  it('lists exactly the cases behind a number, for any filter, indicator and outcome, in any order', async () => {
    let listed = 0;
    await fc.assert(
      fc.asyncProperty(arbitraryFilter(judged), arbitraryOf, arbitrarySort, async (filter, of, sort) => {
        const { total, selected, judged: denominator } = await list({ filter, of, sort });
        const rows = await getAllCases(viewer, services, { filter, of, sort });
        const cell = naiveTally(judged, filter, [], of === undefined ? [] : [of.indicator])[0];
        expect(selected).toBe(cell?.cases ?? 0);
        expect(rows).toHaveLength(total);
        expect(new Set(rows.map(({ id }) => id)).size).toBe(total);
        if (of === undefined) {
          expect(total).toBe(selected);
          return;
        }
        const judgements = cell?.judgements.get(of.indicator) ?? [];
        const values = judgements.filter((judgement) => typeof judgement === 'number');
        expect(denominator).toBe(values.length);
        const isProportion = CATALOGUE.find(({ id }) => id === of.indicator)?.kind === 'proportion';
        const ofProportions = of.counted === 'numerator' || of.counted === 'not-numerator';
        const counted = ofProportions && !isProportion ? 'denominator' : of.counted;
        const expected =
          counted === 'denominator'
            ? values.length
            : counted === 'numerator' || counted === 'not-numerator'
              ? values.filter((value) => value === (counted === 'numerator' ? 1 : 0)).length
              : judgements.filter((judgement) => judgement === counted).length;
        expect(total).toBe(expected);
        for (const row of rows) expectJudgement(row, of.indicator, counted);
        listed += rows.length;
      }),
      { numRuns: 150, seed: SEED },
    );
    expect(listed).toBeGreaterThan(2000);
  });

  it('gives every case once over its pages, in one order', async () => {
    const sort = { column: 'hospital', descending: false } as const;
    const first = await list({ sort });
    const pages = [first];
    for (let page = 2; page <= first.pages; page += 1) pages.push(await list({ sort, page }));
    const whole = await getAllCases(viewer, services, { filter: {}, of: undefined, sort });
    expect(pages.flatMap(({ rows }) => rows).map(({ id }) => id)).toEqual(whole.map(({ id }) => id));
    expect(whole).toHaveLength(CASES);
  });

  it.each(['nights', 'levels', 'age', 'admission', 'asaClass', 'region'] as const)(
    'orders by %s, what is not reported last either way',
    async (column) => {
      for (const descending of [false, true]) {
        const rows = await getAllCases(viewer, services, {
          filter: {},
          of: undefined,
          sort: { column, descending },
        });
        const values = rows.map((row) =>
          column === 'age'
            ? (row.age ?? (row.ageBand === null ? null : Number.parseInt(row.ageBand, 10)))
            : row[column],
        );
        const known = values.filter((value) => value !== null);
        expect(values.slice(known.length).every((value) => value === null)).toBe(true);
        expect(known.length).toBeLessThan(values.length);
        const ordered = known.toSorted((one, other) => (one < other ? -1 : one > other ? 1 : 0));
        expect(known).toEqual(descending ? ordered.toReversed() : ordered);
      }
    },
  );

  it('opens the last page when asked for one beyond it', async () => {
    const { page, pages, rows } = await list({ page: 9999 });
    expect(page).toBe(pages);
    expect(rows.length).toBeGreaterThan(0);
  });

  it('shows a viewer of one hospital only its cases', async () => {
    const [first] = judged;
    const hospital = first?.hospitalId ?? 0;
    const { total } = await list({}, { ...viewer, hospitals: [hospital] });
    expect(total).toBe(judged.filter(({ hospitalId }) => hospitalId === hospital).length);
  });

  it('names no indicator that does not exist', async () => {
    await expect(list({ of: { indicator: 'luck', counted: 'numerator' } })).rejects.toThrow('luck');
  });

  it('saves the list with its filters and cut-off, and no cell that a spreadsheet would run', async () => {
    const { text, fileName } = await getCasesCsv(viewer, services, {
      filter: {},
      sort: { column: 'operation', descending: true },
      columns: ['operation', 'hospital', 'surgeon'],
      about: ['31 cases', 'Procedure: all three'],
    });
    expect(fileName).toBe(`lamina-cases-${ARBITRARY_CUT_OFF}.csv`);
    const lines: string[][] = parse(text, { relax_column_count: true, bom: true });
    expect(lines.slice(0, 6)).toEqual([
      ['# Lamina: list of cases'],
      ['# 31 cases'],
      ['# Procedure: all three'],
      [`# Data up to ${ARBITRARY_CUT_OFF}`],
      [`# Cases: ${CASES}`],
      ['operation date', 'hospital', 'surgeon'],
    ]);
    expect(lines).toHaveLength(6 + CASES);
  });

  it('neutralises what a spreadsheet would run', async () => {
    await using other = await temporaryDatabase();
    const hostile = exampleCase({ hospital: { code: 'H1', name: '=HYPERLINK("http://example.org")' } });
    await commitExamples(other.db, [hostile], ARBITRARY_CUT_OFF);
    const { text } = await getCasesCsv(
      viewer,
      { ...services, db: other.db, tally: sqlTally(other.db) },
      {
        filter: {},
        sort: { column: 'operation', descending: true },
        columns: ['hospital'],
        about: [],
      },
    );
    const lines: string[][] = parse(text, { relax_column_count: true, bom: true });
    expect(lines.at(-1)).toEqual([`'=HYPERLINK("http://example.org")`]);
  });

  function list(input: Partial<CasesInput>, asker = viewer) {
    return getCases(asker, services, {
      filter: {},
      sort: { column: 'operation', descending: true },
      page: 1,
      ...input,
    });
  }

  function expectJudgement(row: CaseRow, indicator: string, counted: CaseCounted): void {
    const judgement = judged.find(({ id }) => id === row.id)?.judgements.get(indicator);
    if (typeof judgement === 'number') expect(row.outcome).toBeCloseTo(judgement, 9);
    else expect(row.outcome).toBeNull();
    if (counted === 'numerator') expect(judgement).toBe(1);
    else if (counted === 'not-numerator') expect(judgement).toBe(0);
    else if (counted === 'denominator') expect(typeof judgement).toBe('number');
    else expect(judgement).toBe(counted);
  }
});
