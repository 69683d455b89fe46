import { buildDemo } from '@lamina/server/commands/demo.command.ts';
import { listReferences } from '@lamina/server/repositories/reference.repository.ts';
import { getRates } from '@lamina/server/services/rates.service.ts';
import type { ServiceContext } from '@lamina/server/services/service-context.ts';
import { sqlTally } from '@lamina/server/tally/sql-tally.ts';
import { PROCEDURES } from '@lamina/shared/domain/procedure.ts';
import { CATALOGUE } from '@lamina/shared/indicators/catalogue.ts';
import fc from 'fast-check';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { arbitraryFilter } from '../../support/arbitrary-filter.ts';
import { type JudgedCase, judgeAll, naiveTally } from '../../support/naive-tally.ts';
import { readRawRecord } from '../../support/raw-record.ts';
import { type TemporaryDatabase, temporaryDatabase } from '../../support/temporary-database.ts';
import { qualityLead } from '../../support/viewers.ts';

const CASES = 4000;
const ROUNDS = 12;
const INDICATORS = CATALOGUE.map(({ id }) => id);
const viewer = qualityLead;

describe('lamina rates over the demo network', () => {
  let temporary: TemporaryDatabase;
  let services: ServiceContext;
  let judged: JudgedCase[];

  beforeAll(async () => {
    temporary = await temporaryDatabase();
    const config = { dataDirectory: temporary.directory };
    await buildDemo(temporary.db, config, { cases: CASES, seed: 3, lastMonth: '2026-09' });
    services = { db: temporary.db, tally: sqlTally(temporary.db), references: listReferences() };
    judged = judgeAll(await readRawRecord(temporary.db), CATALOGUE);
  });

  afterAll(() => temporary[Symbol.asyncDispose]());

  it('equal a naive recount of every indicator × procedure × hospital × quarter, under random filters', async () => {
    const hospitalNames = new Map(
      (await temporary.db.selectFrom('hospital').selectAll().execute()).map(({ id, name }) => [id, name]),
    );
    let cellsWithEvents = 0;
    await fc.assert(
      fc.asyncProperty(arbitraryFilter(judged), async (filter) => {
        const by = ['procedure', 'hospital', 'quarter'] as const;
        const rates = await getRates(viewer, services, { filter, by, indicators: INDICATORS });
        const naive = new Map(
          naiveTally(judged, filter, by, INDICATORS).map(
            ({ key: [procedure, hospital, quarter], judgements }) => [
              JSON.stringify([procedure, hospitalNames.get(Number(hospital)), quarter]),
              judgements,
            ],
          ),
        );
        expect(rates.length).toBe(naive.size * INDICATORS.length);
        for (const { group, figures } of rates) {
          const key = JSON.stringify([group.procedure, group.hospital, group.quarter]);
          const judgements = naive.get(key)?.get(figures.indicatorId) ?? [];
          const values = judgements.filter((judgement) => typeof judgement === 'number');
          expect(figures.completeness).toMatchObject({
            cases: judgements.length,
            judged: values.length,
            notApplicable: judgements.filter((judgement) => judgement === 'not-applicable').length,
            excluded: judgements.filter((judgement) => judgement === 'excluded').length,
            notYetEligible: judgements.filter((judgement) => judgement === 'not-yet-eligible').length,
            notReported: judgements.filter((judgement) => judgement === 'not-reported').length,
            followUpTooShort: judgements.filter((judgement) => judgement === 'follow-up-too-short').length,
          });
          if (values.length === 0) {
            expect(figures.state).toBe('no-data');
            continue;
          }
          if (figures.state === 'no-data') throw new Error(`${key}: judged cases without figures`);
          const sum = values.reduce((total, value) => total + value, 0);
          const { kind } = CATALOGUE.find(({ id }) => id === figures.indicatorId) ?? {};
          if (kind === 'proportion') {
            expect(figures.numerator).toBe(sum);
            expect(figures.value).toBe(sum / values.length);
            if (sum > 0) cellsWithEvents += 1;
          } else if (kind === 'duration') {
            expect(figures.value).toBe(median(values));
          } else {
            expect(figures.value).toBeCloseTo(sum / values.length, 8);
          }
          expect(figures.denominator).toBe(values.length);
        }
      }),
      { numRuns: ROUNDS, seed: 11 },
    );
    expect(cellsWithEvents).toBeGreaterThan(500);
  });

  it('give no verdict against a reference of one procedure where several are counted together', async () => {
    const together = await getRates(viewer, services, {
      filter: {},
      by: [],
      indicators: ['nerve-root-injury'],
    });
    expect(together.map(({ figures }) => figures.comparison)).toEqual([null]);
    const apart = await getRates(viewer, services, {
      filter: {},
      by: ['procedure'],
      indicators: ['nerve-root-injury'],
    });
    expect(new Set(apart.map(({ group }) => group.procedure))).toEqual(new Set(PROCEDURES));
    const discectomy = apart.find(({ group }) => group.procedure === 'discectomy');
    expect(discectomy?.figures.comparison?.referenceId).toBe('patient-information-nerve-root-injury');
  });
});

function median(values: readonly number[]): number {
  const sorted = values.toSorted((left, right) => left - right);
  const middle = Math.floor(sorted.length / 2);
  const upper = sorted[middle] ?? 0;
  return sorted.length % 2 === 1 ? upper : ((sorted[middle - 1] ?? 0) + upper) / 2;
}
