import { scopeOf } from '@lamina/server/auth/scope.ts';
import { readCaseMixCases, replaceRiskModels } from '@lamina/server/repositories/case-mix.repository.ts';
import { listCaseSequence } from '@lamina/server/repositories/case-sequence.repository.ts';
import { listCurrentRiskModels } from '@lamina/server/repositories/risk-model.repository.ts';
import { refreshCaseMix } from '@lamina/server/services/case-mix.service.ts';
import { getExpectedRisk } from '@lamina/server/services/expected-risk.service.ts';
import { sqlTally } from '@lamina/server/tally/sql-tally.ts';
import { SurgicalCase } from '@lamina/shared/domain/surgical-case.ts';
import { COVARIATES } from '@lamina/shared/indicators/case-mix-term.ts';
import { CATALOGUE } from '@lamina/shared/indicators/catalogue.ts';
import fc from 'fast-check';
import { sql } from 'kysely';
import { describe, expect, it } from 'vitest';
import { ARBITRARY_CUT_OFF, arbitraryCase } from '../../support/arbitrary-case.ts';
import { commitExamples } from '../../support/commit-examples.ts';
import { ON_POSTGRES, type TemporaryDatabase, temporaryDatabase } from '../../support/temporary-database.ts';
import { qualityLead } from '../../support/viewers.ts';

const SEED = 20_261_122;
const INDICATOR = 'dural-tear';
const viewer = qualityLead;

/** Cases with about a quarter of everything not reported. */
const cases = fc.sample(arbitraryCase, { numRuns: 1500, seed: SEED });
const bare = SurgicalCase.parse({
  sourceSystem: 'arbitrary',
  sourceCaseId: 'nothing known',
  hospital: { code: 'H1' },
  fusion: true,
  laminectomy: false,
  discectomy: false,
  operationYear: 2023,
  observed: { 'dural-tear': 'cut-off' },
});

async function countExpected({ db }: TemporaryDatabase) {
  const [cell] = await sqlTally(db).count({
    scope: scopeOf(viewer),
    filter: {},
    groupBy: [],
    indicators: CATALOGUE.map(({ id }) => id),
  });
  return cell?.indicators ?? {};
}

describe('refreshing the case-mix models', () => {
  it('copes with covariates that are not recorded: every risk lies between 0 and 1, and they add up to the events', async () => {
    await using temporary = await temporaryDatabase();
    await commitExamples(temporary.db, [...cases, bare], ARBITRARY_CUT_OFF);
    expect(await refreshCaseMix(temporary.db)).toBe(true);
    const models = [...(await listCurrentRiskModels(temporary.db)).values()];
    const fitted = models.filter(({ state }) => state === 'fitted');
    expect(fitted.length).toBeGreaterThan(5);
    const tallies = await countExpected(temporary);
    for (const { indicatorId, events } of fitted) {
      const tally = tallies[indicatorId];
      if (tally?.kind !== 'proportion') throw new Error('not a proportion');
      expect(Math.abs((tally.expected ?? Number.NaN) - events)).toBeLessThan(1e-6);
      const column = sql.ref(`${indicatorId.replaceAll('-', '_')}_expected`);
      const { rows } = await sql<{ low: number; high: number; counted: number }>`
        select min(${column}) as low, max(${column}) as high, count(${column}) as counted from case_expected
      `.execute(temporary.db);
      expect(rows[0]?.counted).toBe(tally.denominator);
      expect(rows[0]?.low).toBeGreaterThan(0);
      expect(rows[0]?.high).toBeLessThan(1);
    }
  });

  it('gives a case of which nothing is known a risk, and says that nothing is', async () => {
    await using temporary = await temporaryDatabase();
    await commitExamples(temporary.db, [...cases, bare], ARBITRARY_CUT_OFF);
    await refreshCaseMix(temporary.db);
    const { caseId } = await temporary.db
      .selectFrom('surgical_case')
      .select((eb) => eb.fn.max('id').as('caseId'))
      .executeTakeFirstOrThrow();
    const risk = await getExpectedRisk(viewer, temporary, caseId, INDICATOR);
    if (risk?.state !== 'expected') throw new Error('no risk');
    const unknown = risk.contributions.filter(({ covariate }) => covariate !== 'procedure');
    expect(new Set(unknown.map(({ value }) => value))).toEqual(
      new Set(['not recorded', 'other or not recorded']),
    );
    expect(unknown.every(({ covariate }) => COVARIATES.includes(covariate))).toBe(true);
    expect(risk.risk).toBeGreaterThan(0);
    expect(risk.risk).toBeLessThan(1);
  });

  it.skipIf(ON_POSTGRES)('does nothing when nothing changed (as SQLite counts changes)', async () => {
    await using temporary = await temporaryDatabase();
    await commitExamples(temporary.db, cases, ARBITRARY_CUT_OFF);
    expect(await refreshCaseMix(temporary.db)).toBe(true);
    const changes = async () =>
      (await sql<{ changes: number }>`select total_changes() as changes`.execute(temporary.db)).rows[0]
        ?.changes;
    const before = await changes();
    expect(await refreshCaseMix(temporary.db)).toBe(false);
    await commitExamples(temporary.db, cases, ARBITRARY_CUT_OFF);
    expect(await refreshCaseMix(temporary.db)).toBe(false);
    expect(before).toBeGreaterThan(cases.length);
    const imported = 3; // The second import writes its log entry, its counts and the lock.
    expect((await changes()) ?? 0).toBeLessThanOrEqual((before ?? 0) + imported);
  });

  it('shows nothing of a stale model', async () => {
    await using temporary = await temporaryDatabase();
    const { db } = temporary;
    await commitExamples(db, cases, ARBITRARY_CUT_OFF);
    await refreshCaseMix(db);
    expect((await countExpected(temporary))[INDICATOR]).toHaveProperty('expected');
    const firstVersion = (await listCurrentRiskModels(db)).get(INDICATOR)?.version;

    await commitExamples(db, [...cases, bare], ARBITRARY_CUT_OFF);
    expect((await countExpected(temporary))[INDICATOR]).not.toHaveProperty('expected');
    expect(await listCurrentRiskModels(db)).toEqual(new Map());
    expect(await getExpectedRisk(viewer, temporary, 1, INDICATOR)).toMatchObject({ state: 'none' });
    const sequence = await listCaseSequence(db, scopeOf(viewer), {}, INDICATOR);
    expect(sequence.length).toBeGreaterThan(100);
    expect(sequence.filter(({ expected }) => expected !== null)).toEqual([]);

    expect(await refreshCaseMix(db)).toBe(true);
    expect((await countExpected(temporary))[INDICATOR]).toHaveProperty('expected');
    expect((await listCurrentRiskModels(db)).get(INDICATOR)?.version).not.toBe(firstVersion);
  });

  it('writes nothing when the facts changed while it calculated', async () => {
    await using temporary = await temporaryDatabase();
    const { db } = temporary;
    await commitExamples(db, cases, ARBITRARY_CUT_OFF);
    const read = await readCaseMixCases(db, [INDICATOR]);
    await commitExamples(db, [...cases, bare], ARBITRARY_CUT_OFF);
    const none = { values: [], codes: new Uint32Array() };
    const covariates = {
      age: none,
      bodyMassIndex: none,
      levels: none,
      odiAtBaseline: none,
      backPainAtBaseline: none,
      legPainAtBaseline: none,
    };
    expect(await replaceRiskModels(db, read, { models: [], covariates, effects: [] })).toBe(false);
    expect(await refreshCaseMix(db)).toBe(true);
  });

  it('gives reasons instead of models for an empty record', async () => {
    await using temporary = await temporaryDatabase();
    await commitExamples(temporary.db, [bare], ARBITRARY_CUT_OFF);
    expect(await refreshCaseMix(temporary.db)).toBe(true);
    const models = [...(await listCurrentRiskModels(temporary.db)).values()];
    expect(models.map(({ state }) => state)).toEqual(models.map(() => 'not-fitted'));
    expect(models.map((model) => model.state === 'not-fitted' && model.reason)).toContain(
      '0 events; a model needs 20.',
    );
    expect((await countExpected(temporary))[INDICATOR]).not.toHaveProperty('expected');
  });
});
