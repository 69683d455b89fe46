import { buildDemo } from '@lamina/server/commands/demo.command.ts';
import { refreshOutcomeFacts } from '@lamina/server/repositories/outcome-facts.repository.ts';
import { listReferences } from '@lamina/server/repositories/reference.repository.ts';
import { getIndications } from '@lamina/server/services/indications.service.ts';
import { getRates } from '@lamina/server/services/rates.service.ts';
import type { ServiceContext } from '@lamina/server/services/service-context.ts';
import { sqlTally } from '@lamina/server/tally/sql-tally.ts';
import type { LevelShare } from '@lamina/shared/contract/indications.ts';
import type { CaseFilter } from '@lamina/shared/domain/filter.ts';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { type TemporaryDatabase, temporaryDatabase } from '../../support/temporary-database.ts';
import { qualityLead } from '../../support/viewers.ts';

const viewer = qualityLead;
const FOLLOWED_DAYS = 425;
const IMPORTANT_CHANGE = 12.8;

describe('indications over a demo network', () => {
  let temporary: TemporaryDatabase;
  let services: ServiceContext;

  beforeAll(async () => {
    temporary = await temporaryDatabase();
    const { db, directory } = temporary;
    await buildDemo(db, { dataDirectory: directory }, { cases: 2500, seed: 12, lastMonth: '2026-09' });
    await db
      .updateTable('surgical_case')
      .set({ admission_date: null, walking_distance_metres: null, injections: null })
      .where((eb) => eb(eb.ref('id'), 'in', eb.selectFrom('surgical_case as s').select('s.id').limit(90)))
      .execute();
    await refreshOutcomeFacts(db);
    services = { db, tally: sqlTally(db), references: listReferences() };
  });

  afterAll(async () => temporary?.[Symbol.asyncDispose]());

  it('counts months, kinds, distance and indications as a recount of the cases does', async () => {
    const { procedures } = await getIndications(viewer, services, { filter: {} });
    const cases = await listCases();
    expect(procedures).toHaveLength(3);
    for (const { procedure, months, kinds, walking, indications } of procedures) {
      const own = cases.filter((one) => one.procedure === procedure);
      const elective = own.filter(
        ({ urgency, indication }) => urgency === 'elective' && indication !== 'cauda-equina-syndrome',
      );
      const judged = elective.flatMap(({ indication, months: of }) =>
        indication === null || of === null ? [] : [of],
      );
      const between = (from: number, to: number) => judged.filter((of) => of >= from && of < to).length;
      expect(counts(months)).toEqual([
        ['under-3', between(0, 3)],
        ['3-to-6', between(3, 6)],
        ['6-to-12', judged.filter((of) => of >= 6 && of <= 12).length],
        ['over-12', judged.filter((of) => of > 12).length],
      ]);
      expect(months.map(({ reported }) => reported)).toEqual(months.map(() => judged.length));
      for (const kind of ['traction', 'physiotherapy', 'injections', 'medication'] as const) {
        expect(kinds.find(({ level }) => level === kind)).toMatchObject({
          cases: elective.filter((one) => one[kind] === 1).length,
          reported: elective.filter((one) => one[kind] !== null).length,
          notReported: elective.filter((one) => one[kind] === null).length,
        });
      }
      const four = elective.map((one) => [one.traction, one.physiotherapy, one.injections, one.medication]);
      expect(kinds.find(({ level }) => level === 'none')?.cases).toBe(
        four.filter((tried) => tried.every((flag) => flag === 0)).length,
      );
      const metres = elective.flatMap(({ metres: of }) => (of === null ? [] : [of]));
      expect(counts(walking)).toEqual([
        ['under-100', metres.filter((of) => of < 100).length],
        ['100-to-499', metres.filter((of) => of >= 100 && of < 500).length],
        ['500-to-999', metres.filter((of) => of >= 500 && of < 1000).length],
        ['1000-and-over', metres.filter((of) => of >= 1000).length],
      ]);
      expect(walking[0]?.notReported).toBe(elective.length - metres.length);
      for (const { level, cases: counted } of indications) {
        expect(counted).toBe(own.filter(({ indication }) => indication === level).length);
      }
    }
  });

  it('keeps cauda equina apart, by urgency and by days from admission', async () => {
    const { caudaEquina } = await getIndications(viewer, services, { filter: {} });
    const own = (await listCases()).filter(({ indication }) => indication === 'cauda-equina-syndrome');
    expect(caudaEquina.cases).toBe(own.length);
    expect(own.length).toBeGreaterThan(10);
    for (const { level, cases } of caudaEquina.urgency) {
      expect(cases).toBe(own.filter(({ urgency }) => urgency === level).length);
    }
    const days = own.flatMap(({ admitted, operated }) =>
      admitted === null || operated === null
        ? []
        : [(Date.parse(operated) - Date.parse(admitted)) / 86_400_000],
    );
    expect(caudaEquina.waiting.map(({ cases }) => cases)).toEqual([
      ...[0, 1, 2].map((day) => days.filter((waited) => waited === day).length),
      days.filter((waited) => waited >= 3).length,
    ]);
    expect(caudaEquina.waiting[0]?.notReported).toBe(own.length - days.length);
  });

  it('compares the twelve-month disability of those who met the criterion and of those who did not', async () => {
    const { procedures } = await getIndications(viewer, services, { filter: {} });
    const cases = await listCases();
    for (const { procedure, outcome } of procedures) {
      for (const [group, met] of [
        [outcome.met, true],
        [outcome.notMet, false],
      ] as const) {
        const own = cases.filter(
          ({ procedure: of, urgency, indication, months }) =>
            of === procedure &&
            urgency === 'elective' &&
            indication !== null &&
            indication !== 'cauda-equina-syndrome' &&
            months !== null &&
            months >= 3 === met,
        );
        const changes = own.flatMap(({ followed, before, after }) =>
          followed !== null && followed >= FOLLOWED_DAYS && before !== null && after !== null
            ? [before - after]
            : [],
        );
        expect(group.cases).toBe(own.length);
        expect(group.answered).toBe(changes.length);
        expect(group.improved).toBe(changes.filter((change) => change >= IMPORTANT_CHANGE - 1e-9).length);
        const sum = changes.reduce((total, change) => total + change, 0);
        expect(group.meanChange).toBeCloseTo(sum / changes.length, 9);
      }
      expect(outcome.improvedDifference?.value).toBeCloseTo(
        outcome.met.improved / outcome.met.answered - outcome.notMet.improved / outcome.notMet.answered,
        12,
      );
    }
  });

  it.each<[string, CaseFilter]>([
    ['everything', {}],
    ['older people', { ageBands: ['70+'] }],
    ['one hospital up to 2025', { hospitals: [1], to: '2025-01-01' }],
  ])('agrees with `lamina rates` on the criterion for %s', async (_, filter) => {
    const { procedures, criterion } = await getIndications(viewer, services, { filter });
    const rates = await getRates(viewer, services, { filter, by: ['procedure'], indicators: [criterion] });
    expect(procedures.length).toBeGreaterThan(0);
    for (const { procedure, criterion: counted, months } of procedures) {
      const figures = rates.find(({ group }) => group.procedure === procedure)?.figures;
      expect(figures).toMatchObject({ numerator: counted.met, denominator: counted.judged });
      const [, ...long] = months;
      expect(long.reduce((total, { cases }) => total + cases, 0)).toBe(counted.met);
    }
  });

  it('counts only the hospitals of the viewer', async () => {
    const own = await getIndications({ ...viewer, hospitals: [1] }, services, { filter: {} });
    const asked = await getIndications(viewer, services, { filter: { hospitals: [1] } });
    expect(own).toEqual(asked);
    expect(own.cases).toBeGreaterThan(0);
  });

  function listCases() {
    return temporary.db
      .selectFrom('surgical_case as c')
      .innerJoin('import as i', 'i.id', 'c.import_id')
      .leftJoin('prom_score as b', (join) =>
        join
          .onRef('b.case_id', '=', 'c.id')
          .on('b.instrument', '=', 'odi')
          .on('b.timepoint', '=', 'baseline'),
      )
      .leftJoin('prom_score as a', (join) =>
        join
          .onRef('a.case_id', '=', 'c.id')
          .on('a.instrument', '=', 'odi')
          .on('a.timepoint', '=', 'month-12'),
      )
      .select(['c.procedure', 'c.urgency', 'c.indication', 'c.conservative_care_months as months'])
      .select(['c.traction', 'c.physiotherapy', 'c.injections', 'c.medication'])
      .select(['c.walking_distance_metres as metres', 'b.score as before', 'a.score as after'])
      .select(['c.admission_date as admitted', 'c.operation_date as operated'])
      .select(['i.cut_off as cutOff', 'c.proms_observed_days as observed'])
      .execute()
      .then((rows) =>
        rows.map((row) => ({
          ...row,
          followed:
            row.operated === null || row.cutOff === null || row.observed === null
              ? null
              : Math.min((Date.parse(row.cutOff) - Date.parse(row.operated)) / 86_400_000, row.observed),
        })),
      );
  }
});

function counts(levels: readonly LevelShare[]): [string, number][] {
  return levels.map(({ level, cases }) => [level, cases]);
}
