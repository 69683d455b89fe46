import { designFromPredictors, fitLogistic, profileLogistic } from '@lamina/shared/statistics/regression.ts';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { given, RUNS, reasonOf } from '../given.ts';
import { designOf, simulatedLogistic, TEN_OUTCOMES, TEN_VALUES } from './logistic-data.ts';

const tenPatients = designOf(10, [TEN_VALUES]);

/** Four cells of a 2 × 2 table as cases: exposed with and without, unexposed with and without the event. */
function fourFold(cells: readonly [number, number, number, number]) {
  const [a, b, c, d] = cells;
  const exposed = [...Array(a + b).fill(1), ...Array(c + d).fill(0)];
  const outcome = [...Array(a).fill(1), ...Array(b).fill(0), ...Array(c).fill(1), ...Array(d).fill(0)];
  return { matrix: designOf(exposed.length, [exposed]), outcome };
}

const cell = fc.integer({ min: 1, max: 400 });

describe('logistic regression', () => {
  it('agrees with R for ten patients', () => {
    const fit = given(fitLogistic(tenPatients, TEN_OUTCOMES));
    const slope = fit.coefficients[1];
    expect(slope?.name).toBe('x1');
    expect(slope?.estimate).toBeCloseTo(1.2709318523560225, 12);
    expect(slope?.standardError).toBeCloseTo(0.7649966266160674, 12);
    expect(slope?.pValue).toBeCloseTo(0.0966419385431324, 12);
    expect(fit.deviance).toBeCloseTo(9.13733669501978, 12);
    expect(fit.nullDeviance).toBeCloseTo(13.862943611198906, 12);
    expect(fit.aic).toBeCloseTo(13.13733669501978, 12);
    expect(fit.caseCount).toBe(10);
    expect(fit.eventCount).toBe(5);
  });

  it('gives the log odds ratio of a 2 × 2 table and its standard error', () => {
    fc.assert(
      fc.property(cell, cell, cell, cell, (a, b, c, d) => {
        const { matrix, outcome } = fourFold([a, b, c, d]);
        const fit = given(fitLogistic(matrix, outcome));
        expect(fit.coefficients[1]?.estimate).toBeCloseTo(Math.log((a * d) / (b * c)), 9);
        expect(fit.coefficients[1]?.standardError).toBeCloseTo(Math.sqrt(1 / a + 1 / b + 1 / c + 1 / d), 9);
      }),
      RUNS,
    );
  });

  it('solves the score equations to rounding, so that expected equals observed', () => {
    for (const seed of [1, 2, 3, 4, 5]) {
      const { matrix, outcome } = simulatedLogistic(seed, 400, -1.5, [0.8, -0.5, 0.2]);
      const fit = given(fitLogistic(matrix, outcome));
      for (const column of matrix.columns) {
        const score = column.reduce(
          (sum, x, row) => sum + x * ((outcome[row] as number) - (fit.fittedRisks[row] as number)),
          0,
        );
        expect(Math.abs(score)).toBeLessThan(1e-10);
      }
    }
  });

  it('does not depend on the order of cases nor on units and origin of a predictor', () => {
    const { predictors, outcome } = simulatedLogistic(7, 200, -0.5, [1, -1]);
    const [first = [], second = []] = predictors;
    const plain = given(fitLogistic(designOf(200, [first, second]), outcome));
    const rescaled = given(fitLogistic(designOf(200, [first.map((x) => 1e6 * x + 5e7), second]), outcome));
    const backwards = given(
      fitLogistic(designOf(200, [first.toReversed(), second.toReversed()]), outcome.toReversed()),
    );
    expect((rescaled.coefficients[1]?.estimate ?? 0) * 1e6).toBeCloseTo(
      plain.coefficients[1]?.estimate ?? Number.NaN,
      8,
    );
    expect(rescaled.coefficients[2]?.estimate).toBeCloseTo(plain.coefficients[2]?.estimate ?? Number.NaN, 10);
    expect(rescaled.logLikelihood).toBeCloseTo(plain.logLikelihood, 9);
    backwards.coefficients.forEach(({ estimate }, index) => {
      expect(estimate).toBeCloseTo(plain.coefficients[index]?.estimate ?? Number.NaN, 12);
    });
  });

  it('treats a predictor with coefficient 1 as an offset', () => {
    const { matrix, outcome, predictors } = simulatedLogistic(11, 300, -1, [0.5, 0.9]);
    const fit = given(fitLogistic(matrix, outcome));
    const [, first, second] = fit.coefficients;
    const offset = (predictors[1] ?? []).map((x) => x * (second?.estimate ?? 0));
    const withOffset = given(fitLogistic(designOf(300, predictors.slice(0, 1)), outcome, { offset }));
    expect(withOffset.coefficients[1]?.estimate).toBeCloseTo(first?.estimate ?? Number.NaN, 10);
    expect(withOffset.logLikelihood).toBeCloseTo(fit.logLikelihood, 10);
    expect(withOffset.nullDeviance).toBeGreaterThanOrEqual(withOffset.deviance);
  });

  it('widens its intervals with the confidence', () => {
    const narrow = given(fitLogistic(tenPatients, TEN_OUTCOMES, { confidence: 0.8 })).coefficients[1];
    const wide = given(fitLogistic(tenPatients, TEN_OUTCOMES, { confidence: 0.99 })).coefficients[1];
    expect(wide?.lowerLimit).toBeLessThan(narrow?.lowerLimit ?? Number.NaN);
    expect(wide?.upperLimit).toBeGreaterThan(narrow?.upperLimit ?? Number.NaN);
  });

  it('converges where risks are very small', () => {
    const caseCount = 200_000;
    const outcome = Array.from({ length: caseCount }, (_, row) => (row < 2 ? 1 : 0));
    const fit = given(fitLogistic(designOf(caseCount, []), outcome));
    expect(fit.coefficients[0]?.estimate).toBeCloseTo(Math.log(2 / (caseCount - 2)), 10);
  });

  it.each([
    ['no cases', designOf(0, []), [], {}, 'No cases.'],
    ['an outcome of 2', designOf(2, []), [0, 2], {}, 'Outcomes must be 0 or 1.'],
    ['too few outcomes', designOf(2, []), [0], {}, '1 outcomes for 2 cases.'],
    ['too few offsets', designOf(2, []), [0, 1], { offset: [0] }, '1 offsets for 2 cases.'],
    [
      'an infinite offset',
      designOf(2, []),
      [0, 1],
      { offset: [0, Number.POSITIVE_INFINITY] },
      'Offsets must be finite',
    ],
    ['only events', designOf(3, []), [1, 1, 1], {}, 'Separation'],
    ['no events', designOf(3, []), [0, 0, 0], {}, 'Separation'],
    ['one case', designOf(1, []), [1], {}, 'Separation'],
    ['complete separation', designOf(6, [[1, 2, 3, 4, 5, 6]]), [0, 0, 0, 1, 1, 1], {}, 'Separation'],
    ['a constant predictor', designOf(3, [[2, 2, 2]]), [0, 1, 1], {}, 'x1 can be written'],
    ['one predictor twice', designOf(10, [TEN_VALUES, TEN_VALUES]), TEN_OUTCOMES, {}, 'x2 can be written'],
  ])('refuses %s and says so', (_, matrix, outcome, options, reason) => {
    expect(reasonOf(fitLogistic(matrix, outcome, options))).toContain(reason);
  });

  it('refuses predictors of the wrong length or with values that are not numbers, by name', () => {
    expect(reasonOf(designFromPredictors(2, [{ name: 'age', values: [60] }]))).toBe(
      'age has 1 values for 2 cases.',
    );
    expect(reasonOf(designFromPredictors(1, [{ name: 'age', values: [Number.NaN] }]))).toContain('age');
  });

  it('is refused where offsets leave no information at all', () => {
    const offset = [-1e6, 1e6, -1e6, 1e6];
    expect(reasonOf(fitLogistic(designOf(4, []), [0, 1, 1, 0], { offset }))).toContain(
      'no maximum that could be reached',
    );
  });
});

describe('profile interval of a maximum-likelihood fit', () => {
  it('lies where the deviance is one chi-square quantile above the least', () => {
    fc.assert(
      fc.property(fc.integer({ min: 1, max: 30 }), fc.integer({ min: 1, max: 30 }), (events, others) => {
        const outcome = [...Array(events).fill(1), ...Array(others).fill(0)];
        const { intervals } = given(profileLogistic(designOf(outcome.length, []), outcome));
        const logLikelihood = (b: number) =>
          -events * Math.log1p(Math.exp(-b)) - others * Math.log1p(Math.exp(b));
        const highest = logLikelihood(Math.log(events / others));
        for (const limit of [intervals[0]?.lowerLimit, intervals[0]?.upperLimit]) {
          expect(2 * (highest - logLikelihood(limit ?? Number.NaN))).toBeCloseTo(3.841458820694124, 8);
        }
      }),
      { ...RUNS, numRuns: 30 },
    );
  });

  it('excludes 0 just when the likelihood-ratio p is below 1 − confidence', () => {
    for (const seed of [1, 2, 3, 4, 5, 6]) {
      const { matrix, outcome } = simulatedLogistic(seed, 60, 0, [0.9]);
      const { intervals } = given(profileLogistic(matrix, outcome, { confidence: 0.9 }));
      for (const { lowerLimit, upperLimit, pValue } of intervals) {
        const excludes = (lowerLimit ?? -1) > 0 || (upperLimit ?? 1) < 0;
        expect(excludes).toBe(pValue < 0.1);
      }
    }
  });

  it('takes an offset along and passes on why there is no fit', () => {
    const offset = TEN_VALUES.map((value) => value / 10);
    const { intervals } = given(profileLogistic(tenPatients, TEN_OUTCOMES, { offset }));
    const fit = given(fitLogistic(tenPatients, TEN_OUTCOMES, { offset }));
    intervals.forEach(({ lowerLimit, upperLimit }, index) => {
      const estimate = fit.coefficients[index]?.estimate ?? Number.NaN;
      expect(lowerLimit).toBeLessThan(estimate);
      expect(upperLimit).toBeGreaterThan(estimate);
    });
    expect(reasonOf(profileLogistic(tenPatients, Array(10).fill(0)))).toContain('Separation');
  });
});
