import { getCases } from '@lamina/server/services/cases.service.ts';
import { getComparison } from '@lamina/server/services/compare.service.ts';
import { getFilterOptions } from '@lamina/server/services/filter-options.service.ts';
import { getMethods } from '@lamina/server/services/methods.service.ts';
import { getOverview } from '@lamina/server/services/overview.service.ts';
import { changeDisclosure, getSettings } from '@lamina/server/services/settings.service.ts';
import { getSurgeon } from '@lamina/server/services/surgeon.service.ts';
import { CompareInput } from '@lamina/shared/contract/compare.ts';
import { OverviewInput } from '@lamina/shared/contract/overview.ts';
import { SurgeonInput } from '@lamina/shared/contract/surgeon.ts';
import type { Viewer } from '@lamina/shared/domain/viewer.ts';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import {
  type AttackedNetwork,
  attackedNetwork,
  surgeonViewer,
  viewer,
} from '../../attack/attacked-network.ts';
import { qualityLead } from '../../support/viewers.ts';

const administrator: Viewer = { ...qualityLead, role: 'administrator' };
const SURGEON = 1;

describe('what is told', () => {
  let network: AttackedNetwork;

  beforeAll(async () => {
    network = await attackedNetwork(6000);
  });

  afterAll(() => network[Symbol.asyncDispose]());

  it('says nothing to a viewer about a filter of several hospitals but the rule', async () => {
    const overview = await getOverview(
      viewer,
      network.services,
      OverviewInput.parse({ filter: { hospitals: [1, 2] } }),
    );
    const figures = overview.procedures.flatMap(({ indicators }) => indicators);
    expect(figures.length).toBeGreaterThan(0);
    expect(new Set(figures.map(({ state }) => state))).toEqual(new Set(['suppressed']));
    expect(overview.cases).toBeNull();
  });

  it('tells a viewer neither surgeons nor days nor sources', async () => {
    const options = await getFilterOptions(viewer, network.services);
    expect(options).toMatchObject({ surgeons: [], sources: [] });
    expect(options.firstOperation).toMatch(/-01-01$/);
    expect(options.lastOperation).toMatch(/-12-31$/);
  });

  it('compares no surgeons for surgeons and viewers', async () => {
    const input = CompareInput.parse({ indicator: 'infection-90-days', by: 'surgeon' });
    for (const asker of [viewer, surgeonViewer(SURGEON)]) {
      await expect(getComparison(asker, network.services, input)).rejects.toMatchObject({
        code: 'not-allowed',
      });
    }
  });

  it('lists no cases to a viewer, and no models to any but quality leads', async () => {
    const lists = getCases(viewer, network.services, { filter: {} } as Parameters<typeof getCases>[2]);
    await expect(lists).rejects.toMatchObject({ code: 'not-allowed' });
    const told = await Promise.all(
      [viewer, surgeonViewer(SURGEON), qualityLead].map((asker) => getMethods(asker, network.services)),
    );
    expect(told.map(({ models }) => models.length > 0)).toEqual([false, false, true]);
  });

  it('rounds the counts of the models for a lead of one hospital, and keeps their coefficients', async () => {
    const [all, ofOne] = await Promise.all([
      getMethods(qualityLead, network.services),
      getMethods({ ...qualityLead, hospitals: [1] }, network.services),
    ]);
    expect(ofOne.modelCountsRounded).toBe(true);
    expect(ofOne.models).toHaveLength(all.models.length);
    ofOne.models.forEach((model, index) => {
      const exact = all.models[index];
      expect(model.cases).toBe(Number(exact?.cases.toPrecision(2)));
      expect(model.events).toBe(Number(exact?.events.toPrecision(2)));
      if (model.state !== 'fitted' || exact?.state !== 'fitted') return;
      expect(model.coefficients.map(({ estimate }) => estimate)).toEqual(
        exact.coefficients.map(({ estimate }) => estimate),
      );
      expect(model.calibration.groups).toEqual([]);
    });
  });

  it('gives a surgeon their own cases exactly, and colleagues only as quartiles of at least ten', async () => {
    const input = SurgeonInput.parse({ filter: { surgeons: [SURGEON] } });
    const [own, exact] = await Promise.all([
      getSurgeon(surgeonViewer(SURGEON), network.services, input),
      getSurgeon(qualityLead, network.services, input),
    ]);
    expect(own.indicators.map(({ figures }) => figures)).toEqual(
      exact.indicators.map(({ figures }) => figures),
    );
    const bands = own.indicators.map(({ colleagues }) => colleagues);
    expect(bands.some(({ state }) => state === 'band')).toBe(true);
    for (const band of bands) {
      if (band.state !== 'band') continue;
      expect(band.percentiles).toEqual([25, 75]);
      expect(band.colleagues).toBeGreaterThanOrEqual(10);
    }
  });

  it('shows a surgeon no colleagues under a filter that is not published', async () => {
    const input = SurgeonInput.parse({ filter: { surgeons: [SURGEON], sexes: ['female'] } });
    const { indicators } = await getSurgeon(surgeonViewer(SURGEON), network.services, input);
    expect(new Set(indicators.map(({ colleagues }) => colleagues.state))).toEqual(new Set(['suppressed']));
  });

  it('lets administrators, and nobody else, set the profile of a role', async () => {
    const { services } = network;
    await changeDisclosure(administrator, services, { role: 'viewer', profile: 'hes' });
    expect(await getSettings(administrator, services)).toEqual({
      disclosure: { viewer: 'hes', surgeon: 'cms' },
    });
    await expect(getSettings(viewer, services)).rejects.toMatchObject({ code: 'not-allowed' });
    const change = changeDisclosure(qualityLead, services, { role: 'viewer', profile: 'none' });
    await expect(change).rejects.toMatchObject({ code: 'not-allowed' });
    const { cases } = await getOverview(viewer, services, OverviewInput.parse({}));
    expect((cases ?? 1) % 5).toBe(0);
  });
});
