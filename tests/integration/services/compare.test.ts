import { listReferences } from '@lamina/server/repositories/reference.repository.ts';
import { getComparison } from '@lamina/server/services/compare.service.ts';
import { getRates } from '@lamina/server/services/rates.service.ts';
import type { ServiceContext } from '@lamina/server/services/service-context.ts';
import { sqlTally } from '@lamina/server/tally/sql-tally.ts';
import { CompareInput, CompareOutput } from '@lamina/shared/contract/compare.ts';
import type { CaseFilter } from '@lamina/shared/domain/filter.ts';
import { CATALOGUE } from '@lamina/shared/indicators/catalogue.ts';
import {
  classifyProportion,
  classifyRatio,
  exactProportionLimits,
  fewestUnitsForOverdispersion,
  pearsonOverdispersion,
} from '@lamina/shared/statistics/funnel.ts';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { demoDatabase, SMALL_NETWORK } from '../../support/demo-database.ts';
import type { TemporaryDatabase } from '../../support/temporary-database.ts';
import { qualityLead } from '../../support/viewers.ts';

const viewer = qualityLead;
const FILTERS: readonly CaseFilter[] = [
  {},
  { procedures: ['fusion'], from: '2023-04-01' },
  { ageBands: ['70+'], hospitals: [1, 3, 4] },
];

describe('the comparison of providers over the demo network', () => {
  let temporary: TemporaryDatabase;
  let services: ServiceContext;

  beforeAll(async () => {
    temporary = await demoDatabase({ ...SMALL_NETWORK, withModels: true });
    services = { db: temporary.db, tally: sqlTally(temporary.db), references: listReferences() };
  });

  afterAll(() => temporary[Symbol.asyncDispose]());

  const compare = (input: Partial<CompareInput> & Pick<CompareInput, 'indicator'>) =>
    getComparison(viewer, services, CompareInput.parse(input));

  it.each(FILTERS)('has the figures of lamina rates to the last digit, under %j', async (filter) => {
    let figuresSeen = 0;
    for (const by of ['hospital', 'surgeon'] as const) {
      const indicators = CATALOGUE.map(({ id }) => id);
      const all = await getRates(viewer, services, { filter, by: [by], indicators });
      for (const { id } of CATALOGUE) {
        const comparison = await compare({ filter, indicator: id, by });
        const rates = all.filter(({ figures }) => figures.indicatorId === id);
        const known = rates.filter(({ group }) => group[by] !== null);
        const byName = new Map(known.map(({ group, figures }) => [group[by], figures]));
        const unknown = rates.find(({ group }) => group[by] === null);
        expect(comparison.unattributedCases).toBe(unknown?.figures.completeness.cases ?? 0);
        expect(comparison.providers.map(({ name }) => name).toSorted()).toEqual(
          [...byName.keys()].toSorted(),
        );
        for (const provider of comparison.providers) {
          const figures = byName.get(provider.name);
          expect(provider.completeness).toEqual(figures?.completeness);
          if (figures === undefined || figures.state === 'no-data') {
            expect(provider.value).toBeNull();
            continue;
          }
          const { value, numerator, denominator, interval } = figures;
          expect(provider).toMatchObject({ value, numerator, denominator, interval });
          figuresSeen += 1;
        }
        expect(CompareOutput.safeParse(comparison).success).toBe(true);
      }
    }
    expect(figuresSeen).toBeGreaterThan(100);
  });

  it('places every provider as the statistics do: exact tails about the rate of all', async () => {
    let beyond = 0;
    for (const indicator of CATALOGUE.filter(({ kind }) => kind === 'proportion')) {
      const { providers, network, limits } = await compare({ indicator: indicator.id, by: 'surgeon' });
      const centre = (network.numerator ?? 0) / network.denominator;
      for (const { numerator, denominator, byChance } of providers) {
        const classified = classifyProportion(numerator ?? 0, denominator, centre);
        if (classified.kind === 'not-computable' || denominator < indicator.minimumDenominator) {
          expect(byChance).toBeNull();
          continue;
        }
        const { position, lowerTail, upperTail } = classified;
        expect(byChance).toEqual({ position, pValue: Math.min(1, 2 * Math.min(lowerTail, upperTail)) });
        if (position !== 'inside') beyond += 1;
      }
      const drawn = exactProportionLimits(
        centre,
        limits.map(({ size }) => size),
      );
      if (drawn.kind === 'computed') {
        expect(limits.map(({ lowerAlert }) => lowerAlert)).toEqual(drawn.limits[0]?.lower);
        expect(limits.map(({ upperAlarm }) => upperAlarm)).toEqual(drawn.limits[1]?.upper);
      }
    }
    expect(beyond).toBeGreaterThan(5);
  });

  it('allows for the spread between the providers that are judged, and says when there are too few of them', async () => {
    const { providers, spread, network } = await compare({ indicator: 'dural-tear', by: 'surgeon' });
    const judged = providers.filter(({ byChance }) => byChance !== null);
    const expected = pearsonOverdispersion(
      'proportion',
      judged.map(({ numerator, denominator }) => ({ numerator: numerator ?? 0, denominator })),
    );
    expect(judged.length).toBeGreaterThanOrEqual(fewestUnitsForOverdispersion);
    expect(expected.kind).toBe('computed');
    if (expected.kind !== 'computed' || spread.state !== 'estimated')
      throw new Error('no spread was estimated');
    expect(spread.phi).toBeCloseTo(expected.phi, 10);
    expect(spread.tau2).toBeCloseTo(expected.tau2, 10);
    const centre = (network.numerator ?? 0) / network.denominator;
    for (const { numerator, denominator, allowingForSpread } of judged) {
      const classified = classifyProportion(numerator ?? 0, denominator, centre, { tau2: expected.tau2 });
      if (classified.kind === 'computed') expect(allowingForSpread?.position).toBe(classified.position);
    }

    const hospitals = await compare({ indicator: 'dural-tear', by: 'hospital' });
    expect(hospitals.spread).toEqual({ state: 'too-few-providers', needed: fewestUnitsForOverdispersion });
    expect(hospitals.providers.every(({ allowingForSpread }) => allowingForSpread === null)).toBe(true);
  });

  it('keeps alarms a part of alerts: p at most 0.05 beyond the inner limits and 0.002 beyond the outer', async () => {
    for (const indicator of ['infection-90-days', 'dural-tear', 'readmission-30-days']) {
      const { providers } = await compare({ indicator, by: 'surgeon' });
      for (const { byChance } of providers) {
        if (byChance === null) continue;
        const { position, pValue } = byChance;
        const level =
          position === 'inside' ? Number.POSITIVE_INFINITY : position.endsWith('alarm') ? 0.002 : 0.05;
        expect(pValue).toBeLessThanOrEqual(level);
        if (position === 'inside') expect(pValue).toBeGreaterThan(0.05);
      }
    }
  });

  it('gives stays whole distributions and places medians by their interval', async () => {
    const { measure, providers, network, limits } = await compare({ indicator: 'length-of-stay' });
    expect(measure).toBe('median');
    expect(limits).toEqual([]);
    for (const { stay, interval, byChance, value } of providers) {
      expect(stay?.median).toBe(value);
      const leftOut =
        interval !== null &&
        network.value !== null &&
        (interval.upper < network.value || interval.lower > network.value);
      if (byChance !== null) expect(byChance.position !== 'inside').toBe(leftOut);
    }
  });

  it('says that an indicator has no case-mix model and gives the crude figures', async () => {
    const unadjusted = CATALOGUE.find(({ kind, caseMix }) => kind === 'proportion' && caseMix === null);
    const indicator = unadjusted?.id ?? '';
    const asked = await compare({ indicator, adjusted: true });
    const crude = await compare({ indicator });
    expect(asked).toEqual({ ...crude, adjustment: 'no-model' });
  });

  it.each(['infection-90-days', 'walked-within-a-day'])(
    'scales the events expected of %s to those seen, so that all together lie at 1',
    async (indicator) => {
      const filter: CaseFilter = { procedures: ['fusion', 'laminectomy'] };
      const { adjustment, measure, providers, network, limits } = await compare({
        indicator,
        filter,
        adjusted: true,
        by: 'hospital',
      });
      expect([adjustment, measure, network.value]).toEqual(['adjusted', 'ratio', 1]);
      const expected = providers.reduce((sum, provider) => sum + (provider.expected ?? 0), 0);
      expect(expected).toBeCloseTo(network.numerator ?? 0, 6);
      expect(limits.length).toBeGreaterThan(20);
      for (const { value, numerator, expected: own, byChance, interval } of providers) {
        if (value === null || own === null) continue;
        expect(value).toBe((numerator ?? 0) / own);
        expect(interval?.lower).toBeLessThanOrEqual(value);
        if (byChance !== null && byChance.position !== 'inside') {
          expect(byChance.position.startsWith(value > 1 ? 'above' : 'below')).toBe(true);
        }
      }
    },
  );

  it('takes the Poisson tail of rare events and the binomial tail of frequent ones for adjusted positions', async () => {
    const rare = await compare({ indicator: 'infection-90-days', adjusted: true, by: 'surgeon' });
    const frequent = await compare({ indicator: 'walked-within-a-day', adjusted: true, by: 'surgeon' });
    let placed = 0;
    for (const [comparison, isRare] of [
      [rare, true],
      [frequent, false],
    ] as const) {
      for (const { numerator, denominator, expected, byChance } of comparison.providers) {
        if (byChance === null || numerator === null || expected === null) continue;
        const classified = isRare
          ? classifyRatio(numerator, expected)
          : classifyProportion(numerator, denominator, expected / denominator);
        expect(classified).toMatchObject({ kind: 'computed', position: byChance.position });
        placed += 1;
      }
    }
    expect(placed).toBeGreaterThan(60);
  });

  it('shows published hospitals beside its own, the latest year only, and leaves them out of the limits', async () => {
    const before = await compare({ indicator: 'complex-infection-fusion' });
    const { id: importId } = await temporary.db.selectFrom('import').select('id').executeTakeFirstOrThrow();
    const row = (facility: string, year: number, pooled: 0 | 1) => ({
      publisher: 'CDPH',
      indicator_id: 'complex-infection-fusion',
      procedure: 'fusion',
      year,
      facility_code: facility,
      facility_name: `Hospital ${facility}`,
      pooled,
      operations: 200,
      observed: 3,
      predicted: 2.5,
      ratio: 1.2,
      ratio_lower: 0.3,
      ratio_upper: 3.1,
      published_verdict: null,
      content_hash: `${facility}-${year}`,
      import_id: importId,
    });
    await temporary.db
      .insertInto('published_comparator')
      .values([row('A', 2023, 0), row('A', 2024, 0), row('B', 2024, 0), row('State', 2024, 1)])
      .execute();
    const after = await compare({ indicator: 'complex-infection-fusion' });
    expect(after.comparators).toEqual(
      ['A', 'B'].map((name) => ({
        publisher: 'CDPH',
        year: 2024,
        name: `Hospital ${name}`,
        operations: 200,
        observed: 3,
        value: 0.015,
      })),
    );
    expect({ ...after, comparators: [] }).toEqual({ ...before, comparators: [] });
    const others = await compare({
      indicator: 'complex-infection-fusion',
      filter: { procedures: ['discectomy'] },
    });
    expect(others.comparators).toEqual([]);
  });

  it('answers a filter that no case matches with no provider and no limit', async () => {
    const nothing = await compare({
      indicator: 'infection-90-days',
      filter: { from: '1999-01-01', to: '1999-02-01' },
    });
    expect(nothing).toMatchObject({ cases: 0, providers: [], limits: [], network: { value: null } });
  });
});
