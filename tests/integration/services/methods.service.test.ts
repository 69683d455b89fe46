import { STATISTIC_GROUPS } from '@lamina/client/src/features/methods/statistic-methods.ts';
import { listReferences } from '@lamina/server/repositories/reference.repository.ts';
import { listCurrentRiskModels } from '@lamina/server/repositories/risk-model.repository.ts';
import { getComparison } from '@lamina/server/services/compare.service.ts';
import { getMethods } from '@lamina/server/services/methods.service.ts';
import { getRates } from '@lamina/server/services/rates.service.ts';
import type { ServiceContext } from '@lamina/server/services/service-context.ts';
import { sqlTally } from '@lamina/server/tally/sql-tally.ts';
import { MethodsOutput } from '@lamina/shared/contract/methods.ts';
import { CATALOGUE } from '@lamina/shared/indicators/catalogue.ts';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { demoDatabase, SMALL_NETWORK } from '../../support/demo-database.ts';
import type { TemporaryDatabase } from '../../support/temporary-database.ts';
import { qualityLead } from '../../support/viewers.ts';

const viewer = qualityLead;

function servicesOf({ db }: TemporaryDatabase): ServiceContext {
  return { db, tally: sqlTally(db), references: listReferences() };
}

describe('methods', () => {
  let temporary: TemporaryDatabase;
  let services: ServiceContext;

  beforeAll(async () => {
    temporary = await demoDatabase(SMALL_NETWORK);
    services = servicesOf(temporary);
  });

  afterAll(() => temporary[Symbol.asyncDispose]());

  it('have every reference on file, and no model before any is fitted', async () => {
    const methods = MethodsOutput.parse(await getMethods(viewer, services));
    expect(methods.references).toEqual(listReferences());
    expect(methods.models).toEqual([]);
  });

  it('have the models as they are fitted to the cases, and a statistic for every method that a figure names', async () => {
    await using withModels = await demoDatabase({ ...SMALL_NETWORK, withModels: true });
    const services = servicesOf(withModels);
    const methods = MethodsOutput.parse(await getMethods(viewer, services));
    const fitted = await listCurrentRiskModels(withModels.db);
    expect(methods.models.map(({ indicatorId }) => indicatorId)).toEqual(
      CATALOGUE.filter(({ caseMix }) => caseMix !== null).map(({ id }) => id),
    );
    for (const model of methods.models) expect(model).toEqual(fitted.get(model.indicatorId));

    const named = new Set<string>();
    const indicators = CATALOGUE.map(({ id }) => id);
    for (const { figures, adjusted } of await getRates(viewer, services, {
      filter: {},
      by: ['procedure'],
      indicators,
    })) {
      if (figures.state !== 'no-data' && figures.interval !== null) named.add(figures.interval.method);
      if (adjusted.state === 'figures') named.add(adjusted.ratioInterval.method);
    }
    const comparison = await getComparison(viewer, services, {
      filter: {},
      indicator: 'dural-tear',
      by: 'hospital',
      adjusted: true,
      references: {},
    });
    for (const { interval } of comparison.providers) if (interval !== null) named.add(interval.method);
    const explained = STATISTIC_GROUPS.flatMap(({ methods: listed }) =>
      listed.flatMap(({ carriedBy }) => carriedBy),
    );
    expect(named.size).toBeGreaterThan(3);
    expect([...named].filter((name) => !explained.includes(name))).toEqual([]);
  });
});
