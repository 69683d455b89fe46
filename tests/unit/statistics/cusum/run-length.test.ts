import { aliasTable, drawFrom } from '@lamina/shared/statistics/cusum/alias-table.ts';
import { solveBandedInPlace } from '@lamina/shared/statistics/cusum/banded-system.ts';
import { incrementDistribution } from '@lamina/shared/statistics/cusum/case-mix.ts';
import { simulateCrossings } from '@lamina/shared/statistics/cusum/simulated-crossings.ts';
import {
  averageRunLength,
  monitoringProperties,
  simulateDecisionLimit,
} from '@lamina/shared/statistics/cusum.ts';
import { createRandomSource } from '@lamina/shared/statistics/distributions.ts';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { resultOf } from '../spc/computed-result.ts';

fc.configureGlobal({ seed: 20240601 });

const mix = { risks: [0.01, 0.03, 0.08, 0.2], weights: [4, 3, 2, 1] };

function runLengthOf(input: Parameters<typeof averageRunLength>[0]): number {
  return resultOf(averageRunLength(input)).runLength;
}

describe('run length by Markov chain', () => {
  it('is the geometric mean waiting time when the first event must signal', () => {
    // An event at risk 0.02 weighs 0.673 and any run of non-events leaves the chart at 0 before it.
    expect(
      runLengthOf({ caseMix: { risks: [0.02] }, oddsRatio: 2, decisionLimit: 0.5, states: 50 }),
    ).toBeCloseTo(50, 6);
    expect(
      runLengthOf({
        caseMix: { risks: [0.02] },
        oddsRatio: 2,
        decisionLimit: 0.5,
        states: 50,
        trueOddsRatio: 3,
      }),
    ).toBeCloseTo((1 - 0.02 + 3 * 0.02) / (3 * 0.02), 6);
  });

  it('allows cases that are certain to have the event, which leave the chart where it is', () => {
    const certain = { risks: [0.02, 1] };
    const runLength = runLengthOf({ caseMix: certain, oddsRatio: 2, decisionLimit: 0.5, states: 50 });
    expect(runLength).toBeCloseTo(100, 6);
  });

  it('is the waiting time of a mix when the first event must signal', () => {
    const caseMix = { risks: [0.02, 0.04], weights: [3, 1] };
    expect(runLengthOf({ caseMix, oddsRatio: 2, decisionLimit: 0.4, states: 50 })).toBeCloseTo(1 / 0.025, 6);
    expect(
      runLengthOf({ caseMix: { risks: [0.02, 0.04] }, oddsRatio: 2, decisionLimit: 0.4, states: 50 }),
    ).toBeCloseTo(1 / 0.03, 6);
  });

  it('needs no more than two grid values', () => {
    expect(
      runLengthOf({ caseMix: { risks: [0.02] }, oddsRatio: 2, decisionLimit: 0.5, states: 2 }),
    ).toBeCloseTo(50, 6);
  });

  it('solves two successive events exactly on a grid that fits the steps', () => {
    // Risk ½: an event adds log(4/3) and a non-event takes log(3/2) away, so two events in a row reach 1.5 log(4/3).
    const decisionLimit = 1.5 * Math.log(4 / 3);
    expect(runLengthOf({ caseMix: { risks: [0.5] }, oddsRatio: 2, decisionLimit, states: 3 })).toBeCloseTo(
      6,
      9,
    );
    expect(runLengthOf({ caseMix: { risks: [0.5] }, oddsRatio: 2, decisionLimit, states: 300 })).toBeCloseTo(
      6,
      9,
    );
  });

  it('looks for improvement as for deterioration of the mirrored risk', () => {
    const down = runLengthOf({
      caseMix: { risks: [0.9, 0.7] },
      oddsRatio: 0.5,
      decisionLimit: 2,
      states: 80,
    });
    const up = runLengthOf({ caseMix: { risks: [0.1, 0.3] }, oddsRatio: 2, decisionLimit: 2, states: 80 });
    expect(down / up).toBeCloseTo(1, 9);
  });

  it('grows with the limit and falls with the true odds ratio', () => {
    let previous = 0;
    for (const decisionLimit of [0.5, 1, 1.5, 2, 3]) {
      const runLength = runLengthOf({ caseMix: mix, oddsRatio: 2, decisionLimit, states: 80 });
      expect(runLength).toBeGreaterThan(previous);
      previous = runLength;
    }
    for (const trueOddsRatio of [1.5, 2, 3]) {
      const runLength = runLengthOf({
        caseMix: mix,
        oddsRatio: 2,
        decisionLimit: 3,
        trueOddsRatio,
        states: 80,
      });
      expect(runLength).toBeLessThan(previous);
      previous = runLength;
    }
  });

  it.each([
    [{ caseMix: { risks: [] } }, 'There are no risks.'],
    [{ caseMix: { risks: [0.1, 1.1] } }, 'A risk is not between 0 and 1.'],
    [{ caseMix: { risks: [-0.1] } }, 'A risk is not between 0 and 1.'],
    [{ caseMix: { risks: [0.1], weights: [1, 1] } }, 'Risks and weights differ in number.'],
    [{ caseMix: { risks: [0.1, 0.2], weights: [1, -1] } }, 'Weights are not frequencies.'],
    [{ caseMix: { risks: [0.1], weights: [Number.POSITIVE_INFINITY] } }, 'Weights are not frequencies.'],
    [{ caseMix: { risks: [0.1, 0.2], weights: [0, 0] } }, 'Weights are not frequencies.'],
    [{ caseMix: { risks: [0, 0] } }, 'No case can raise this chart, so it never signals.'],
    [{ caseMix: { risks: [0, 0.5], weights: [1, 0] } }, 'No case can raise this chart, so it never signals.'],
    [{ oddsRatio: 1 }, 'The odds ratio of a chart is a positive number other than 1.'],
    [{ decisionLimit: -1 }, 'A decision limit is a positive number.'],
    [{ trueOddsRatio: 0 }, 'The true odds ratio is not positive.'],
    [{ trueOddsRatio: Number.POSITIVE_INFINITY }, 'The true odds ratio is not positive.'],
    [{ states: 1 }, 'The grid needs at least two values.'],
    [{ states: 10.5 }, 'The grid needs at least two values.'],
    [{ decisionLimit: 60, states: 400 }, 'The run length is beyond what can be calculated.'],
  ])('refuses %o', (change, reason) => {
    expect(
      averageRunLength({ caseMix: { risks: [0.1] }, oddsRatio: 2, decisionLimit: 2, ...change }),
    ).toEqual({
      kind: 'not-computable',
      reason,
    });
  });
});

describe('decision limit by simulation', () => {
  const rare = { risks: [0.03, 0.06] };

  it('repeats exactly from its seed, and differs with another', () => {
    const input = { caseMix: rare, oddsRatio: 0.5, targetRunLength: 100, replicates: 30, states: 60 };
    const first = resultOf(simulateDecisionLimit({ ...input, seed: 5 }));
    expect(resultOf(simulateDecisionLimit({ ...input, seed: 5 }))).toEqual(first);
    expect(resultOf(simulateDecisionLimit({ ...input, seed: 6 })).decisionLimit).not.toBe(
      first.decisionLimit,
    );
  });

  it('grows with the target', () => {
    const limitAt = (targetRunLength: number) =>
      resultOf(
        simulateDecisionLimit({
          caseMix: rare,
          oddsRatio: 2,
          targetRunLength,
          seed: 5,
          replicates: 100,
          states: 60,
        }),
      ).decisionLimit;
    expect(limitAt(100)).toBeLessThan(limitAt(300));
  });

  it('finds the target even where few replicates stray far from the Markov chain', () => {
    for (let seed = 1; seed <= 8; seed += 1) {
      const result = resultOf(
        simulateDecisionLimit({
          caseMix: rare,
          oddsRatio: 2,
          targetRunLength: 800,
          seed,
          replicates: 10,
          states: 60,
        }),
      );
      expect(result.runLength).toBeGreaterThanOrEqual(800);
      expect(result.runLength).toBeLessThan(1200);
    }
  });

  it('carries the error of the run length over to the limit by the slope between them', () => {
    const design = { caseMix: rare, oddsRatio: 2, states: 60 };
    const result = resultOf(
      simulateDecisionLimit({ ...design, targetRunLength: 150, seed: 4, replicates: 400 }),
    );
    const at = (decisionLimit: number) => runLengthOf({ ...design, decisionLimit });
    const slope = (at(result.decisionLimit + 0.1) - at(result.decisionLimit - 0.1)) / 0.2;
    const expected = result.runLengthStandardError / slope;
    expect((result.decisionLimitStandardError as number) / expected).toBeGreaterThan(0.7);
    expect((result.decisionLimitStandardError as number) / expected).toBeLessThan(1.4);
  });

  it('reports the Markov chain on the grid asked for', () => {
    const design = { caseMix: rare, oddsRatio: 2 };
    const input = { ...design, targetRunLength: 100, seed: 1, replicates: 20 };
    const coarse = resultOf(simulateDecisionLimit({ ...input, states: 10 }));
    const { decisionLimit } = coarse;
    expect(coarse.runLengthByMarkovChain).toBe(runLengthOf({ ...design, decisionLimit, states: 10 }));
    const usual = resultOf(simulateDecisionLimit(input));
    expect(usual.runLengthByMarkovChain).toBe(runLengthOf({ ...design, decisionLimit }));
  });

  it.each([
    [{ targetRunLength: 1 }, 'The target is not above one case.'],
    [{ targetRunLength: Number.POSITIVE_INFINITY }, 'The target is not above one case.'],
    [{ replicates: 1 }, 'A simulation needs at least two replicates.'],
    [{ replicates: 10.5 }, 'A simulation needs at least two replicates.'],
    [{ targetRunLength: 5 }, 'Even the smallest limit gives a longer run length: choose a longer target.'],
    [
      { targetRunLength: 800_001 },
      'The target times the number of replicates is too many cases to simulate.',
    ],
    [{ oddsRatio: 1.09 }, 'A chart is tuned to an odds ratio of at least 1.1, or its reciprocal.'],
    [{ oddsRatio: 0.95 }, 'A chart is tuned to an odds ratio of at least 1.1, or its reciprocal.'],
    [{ oddsRatio: -2 }, 'The odds ratio of a chart is a positive number other than 1.'],
    [{ caseMix: { risks: [0] } }, 'No case can raise this chart, so it never signals.'],
  ])('refuses %o', (change, reason) => {
    const input = { caseMix: { risks: [0.045] }, oddsRatio: 2, targetRunLength: 485, seed: 3, ...change };
    expect(simulateDecisionLimit(input)).toEqual({ kind: 'not-computable', reason });
  });
});

describe('monitoring properties', () => {
  const input = {
    caseMix: { risks: [0.045] },
    oddsRatio: 2,
    decisionLimit: 3,
    casesPerYear: 400,
    states: 100,
  };

  it('gives false alarms a year and delays at odds ratios 1.5, 2 and 3', () => {
    const result = resultOf(monitoringProperties(input));
    expect(result.inControlRunLength).toBeCloseTo(runLengthOf(input), 9);
    expect(result.expectedFalseAlarmsPerYear).toBeCloseTo(400 / result.inControlRunLength, 12);
    expect(result.delays.map(({ trueOddsRatio }) => trueOddsRatio)).toEqual([1.5, 2, 3]);
    for (const { trueOddsRatio, expectedCases, expectedYears } of result.delays) {
      expect(expectedCases).toBeCloseTo(runLengthOf({ ...input, trueOddsRatio }), 9);
      expect(expectedYears).toBeCloseTo(expectedCases / 400, 12);
    }
  });

  it('takes the reciprocal odds ratios on a chart that looks for improvement', () => {
    const result = resultOf(monitoringProperties({ ...input, oddsRatio: 0.5 }));
    expect(result.delays.map(({ trueOddsRatio }) => trueOddsRatio)).toEqual([1 / 1.5, 1 / 2, 1 / 3]);
    expect(result.delays[2]?.expectedCases).toBeLessThan(result.delays[0]?.expectedCases as number);
  });

  it('takes other odds ratios when given', () => {
    expect(resultOf(monitoringProperties({ ...input, trueOddsRatios: [4] })).delays).toHaveLength(1);
  });

  it.each([
    [{ casesPerYear: 0 }, 'Cases a year is not above 0.'],
    [{ casesPerYear: Number.POSITIVE_INFINITY }, 'Cases a year is not above 0.'],
    [{ decisionLimit: 0 }, 'A decision limit is a positive number.'],
    [{ decisionLimit: 0, trueOddsRatios: [] }, 'A decision limit is a positive number.'],
    [{ trueOddsRatios: [0] }, 'The true odds ratio is not positive.'],
  ])('refuses %o', (change, reason) => {
    expect(monitoringProperties({ ...input, ...change })).toEqual({ kind: 'not-computable', reason });
  });
});

describe('alias table', () => {
  it('gives each outcome its probability exactly', () => {
    fc.assert(
      fc.property(fc.array(fc.integer({ min: 0, max: 20 }), { minLength: 1, maxLength: 12 }), (parts) => {
        fc.pre(parts.some((part) => part > 0));
        const { threshold, alias } = aliasTable(Float64Array.from(parts));
        const total = parts.reduce((sum, part) => sum + part, 0);
        const share = new Array<number>(parts.length).fill(0);
        for (const [column, own] of threshold.entries()) {
          const bounded = Math.min(1, Math.max(0, own));
          share[column] = (share[column] as number) + bounded / parts.length;
          const other = alias[column] as number;
          share[other] = (share[other] as number) + (1 - bounded) / parts.length;
        }
        for (const [outcome, part] of parts.entries()) expect(share[outcome]).toBeCloseTo(part / total, 12);
      }),
    );
  });

  it('draws the column by the whole part and outcome or alias by the rest', () => {
    const table = aliasTable(Float64Array.of(0.25, 0.75));
    expect([0, 0.24, 0.25, 0.49, 0.5, 0.99].map((uniform) => drawFrom(table, uniform))).toEqual([
      0, 0, 1, 1, 1, 1,
    ]);
  });

  it('never draws an outcome of probability 0', () => {
    const table = aliasTable(Float64Array.of(0, 0.1, 0, 0.2, 0.7));
    const random = createRandomSource(1);
    const drawn = new Set(Array.from({ length: 2000 }, () => drawFrom(table, random.uniform())));
    expect([...drawn].toSorted()).toEqual([1, 3, 4]);
  });
});

describe('banded system', () => {
  it('solves diagonally dominant systems of every band', () => {
    const shapes = fc.record({
      size: fc.integer({ min: 1, max: 9 }),
      below: fc.integer({ min: 0, max: 8 }),
      above: fc.integer({ min: 0, max: 8 }),
      seed: fc.integer(),
    });
    fc.assert(
      fc.property(shapes, ({ size, seed, ...bands }) => {
        const below = Math.min(bands.below, size - 1);
        const above = Math.min(bands.above, size - 1);
        const width = below + above + 1;
        const random = createRandomSource(seed);
        const rows = new Float64Array(size * width);
        const solution = Array.from({ length: size }, () => random.uniform() - 0.5);
        const rightSide = new Float64Array(size);
        for (let row = 0; row < size; row += 1) {
          for (
            let column = Math.max(0, row - below);
            column <= Math.min(size - 1, row + above);
            column += 1
          ) {
            const entry = row === column ? 20 : random.uniform() - 0.5;
            rows[row * width + below + column - row] = entry;
            rightSide[row] = (rightSide[row] as number) + entry * (solution[column] as number);
          }
        }
        const solved = solveBandedInPlace(rows, rightSide, below, above);
        for (const [index, value] of solution.entries()) expect(solved[index]).toBeCloseTo(value, 10);
      }),
    );
  });
});

describe('simulated crossings', () => {
  /** Steps of +1 and −1, taken in the order written. */
  function scripted(steps: string) {
    const script = [...steps];
    return {
      uniform: () => {
        const step = script.shift();
        if (step === undefined) throw new Error('The simulation drew more cases than it needs.');
        return step === '+' ? 0.1 : 0.6;
      },
    };
  }
  const unitSteps = { steps: Float64Array.of(1, -1), probabilities: Float64Array.of(0.5, 0.5) };

  it('keeps the case at which each chart first reached each level, and no case more', () => {
    // Chart 1 goes 1, 2, 1, 2, 3; chart 2 stays at 0 and then goes 1, 2, 3.
    const crossings = simulateCrossings(unitSteps, 1, 3, 2, scripted('++-++-+++'));
    expect(crossings.runLengthAt(1)).toEqual({ mean: 1.5, standardError: 0.5 });
    expect(crossings.runLengthAt(1.5)).toEqual({ mean: 2.5, standardError: 0.5 });
    expect(crossings.runLengthAt(2)).toEqual({ mean: 2.5, standardError: 0.5 });
    expect(crossings.runLengthAt(3)).toEqual({ mean: 4.5, standardError: 0.5 });
  });

  it('divides the spread of the run lengths by the root of the number of charts', () => {
    const crossings = simulateCrossings(unitSteps, 1, 1, 3, scripted('+-+--+'));
    expect(crossings.runLengthAt(1).mean).toBe(2);
    expect(crossings.runLengthAt(1).standardError).toBeCloseTo(1 / Math.sqrt(3), 12);
  });

  it('answers for every level between floor and ceiling, rising with the level', () => {
    const crossings = simulateCrossings(incrementDistribution(mix, 2, 1), 0.5, 2, 200, createRandomSource(2));
    let previous = 0;
    for (const level of [0.5, 0.7, 1, 1.5, 1.9, 2]) {
      const { mean, standardError } = crossings.runLengthAt(level);
      expect(mean).toBeGreaterThanOrEqual(previous);
      expect(standardError).toBeGreaterThan(0);
      previous = mean;
    }
    expect(crossings).toMatchObject({ floor: 0.5, ceiling: 2, replicates: 200 });
  });

  it('gives the same run lengths whatever floor and ceiling it was run between', () => {
    const increments = incrementDistribution(mix, 2, 1);
    const wide = simulateCrossings(increments, 0, 1, 1, createRandomSource(9));
    const narrow = simulateCrossings(increments, 0.8, 1, 1, createRandomSource(9));
    expect(narrow.runLengthAt(0.9).mean).toBe(wide.runLengthAt(0.9).mean);
  });
});
