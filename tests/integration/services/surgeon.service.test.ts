import { listReferences } from '@lamina/server/repositories/reference.repository.ts';
import { getRates } from '@lamina/server/services/rates.service.ts';
import type { ServiceContext } from '@lamina/server/services/service-context.ts';
import { getOwnVlad, getSurgeon } from '@lamina/server/services/surgeon.service.ts';
import { sqlTally } from '@lamina/server/tally/sql-tally.ts';
import { SurgeonInput, SurgeonOutput } from '@lamina/shared/contract/surgeon.ts';
import type { Viewer } from '@lamina/shared/domain/viewer.ts';
import { CATALOGUE, getIndicator } from '@lamina/shared/indicators/catalogue.ts';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { demoDatabase, SMALL_NETWORK } from '../../support/demo-database.ts';
import type { TemporaryDatabase } from '../../support/temporary-database.ts';
import { qualityLead } from '../../support/viewers.ts';

const viewer = qualityLead;
const INDICATORS = CATALOGUE.map(({ id }) => id);

describe('a surgeon’s own outcomes', () => {
  let temporary: TemporaryDatabase;
  let services: ServiceContext;

  beforeAll(async () => {
    temporary = await demoDatabase({ ...SMALL_NETWORK, withModels: true });
    services = { db: temporary.db, tally: sqlTally(temporary.db), references: listReferences() };
  });

  afterAll(() => temporary[Symbol.asyncDispose]());

  it.each([
    { surgeons: [3] },
    { surgeons: [3], procedures: ['fusion' as const] },
    { surgeons: [7], procedures: ['discectomy' as const], from: '2024-10-01', to: '2026-10-01' },
  ])('are what lamina rates gives, crude and adjusted, under $surgeons $procedures', async (filter) => {
    const own = SurgeonOutput.parse(
      await getSurgeon(viewer, services, SurgeonInput.parse({ filter, references: {} })),
    );
    const rates = await getRates(viewer, services, { filter, by: [], indicators: INDICATORS });
    expect(own.indicators.length).toBeGreaterThan(15);
    for (const { figures, adjusted } of own.indicators) {
      const rate = rates.find((each) => each.figures.indicatorId === figures.indicatorId);
      const { quarters, ...point } = figures;
      expect(point).toEqual(rate?.figures);
      expect(adjusted).toEqual(rate?.adjusted);
      const judged = quarters.reduce((sum, { denominator }) => sum + denominator, 0);
      expect(judged).toBe(figures.completeness.judged);
    }
  });

  it('are refused to another surgeon, and to one whose account is bound to nobody', async () => {
    const surgeon = (id: number | null): Viewer => ({ ...viewer, role: 'surgeon', surgeon: id });
    const input = SurgeonInput.parse({ filter: { surgeons: [3] } });
    const vladInput = { filter: { surgeons: [3] }, indicator: 'infection-90-days' };
    const own = await getSurgeon(surgeon(3), services, input);
    expect(own.cases).toBe((await getSurgeon(viewer, services, input)).cases);
    await expect(getSurgeon(surgeon(7), services, input)).rejects.toThrow('another surgeon');
    await expect(getOwnVlad(surgeon(7), services, vladInput)).rejects.toThrow('another surgeon');
    await expect(getSurgeon(surgeon(null), services, input)).rejects.toThrow('not bound');
  });

  it('stand beside a band that lies within the range of the others’ rates and names nobody', async () => {
    const filter = { surgeons: [3] };
    const { indicators } = await getSurgeon(viewer, services, { filter, references: {} });
    const others = await getRates(viewer, services, { filter: {}, by: ['surgeon'], indicators: INDICATORS });
    let bands = 0;
    for (const { figures, colleagues } of indicators) {
      const { id, kind, minimumDenominator } = getIndicator(figures.indicatorId);
      if (colleagues.state !== 'band') continue;
      expect(Object.keys(colleagues)).not.toContain('surgeons');
      expect(colleagues.low).toBeLessThanOrEqual(colleagues.high);
      const values = others.flatMap(({ figures: other }) =>
        other.indicatorId === id &&
        other.state !== 'no-data' &&
        other.completeness.judged >= minimumDenominator
          ? [other.value]
          : [],
      );
      if (kind === 'proportion') {
        expect(colleagues.reliability).toBeGreaterThanOrEqual(0);
        expect(colleagues.reliability).toBeLessThan(1);
      }
      expect(colleagues.low).toBeGreaterThanOrEqual(Math.min(...values) - 1e-12);
      expect(colleagues.high).toBeLessThanOrEqual(Math.max(...values) + 1e-12);
      bands += 1;
    }
    expect(bands).toBeGreaterThan(10);
  });

  it('say what the caseload can show on the unwanted side of where it is measured from', async () => {
    const { indicators } = await getSurgeon(viewer, services, { filter: { surgeons: [3] }, references: {} });
    const known = indicators.filter(({ detectable }) => detectable !== null && detectable.rate !== null);
    expect(known.length).toBeGreaterThan(10);
    for (const { figures, detectable } of known) {
      const wanted = getIndicator(figures.indicatorId).improvement === 'increase';
      const [rate, baseline] = [detectable?.rate ?? 0, detectable?.baseline ?? 0];
      expect(wanted ? baseline - rate : rate - baseline).toBeGreaterThan(0);
    }
  });

  it('follow expected less observed events to the sums that the adjusted figures have', async () => {
    const filter = { surgeons: [3] };
    const { indicators } = await getSurgeon(viewer, services, { filter, references: {} });
    const tear = indicators.find(({ figures }) => figures.indicatorId === 'dural-tear');
    const course = await getOwnVlad(viewer, services, { filter, indicator: 'dural-tear' });
    if (course.state !== 'drawn' || tear === undefined || tear.adjusted.state === 'not-adjusted') {
      throw new Error('expected a course and an adjusted figure');
    }
    expect(course.events).toBe(tear.adjusted.observed);
    expect(course.expected).toBeCloseTo(tear.adjusted.expected, 6);
    expect(course.points.at(-1)?.value).toBeCloseTo(course.expected - course.events, 6);
  });

  it('are refused for no surgeon, for several, and for one who is not there', async () => {
    expect(SurgeonInput.safeParse({ filter: {} }).success).toBe(false);
    expect(SurgeonInput.safeParse({ filter: { surgeons: [1, 2] } }).success).toBe(false);
    await expect(
      getSurgeon(viewer, services, { filter: { surgeons: [999_999] }, references: {} }),
    ).rejects.toThrow('no such surgeon');
  });
});
