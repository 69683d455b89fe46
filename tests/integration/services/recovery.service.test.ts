import { buildDemo } from '@lamina/server/commands/demo.command.ts';
import { refreshOutcomeFacts } from '@lamina/server/repositories/outcome-facts.repository.ts';
import { listReferences } from '@lamina/server/repositories/reference.repository.ts';
import { getRates } from '@lamina/server/services/rates.service.ts';
import { getRecovery } from '@lamina/server/services/recovery.service.ts';
import type { ServiceContext } from '@lamina/server/services/service-context.ts';
import { sqlTally } from '@lamina/server/tally/sql-tally.ts';
import type { CaseFilter } from '@lamina/shared/domain/filter.ts';
import { PROM_ACCEPTED_DAYS, PROM_THRESHOLDS } from '@lamina/shared/domain/prom-follow-up.ts';
import { getIndicator } from '@lamina/shared/indicators/catalogue.ts';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { type TemporaryDatabase, temporaryDatabase } from '../../support/temporary-database.ts';
import { qualityLead } from '../../support/viewers.ts';

const viewer = qualityLead;
const IMPROVED = {
  odi: 'odi-improved-12-months',
  'back-pain': 'back-pain-improved-12-months',
  'leg-pain': 'leg-pain-improved-12-months',
} as const;

describe('recovery over a demo network', () => {
  let temporary: TemporaryDatabase;
  let services: ServiceContext;

  beforeAll(async () => {
    temporary = await temporaryDatabase();
    const { db, directory } = temporary;
    await buildDemo(db, { dataDirectory: directory }, { cases: 2500, seed: 12, lastMonth: '2026-09' });
    await refreshOutcomeFacts(db);
    services = { db, tally: sqlTally(db), references: listReferences() };
  });

  afterAll(async () => temporary?.[Symbol.asyncDispose]());

  it.each<[string, CaseFilter]>([
    ['everything', {}],
    ['older people', { ageBands: ['70+'] }],
    ['one hospital up to 2025', { hospitals: [1], to: '2025-01-01' }],
  ])('agrees with `lamina rates` for %s', async (_, filter) => {
    const { procedures } = await getRecovery(viewer, services, { filter });
    const rates = await getRates(viewer, services, {
      filter,
      by: ['procedure'],
      indicators: [
        ...Object.values(IMPROVED),
        'prom-response-12-months',
        'walked-within-a-day',
        'strenuous-activity-6-weeks',
      ],
    });
    const counts = (procedure: string, indicatorId: string) => {
      const rate = rates.find(
        ({ group, figures }) => group.procedure === procedure && figures.indicatorId === indicatorId,
      );
      if (rate === undefined) throw new Error(`There is no rate of ${indicatorId}.`);
      const { figures } = rate;
      return figures.state === 'no-data' ? [0, 0] : [figures.numerator, figures.denominator];
    };
    expect(procedures.length).toBeGreaterThan(0);
    for (const { procedure, instruments, walkedByDay, activeByWeek } of procedures) {
      for (const [instrument, indicatorId] of Object.entries(IMPROVED)) {
        const shown = instruments.find((entry) => entry.instrument === instrument);
        expect([shown?.change.improved, shown?.change.pairs]).toEqual(counts(procedure, indicatorId));
      }
      const [point] = instruments
        .filter(({ instrument }) => instrument === 'odi')
        .flatMap(({ points }) => points.filter(({ timepoint }) => timepoint === 'month-12'));
      expect([point?.answered, point?.asked]).toEqual(counts(procedure, 'prom-response-12-months'));
      const walked = walkedByDay.find(({ by }) => by === 1);
      expect([walked?.reached, walked?.judged]).toEqual(counts(procedure, 'walked-within-a-day'));
      const active = activeByWeek.find(({ by }) => by === 6);
      expect([active?.reached, active?.judged]).toEqual(counts(procedure, 'strenuous-activity-6-weeks'));
    }
  });

  it('averages the scores of cases that were followed for long enough, at every time point', async () => {
    const { procedures } = await getRecovery(viewer, services, { filter: {} });
    const scores = await temporary.db
      .selectFrom('prom_score')
      .innerJoin('surgical_case as c', 'c.id', 'prom_score.case_id')
      .innerJoin('import as i', 'i.id', 'c.import_id')
      .select(['c.procedure', 'instrument', 'timepoint', 'score'])
      .select(['c.operation_date as operated', 'i.cut_off as cutOff', 'c.proms_observed_days as observed'])
      .execute();
    for (const { procedure, instruments } of procedures) {
      for (const { instrument, points } of instruments) {
        for (const { timepoint, answered, mean } of points) {
          const counted = scores.filter(
            (row) =>
              row.procedure === procedure &&
              row.instrument === instrument &&
              row.timepoint === timepoint &&
              row.operated !== null &&
              row.cutOff !== null &&
              (Date.parse(row.cutOff) - Date.parse(row.operated)) / 86_400_000 >=
                PROM_ACCEPTED_DAYS[timepoint] &&
              (row.observed ?? -1) >= PROM_ACCEPTED_DAYS[timepoint],
          );
          expect(answered).toBe(counted.length);
          const sum = counted.reduce((total, { score }) => total + score, 0);
          if (mean !== null) expect(mean).toBeCloseTo(sum / counted.length, 9);
        }
      }
    }
  });

  it('bounds what non-response could hide by none and all of those who did not answer', async () => {
    const { procedures } = await getRecovery(viewer, services, { filter: {} });
    for (const { instruments } of procedures) {
      for (const { change } of instruments) {
        if (change.bounds === null) continue;
        expect(change.bounds.worst).toBeCloseTo(change.improved / change.asked, 12);
        expect(change.bounds.best).toBeCloseTo(1 - (change.pairs - change.improved) / change.asked, 12);
        expect(change.detectablyImproved).toBeLessThanOrEqual(change.improved);
      }
    }
  });

  it('uses the thresholds and the follow-up of the indicators', () => {
    for (const [instrument, indicatorId] of Object.entries(IMPROVED)) {
      const { numerator, followUp } = getIndicator(indicatorId) as Extract<
        ReturnType<typeof getIndicator>,
        { kind: 'proportion' }
      >;
      expect(numerator).toMatchObject({ by: PROM_THRESHOLDS[instrument as keyof typeof IMPROVED].important });
      expect(followUp?.days).toBe(PROM_ACCEPTED_DAYS['month-12']);
    }
  });
});
