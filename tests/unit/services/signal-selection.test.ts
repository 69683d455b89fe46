import type { OutsideCandidate } from '@lamina/server/services/signal-candidate.service.ts';
import { FALSE_DISCOVERY_RATE, selectSignals } from '@lamina/server/services/signal-selection.service.ts';
import {
  canShow,
  EXPECTED_TO_SHOW_A_TREBLING,
  tooSmallFor,
} from '@lamina/server/services/signal-too-small.service.ts';
import { getIndicator } from '@lamina/shared/indicators/catalogue.ts';
import { createRandomSource } from '@lamina/shared/statistics/distributions.ts';
import { describe, expect, it } from 'vitest';

const level = { value: 0.05, numerator: 5, denominator: 100 };

function candidate(pValue: number, changes: Partial<OutsideCandidate> = {}): OutsideCandidate {
  return {
    kind: 'outside',
    indicator: getIndicator('infection-90-days'),
    procedure: null,
    unit: { by: 'hospital', id: 1 },
    since: null,
    pValue,
    direction: 'above',
    level,
    expected: 2,
    against: level,
    adjusted: true,
    spreadAllowed: false,
    ...changes,
  };
}

function others(count: number, seed: number): OutsideCandidate[] {
  const random = createRandomSource(seed);
  return Array.from({ length: count }, (_, index) =>
    candidate(random.uniform(), { unit: { by: 'surgeon', id: index } }),
  );
}

describe('the selection of signals', () => {
  it('lists what stands out among many comparisons, the strongest first', () => {
    const listed = selectSignals([
      ...others(500, 1),
      candidate(1e-6, { unit: { by: 'hospital', id: 2 } }),
      candidate(1e-9),
    ]);
    expect(listed.slice(0, 2).map((one) => one.candidate.unit.id)).toEqual([1, 2]);
    expect(listed.every((one) => one.falseDiscoveryRate <= FALSE_DISCOVERY_RATE)).toBe(true);
  });

  it('asks for more the more comparisons are made', () => {
    expect(selectSignals([candidate(0.001)])).toHaveLength(1);
    const among = selectSignals([candidate(0.001), ...Array.from({ length: 200 }, () => candidate(0.9))]);
    expect(among).toHaveLength(0);
  });

  it('lists an event of a provider once and names its other windows and procedures', () => {
    const listed = selectSignals([
      candidate(1e-5, { indicator: getIndicator('infection-30-days') }),
      candidate(1e-7),
      candidate(1e-6, { procedure: 'fusion' }),
      candidate(1e-6, { indicator: getIndicator('dural-tear') }),
    ]);
    expect(listed.map((one) => one.candidate.indicator.id)).toEqual(['infection-90-days', 'dural-tear']);
    expect(listed[0]?.also).toHaveLength(2);
  });

  it('lists something in no more than one list of twenty where nothing differs', () => {
    const lists = Array.from({ length: 400 }, (_, seed) => selectSignals(others(300, seed)).length > 0);
    expect(lists.filter(Boolean).length / lists.length).toBeLessThan(0.08);
  });
});

describe('what is too small to tell', () => {
  it('is a comparison whose expected events could not show a trebling, whatever was seen', () => {
    expect(canShow(50, 1000, EXPECTED_TO_SHOW_A_TREBLING)).toBe(true);
    expect(canShow(50, 1000, EXPECTED_TO_SHOW_A_TREBLING - 0.1)).toBe(false);
  });

  it('says how many providers cannot be judged and how many cases they need', () => {
    const needed = Math.ceil(EXPECTED_TO_SHOW_A_TREBLING / 0.01);
    const small = tooSmallFor(getIndicator('dural-tear'), 'surgeon', 0.01, [needed - 1, needed, 0]);
    expect(small).toMatchObject({ providers: 2, untold: 1, casesNeeded: needed });
    expect(tooSmallFor(getIndicator('dural-tear'), 'surgeon', 0.01, [needed])).toBeUndefined();
  });
});
