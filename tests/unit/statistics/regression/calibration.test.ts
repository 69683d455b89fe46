import {
  calibrationCurve,
  calibrationInTheLarge,
  calibrationSlope,
  fitLogistic,
  predictedRisks,
  recalibratedCoefficients,
  recalibratedRisk,
  recalibrateIntercept,
  recalibrateInterceptAndSlope,
} from '@lamina/shared/statistics/regression.ts';
import { describe, expect, it } from 'vitest';
import { given, reasonOf } from '../given.ts';
import { simulatedLogistic } from './logistic-data.ts';

const { matrix, outcome } = simulatedLogistic(42, 800, -1, [1, 0.5]);
const own = given(fitLogistic(matrix, outcome));
const observed = outcome.reduce((sum, value) => sum + value, 0);

/** A model that predicts too much, with risks too extreme. */
const published = { intercept: -0.2, x1: 2, x2: 1 };
const { linearPredictors, risks } = given(predictedRisks(matrix, published));

describe('calibration', () => {
  it('is perfect for a model in the cases it was fitted to', () => {
    const slope = given(calibrationSlope(own.fittedRisks, outcome));
    expect(slope.slope.estimate).toBeCloseTo(1, 9);
    expect(slope.interceptAtSlope.estimate).toBeCloseTo(0, 9);
    expect(given(calibrationInTheLarge(own.fittedRisks, outcome)).estimate).toBeCloseTo(0, 9);
  });

  it('shows a slope below 1 for risks too extreme and an intercept below 0 for risks too high', () => {
    expect(given(calibrationSlope(risks, outcome)).slope.upperLimit).toBeLessThan(1);
    expect(given(calibrationInTheLarge(risks, outcome)).upperLimit).toBeLessThan(0);
  });

  it('refuses risks of 0 or 1, one class only and, for the slope, constant risks', () => {
    expect(reasonOf(calibrationInTheLarge([0, 0.5], [0, 1]))).toContain('exactly 0 or 1');
    expect(reasonOf(calibrationSlope([0.5, 1], [0, 1]))).toContain('exactly 0 or 1');
    expect(reasonOf(calibrationInTheLarge([0.2, 0.5], [0, 0]))).toContain('Separation');
    expect(reasonOf(calibrationSlope([0.2, 0.5], [0, 0]))).toContain('Separation');
    expect(reasonOf(calibrationSlope([0.2, 0.2, 0.2], [0, 1, 0]))).toContain('slope can be written');
    expect(reasonOf(calibrationSlope([0.2], [0, 1]))).toContain('outcomes');
  });
});

describe('recalibration', () => {
  it('makes expected events equal observed ones', () => {
    for (const recalibrate of [recalibrateIntercept, recalibrateInterceptAndSlope]) {
      const recalibration = given(recalibrate(linearPredictors, outcome));
      const expected = linearPredictors.reduce(
        (sum, value) => sum + recalibratedRisk(recalibration, value),
        0,
      );
      expect(expected).toBeCloseTo(observed, 8);
      expect(recalibration.logLikelihood).toBeGreaterThan(recalibration.publishedLogLikelihood);
      expect(recalibration.pValue).toBeLessThan(0.001);
    }
  });

  it('gives coefficients with the same risks', () => {
    for (const recalibrate of [recalibrateIntercept, recalibrateInterceptAndSlope]) {
      const recalibration = given(recalibrate(linearPredictors, outcome));
      const updated = given(predictedRisks(matrix, recalibratedCoefficients(recalibration, published)));
      updated.risks.forEach((risk, row) => {
        expect(risk).toBeCloseTo(recalibratedRisk(recalibration, linearPredictors[row] ?? Number.NaN), 12);
      });
    }
  });

  it('adds an intercept to coefficients that have none', () => {
    const recalibration = given(recalibrateIntercept([-2, -2, -2, -2], [0, 1, 0, 1]));
    expect(recalibration.intercept.estimate).toBeCloseTo(2, 10);
    expect(recalibratedCoefficients(recalibration, { x1: 3 }).intercept).toBeCloseTo(2, 10);
  });

  it('does nothing to a model in the cases it was fitted to', () => {
    const coefficients = Object.fromEntries(own.coefficients.map(({ name, estimate }) => [name, estimate]));
    const fitted = given(predictedRisks(matrix, coefficients));
    const recalibration = given(recalibrateInterceptAndSlope(fitted.linearPredictors, outcome));
    expect(recalibration.slope?.estimate).toBeCloseTo(1, 9);
    expect(recalibration.pValue).toBeCloseTo(1, 6);
  });

  it('passes on why there is nothing to fit', () => {
    expect(reasonOf(recalibrateIntercept([Number.NaN], [1]))).toContain('Offsets');
    expect(reasonOf(recalibrateInterceptAndSlope([Number.NaN], [1]))).toContain('slope');
    expect(reasonOf(recalibrateInterceptAndSlope([1, 2], [0, 1]))).toContain('Separation');
  });
});

describe('predicted risks', () => {
  it('follow the published formula', () => {
    const scored = simulatedLogistic(1, 1, 0, [0]).matrix;
    const one = { ...scored, columns: [Float64Array.of(1), Float64Array.of(10)] };
    expect(given(predictedRisks(one, { intercept: -3.68, x1: 0.077 })).risks[0]).toBeCloseTo(0.05166, 5);
  });

  it('match columns by name and refuse what has no partner', () => {
    expect(reasonOf(predictedRisks(matrix, { intercept: 0, x1: 1 }))).toContain('no coefficient for x2');
    expect(reasonOf(predictedRisks(matrix, { intercept: 0, x1: 1, x2: 1, x3: 1 }))).toContain(
      'no column for x3',
    );
  });
});

describe('calibration curve', () => {
  it('covers all cases in its groups and follows the diagonal for a good model', () => {
    const curve = given(calibrationCurve(own.fittedRisks, outcome));
    expect(curve.groups).toHaveLength(10);
    expect(curve.groups.reduce((sum, group) => sum + group.caseCount, 0)).toBe(800);
    for (const group of curve.groups)
      expect(group.observedRate * group.caseCount).toBeCloseTo(group.observed, 9);
    const { points } = given(curve.smooth);
    expect(points).toHaveLength(50);
    for (const { predictedRisk, lowerLimit, upperLimit } of points) {
      expect(lowerLimit).toBeLessThan(predictedRisk);
      expect(upperLimit).toBeGreaterThan(predictedRisk);
    }
  });

  it('lies below the diagonal for a model that predicts too much, with the points and confidence asked for', () => {
    const narrow = given(
      given(calibrationCurve(risks, outcome, { groupCount: 4, pointCount: 5, confidence: 0.5 })).smooth,
    );
    const wide = given(
      given(calibrationCurve(risks, outcome, { groupCount: 4, pointCount: 5, confidence: 0.99 })).smooth,
    );
    expect(narrow.points).toHaveLength(5);
    expect(narrow.points[4]?.observedRisk).toBeLessThan(narrow.points[4]?.predictedRisk ?? 0);
    narrow.points.forEach(({ lowerLimit }, index) => {
      expect(lowerLimit).toBeGreaterThan(wide.points[index]?.lowerLimit ?? Number.NaN);
    });
  });

  it('keeps its groups where a smooth curve is impossible, and says why', () => {
    const tied = given(calibrationCurve([0.1, 0.1, 0.1, 0.3, 0.3], [0, 1, 0, 1, 0]));
    expect(tied.groups.map(({ caseCount }) => caseCount)).toEqual([3, 2]);
    expect(reasonOf(tied.smooth)).toContain('knots');
    expect(reasonOf(given(calibrationCurve([0, 1], [0, 1])).smooth)).toContain('exactly 0 or 1');
    expect(reasonOf(given(calibrationCurve([0.1, 0.2, 0.3, 0.4], [0, 0, 1, 1])).smooth)).toContain(
      'Separation',
    );
    expect(reasonOf(calibrationCurve([], []))).toBe('No cases.');
  });
});
