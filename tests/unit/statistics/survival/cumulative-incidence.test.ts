import { cumulativeIncidence, kaplanMeier } from '@lamina/shared/statistics/survival.ts';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { given, RUNS, reasonOf } from '../given.ts';

const followUp = fc.array(
  fc.record({ time: fc.integer({ min: 0, max: 15 }), status: fc.constantFrom(0, 1, 2) }),
  {
    minLength: 1,
    maxLength: 50,
  },
);

function incidenceOf(cases: readonly { time: number; status: number }[], confidence = 0.95) {
  return given(
    cumulativeIncidence(
      cases.map(({ time }) => time),
      cases.map(({ status }) => status),
      confidence,
    ),
  );
}

/** The variance as it is printed: a double sum over times. */
function naiveVariances(steps: ReturnType<typeof incidenceOf>['steps']): number[] {
  return steps.map((last, upTo) => {
    let before = 1;
    return steps
      .slice(0, upTo + 1)
      .reduce((sum, { atRisk, events, competingEvents, incidence, eventFree }) => {
        const both = events + competingEvents;
        const gap = last.incidence - incidence;
        const hazard = both < atRisk ? both / (atRisk * (atRisk - both)) : 0;
        const own = (before ** 2 * events * (atRisk - events)) / atRisk ** 3;
        const shared = (gap * before * events) / atRisk ** 2;
        before = eventFree;
        return sum + gap ** 2 * hazard + own - 2 * shared;
      }, 0);
  });
}

describe('cumulative incidence', () => {
  it('agrees with the worked example', () => {
    const { steps } = given(cumulativeIncidence([1, 2, 3, 4], [1, 2, 1, 0]));
    expect(steps.map(({ incidence }) => incidence)).toEqual([0.25, 0.25, 0.5, 0.5]);
    expect(steps.map(({ eventFree }) => eventFree)).toEqual([0.75, 0.5, 0.25, 0.25]);
  });

  it('is 1 − Kaplan–Meier with Greenwood’s error where nothing competes', () => {
    fc.assert(
      fc.property(followUp, (cases) => {
        const alone = cases.map(({ time, status }) => ({ time, status: status === 2 ? 0 : status }));
        const curve = given(
          kaplanMeier(
            alone.map(({ time }) => time),
            alone.map(({ status }) => status),
          ),
        );
        incidenceOf(alone).steps.forEach(({ incidence, standardError }, index) => {
          const step = curve.steps[index];
          expect(incidence).toBeCloseTo(1 - (step?.survival ?? Number.NaN), 12);
          if (step?.standardError) expect(standardError).toBeCloseTo(step.standardError, 7);
        });
      }),
      RUNS,
    );
  });

  it('adds up with the competing event and freedom from both to 1', () => {
    fc.assert(
      fc.property(followUp, (cases) => {
        const swapped = cases.map(({ time, status }) => ({ time, status: status === 0 ? 0 : 3 - status }));
        const other = incidenceOf(swapped).steps;
        incidenceOf(cases).steps.forEach(({ incidence, eventFree }, index) => {
          expect(incidence + (other[index]?.incidence ?? Number.NaN) + eventFree).toBeCloseTo(1, 12);
        });
      }),
      RUNS,
    );
  });

  it('has the variance of the printed double sum', () => {
    fc.assert(
      fc.property(followUp, (cases) => {
        const { steps } = incidenceOf(cases);
        naiveVariances(steps).forEach((variance, index) => {
          expect((steps[index]?.standardError ?? Number.NaN) ** 2).toBeCloseTo(variance, 12);
        });
      }),
      RUNS,
    );
  });

  it('never falls, and keeps its limits around it', () => {
    fc.assert(
      fc.property(followUp, fc.constantFrom(0.8, 0.95, 0.99), (cases, confidence) => {
        let previous = 0;
        for (const { incidence, lowerLimit, upperLimit } of incidenceOf(cases, confidence).steps) {
          expect(incidence).toBeGreaterThanOrEqual(previous);
          previous = incidence;
          if (lowerLimit === null || upperLimit === null) {
            expect(incidence === 0 || incidence > 1 - 1e-12).toBe(true);
            continue;
          }
          expect(lowerLimit).toBeLessThanOrEqual(incidence);
          expect(upperLimit).toBeGreaterThanOrEqual(incidence);
          expect(upperLimit).toBeLessThanOrEqual(1);
        }
      }),
      RUNS,
    );
  });

  it('lies below 1 − Kaplan–Meier with competing events as censorings', () => {
    fc.assert(
      fc.property(followUp, (cases) => {
        const naive = given(
          kaplanMeier(
            cases.map(({ time }) => time),
            cases.map(({ status }) => (status === 1 ? 1 : 0)),
          ),
        );
        incidenceOf(cases).steps.forEach(({ incidence }, index) => {
          expect(incidence).toBeLessThanOrEqual(1 - (naive.steps[index]?.survival ?? Number.NaN) + 1e-12);
        });
      }),
      RUNS,
    );
  });

  it('counts its cases and refuses unknown statuses', () => {
    expect(incidenceOf([{ time: 1, status: 2 }])).toMatchObject({
      caseCount: 1,
      eventCount: 0,
      competingEventCount: 1,
    });
    expect(reasonOf(cumulativeIncidence([1], [3]))).toBe('Statuses must be whole numbers from 0 to 2.');
  });
});
