import { getComparison } from '@lamina/server/services/compare.service.ts';
import { selectSignals } from '@lamina/server/services/signal-selection.service.ts';
import { getSignals } from '@lamina/server/services/signals.service.ts';
import { SignalsOutput } from '@lamina/shared/contract/signals.ts';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { type SignalNetwork, signalNetwork } from '../../support/signal-network.ts';
import { qualityLead } from '../../support/viewers.ts';

const lastMonth = '2026-09';

describe('signals of a demo network with planted signals', () => {
  let network: SignalNetwork;
  let signals: SignalsOutput;

  beforeAll(async () => {
    network = await signalNetwork({ seed: 1, lastMonth }, 'planted');
    signals = await getSignals(qualityLead, network.services, { filter: {}, references: {} });
  });
  afterAll(() => network?.[Symbol.asyncDispose]());

  function planted(id: string) {
    const signal = network.truth.signals.find((one) => one.id === id);
    if (signal === undefined) throw new Error(`${id} is not planted`);
    return signal;
  }

  it('keeps to its contract', () => {
    expect(SignalsOutput.safeParse(signals).error).toBeUndefined();
  });

  it('shows the stay that shortened, with its direction and a day within the drift', () => {
    const { hospital, from, fullFrom } = planted('stay-improvement');
    const found = signals.changed.find(
      ({ indicatorId, of }) => indicatorId === 'length-of-stay' && of.id === network.hospitals.get(hospital),
    );
    expect(found).toMatchObject({ direction: 'fell', meaning: 'improvement' });
    expect((found?.since ?? '') >= from && (found?.since ?? '') <= fullFrom).toBe(true);
  });

  it('shows the infections that doubled, from the quarter in which they did', () => {
    const { hospital, from, indicators } = planted('infection-step');
    const found = signals.changed.find(
      ({ indicatorId, of }) => indicators.includes(indicatorId) && of.id === network.hospitals.get(hospital),
    );
    expect(found).toMatchObject({ direction: 'rose', meaning: 'concern', since: from });
  });

  it('shows the same infections beside what their case mix lets expect, since a day after they doubled', () => {
    const { hospital, from, indicators } = planted('infection-step');
    const found = signals.outside.find(
      ({ indicatorId, of }) => indicators.includes(indicatorId) && of.id === network.hospitals.get(hospital),
    );
    expect(found).toMatchObject({ direction: 'above', meaning: 'concern', adjusted: true });
    expect((found?.since ?? '') >= from).toBe(true);
    expect(found?.level.numerator ?? 0).toBeGreaterThan(1.5 * (found?.expected ?? Number.NaN));
  });

  it('shows the surgeon who tears the dura more often than colleagues, as Compare places them', async () => {
    const id = network.surgeons.get(planted('dural-tear-surgeon').surgeon ?? '');
    const found = signals.outside.find(
      ({ indicatorId, of }) => indicatorId === 'dural-tear' && of.by === 'surgeon' && of.id === id,
    );
    expect(found).toMatchObject({ direction: 'above', meaning: 'concern', spreadAllowed: true });
    const compared = await getComparison(qualityLead, network.services, {
      filter: found?.procedure == null ? {} : { procedures: [found.procedure] },
      indicator: 'dural-tear',
      by: 'surgeon',
      adjusted: true,
      references: {},
    });
    const provider = compared.providers.find((one) => one.id === id);
    expect(provider?.numerator).toBe(found?.level.numerator);
    expect(provider?.allowingForSpread?.position).toBe('above-alarm');
  });

  it('does not show what lies below the detection floor', () => {
    const { hospital, indicators } = planted('return-to-theatre-subtle');
    const shown = [...signals.changed, ...signals.outside].filter(
      ({ indicatorId, of }) =>
        of.by === 'hospital' && indicators.includes(indicatorId) && of.id === network.hospitals.get(hospital),
    );
    expect(shown).toEqual([]);
  });

  it('names each other figure of an entry once, and not the one that is listed', () => {
    for (const { indicatorId, procedure, also } of [...signals.changed, ...signals.outside]) {
      const figures = [{ indicatorId, procedure }, ...also].map(
        (one) => `${one.indicatorId}/${one.procedure}`,
      );
      expect(new Set(figures).size).toBe(figures.length);
    }
  });
});

describe('signals of networks in which nobody differs and nothing changes', () => {
  // Of how many lists there are some in is counted by `pnpm calibrate`.
  it('are none in nearly every list', async () => {
    await using network = await signalNetwork({ seed: 1, cases: 8000, lastMonth }, 'nobody-differs');
    const { changed, outside } = network.screening;
    expect(changed.length).toBeGreaterThan(100);
    expect(outside.length).toBeGreaterThan(300);
    expect(selectSignals(changed)).toEqual([]);
    expect(selectSignals(outside)).toEqual([]);
  });
});
