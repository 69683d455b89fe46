import { buildDemo } from '@lamina/server/commands/demo.command.ts';
import { importFile } from '@lamina/server/intake/import-file.ts';
import { getDataQuality, getImportLog, getRejections } from '@lamina/server/services/data-quality.service.ts';
import { getRates } from '@lamina/server/services/rates.service.ts';
import type { ServiceContext } from '@lamina/server/services/service-context.ts';
import { sqlTally } from '@lamina/server/tally/sql-tally.ts';
import { DataQualityInput, DataQualityOutput } from '@lamina/shared/contract/data-quality.ts';
import type { Role, Viewer } from '@lamina/shared/domain/viewer.ts';
import { CATALOGUE, getIndicator } from '@lamina/shared/indicators/catalogue.ts';
import { fieldsRead, RECORD_FIELDS } from '@lamina/shared/indicators/record-field.ts';
import { sql } from 'kysely';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { EXAMPLE_KEY } from '../../support/commit-examples.ts';
import { INTAKE_TODAY } from '../../support/read-deliveries.ts';
import { sampleFile } from '../../support/sample-file.ts';
import { type TemporaryDatabase, temporaryDatabase } from '../../support/temporary-database.ts';
import { qualityLead } from '../../support/viewers.ts';

const viewer = qualityLead;
const OPTIONS = { format: 'auto', key: EXAMPLE_KEY, today: INTAKE_TODAY } as const;

function contextOf({ db }: TemporaryDatabase): ServiceContext {
  return { db, tally: sqlTally(db), references: [] };
}

describe('the completeness of the demo network', () => {
  let temporary: TemporaryDatabase;
  let services: ServiceContext;

  beforeAll(async () => {
    temporary = await temporaryDatabase();
    await buildDemo(
      temporary.db,
      { dataDirectory: temporary.directory },
      { cases: 3000, seed: 3, lastMonth: '2026-09' },
    );
    services = contextOf(temporary);
  });

  afterAll(() => temporary[Symbol.asyncDispose]());

  it('counts every field as the record has it, in every quarter, month and hospital alike', async () => {
    const naive = await sql<Record<string, number>>`
      select count(*) as cases, count(body_mass_index) as "bodyMassIndex", count(urgency) as urgency,
        count(infection_observed_days) as "looked-for-infection",
        (select count(*) from recovery where first_walked_day is not null) as "firstWalkedDay",
        (select count(*) from prom_score where instrument = 'odi' and timepoint = 'month-12') as "odi-month-12"
      from surgical_case`.execute(temporary.db);
    const { cases, ...reported } = naive.rows[0] ?? {};
    expect(Object.keys(reported)).toHaveLength(5);
    for (const columns of ['quarter', 'month', 'hospital'] as const) {
      const quality = DataQualityOutput.parse(
        await getDataQuality(viewer, services, DataQualityInput.parse({ columns })),
      );
      expect(quality.rows.map(({ key }) => key)).toEqual(RECORD_FIELDS.map(({ id }) => id));
      for (const [key, count] of Object.entries(reported)) {
        expect(quality.rows.find((row) => row.key === key)?.total, key).toMatchObject({
          cases,
          reported: count,
        });
      }
    }
  });

  it('gives one field hospital by hospital, adding up to the whole', async () => {
    const whole = await getDataQuality(viewer, services, DataQualityInput.parse({}));
    const one = await getDataQuality(
      viewer,
      services,
      DataQualityInput.parse({ field: 'bloodLossMillilitres' }),
    );
    expect(one.rows.length).toBeGreaterThan(1);
    const field = whole.rows.find(({ key }) => key === 'bloodLossMillilitres');
    expect(one.rows.reduce((sum, { total }) => sum + total.reported, 0)).toBe(field?.total.reported);
    expect(one.rows.reduce((sum, { total }) => sum + total.cases, 0)).toBe(whole.cases);
  });

  it('shades a quarter only for fields whose follow-up reaches past the data cut-off', async () => {
    const { rows, columns } = await getDataQuality(viewer, services, DataQualityInput.parse({}));
    const immature = (key: string) =>
      rows
        .find((row) => row.key === key)
        ?.cells.flatMap((cell, index) => (cell?.immature ? [columns[index]?.key] : []));
    expect(immature('bodyMassIndex')).toEqual([]);
    expect(immature('looked-for-infection')).toEqual(['2026-Q3']);
    expect(immature('odi-month-12')?.at(-1)).toBe('2026-Q3');
    expect(immature('odi-month-12')?.length).toBeGreaterThan(4);
  });

  it('gives the cases that an indicator cannot judge for want of a field as lamina rates does', async () => {
    const filter = { procedures: ['fusion' as const] };
    const indicators = CATALOGUE.map(({ id }) => id);
    const { affected } = await getDataQuality(viewer, services, DataQualityInput.parse({ filter }));
    const rates = await getRates(viewer, services, { filter, by: [], indicators });
    expect(affected.map(({ indicatorId, notReported }) => [indicatorId, notReported])).toEqual(
      rates.map(({ figures }) => [figures.indicatorId, figures.completeness.notReported]),
    );
    expect(affected.some(({ notReported }) => notReported > 0)).toBe(true);
  });

  it('shows no imports to the quality lead of some hospitals, and refuses what was rejected', async () => {
    const some = { ...qualityLead, hospitals: [1] };
    const quality = await getDataQuality(some, services, DataQualityInput.parse({ columns: 'hospital' }));
    expect(quality.imports).toBeNull();
    expect(quality.columns.map(({ key }) => key)).toEqual(['1']);
    await expect(getRejections(some, services, { importId: 1 })).rejects.toThrow(
      'quality leads of all hospitals',
    );
  });
});

describe('the log of imports', () => {
  it('has the latest first, and the rejected lines with column and reason', async () => {
    await using temporary = await temporaryDatabase();
    const services = contextOf(temporary);
    await importFile(temporary.db, sampleFile('lamina-csv.csv'), OPTIONS);
    const report = await importFile(temporary.db, sampleFile('bad/unknown-codes.csv'), OPTIONS);
    expect(report.rejected).toBeGreaterThan(0);
    const { imports } = await getDataQuality(viewer, services, DataQualityInput.parse({}));
    expect(imports?.map(({ fileName }) => fileName.replace(/^.*\//, ''))).toEqual([
      'unknown-codes.csv',
      'lamina-csv.csv',
    ]);
    const [latest] = imports ?? [];
    expect(latest?.rejected).toBe(report.rejected);
    const { total, rejections } = await getRejections(viewer, services, { importId: latest?.id ?? 0 });
    expect(rejections).toHaveLength(total);
    expect(total).toBeGreaterThanOrEqual(report.rejected);
    for (const { line, reason } of rejections) {
      expect(line).toBeGreaterThan(1);
      expect(reason).not.toBe('');
    }
  });
});

describe('who may see what was imported and rejected', () => {
  const of = (role: Role, hospitals: 'all' | number[] = 'all'): Viewer => ({
    ...viewer,
    role,
    hospitals,
    surgeon: role === 'surgeon' ? 1 : null,
  });

  it.each([of('administrator'), of('quality-lead')])('a $role of all hospitals', async (allowed) => {
    await using temporary = await temporaryDatabase();
    const services = contextOf(temporary);
    await importFile(temporary.db, sampleFile('lamina-csv.csv'), OPTIONS);
    await importFile(temporary.db, sampleFile('bad/unknown-codes.csv'), OPTIONS);
    const { imports, contents } = await getImportLog(allowed, services);
    expect(contents).toBe('reported');
    expect(imports).toHaveLength(2);
    expect((await getRejections(allowed, services, { importId: 2 })).total).toBeGreaterThan(0);
  });

  it.each([of('surgeon'), of('viewer'), of('quality-lead', [1])])(
    'no $role of $hospitals hospitals',
    async (refused) => {
      await using temporary = await temporaryDatabase();
      const services = contextOf(temporary);
      await expect(getImportLog(refused, services)).rejects.toThrow('quality leads of all hospitals');
      await expect(getRejections(refused, services, { importId: 1 })).rejects.toThrow(
        'quality leads of all hospitals',
      );
    },
  );

  it('an administrator sees no figure of any case', async () => {
    await using temporary = await temporaryDatabase();
    await expect(
      getDataQuality(of('administrator'), contextOf(temporary), DataQualityInput.parse({})),
    ).rejects.toThrow('does not show single cases');
  });
});

describe('the fields that an indicator reads', () => {
  it('are those of its criteria, its follow-up and its scores', () => {
    expect([...fieldsRead(getIndicator('infection-90-days'))]).toEqual([
      'looked-for-infection',
      'operationDate',
    ]);
    expect([...fieldsRead(getIndicator('odi-change-12-months'))]).toEqual([
      'odi-baseline',
      'odi-month-12',
      'operationDate',
    ]);
  });
});
