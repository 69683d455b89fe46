import { incrementDistribution } from '@lamina/shared/statistics/cusum/case-mix.ts';
import { simulateCrossings } from '@lamina/shared/statistics/cusum/simulated-crossings.ts';
import { averageRunLength, simulateDecisionLimit } from '@lamina/shared/statistics/cusum.ts';
import { createRandomSource } from '@lamina/shared/statistics/distributions.ts';
import { describe, expect, it } from 'vitest';
import { resultOf } from '../spc/computed-result.ts';

const mix = { risks: [0.01, 0.03, 0.08, 0.2], weights: [4, 3, 2, 1] };

describe('simulation and Markov chain', () => {
  it.each([
    [2, 1],
    [2, 2],
    [0.5, 1],
    [0.5, 0.5],
  ])('agrees with simulated charts tuned to %s at a true odds ratio of %s', (oddsRatio, trueOddsRatio) => {
    const runLength = resultOf(
      averageRunLength({ caseMix: mix, oddsRatio, decisionLimit: 2, trueOddsRatio }),
    ).runLength;
    const simulated = simulateCrossings(
      incrementDistribution(mix, oddsRatio, trueOddsRatio),
      1.9,
      2,
      2000,
      createRandomSource(11),
    ).runLengthAt(2);
    expect(Math.abs(simulated.mean - runLength)).toBeLessThan(4 * simulated.standardError);
    expect(simulated.standardError / simulated.mean).toBeLessThan(0.03);
  });

  it('comes with a run length at the target, its errors and the Markov chain beside it', () => {
    const result = resultOf(
      simulateDecisionLimit({ caseMix: { risks: [0.045] }, oddsRatio: 2, targetRunLength: 485, seed: 3 }),
    );
    expect(result.decisionLimit).toBeGreaterThan(1.9);
    expect(result.decisionLimit).toBeLessThan(2.1);
    expect(result.runLength).toBeGreaterThanOrEqual(485);
    expect(result.runLength).toBeLessThan(1.03 * 485);
    expect(result.runLengthStandardError / result.runLength).toBeGreaterThan(0.015);
    expect(result.runLengthStandardError / result.runLength).toBeLessThan(0.025);
    expect(Math.abs(result.runLengthByMarkovChain - result.runLength)).toBeLessThan(
      4 * result.runLengthStandardError,
    );
    expect(result.decisionLimitStandardError).toBeGreaterThan(0.005);
    expect(result.decisionLimitStandardError).toBeLessThan(0.04);
    expect(result).toMatchObject({ replicates: 2500, seed: 3 });
  });
});
