import { fitFirth } from '@lamina/shared/statistics/regression.ts';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { given, RUNS, reasonOf } from '../given.ts';
import { designOf, simulatedLogistic, TEN_OUTCOMES, TEN_VALUES } from './logistic-data.ts';

const separated = designOf(6, [[1, 2, 3, 4, 5, 6]]);
const separatedOutcomes = [0, 0, 0, 1, 1, 1];
const cell = fc.integer({ min: 0, max: 30 });

describe('Firth’s penalised likelihood', () => {
  it('agrees with the reference under complete separation', () => {
    const fit = given(fitFirth(separated, separatedOutcomes));
    const slope = fit.coefficients[1];
    expect(slope?.estimate).toBeCloseTo(1.1289124885635369, 9);
    expect(slope?.standardError).toBeCloseTo(0.8549083366879316, 9);
    expect(slope?.standardErrorAugmented).toBeCloseTo(0.7395352715179303, 9);
    expect(slope?.profile?.lowerLimit).toBeCloseTo(0.0017326039926833408, 9);
    expect(slope?.profile?.upperLimit).toBeCloseTo(6.070008168416056, 8);
    expect(slope?.profile?.pValue).toBeCloseTo(0.04953785295949751, 9);
    expect(fit.penalisedLogLikelihood).toBeCloseTo(-1.2896806971802195, 10);
  });

  it('adds one half to every cell of a 2 × 2 table', () => {
    fc.assert(
      fc.property(cell, cell, cell, cell, (a, b, c, d) => {
        fc.pre(a + b > 0 && c + d > 0);
        const exposed = [...Array(a + b).fill(1), ...Array(c + d).fill(0)];
        const outcome = [...Array(a).fill(1), ...Array(b).fill(0), ...Array(c).fill(1), ...Array(d).fill(0)];
        const fit = given(fitFirth(designOf(exposed.length, [exposed]), outcome, { profile: false }));
        const oddsRatio = ((a + 0.5) * (d + 0.5)) / ((b + 0.5) * (c + 0.5));
        expect(fit.coefficients[1]?.estimate).toBeCloseTo(Math.log(oddsRatio), 8);
        expect(fit.coefficients[1]?.profile).toBeUndefined();
      }),
      RUNS,
    );
  });

  it('is finite and inside its profile limits when nobody has the event', () => {
    const fit = given(fitFirth(designOf(10, [TEN_VALUES]), Array(10).fill(0)));
    for (const { estimate, profile } of fit.coefficients) {
      expect(profile?.lowerLimit).toBeLessThan(estimate);
      expect(profile?.upperLimit).toBeGreaterThan(estimate);
    }
    expect(fit.eventCount).toBe(0);
  });

  it('excludes 0 from the profile just when the penalised likelihood-ratio p is small', () => {
    for (const seed of [1, 2, 3, 4]) {
      const { matrix, outcome } = simulatedLogistic(seed, 30, -0.5, [1.2, 0]);
      for (const { profile } of given(fitFirth(matrix, outcome, { confidence: 0.9 })).coefficients) {
        const excludes = (profile?.lowerLimit ?? -1) > 0 || (profile?.upperLimit ?? 1) < 0;
        expect(excludes).toBe((profile?.pValue ?? 1) < 0.1);
      }
    }
  });

  it('draws estimates towards 0 and approaches maximum likelihood as cases grow', () => {
    const ten = given(fitFirth(designOf(10, [TEN_VALUES]), TEN_OUTCOMES)).coefficients[1];
    expect(ten?.estimate).toBeLessThan(1.2709318523560225);
    expect(ten?.estimate).toBeGreaterThan(0);
  });

  it('takes an offset along', () => {
    const offset = TEN_VALUES.map((value) => 0.3 * value);
    const plain = given(fitFirth(designOf(10, [TEN_VALUES]), TEN_OUTCOMES)).coefficients[1];
    const shifted = given(fitFirth(designOf(10, [TEN_VALUES]), TEN_OUTCOMES, { offset })).coefficients[1];
    expect(shifted?.estimate).toBeCloseTo((plain?.estimate ?? Number.NaN) - 0.3, 8);
    expect(shifted?.profile?.upperLimit).toBeCloseTo((plain?.profile?.upperLimit ?? Number.NaN) - 0.3, 7);
  });

  it('refuses what no likelihood can answer, with the reason', () => {
    expect(reasonOf(fitFirth(designOf(0, []), []))).toBe('No cases.');
    expect(reasonOf(fitFirth(designOf(2, []), [0, 1], { offset: [0] }))).toContain('offsets');
    expect(reasonOf(fitFirth(designOf(4, []), [0, 1, 1, 0], { offset: [-1e6, 1e6, -1e6, 1e6] }))).toContain(
      'settle',
    );
    expect(reasonOf(fitFirth(designOf(3, [[2, 2, 2]]), [0, 1, 0]))).toContain('x1 can be written');
  });
});
