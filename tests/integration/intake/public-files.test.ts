import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileSource } from '@lamina/server/intake/byte-source.ts';
import { type FileReport, importFile } from '@lamina/server/intake/import-file.ts';
import { sql } from 'kysely';
import { describe, expect, it } from 'vitest';
import { EXAMPLE_KEY } from '../../support/commit-examples.ts';
import { naiveMean, naiveMedian, naiveTable } from '../../support/naive-table.ts';
import { INTAKE_TODAY } from '../../support/read-deliveries.ts';
import { type TemporaryDatabase, temporaryDatabase } from '../../support/temporary-database.ts';

const DATA = join(import.meta.dirname, '../../../../shared/data');
const SPARCS = join(DATA, 'sparcs-2020/sparcs2020_spine_rows.csv');
const INCA = join(DATA, 'chile-inca-2023/chile_inca_2023_spine_cases.csv');
const cdph = (year: number) => join(DATA, `cdph-ssi/ca_ssi_adult_odp_${year}.csv`);

async function imported(temporary: TemporaryDatabase, path: string): Promise<[FileReport, string[]]> {
  const rejections: string[] = [];
  const report = await importFile(temporary.db, await fileSource(path), {
    format: 'auto',
    key: EXAMPLE_KEY,
    today: INTAKE_TODAY,
    onRejection: ({ line, column, value, reason }) =>
      rejections.push(`line ${line}, ${column} "${value}": ${reason}`),
  });
  return [report, rejections];
}

/** Cases, mean and median stay by procedure, as the record has them. */
async function staysInRecord({ db }: TemporaryDatabase) {
  const { rows } = await sql<{ procedure: string; cases: number; mean: number; median: number }>`
    select procedure, count(*) as cases, avg(length_of_stay_nights) as mean,
      (select avg(nights) from (
        select length_of_stay_nights as nights,
          row_number() over (order by length_of_stay_nights) as place, count(*) over () as many
        from surgical_case inside where inside.procedure = c.procedure
      ) ranked where place in ((many + 1) / 2, (many + 2) / 2)) as median
    from surgical_case c group by procedure order by procedure`.execute(db);
  return rows;
}

/** The same, recounted from the rows of the raw file. */
function staysInFile(rows: readonly { procedure: string; stay: number }[]) {
  return ['discectomy', 'fusion', 'laminectomy'].map((procedure) => {
    const stays = rows.filter((row) => row.procedure === procedure).map(({ stay }) => stay);
    return { procedure, cases: stays.length, mean: naiveMean(stays), median: naiveMedian(stays) };
  });
}

function expectSameStays(
  record: Awaited<ReturnType<typeof staysInRecord>>,
  file: ReturnType<typeof staysInFile>,
): void {
  expect(record.map(({ mean, ...exact }) => exact)).toEqual(file.map(({ mean, ...exact }) => exact));
  for (const [index, { mean }] of record.entries()) expect(mean).toBeCloseTo(file[index]?.mean ?? 0, 10);
}

describe.skipIf(!existsSync(SPARCS))('SPARCS 2020 (../shared/data/sparcs-2020)', () => {
  it('is accepted row by row, and again changes nothing', async () => {
    await using temporary = await temporaryDatabase();
    const [report, rejections] = await imported(temporary, SPARCS);
    expect(rejections).toEqual([]);
    expect(report).toMatchObject({ format: 'sparcs', added: 2107, rejected: 0, skipped: 0 });
    expect((await imported(temporary, SPARCS))[0]).toMatchObject({ added: 0, updated: 0, unchanged: 2107 });
  });

  it('has the cases and stays of a recount of the raw file', async () => {
    await using temporary = await temporaryDatabase();
    await imported(temporary, SPARCS);
    const meaning: Readonly<Record<string, string>> = {
      MST013: 'fusion',
      MST016: 'discectomy',
      CNS008: 'laminectomy',
    };
    const rows = naiveTable(readFileSync(SPARCS, 'utf8')).map((row) => ({
      procedure: meaning[row['CCSR.Procedure.Code'] ?? ''] ?? 'none',
      stay: Number(row.los),
    }));
    expectSameStays(await staysInRecord(temporary), staysInFile(rows));
    const { hospitals } = await temporary.db
      .selectFrom('hospital')
      .select((eb) => eb.fn.countAll<number>().as('hospitals'))
      .executeTakeFirstOrThrow();
    expect(hospitals).toBe(101);
  });
});

describe.skipIf(!existsSync(INCA))('INCA 2023 (../shared/data/chile-inca-2023)', () => {
  /** Operated on before the admission, as the file has it. */
  const IMPOSSIBLE = 'C0052';

  it('is accepted but for one impossible row, and again changes nothing', async () => {
    await using temporary = await temporaryDatabase();
    const [report, rejections] = await imported(temporary, INCA);
    expect(rejections).toEqual([
      'line 53, operation_date "2022-12-03": expected a date on or after the admission, 2022-12-28',
    ]);
    expect(report).toMatchObject({
      format: 'inca',
      added: 533,
      rejected: 1,
      skipped: 0,
      cutOff: '2023-12-31',
    });
    expect((await imported(temporary, INCA))[0]).toMatchObject({ added: 0, updated: 0, unchanged: 533 });
  });

  it('has the cases, stays, readmissions and surgeons of a recount of the raw file', async () => {
    await using temporary = await temporaryDatabase();
    await imported(temporary, INCA);
    const raw = naiveTable(readFileSync(INCA, 'utf8')).filter((row) => row.case_id !== IMPOSSIBLE);
    const rows = raw.map((row) => {
      const codes = row.procedures_icd9cm ?? '';
      const fusion = /(^|;)81\.(0[0-8]|3\d|6[2-4])(;|$)/.test(codes);
      const laminectomy = /(^|;)03\.0[29](;|$)/.test(codes);
      return {
        procedure: fusion ? 'fusion' : laminectomy ? 'laminectomy' : 'discectomy',
        stay: Number(row.los_days),
      };
    });
    expectSameStays(await staysInRecord(temporary), staysInFile(rows));
    const { db } = temporary;
    const readmitted = await db
      .selectFrom('event')
      .select('case_id')
      .where('kind', '=', 'readmission')
      .execute();
    expect(readmitted).toHaveLength(raw.filter((row) => row.readmit30_same_hospital === '1').length);
    const surgeons = await db.selectFrom('surgeon').select('code').execute();
    const named = raw.map((row) => row.surgeon ?? '').filter((surgeon) => surgeon !== '');
    expect(surgeons.map(({ code }) => code).toSorted()).toEqual([...new Set(named)].toSorted());
  });
});

describe.skipIf(!existsSync(cdph(2021)))('CDPH 2021, 2022, 2024 (../shared/data/cdph-ssi)', () => {
  it.each([2021, 2022, 2024])('are read with all their spine rows: %i', async (year) => {
    await using temporary = await temporaryDatabase();
    const [report, rejections] = await imported(temporary, cdph(year));
    expect(rejections).toEqual([]);
    const { db } = temporary;
    const stored = await db.selectFrom('published_comparator').selectAll().execute();
    const spine = naiveTable(readFileSync(cdph(year), 'latin1').replace('ï»¿', '')).filter((row) =>
      /(^|- )(Laminectomy|Spinal fusion)$/.test(row.Operative_Procedure ?? ''),
    );
    expect(report.added).toBe(spine.length);
    const total = (values: readonly number[]) => naiveMean(values) * values.length;
    expect(total(stored.map(({ operations }) => operations))).toBeCloseTo(
      total(spine.map((row) => Number(row.Procedure_Count))),
      3,
    );
    expect(total(stored.map(({ observed }) => observed))).toBeCloseTo(
      total(spine.map((row) => Number(row.Infections_Reported))),
      3,
    );
    expect((await imported(temporary, cdph(year)))[0]).toMatchObject({
      added: 0,
      updated: 0,
      unchanged: spine.length,
    });
  });

  it('know a hospital by the same number in every year', async () => {
    await using temporary = await temporaryDatabase();
    for (const year of [2021, 2022, 2024]) await imported(temporary, cdph(year));
    const years = await temporary.db
      .selectFrom('published_comparator')
      .select('year')
      .where('facility_code', '=', '030000113')
      .where('procedure', '=', 'fusion')
      .orderBy('year')
      .execute();
    expect(years.map(({ year }) => year)).toEqual([2021, 2022, 2024]);
  });

  it('keep the pooled figures of the state apart from its hospitals', async () => {
    await using temporary = await temporaryDatabase();
    await imported(temporary, cdph(2024));
    const pooled = await temporary.db
      .selectFrom('published_comparator')
      .select(['procedure', 'operations', 'observed', 'facility_code'])
      .where('pooled', '=', 1)
      .orderBy('procedure')
      .execute();
    expect(pooled).toEqual([
      { procedure: 'fusion', operations: 41555, observed: 353, facility_code: null },
      { procedure: 'laminectomy', operations: 39990, observed: 99, facility_code: null },
    ]);
  });
});
