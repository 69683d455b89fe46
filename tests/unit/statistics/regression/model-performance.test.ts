import { brierScore, hosmerLemeshow, rocArea } from '@lamina/shared/statistics/regression.ts';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { given, RUNS, reasonOf } from '../given.ts';

const risk = fc.oneof(fc.double({ min: 0.001, max: 0.999, noNaN: true }), fc.constantFrom(0.1, 0.2, 0.5));
const judged = fc.array(fc.record({ risk, event: fc.boolean() }), { minLength: 1, maxLength: 60 });

const TWELVE_OUTCOMES = [0, 0, 1, 1, 0, 1, 0, 1, 0, 0, 1, 0];
const TWELVE_RISKS = [0.1, 0.4, 0.35, 0.8, 0.2, 0.65, 0.5, 0.9, 0.05, 0.3, 0.5, 0.15];

/** DeLong by its definition: every event against every non-event. */
function naiveDeLong(risks: readonly number[], outcome: readonly number[]) {
  const events = risks.filter((_, row) => outcome[row] === 1);
  const others = risks.filter((_, row) => outcome[row] === 0);
  const wins = (event: number, other: number) => (event > other ? 1 : event === other ? 0.5 : 0);
  const mean = (values: readonly number[]) => values.reduce((sum, value) => sum + value, 0) / values.length;
  const spread = (values: readonly number[]) =>
    values.reduce((sum, value) => sum + (value - mean(values)) ** 2, 0) / (values.length - 1);
  const ofEvents = events.map((event) => mean(others.map((other) => wins(event, other))));
  const ofOthers = others.map((other) => mean(events.map((event) => wins(event, other))));
  return {
    area: mean(ofEvents),
    variance: spread(ofEvents) / events.length + spread(ofOthers) / others.length,
  };
}

describe('area under the ROC curve', () => {
  it('agrees with the definition, ties and all', () => {
    fc.assert(
      fc.property(judged, (cases) => {
        const risks = cases.map((one) => one.risk);
        const outcome = cases.map(({ event }) => (event ? 1 : 0));
        const events = cases.filter(({ event }) => event).length;
        const result = rocArea(risks, outcome);
        if (events === 0 || events === cases.length) {
          expect(reasonOf(result)).toContain('with and cases without');
          return;
        }
        const { area, variance, lowerLimit, upperLimit } = given(result);
        const naive = naiveDeLong(risks, outcome);
        expect(area).toBeCloseTo(naive.area, 12);
        if (events === 1 || events === cases.length - 1) {
          expect([variance, lowerLimit, upperLimit]).toEqual([null, null, null]);
          return;
        }
        expect(variance).toBeCloseTo(naive.variance, 12);
        expect(lowerLimit).toBeLessThanOrEqual(area);
        expect(upperLimit).toBeGreaterThanOrEqual(area);
      }),
      RUNS,
    );
  });

  it('is the same for any rising function of the risk and mirrored for 1 − risk', () => {
    const squared = given(
      rocArea(
        TWELVE_RISKS.map((one) => one ** 2),
        TWELVE_OUTCOMES,
      ),
    );
    expect(squared).toEqual(given(rocArea(TWELVE_RISKS, TWELVE_OUTCOMES)));
    const mirrored = given(
      rocArea(
        TWELVE_RISKS.map((one) => 1 - one),
        TWELVE_OUTCOMES,
      ),
    );
    expect(mirrored.area).toBeCloseTo(1 - squared.area, 12);
  });

  it('refuses risks outside 0–1', () => {
    expect(reasonOf(rocArea([0.2, 1.2], [0, 1]))).toContain('between 0 and 1');
    expect(reasonOf(rocArea([0.2, Number.NaN], [0, 1]))).toContain('between 0 and 1');
  });
});

describe('Brier score', () => {
  it('agrees with the worked example', () => {
    const score = given(brierScore([0.1, 0.2, 0.3, 0.7, 0.9], [0, 0, 0, 1, 1]));
    expect(score.brier).toBeCloseTo(0.048, 12);
    expect(score.scaled).toBeCloseTo(0.8, 12);
    expect(score.z).toBeCloseTo(-1.061445555206044, 12);
    expect(score.pValue).toBeCloseTo(0.2884874633234891, 12);
  });

  it('is 0 for certain and right predictions, and has no z there', () => {
    expect(given(brierScore([0, 1, 1], [0, 1, 1]))).toMatchObject({
      brier: 0,
      scaled: 1,
      z: null,
      pValue: null,
    });
  });

  it('is not scaled where only one class is present', () => {
    expect(given(brierScore([0.1, 0.2], [0, 0])).scaled).toBeNull();
  });

  it('is 0 when scaled and the overall rate is predicted for everybody', () => {
    expect(given(brierScore([0.25, 0.25, 0.25, 0.25], [0, 1, 0, 0])).scaled).toBe(0);
  });

  it('is not computed without cases', () => {
    expect(reasonOf(brierScore([], []))).toBe('No cases.');
  });
});

describe('Hosmer–Lemeshow test', () => {
  it('agrees with R for twelve patients in four groups', () => {
    const test = given(hosmerLemeshow(TWELVE_RISKS, TWELVE_OUTCOMES, 4));
    expect(test.chiSquare).toBeCloseTo(1.4143419861759643, 12);
    expect(test.pValue).toBeCloseTo(0.4930370315335083, 12);
    expect(test.groups.map(({ caseCount }) => caseCount)).toEqual([3, 3, 3, 3]);
  });

  it('puts every case in one group, keeps groups apart and never parts equal risks', () => {
    fc.assert(
      fc.property(judged, fc.integer({ min: 3, max: 12 }), (cases, groupCount) => {
        const risks = cases.map((one) => one.risk);
        const outcome = cases.map(({ event }) => (event ? 1 : 0));
        const test = hosmerLemeshow(risks, outcome, groupCount);
        if (test.kind === 'not-computable') {
          expect(test.reason).toContain('fewer than three risk groups');
          return;
        }
        const total = (values: readonly number[]) => values.reduce((sum, value) => sum + value, 0);
        expect(total(test.groups.map(({ caseCount }) => caseCount))).toBe(cases.length);
        expect(total(test.groups.map(({ observed }) => observed))).toBe(total(outcome));
        expect(total(test.groups.map(({ expected }) => expected))).toBeCloseTo(total(risks), 9);
        test.groups.slice(1).forEach(({ lowestRisk }, index) => {
          expect(lowestRisk).toBeGreaterThan(test.groups[index]?.highestRisk ?? Number.NaN);
        });
        expect(test.degreesOfFreedom).toBe(test.groups.length - 2);
      }),
      RUNS,
    );
  });

  it('makes fewer groups where the smallest risk fills the first ones', () => {
    const risks = [...Array(8).fill(0.1), 0.2, 0.3, 0.4, 0.5];
    const groups = given(
      hosmerLemeshow(
        risks,
        risks.map((_, row) => row % 2),
        6,
      ),
    ).groups;
    expect(groups.map(({ caseCount }) => caseCount)).toEqual([8, 2, 2]);
  });

  it('refuses a group in which no event is expected, and faulty input', () => {
    const risks = [0, 0, 0, 0.2, 0.3, 0.4, 0.5, 0.6, 0.7];
    expect(reasonOf(hosmerLemeshow(risks, [0, 0, 0, 0, 1, 0, 1, 1, 1], 3))).toContain('no event');
    expect(reasonOf(hosmerLemeshow([2], [1]))).toContain('between 0 and 1');
  });
});
