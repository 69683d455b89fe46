import { listReferences } from '@lamina/server/repositories/reference.repository.ts';
import { listCurrentRiskModels } from '@lamina/server/repositories/risk-model.repository.ts';
import { getProcedures } from '@lamina/server/services/procedures.service.ts';
import { getRates } from '@lamina/server/services/rates.service.ts';
import type { ServiceContext } from '@lamina/server/services/service-context.ts';
import { sqlTally } from '@lamina/server/tally/sql-tally.ts';
import { PROCEDURE_GROUPS } from '@lamina/shared/contract/procedures.ts';
import type { CaseFilter } from '@lamina/shared/domain/filter.ts';
import { sql } from 'kysely';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { demoDatabase, SMALL_NETWORK } from '../../support/demo-database.ts';
import type { TemporaryDatabase } from '../../support/temporary-database.ts';
import { qualityLead } from '../../support/viewers.ts';

const viewer = qualityLead;
const GROUPS = ['decompression', 'fusion'] as const;

describe('decompression beside fusion, over a demo network', () => {
  let temporary: TemporaryDatabase;
  let services: ServiceContext;

  beforeAll(async () => {
    temporary = await demoDatabase({ ...SMALL_NETWORK, withModels: true });
    const { db } = temporary;
    services = { db, tally: sqlTally(db), references: listReferences() };
  });

  afterAll(async () => temporary?.[Symbol.asyncDispose]());

  it.each<[string, CaseFilter]>([
    ['everything', {}],
    ['stenosis of the lumbar spine', { indications: ['stenosis'], regions: ['lumbar'] }],
    ['two hospitals from 2024 on', { hospitals: [1, 2], from: '2024-01-01' }],
    ['no discectomies', { procedures: ['fusion', 'laminectomy'] }],
  ])('gives the rates of `lamina rates` for %s', async (_, filter) => {
    const { indicators, groups } = await getProcedures(viewer, services, { filter });
    expect(indicators.length).toBeGreaterThan(5);
    for (const group of GROUPS) {
      const procedures = PROCEDURE_GROUPS[group].filter((name) => filter.procedures?.includes(name) ?? true);
      const rates = await getRates(viewer, services, {
        filter: { ...filter, procedures: [...procedures] },
        by: [],
        indicators: indicators.map(({ indicatorId }) => indicatorId),
      });
      for (const compared of indicators) {
        const rate = rates.find(({ figures }) => figures.indicatorId === compared.indicatorId);
        if (rate?.figures.state === 'no-data' || rate === undefined) {
          expect(compared[group].denominator).toBe(0);
          continue;
        }
        const { value, numerator, denominator, interval } = rate.figures;
        expect(compared[group]).toMatchObject({ value, numerator, denominator, interval });
        expect(compared[group].completeness.cases).toBe(groups[group]);
      }
    }
  });

  it('counts each characteristic as the record has it', async () => {
    const { characteristics } = await getProcedures(viewer, services, { filter: { regions: ['lumbar'] } });
    const { rows } = await sql<{
      fusion: 0 | 1;
      levels: number;
      smoker: number;
      known: number;
      smokers: number;
    }>`
      select case when procedure = 'fusion' then 1 else 0 end as fusion,
        count(case when levels = 2 then 1 end) as levels, count(smoker) as known,
        count(case when smoker = 1 then 1 end) as smokers
      from surgical_case where region = 'lumbar' group by 1`.execute(temporary.db);
    for (const { fusion, levels, known, smokers } of rows) {
      const group = fusion === 1 ? 'fusion' : 'decompression';
      const level = characteristics.find((entry) => entry.characteristic === 'levels' && entry.level === '2');
      expect(level?.[group].numerator).toBe(levels);
      const smoking = characteristics.find(({ characteristic }) => characteristic === 'smoker');
      expect(smoking?.[group]).toEqual({ numerator: smokers, denominator: known });
    }
  });

  it('gives mean changes that agree with the indicator at twelve months', async () => {
    const { changes } = await getProcedures(viewer, services, { filter: {} });
    const shown = changes.find(
      ({ instrument, timepoint }) => instrument === 'odi' && timepoint === 'month-12',
    );
    for (const group of GROUPS) {
      const [rate] = await getRates(viewer, services, {
        filter: { procedures: [...PROCEDURE_GROUPS[group]] },
        by: [],
        indicators: ['odi-change-12-months'],
      });
      if (rate === undefined || rate.figures.state === 'no-data') throw new Error('There are changes.');
      expect(shown?.[group].mean).toBeCloseTo(rate.figures.value, 9);
      expect(shown?.[group].answered).toBe(rate.figures.denominator);
      expect(shown?.[group].interval?.lower).toBeCloseTo(rate.figures.interval?.lower ?? Number.NaN, 9);
    }
  });

  it('follows every case to its first return, its death or the end of follow-up', async () => {
    const { returnToTheatre } = await getProcedures(viewer, services, { filter: {} });
    const horizon = 1826;
    const days = (from: string, to: string) => (Date.parse(to) - Date.parse(from)) / 86_400_000;
    const cases = await temporary.db
      .selectFrom('surgical_case')
      .select(['id', 'procedure', 'operation_date', 'return_to_theatre_observed_days as observed'])
      .execute();
    const events = await temporary.db
      .selectFrom('event')
      .where('kind', 'in', ['return-to-theatre', 'death'])
      .select(['case_id', 'kind', 'onset_date'])
      .execute();
    const byCase = Map.groupBy(events, ({ case_id }) => case_id);
    for (const group of GROUPS) {
      const counted = { cases: 0, events: 0, deaths: 0 };
      for (const { id, procedure, operation_date, observed } of cases) {
        if ((procedure === 'fusion') !== (group === 'fusion')) continue;
        if (operation_date === null || observed === null) continue;
        counted.cases += 1;
        const first = (kind: string) =>
          Math.min(
            Number.POSITIVE_INFINITY,
            ...(byCase.get(id) ?? []).flatMap((event) =>
              event.kind === kind && event.onset_date !== null
                ? [days(operation_date, event.onset_date)]
                : [],
            ),
          );
        const end = Math.min(observed, horizon);
        const [returned, died] = [first('return-to-theatre'), first('death')];
        if (returned <= Math.min(end, died)) counted.events += 1;
        else if (died <= end) counted.deaths += 1;
      }
      expect(returnToTheatre[group]).toMatchObject(counted);
      expect(returnToTheatre[group].atMoments[0]?.atRisk).toBe(counted.cases);
    }
    expect(returnToTheatre.logRank?.pValue).toBeGreaterThan(0);
  });

  it('adjusts by the expected rates with the effect of the procedure taken out', async () => {
    const { indicators } = await getProcedures(viewer, services, { filter: {} });
    const models = await listCurrentRiskModels(temporary.db);
    const adjusted = indicators.filter((compared) => compared.adjusted.state === 'adjusted');
    expect(adjusted.length).toBeGreaterThan(2);
    for (const { indicatorId, adjusted: contrast, ratio } of adjusted) {
      const model = models.get(indicatorId);
      if (contrast.state !== 'adjusted' || model?.state !== 'fitted') throw new Error('It is adjusted.');
      const effect = (procedure: string) =>
        model.coefficients.find(({ column }) => column === `procedure=${procedure}`)?.estimate ?? 0;
      const column = indicatorId.replaceAll('-', '_');
      const { rows } = await sql<{ procedure: string; risk: number }>`
        select o.procedure, e.${sql.ref(`${column}_expected`)} as risk
        from case_outcome o join case_expected e on e.case_id = o.case_id
        where e.${sql.ref(`${column}_expected`)} is not null`.execute(temporary.db);
      const rate = (fusion: boolean) => {
        const group = rows.filter(({ procedure }) => (procedure === 'fusion') === fusion);
        const risks = group.map(({ procedure, risk }) => {
          const odds = (risk / (1 - risk)) * Math.exp(-effect(procedure));
          return odds / (1 + odds);
        });
        return risks.reduce((sum, risk) => sum + risk, 0) / risks.length;
      };
      expect(contrast.ratioOfCaseMix).toBeCloseTo(rate(true) / rate(false), 8);
      expect(contrast.ratio).toBeCloseTo((ratio?.value ?? Number.NaN) / contrast.ratioOfCaseMix, 10);
    }
    expect(indicators.find(({ indicatorId }) => indicatorId === 'prom-response-12-months')?.adjusted).toEqual(
      {
        state: 'not-adjusted',
        reason: 'This indicator has no case-mix model.',
      },
    );
  });

  it('has nothing to compare when the filter leaves one group only', async () => {
    const { groups, indicators } = await getProcedures(viewer, services, {
      filter: { procedures: ['fusion'] },
    });
    expect(groups.decompression).toBe(0);
    expect(groups.fusion).toBeGreaterThan(0);
    expect(indicators).toEqual([]);
  });
});
