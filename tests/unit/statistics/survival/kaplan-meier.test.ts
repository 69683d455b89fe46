import {
  kaplanMeier,
  numberAtRisk,
  type SurvivalIntervalMethod,
} from '@lamina/shared/statistics/survival.ts';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { given, RUNS, reasonOf } from '../given.ts';

const followUp = fc.array(
  fc.record({ time: fc.integer({ min: 0, max: 20 }), status: fc.constantFrom(0, 1) }),
  {
    minLength: 1,
    maxLength: 50,
  },
);

const METHODS: readonly SurvivalIntervalMethod[] = ['log-log', 'log', 'plain'];

/** The product over event times, case by case. */
function naiveSurvival(cases: readonly { time: number; status: number }[], moment: number): number {
  const eventTimes = [...new Set(cases.filter(({ status }) => status === 1).map(({ time }) => time))];
  return eventTimes
    .filter((time) => time <= moment)
    .reduce((product, time) => {
      const atRisk = cases.filter((one) => one.time >= time).length;
      const events = cases.filter((one) => one.time === time && one.status === 1).length;
      return product * (1 - events / atRisk);
    }, 1);
}

describe('Kaplan–Meier', () => {
  it('agrees with the worked example, a censoring at an event time coming after it', () => {
    const curve = given(kaplanMeier([2, 2, 2, 5, 5], [1, 0, 1, 1, 0]));
    expect(curve.steps.map(({ survival }) => survival)).toEqual([0.6, 0.3]);
    expect(curve.steps[0]?.lowerLimit).toBeCloseTo(0.12573018299443142, 12);
    expect(curve.steps[0]?.upperLimit).toBeCloseTo(0.8817564073935322, 12);
    expect(curve).toMatchObject({
      median: 5,
      medianLowerLimit: 2,
      medianUpperLimit: null,
      caseCount: 5,
      eventCount: 3,
    });
  });

  it('agrees with the product over single cases and never rises', () => {
    fc.assert(
      fc.property(followUp, (cases) => {
        const curve = given(
          kaplanMeier(
            cases.map(({ time }) => time),
            cases.map(({ status }) => status),
          ),
        );
        let previous = 1;
        for (const { time, survival } of curve.steps) {
          expect(survival).toBeCloseTo(naiveSurvival(cases, time), 12);
          expect(survival).toBeLessThanOrEqual(previous);
          previous = survival;
        }
        const ended = curve.steps.reduce((sum, { events, censored }) => sum + events + censored, 0);
        expect(ended).toBe(cases.length);
      }),
      RUNS,
    );
  });

  it('keeps its limits around the estimate and within 0 and 1, and finite', () => {
    fc.assert(
      fc.property(
        followUp,
        fc.constantFrom(...METHODS),
        fc.constantFrom(0.8, 0.95, 0.998),
        (cases, interval, confidence) => {
          const curve = given(
            kaplanMeier(
              cases.map(({ time }) => time),
              cases.map(({ status }) => status),
              { interval, confidence },
            ),
          );
          for (const { survival, lowerLimit, upperLimit, standardError } of curve.steps) {
            if (lowerLimit === null || upperLimit === null) {
              expect(survival === 0 || (survival === 1 && interval === 'log-log')).toBe(true);
              continue;
            }
            expect(lowerLimit).toBeGreaterThanOrEqual(0);
            expect(lowerLimit).toBeLessThanOrEqual(survival);
            expect(upperLimit).toBeGreaterThanOrEqual(survival);
            expect(upperLimit).toBeLessThanOrEqual(1);
            expect(Number.isFinite(standardError)).toBe(true);
          }
        },
      ),
      RUNS,
    );
  });

  it('is the plain binomial proportion and error where nobody is censored', () => {
    fc.assert(
      fc.property(fc.array(fc.integer({ min: 0, max: 9 }), { minLength: 2, maxLength: 40 }), (times) => {
        const curve = given(
          kaplanMeier(
            times,
            times.map(() => 1),
          ),
        );
        for (const { time, survival, standardError } of curve.steps.slice(0, -1)) {
          const share = times.filter((one) => one > time).length / times.length;
          expect(survival).toBeCloseTo(share, 12);
          expect(standardError).toBeCloseTo(Math.sqrt((share * (1 - share)) / times.length), 12);
        }
      }),
      RUNS,
    );
  });

  it('takes the middle of the span where survival is exactly one half', () => {
    expect(given(kaplanMeier([1, 2, 3, 4], [1, 1, 1, 1])).median).toBe(2.5);
    expect(given(kaplanMeier([1, 2, 3, 4], [1, 1, 0, 0])).median).toBe(2);
    expect(given(kaplanMeier([1, 2, 3, 4], [1, 0, 0, 0])).median).toBeNull();
  });

  it('has no error and no limits once survival is 0', () => {
    const step = given(kaplanMeier([4], [1])).steps[0];
    expect(step).toMatchObject({ survival: 0, standardError: null, lowerLimit: null, upperLimit: null });
  });

  it.each([
    [[], [], 'No cases.'],
    [[1], [1, 0], '1 times for 2 statuses.'],
    [[Number.NaN], [1], 'Times must be finite numbers.'],
    [[1], [2], 'Statuses must be whole numbers from 0 to 1.'],
    [[1], [0.5], 'Statuses must be whole numbers from 0 to 1.'],
    [[1], [-1], 'Statuses must be whole numbers from 0 to 1.'],
  ])('refuses times %j with statuses %j', (time, status, reason) => {
    expect(reasonOf(kaplanMeier(time, status))).toBe(reason);
  });
});

describe('number at risk', () => {
  it('counts those followed at least so long, at any moment', () => {
    fc.assert(
      fc.property(
        followUp,
        fc.array(fc.integer({ min: -2, max: 25 }), { maxLength: 6 }),
        (cases, moments) => {
          const times = cases.map(({ time }) => time);
          expect(given(numberAtRisk(times, moments)).counts).toEqual(
            moments.map((moment) => times.filter((time) => time >= moment).length),
          );
        },
      ),
      RUNS,
    );
  });

  it('agrees with the steps of the curve', () => {
    const curve = given(kaplanMeier([3, 1, 4, 1, 5], [1, 0, 1, 1, 0]));
    const moments = curve.steps.map(({ time }) => time);
    expect(given(numberAtRisk([3, 1, 4, 1, 5], moments)).counts).toEqual(
      curve.steps.map(({ atRisk }) => atRisk),
    );
  });

  it('refuses times that are not numbers', () => {
    expect(reasonOf(numberAtRisk([Number.NaN], [1]))).toContain('finite');
  });
});
