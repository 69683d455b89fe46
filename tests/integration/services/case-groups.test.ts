import { getAllCases, getCases } from '@lamina/server/services/cases.service.ts';
import { getIndications } from '@lamina/server/services/indications.service.ts';
import { getProcedures } from '@lamina/server/services/procedures.service.ts';
import { getRecovery } from '@lamina/server/services/recovery.service.ts';
import type { ServiceContext } from '@lamina/server/services/service-context.ts';
import { sqlTally } from '@lamina/server/tally/sql-tally.ts';
import { CaseGroup, REPORTED_FIELDS } from '@lamina/shared/contract/case-group.ts';
import { type CaseCounted, CaseCounted as CaseCountedSchema } from '@lamina/shared/contract/cases.ts';
import type { LevelShare } from '@lamina/shared/contract/indications.ts';
import { PROCEDURE_GROUPS } from '@lamina/shared/contract/procedures.ts';
import type { CaseFilter } from '@lamina/shared/domain/filter.ts';
import type { Procedure } from '@lamina/shared/domain/procedure.ts';
import { CATALOGUE } from '@lamina/shared/indicators/catalogue.ts';
import fc from 'fast-check';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { ARBITRARY_CUT_OFF, arbitraryCase } from '../../support/arbitrary-case.ts';
import { arbitraryFilter } from '../../support/arbitrary-filter.ts';
import { commitExamples } from '../../support/commit-examples.ts';
import { type JudgedCase, judgeAll } from '../../support/naive-tally.ts';
import { readRawRecord } from '../../support/raw-record.ts';
import { type TemporaryDatabase, temporaryDatabase } from '../../support/temporary-database.ts';
import { qualityLead } from '../../support/viewers.ts';

const CASES = 700;
const SEED = 20_261_123;
const SORT = { column: 'operation', descending: true } as const;

/** A number that a panel shows, and how its list is asked for. */
interface Shown {
  readonly filter: CaseFilter;
  readonly group?: CaseGroup;
  readonly of?: { readonly indicator: string; readonly counted: CaseCounted };
  readonly cases: number;
}

describe('the groups that panels count', () => {
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

  afterAll(() => temporary?.[Symbol.asyncDispose]());

  it.each([
    ['Indications', shownByIndications],
    ['Recovery', shownByRecovery],
    ['Procedures', shownByProcedures],
  ] as const)('list exactly as many cases as %s shows, whatever the filter', async (_, shownBy) => {
    const told = new Map<string, number>();
    await fc.assert(
      fc.asyncProperty(arbitraryFilter(judged), async (filter) => {
        for (const { cases, ...which } of await shownBy(filter)) {
          const { total } = await getCases(qualityLead, services, { ...which, sort: SORT, page: 1 });
          expect(total, JSON.stringify(which)).toBe(cases);
          const kind = which.group?.kind ?? which.of?.counted ?? '';
          told.set(kind, (told.get(kind) ?? 0) + cases);
        }
      }),
      { numRuns: 6, seed: SEED },
    );
    expect(told.size).toBeGreaterThan(2);
    for (const [kind, cases] of told) expect(cases, kind).toBeGreaterThan(0);
  });

  it('list each case once, within the indicator asked about', async () => {
    const which = {
      filter: {},
      of: { indicator: 'odi-improved-12-months', counted: CaseCountedSchema.enum.numerator },
      group: { kind: 'score-change', instrument: 'odi', timepoint: 'month-12', change: 'beyond-error' },
      sort: SORT,
    } as const;
    const rows = await getAllCases(qualityLead, services, which);
    expect(rows.length).toBeGreaterThan(0);
    expect(new Set(rows.map(({ id }) => id)).size).toBe(rows.length);
    expect(rows.every(({ outcome }) => outcome === 1)).toBe(true);
  });

  it('lists of a surgeon only their own cases of a group', async () => {
    const surgeon = judged.find(({ surgeonId }) => surgeonId !== null)?.surgeonId ?? 0;
    const asker = { ...qualityLead, role: 'surgeon', surgeon } as const;
    const group = { kind: 'field', field: 'levels', reported: 'reported' } as const;
    const whole = await getCases(qualityLead, services, { filter: {}, group, sort: SORT, page: 1 });
    const own = await getCases(asker, services, { filter: {}, group, sort: SORT, page: 1 });
    expect(own.total).toBeLessThan(whole.total);
    expect(own.total).toBeLessThanOrEqual(own.selected);
    expect(own.total).toBeGreaterThan(0);
  });

  async function shownByIndications(filter: CaseFilter): Promise<Shown[]> {
    const { procedures, caudaEquina, criterion } = await getIndications(qualityLead, services, { filter });
    const cauda: CaseFilter = { ...filter, indications: ['cauda-equina-syndrome'] };
    return [
      ...procedures.flatMap(
        ({ procedure, months, kinds, walking, indications, outcome, ...rest }): Shown[] => {
          const own: CaseFilter = { ...filter, procedures: [procedure] };
          const [{ met, judged: all }, [mix]] = [rest.criterion, indications];
          return [
            { filter: own, of: { indicator: criterion, counted: 'not-numerator' }, cases: all - met },
            ...months.map(({ level, cases }) => shown(own, { kind: 'care-months', band: level }, cases)),
            ...kinds.flatMap(({ level: care, cases, reported, notReported }) => [
              shown(own, { kind: 'care-kind', care, part: 'tried' }, cases),
              shown(own, { kind: 'care-kind', care, part: 'reported' }, reported),
              shown(own, { kind: 'care-kind', care, part: 'not-reported' }, notReported),
            ]),
            ...withReported(own, walking, (distance) => ({ kind: 'walking-distance', distance })),
            ...(mix === undefined
              ? []
              : reportedOf(own, mix, (reported) => ({ kind: 'field', field: 'indication', reported }))),
            ...(['met', 'notMet'] as const).flatMap((group) =>
              (['asked', 'answered', 'improved'] as const).map((part) =>
                shown(
                  own,
                  { kind: 'criterion-outcome', criterion: group === 'met' ? 'met' : 'not-met', part },
                  outcome[group][part],
                ),
              ),
            ),
          ];
        },
      ),
      ...(filter.indications?.includes('cauda-equina-syndrome') === false
        ? []
        : [
            ...withReported(cauda, caudaEquina.waiting, (days) => ({ kind: 'waiting', days })),
            ...caudaEquina.urgency
              .slice(0, 1)
              .flatMap((share) =>
                reportedOf(cauda, share, (reported) => ({ kind: 'field', field: 'urgency', reported })),
              ),
          ]),
    ];
  }

  async function shownByRecovery(filter: CaseFilter): Promise<Shown[]> {
    const { procedures } = await getRecovery(qualityLead, services, { filter });
    return procedures.flatMap(({ procedure, instruments, walkedByDay, activeByWeek }): Shown[] => {
      const own: CaseFilter = { ...filter, procedures: [procedure] };
      return [
        ...instruments.flatMap(({ instrument, points, change }) => {
          const changed = { kind: 'score-change', instrument, timepoint: 'month-12' } as const;
          return [
            ...points.flatMap(({ timepoint, asked, notYetDue, answered }) => [
              shown(own, { kind: 'scores-due', timepoint, part: 'asked' }, asked),
              shown(own, { kind: 'scores-due', timepoint, part: 'not-yet-due' }, notYetDue),
              shown(own, { kind: 'score-answered', instrument, timepoint }, answered),
            ]),
            shown(own, { ...changed, change: 'any' }, change.pairs),
            shown(own, { ...changed, change: 'improved' }, change.improved),
            shown(own, { ...changed, change: 'beyond-error' }, change.detectablyImproved),
            shown(own, { ...changed, change: 'worsened' }, change.worsened),
          ];
        }),
        ...walkedByDay.map(({ by, reached }) => shown(own, { kind: 'walked', byDay: by }, reached)),
        ...activeByWeek.map(({ by, reached }) => shown(own, { kind: 'active', byWeek: by }, reached)),
      ];
    });
  }

  async function shownByProcedures(filter: CaseFilter): Promise<Shown[]> {
    const { characteristics, stays, changes, returnToTheatre } = await getProcedures(qualityLead, services, {
      filter,
    });
    return (['decompression', 'fusion'] as const).flatMap((name): Shown[] => {
      const named: readonly Procedure[] = PROCEDURE_GROUPS[name];
      const procedures = named.filter((one) => filter.procedures?.includes(one) ?? true);
      if (procedures.length === 0) return [];
      const own: CaseFilter = { ...filter, procedures };
      const fields = REPORTED_FIELDS.flatMap((field) => {
        const [first] = characteristics.filter(({ characteristic }) => characteristic === field);
        const group = { kind: 'field', field, reported: 'reported' };
        return first === undefined ? [] : [shown(own, group, first[name].denominator)];
      });
      const stay = stays[name]?.histogram ?? [];
      const longer = stay.filter(({ nights }) => nights > 3).reduce((sum, { cases }) => sum + cases, 0);
      return [
        ...fields,
        ...characteristics
          .filter(({ characteristic }) => characteristic === 'levels')
          .map((entry) => shown(own, { kind: 'levels', levels: entry.level }, entry[name].numerator)),
        ...stay.map(({ nights, cases }) => shown(own, { kind: 'nights', nights }, cases)),
        shown(own, { kind: 'more-nights', nights: 3 }, longer),
        ...changes.flatMap(({ instrument, timepoint, [name]: { answered, asked } }) => [
          shown(own, { kind: 'score-change', instrument, timepoint, change: 'any' }, answered),
          shown(own, { kind: 'scores-due', timepoint, part: 'asked' }, asked),
        ]),
        ...returnToTheatre[name].atMoments.map(({ day, atRisk }) =>
          shown(own, { kind: 'theatre-followed', onDay: day }, atRisk),
        ),
        shown(own, { kind: 'theatre-not-followed' }, returnToTheatre[name].notFollowed),
      ];
    });
  }
});

function withReported(
  filter: CaseFilter,
  levels: readonly LevelShare[],
  groupOf: (level: string) => object,
): Shown[] {
  const [first] = levels;
  return [
    ...levels.map(({ level, cases }) => shown(filter, groupOf(level), cases)),
    ...(first === undefined ? [] : reportedOf(filter, first, groupOf)),
  ];
}

function reportedOf(
  filter: CaseFilter,
  { reported, notReported }: LevelShare,
  groupOf: (reported: string) => object,
): Shown[] {
  return [shown(filter, groupOf('reported'), reported), shown(filter, groupOf('not-reported'), notReported)];
}

function shown(filter: CaseFilter, group: object, cases: number): Shown {
  return { filter, group: CaseGroup.parse(group), cases };
}
