import type { SignalTruth } from '@lamina/server/demo/ground-truth.ts';
import { daysBetween } from '@lamina/shared/domain/period.ts';
import type { SurgicalCase } from '@lamina/shared/domain/surgical-case.ts';
import { findIndicator } from '@lamina/shared/indicators/catalogue.ts';
import { describe, expect, it } from 'vitest';
import { drawNetwork, meanOf, shareOf } from './drawn-network.ts';

const OPTIONS = { cases: 96_000, hospitals: 8, surgeons: 48, seed: 5 } as const;
const { drawn, groundTruth } = drawNetwork(OPTIONS);
const LAST_MATURE_DAY = '2026-07-31';

/** Four standard errors: what a right network misses once in 16,000. */
const STANDARD_ERRORS = 4;

function signal(id: string): SignalTruth {
  const found = groundTruth.signals.find((one) => one.id === id);
  if (found === undefined) throw new Error(`no signal ${id}`);
  return found;
}

function has(one: SurgicalCase, kind: string): boolean {
  return one.events.some((event) => event.kind === kind && event.presentAtSurgery !== true);
}

/** Operations of the hospital, mature ones only: before the first day or from it on. */
function casesAt(hospital: string, from: string, to: string): SurgicalCase[] {
  return drawn.filter(
    (one) =>
      one.hospital.code === hospital &&
      (one.operationDate ?? '') >= from &&
      (one.operationDate ?? '') < to &&
      (one.operationDate ?? '') <= LAST_MATURE_DAY,
  );
}

function logOddsRatio(later: readonly boolean[], earlier: readonly boolean[]) {
  const counts = [later, earlier].map((flags) => {
    const events = flags.filter(Boolean).length;
    return { events, others: flags.length - events };
  });
  const [after, before] = counts;
  if (after === undefined || before === undefined) throw new Error('two groups are needed');
  return {
    estimate: Math.log((after.events * before.others) / (after.others * before.events)),
    standardError: Math.sqrt(1 / after.events + 1 / after.others + 1 / before.events + 1 / before.others),
  };
}

function expectOddsRatio(later: readonly boolean[], earlier: readonly boolean[], planted: number): void {
  const { estimate, standardError } = logOddsRatio(later, earlier);
  expect(Math.abs(estimate - Math.log(planted))).toBeLessThan(STANDARD_ERRORS * standardError);
  // The effect must also be seen, not only be compatible with a wide interval.
  expect(estimate).toBeGreaterThan(2 * standardError);
}

describe('signals planted in the demo network', () => {
  it('are six, each at one known place, and name indicators that exist', () => {
    expect(groundTruth.signals.map(({ kind }) => kind).toSorted()).toEqual(
      ['coding-artefact', 'drift', 'improvement', 'outlier', 'step', 'subtle'].toSorted(),
    );
    for (const { hospital, surgeon, indicators, from, fullFrom } of groundTruth.signals) {
      expect(groundTruth.hospitals.map(({ code }) => code)).toContain(hospital);
      if (surgeon !== null) expect(groundTruth.surgeons.map(({ code }) => code)).toContain(surgeon);
      for (const id of indicators) expect(findIndicator(id)?.id).toBe(id);
      expect(from <= fullFrom && fullFrom <= groundTruth.cutOff).toBe(true);
    }
  });

  it('double the odds of infection at one hospital from a known day', () => {
    const { hospital, from } = signal('infection-step');
    const infected = (cases: SurgicalCase[]) => cases.map((one) => has(one, 'infection'));
    expectOddsRatio(infected(casesAt(hospital, from, '9999')), infected(casesAt(hospital, '', from)), 2);
  });

  it('change no infections elsewhere on that day', () => {
    const { hospital, from } = signal('infection-step');
    const elsewhere = drawn.filter(
      (one) => one.hospital.code !== hospital && (one.operationDate ?? '') <= LAST_MATURE_DAY,
    );
    const [later, earlier] = [true, false].map((isLater) =>
      elsewhere
        .filter(({ operationDate }) => (operationDate ?? '') >= from === isLater)
        .map((one) => has(one, 'infection')),
    );
    const { estimate, standardError } = logOddsRatio(later ?? [], earlier ?? []);
    expect(Math.abs(estimate)).toBeLessThan(STANDARD_ERRORS * standardError);
  });

  it('give one surgeon about three times the odds of a dural tear', () => {
    const { surgeon, hospital } = signal('dural-tear-surgeon');
    const colleagues = drawn.filter(
      (one) => one.hospital.code === hospital && one.operatingSurgeon !== surgeon,
    );
    const { estimate, standardError } = logOddsRatio(
      drawn.filter((one) => one.operatingSurgeon === surgeon).map((one) => has(one, 'dural-tear')),
      colleagues.map((one) => has(one, 'dural-tear')),
    );
    // Colleagues differ too (0.3 in log odds), so their mean is not exactly the average surgeon.
    expect(Math.abs(estimate - Math.log(3))).toBeLessThan(STANDARD_ERRORS * standardError + 0.3);
  });

  it('raise readmissions slowly: little in the first months, much when complete', () => {
    const { hospital, from, fullFrom } = signal('readmission-drift');
    const readmitted = (cases: SurgicalCase[]) =>
      cases.map(({ dischargeDate, events }) =>
        events.some(
          ({ kind, onsetDate }) =>
            kind === 'readmission' && daysBetween(dischargeDate ?? '', onsetDate ?? '') <= 30,
        ),
      );
    const before = readmitted(casesAt(hospital, '2023-01-01', from));
    const complete = readmitted(casesAt(hospital, fullFrom, '9999'));
    const { estimate, standardError } = logOddsRatio(complete, before);
    expect(estimate).toBeGreaterThan(Math.log(1.3));
    expect(estimate).toBeGreaterThan(3 * standardError);
    const middle = shareOf(readmitted(casesAt(hospital, from, fullFrom)));
    expect(middle).toBeGreaterThan(shareOf(before));
    expect(middle).toBeLessThan(shareOf(complete));
  });

  it('double dural tears on record at one hospital by coding alone, with no tear behind the new ones', () => {
    const { hospital, from } = signal('dural-tear-coding');
    const [before, after] = [casesAt(hospital, '', from), casesAt(hospital, from, '9999')];
    const torn = (cases: SurgicalCase[]) => cases.map((one) => has(one, 'dural-tear'));
    expectOddsRatio(torn(after), torn(before), 2);
    const clinical = (cases: SurgicalCase[]) =>
      cases.map((one) =>
        one.events.some(({ kind, source }) => kind === 'dural-tear' && source === 'clinician'),
      );
    const { estimate, standardError } = logOddsRatio(clinical(after), clinical(before));
    expect(Math.abs(estimate)).toBeLessThan(STANDARD_ERRORS * standardError);
    const nights = (coded: boolean) =>
      meanOf(
        after
          .filter((one) =>
            one.events.some(({ kind, source }) => kind === 'dural-tear' && (source === 'coding') === coded),
          )
          .map(({ lengthOfStayNights }) => lengthOfStayNights),
      );
    expect(nights(false) - nights(true)).toBeGreaterThan(1);
  });

  it('shorten the stay to seven tenths at one hospital over two years, and get people up sooner', () => {
    const { hospital, from, fullFrom } = signal('stay-improvement');
    const [before, after] = [casesAt(hospital, '', from), casesAt(hospital, fullFrom, '9999')];
    const nights = (cases: SurgicalCase[]) =>
      meanOf(cases.map(({ lengthOfStayNights }) => lengthOfStayNights));
    expect(nights(after) / nights(before)).toBeGreaterThan(0.66);
    expect(nights(after) / nights(before)).toBeLessThan(0.82);
    const upAtOnce = (cases: SurgicalCase[]) =>
      shareOf(cases.map(({ firstWalkedDay }) => (firstWalkedDay === null ? null : firstWalkedDay === 0)));
    expect(upAtOnce(after)).toBeGreaterThan(upAtOnce(before) + 0.05);
  });

  it('include one that nobody can find, and say which can be found in a network of the default size', () => {
    const standard = drawNetwork({ cases: 24_000 }).groundTruth.signals;
    const detectability = Object.fromEntries(
      standard.map(({ id, expected }) => [id, expected.detectability]),
    );
    expect(detectability['return-to-theatre-subtle']).toBe('below-detection');
    expect(detectability['infection-step']).toBe('clear');
    expect(detectability['dural-tear-surgeon']).toBe('clear');
    expect(Object.values(detectability).filter((value) => value === 'below-detection')).toHaveLength(1);
  });

  it('start from an average hospital, so that the planted size is the whole difference', () => {
    const { hospital } = signal('infection-step');
    const truth = groundTruth.hospitals.find(({ code }) => code === hospital);
    expect(truth?.oddsRatios.fusion).toMatchObject({ complexInfection: 1, woundInfection: 1 });
  });

  it('fit into a network of one hospital, as far as there is room', () => {
    const small = drawNetwork({ cases: 50, hospitals: 1, surgeons: 1 }).groundTruth.signals;
    expect(small.map(({ id }) => id)).toEqual(['infection-step', 'dural-tear-surgeon']);
  });

  it('are left out of a network in which nothing is planted', () => {
    expect(drawNetwork({ cases: 10 }, 'nothing-planted').groundTruth.signals).toEqual([]);
  });
});
