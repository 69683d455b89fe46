import { scopeOf } from '@lamina/server/auth/scope.ts';
import { buildDemo } from '@lamina/server/commands/demo.command.ts';
import type { Database } from '@lamina/server/database/database.ts';
import type { GroundTruth } from '@lamina/server/demo/ground-truth.ts';
import { expectedColumn } from '@lamina/server/repositories/case-mix.repository.ts';
import { listCaseSequence } from '@lamina/server/repositories/case-sequence.repository.ts';
import { listReferences } from '@lamina/server/repositories/reference.repository.ts';
import { listCurrentRiskModels } from '@lamina/server/repositories/risk-model.repository.ts';
import { refreshCaseMix } from '@lamina/server/services/case-mix.service.ts';
import { getExpectedRisk } from '@lamina/server/services/expected-risk.service.ts';
import { getRates } from '@lamina/server/services/rates.service.ts';
import { sqlTally } from '@lamina/server/tally/sql-tally.ts';
import type { TallyCell } from '@lamina/server/tally/tally.ts';
import type { FittedRiskModel, RiskModel } from '@lamina/shared/contract/risk-model.ts';
import { CATALOGUE } from '@lamina/shared/indicators/catalogue.ts';
import fc from 'fast-check';
import { sql } from 'kysely';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { arbitraryFilter, arbitraryGrouping } from '../../support/arbitrary-filter.ts';
import { type JudgedCase, judgeAll, naiveTally } from '../../support/naive-tally.ts';
import { rankCorrelation } from '../../support/rank-correlation.ts';
import { readRawRecord } from '../../support/raw-record.ts';
import { type TemporaryDatabase, temporaryDatabase } from '../../support/temporary-database.ts';
import { qualityLead } from '../../support/viewers.ts';

const ROUNDS = 20;
const viewer = qualityLead;
const everyone = scopeOf(viewer);
const ADJUSTED = CATALOGUE.filter(({ caseMix }) => caseMix !== null).map(({ id }) => id);

/** Expected risks as they are stored, by case and column. */
type StoredRisks = ReadonlyMap<number, Readonly<Record<string, number | null>>>;

async function readRisks(db: Database): Promise<StoredRisks> {
  const { rows } = await sql<{ case_id: number }>`select * from case_expected`.execute(db);
  return new Map(rows.map(({ case_id, ...risks }) => [case_id, risks]));
}

function expectedOf(cell: TallyCell | undefined, indicatorId: string): number {
  const tally = cell?.indicators[indicatorId];
  if (tally?.kind !== 'proportion' || tally.expected === undefined || tally.expected === null) {
    throw new Error(`${indicatorId} has no expected number`);
  }
  return tally.expected;
}

describe('case mix over the demo network', () => {
  let temporary: TemporaryDatabase;
  let truth: GroundTruth;
  let judged: JudgedCase[];
  let risks: StoredRisks;
  let models: ReadonlyMap<string, RiskModel>;
  let fitted: FittedRiskModel[];

  beforeAll(async () => {
    temporary = await temporaryDatabase();
    const config = { dataDirectory: temporary.directory };
    const options = { cases: 24_000, seed: 5, lastMonth: '2026-09', hospitals: 40, surgeons: 40 };
    ({ groundTruth: truth } = await buildDemo(temporary.db, config, options));
    await refreshCaseMix(temporary.db);
    models = await listCurrentRiskModels(temporary.db);
    fitted = [...models.values()].filter((model) => model.state === 'fitted');
    judged = judgeAll(await readRawRecord(temporary.db), CATALOGUE);
    risks = await readRisks(temporary.db);
  });

  afterAll(() => temporary[Symbol.asyncDispose]());

  it('has a model, or a reason for none, for every indicator that declares one', () => {
    expect([...models.keys()].toSorted()).toEqual(ADJUSTED.toSorted());
    expect(fitted.length).toBeGreaterThan(15);
    for (const model of models.values()) {
      if (model.state === 'not-fitted') expect(model.reason).toMatch(/a model needs \d+/);
    }
  });

  it('expects as many events as were observed, over all cases that the model was fitted to', async () => {
    const [cell] = await sqlTally(temporary.db).count({
      scope: everyone,
      filter: {},
      groupBy: [],
      indicators: ADJUSTED,
    });
    for (const { indicatorId, cases, events } of fitted) {
      expect(cell?.indicators[indicatorId]).toMatchObject({ numerator: events, denominator: cases });
      expect(Math.abs(expectedOf(cell, indicatorId) - events)).toBeLessThan(1e-6);
    }
  });

  it('adds expected risks up as a naive sum over the cases that count does, for any filter and grouping', async () => {
    const ids = fitted.map(({ indicatorId }) => indicatorId);
    const riskOf = (caseId: number, id: string) => risks.get(caseId)?.[expectedColumn(id)] ?? null;
    const caseWithRisks = judged.map((each) => ({
      ...each,
      // What the naive tally hands back of each case: its risk, if and only if the case counts.
      judgements: new Map(
        ids.map((id) => [
          id,
          typeof each.judgements.get(id) === 'number'
            ? (riskOf(each.id, id) ?? Number.NaN)
            : ('excluded' as const),
        ]),
      ),
    }));
    let compared = 0;
    await fc.assert(
      fc.asyncProperty(arbitraryFilter(judged), arbitraryGrouping, async (filter, groupBy) => {
        const cells = await sqlTally(temporary.db).count({
          scope: everyone,
          filter,
          groupBy,
          indicators: ids,
        });
        const naive = naiveTally(caseWithRisks, filter, groupBy, ids);
        const byKey = new Map(
          cells.map((cell) => [JSON.stringify(groupBy.map((each) => cell.key[each])), cell]),
        );
        expect(byKey.size).toBe(naive.length);
        for (const { key, judgements } of naive) {
          for (const id of ids) {
            const values = (judgements.get(id) ?? []).filter((value) => typeof value === 'number');
            const sum = values.reduce((total, value) => total + value, 0);
            expect(Math.abs(expectedOf(byKey.get(JSON.stringify(key)), id) - sum)).toBeLessThan(1e-8);
            compared += 1;
          }
        }
      }),
      { numRuns: ROUNDS, seed: 7 },
    );
    expect(compared).toBeGreaterThan(ROUNDS * ids.length);
  });

  it('tells cases apart: cross-validated area under the curve above one half, its lower limit too', () => {
    for (const id of ['infection-30-days', 'infection-90-days', 'dural-tear', 'bleeding-or-transfusion']) {
      const model = fitted.find(({ indicatorId }) => indicatorId === id);
      expect(model?.validated.aucLower).toBeGreaterThan(0.55);
      expect(model?.apparent.auc).toBeGreaterThan(model?.validated.auc ?? 1);
    }
  });

  it('is calibrated by tenths of risk: observed within what chance allows of expected', () => {
    let outside = 0;
    let groups = 0;
    for (const { calibration } of fitted) {
      for (const { cases, observed, expected } of calibration.groups) {
        const standardDeviation = Math.sqrt(expected * (1 - expected / cases));
        if (Math.abs(observed - expected) > 3 * standardDeviation + 0.5) outside += 1;
        groups += 1;
      }
    }
    expect(groups).toBeGreaterThan(fitted.length * 8);
    // At three standard deviations chance alone puts about one group in 370 outside.
    expect(outside / groups).toBeLessThan(0.02);
  });

  it('says how optimistic it is: a cross-validated slope of at most one, and near it where events are many', () => {
    for (const { apparent, method } of fitted) {
      if (method === 'maximum-likelihood') expect(apparent.calibrationSlope).toBeCloseTo(1, 6);
    }
    const dural = fitted.find(({ indicatorId }) => indicatorId === 'dural-tear');
    expect(dural?.validated.calibrationSlope).toBeGreaterThan(0.85);
    expect(dural?.validated.calibrationSlope).toBeLessThan(1.05);
  });

  it('recovers the true differences between hospitals better than crude rates do', async () => {
    const truthOf = (code: string): number => {
      const hospital = truth.hospitals.find((each) => each.code === code);
      const surgeons = truth.surgeons.filter((each) => each.hospital === code);
      const share = surgeons.reduce((sum, each) => sum + each.share, 0);
      const within = surgeons.reduce(
        (sum, each) => sum + each.share * Math.log(each.oddsRatios.transfusion),
        0,
      );
      return Math.log(hospital?.oddsRatios.fusion.transfusion ?? 1) + within / share;
    };
    const codes = new Map(
      (await temporary.db.selectFrom('hospital').selectAll().execute()).map(({ id, code }) => [id, code]),
    );
    const id = 'bleeding-or-transfusion';
    const cells = await sqlTally(temporary.db).count({
      scope: everyone,
      filter: {},
      groupBy: ['hospital'],
      indicators: [id],
    });
    const known = cells.map((cell) => truthOf(codes.get(Number(cell.key.hospital)) ?? ''));
    const observed = cells.map((cell) => {
      const tally = cell.indicators[id];
      if (tally?.kind !== 'proportion') throw new Error('not a proportion');
      return tally;
    });
    const crude = observed.map(({ numerator, denominator }) => numerator / denominator);
    const adjusted = observed.map(({ numerator, expected }) => numerator / (expected ?? Number.NaN));
    const ofCrude = rankCorrelation(crude, known);
    const ofAdjusted = rankCorrelation(adjusted, known);
    expect(ofAdjusted).toBeGreaterThan(ofCrude + 0.05);
    expect(ofAdjusted).toBeGreaterThan(0.5);
  });

  it('explains a case: contributions add up from the average case to the stored risk', async () => {
    let explained = 0;
    for (const { id } of judged.filter((_, index) => index % 1200 === 0)) {
      for (const { indicatorId } of fitted) {
        const risk = await getExpectedRisk(viewer, temporary, id, indicatorId);
        if (risk?.state !== 'expected') throw new Error('no explanation');
        const sum = risk.contributions.reduce((total, each) => total + each.logOdds, risk.averageLogOdds);
        expect(1 / (1 + Math.exp(-sum))).toBeCloseTo(risk.risk, 12);
        const stored = risks.get(id)?.[expectedColumn(indicatorId)] ?? null;
        if (stored === null) continue;
        expect(Math.abs(risk.risk - stored)).toBeLessThan(1e-9);
        explained += 1;
      }
    }
    expect(explained).toBeGreaterThan(100);
  });

  it('explains no case outside the viewer’s scope', async () => {
    const [first] = judged;
    const elsewhere = { ...viewer, hospitals: [(first?.hospitalId ?? 0) + 1] };
    expect(await getExpectedRisk(elsewhere, temporary, first?.id ?? 0, 'dural-tear')).toBeUndefined();
    expect(await getExpectedRisk(viewer, temporary, first?.id ?? 0, 'vessel-injury')).toMatchObject({
      state: 'none',
    });
  });

  it('puts the cases of a surgeon in sequence, with what the tally counts of them', async () => {
    const surgeon = judged[0]?.surgeonId ?? 0;
    const filter = { surgeons: [surgeon] };
    const sequence = await listCaseSequence(temporary.db, everyone, filter, 'dural-tear');
    const [cell] = await sqlTally(temporary.db).count({
      scope: everyone,
      filter,
      groupBy: [],
      indicators: ['dural-tear'],
    });
    expect(sequence.length).toBeGreaterThan(100);
    expect(cell?.indicators['dural-tear']).toMatchObject({
      denominator: sequence.length,
      numerator: sequence.reduce((sum, { outcome }) => sum + outcome, 0),
    });
    const expected = sequence.reduce((sum, each) => sum + (each.expected ?? Number.NaN), 0);
    expect(expected).toBeCloseTo(expectedOf(cell, 'dural-tear'), 9);
    const order = sequence.map(({ date, caseId }) => `${date} ${String(caseId).padStart(9, '0')}`);
    expect(order).toEqual(order.toSorted());
    const others = scopeOf({ ...viewer, hospitals: [999_999] });
    expect(await listCaseSequence(temporary.db, others, filter, 'dural-tear')).toEqual([]);
    const unadjusted = await listCaseSequence(temporary.db, everyone, filter, 'vessel-injury');
    expect(new Set(unadjusted.map((each) => each.expected))).toEqual(new Set([null]));
  });

  it('gives rates their adjusted figures: over all cases the overall rate, ratio 1', async () => {
    const services = { db: temporary.db, tally: sqlTally(temporary.db), references: listReferences() };
    const rates = await getRates(viewer, services, {
      filter: {},
      by: [],
      indicators: ['infection-90-days', 'vessel-injury', 'length-of-stay'],
    });
    const [infection, ...others] = rates;
    if (infection?.adjusted.state !== 'figures') throw new Error('no adjusted figures');
    expect(infection.adjusted.ratio).toBeCloseTo(1, 8);
    expect(infection.adjusted.rate).toBeCloseTo(infection.adjusted.overallRate, 8);
    expect(others.map(({ adjusted }) => adjusted.state)).toEqual(['not-adjusted', 'not-adjusted']);
  });
});
