import { adjustedFiguresOf } from '@lamina/server/services/adjusted-figures.service.ts';
import type { ProportionTally } from '@lamina/server/tally/tally.ts';
import type { FittedRiskModel } from '@lamina/shared/contract/risk-model.ts';
import { describe, expect, it } from 'vitest';

const PERFORMANCE = {
  auc: null,
  aucLower: null,
  aucUpper: null,
  brier: null,
  brierScaled: null,
  calibrationInTheLarge: null,
  calibrationSlope: null,
  calibrationSlopeLower: null,
  calibrationSlopeUpper: null,
};

function model(events: number, cases: number): FittedRiskModel {
  return {
    state: 'fitted',
    indicatorId: 'infection-90-days',
    model: 'infection',
    version: 'abc',
    cases,
    events,
    method: 'maximum-likelihood',
    coefficients: [],
    notEstimated: [],
    apparent: PERFORMANCE,
    validated: PERFORMANCE,
    hosmerLemeshow: null,
    calibration: { groups: [], curve: [] },
  };
}

function tally(numerator: number, denominator: number, expected?: number | null): ProportionTally {
  const notCounted = {
    'not-applicable': 0,
    excluded: 0,
    'not-yet-eligible': 0,
    'not-reported': 0,
    'follow-up-too-short': 0,
  };
  return {
    kind: 'proportion',
    numerator,
    denominator,
    notCounted,
    ...(expected === undefined ? {} : { expected }),
  };
}

describe('adjusted figures', () => {
  it('give O/E with the limits of the NHSN, and O/E times the overall rate', () => {
    // 8 observed, 3.5 expected: the worked example of standardised-ratio.ts, CDC's method.
    const figures = adjustedFiguresOf(tally(8, 200, 3.5), model(200, 10_000));
    if (figures.state !== 'figures') throw new Error(figures.state);
    expect(figures.ratio).toBeCloseTo(2.2857, 4);
    expect(figures.ratioInterval.lower).toBeCloseTo(1.062, 3);
    expect(figures.ratioInterval.upper).toBeCloseTo(4.34, 3);
    expect(figures.rate).toBeCloseTo(0.045714, 6);
    expect(figures.rateInterval?.upper).toBeCloseTo(figures.ratioInterval.upper * 0.02, 12);
    expect(figures.ratioInterval.method).toContain('mid-P');
  });

  it('give no ratio where fewer than one event is expected', () => {
    expect(adjustedFiguresOf(tally(1, 40, 0.99), model(200, 10_000))).toMatchObject({
      state: 'too-few-expected',
      expected: 0.99,
    });
    expect(adjustedFiguresOf(tally(1, 40, 1), model(200, 10_000)).state).toBe('figures');
  });

  it('take the limits of a proportion where the event is frequent, so that they are not too wide', () => {
    const figures = adjustedFiguresOf(tally(70, 100, 70), model(7000, 10_000));
    if (figures.state !== 'figures') throw new Error(figures.state);
    // Wilson's limits of 70 in 100 are 0.6042 and 0.7811.
    expect(figures.ratioInterval.lower).toBeCloseTo(0.6042 / 0.7, 3);
    expect(figures.ratioInterval.upper).toBeCloseTo(0.7811 / 0.7, 3);
    expect(figures.ratioInterval.method).toContain('Wilson');
  });

  it('say why there are none', () => {
    const unfitted = {
      state: 'not-fitted',
      indicatorId: 'x',
      model: 'y',
      version: 'z',
      cases: 100,
      events: 3,
      reason: '3 events; a model needs 20.',
    } as const;
    expect(adjustedFiguresOf(tally(1, 40), unfitted)).toEqual({
      state: 'not-adjusted',
      reason: '3 events; a model needs 20.',
    });
    for (const absent of [undefined, null]) {
      expect(adjustedFiguresOf(tally(1, 40, absent), model(200, 10_000)).state).toBe('not-adjusted');
    }
    expect(adjustedFiguresOf(tally(1, 40, 2), undefined).state).toBe('not-adjusted');
  });
});
