import type { RiskAdjustedCusumInput } from '@lamina/shared/statistics/cusum.ts';
import { bernoulliCusum, riskAdjustedCusum, steinerWeights, vlad } from '@lamina/shared/statistics/cusum.ts';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { resultOf } from '../spc/computed-result.ts';

fc.configureGlobal({ seed: 20240601 });

/** The risk model of Steiner et al. 2000: logit p = −3.68 + 0.077 × Parsonnet score. */
function parsonnetRisk(score: number): number {
  return 1 / (1 + Math.exp(3.68 - 0.077 * score));
}

const cases = fc
  .array(
    fc.record({
      risk: fc.double({ min: 0, max: 1, noNaN: true }),
      outcome: fc.constantFrom(0 as const, 1 as const),
    }),
    {
      minLength: 1,
      maxLength: 60,
    },
  )
  .map((all) => ({ risks: all.map(({ risk }) => risk), outcomes: all.map(({ outcome }) => outcome) }));

const four = { risks: [0.02, 0.5, 0.98, 0.1], outcomes: [1, 1, 0, 0] } as const;
const designs = { up: { oddsRatio: 2, decisionLimit: 4.5 }, down: { oddsRatio: 0.5, decisionLimit: 4 } };

describe('Steiner weights', () => {
  it.each([
    [0, 2, -0.024, 0.669],
    [50, 2, -0.433, 0.26],
    [0, 0.5, 0.012, -0.681],
    [50, 0.5, 0.316, -0.377],
  ])(
    'gives the published weights at Parsonnet score %s and odds ratio %s',
    (score, oddsRatio, noEvent, event) => {
      const weights = steinerWeights(parsonnetRisk(score), oddsRatio);
      expect(weights.noEvent).toBeCloseTo(noEvent, 3);
      expect(weights.event).toBeCloseTo(event, 3);
    },
  );

  it('weighs nothing when the risk was certain and right, and stays finite when it was wrong', () => {
    expect(steinerWeights(0, 2).noEvent).toBeCloseTo(0, 15);
    expect(steinerWeights(1, 2).event).toBeCloseTo(0, 15);
    expect(steinerWeights(0, 2).event).toBeCloseTo(Math.log(2), 15);
    expect(steinerWeights(1, 2).noEvent).toBeCloseTo(-Math.log(2), 15);
  });

  it('compares with the odds ratio of the null', () => {
    const { event, noEvent } = steinerWeights(0.2, 2, 1.25);
    expect(event).toBeCloseTo(Math.log((2 * (0.8 + 1.25 * 0.2)) / ((0.8 + 2 * 0.2) * 1.25)), 14);
    expect(noEvent).toBeCloseTo(Math.log((0.8 + 1.25 * 0.2) / (0.8 + 2 * 0.2)), 14);
    expect(steinerWeights(0.2, 1.25, 1.25)).toEqual({ event: 0, noEvent: 0 });
  });

  it('has a negative mean in control, so that charts drift to 0', () => {
    fc.assert(
      fc.property(
        fc.double({ min: 0.001, max: 0.999, noNaN: true }),
        fc.constantFrom(0.3, 0.5, 1.5, 2, 4),
        (risk, oddsRatio) => {
          const { event, noEvent } = steinerWeights(risk, oddsRatio);
          expect(risk * event + (1 - risk) * noEvent).toBeLessThan(0);
        },
      ),
    );
  });
});

describe('risk-adjusted CUSUM', () => {
  it('follows the worked example in both directions', () => {
    const { up, down } = resultOf(riskAdjustedCusum({ ...four, ...designs }));
    for (const [index, value] of [0.673, 0.961, 0.278, 0.183].entries())
      expect(up.path[index]).toBeCloseTo(value, 3);
    for (const [index, value] of [0, 0, 0.673, 0.725].entries())
      expect(down.path[index]).toBeCloseTo(value, 3);
  });

  it('equals the maximum over all starts of the summed weights', () => {
    fc.assert(
      fc.property(cases, ({ risks, outcomes }) => {
        const { up } = resultOf(riskAdjustedCusum({ risks, outcomes, ...designs, reset: 'none' }));
        const weights = risks.map(
          (risk, index) => steinerWeights(risk, 2)[outcomes[index] === 1 ? 'event' : 'noEvent'],
        );
        for (const end of risks.keys()) {
          let best = 0;
          for (let start = 0; start <= end; start += 1) {
            best = Math.max(
              best,
              weights.slice(start, end + 1).reduce((sum, weight) => sum + weight, 0),
            );
          }
          expect(up.path[end]).toBeCloseTo(best, 10);
        }
      }),
    );
  });

  it('looks down at the cases as it looks up at their mirror image', () => {
    fc.assert(
      fc.property(cases, ({ risks, outcomes }) => {
        const { down } = resultOf(riskAdjustedCusum({ risks, outcomes, ...designs }));
        const mirror = {
          risks: risks.map((risk) => 1 - risk),
          outcomes: outcomes.map((outcome) => (outcome === 1 ? 0 : 1)),
        };
        const up = resultOf(
          riskAdjustedCusum({ ...mirror, ...designs, up: { oddsRatio: 2, decisionLimit: 4 } }),
        ).up;
        for (const index of risks.keys()) expect(down.path[index]).toBeCloseTo(up.path[index] as number, 10);
      }),
    );
  });

  describe('after a signal', () => {
    /** Six events at risk ½ weigh log(4/3) = 0.288 each up, and log(2/3) down; non-events the reverse. */
    const w = Math.log(4 / 3);
    const events = { risks: [0.5, 0.5, 0.5, 0.5], outcomes: [1, 1, 1, 1] } as const;
    const input: RiskAdjustedCusumInput = {
      ...events,
      up: { oddsRatio: 2, decisionLimit: 2 * w },
      down: { oddsRatio: 0.5, decisionLimit: 9 },
    };
    const pathOf = (reset?: RiskAdjustedCusumInput['reset']) => {
      const { up } = resultOf(riskAdjustedCusum(reset === undefined ? input : { ...input, reset }));
      return { path: up.path.map((value) => Math.round(value / w)), signals: up.signals };
    };

    it('restarts at the next case by default, its crossing value kept', () => {
      expect(pathOf()).toEqual({ path: [1, 2, 1, 2], signals: [1, 3] });
      expect(pathOf('next-case')).toEqual(pathOf());
      expect(resultOf(riskAdjustedCusum(input)).reset).toBe('next-case');
    });

    it('stores 0 at the signalling case when told so', () => {
      expect(pathOf('at-signal')).toEqual({ path: [1, 0, 1, 0], signals: [1, 3] });
    });

    it('runs on without reset, every case at or above the limit a signal', () => {
      expect(pathOf('none')).toEqual({ path: [1, 2, 3, 4], signals: [1, 2, 3] });
    });

    const mixed = { risks: [0.5, 0.5, 0.5, 0.5], outcomes: [0, 1, 1, 0] } as const;
    const low = {
      up: { oddsRatio: 2, decisionLimit: 1.5 * w },
      down: { oddsRatio: 0.5, decisionLimit: 0.9 * w },
    };

    it('leaves the other chart alone, or restarts both when told so', () => {
      const alone = resultOf(riskAdjustedCusum({ ...mixed, ...low }));
      expect(alone.down.signals).toEqual([0, 3]);
      expect(alone.up.signals).toEqual([2]);
      const tie = { risks: [0.5, 0.5, 0.5], outcomes: [1, 0, 1] } as const;
      const apart = { up: { oddsRatio: 2, decisionLimit: 9 }, down: { oddsRatio: 0.9, decisionLimit: 0.01 } };
      const own = resultOf(riskAdjustedCusum({ risks: [0.1, 0.1, 0.1], outcomes: tie.outcomes, ...apart }));
      const both = resultOf(
        riskAdjustedCusum({ risks: [0.1, 0.1, 0.1], outcomes: tie.outcomes, ...apart, reset: 'both-charts' }),
      );
      expect(both.reset).toBe('both-charts');
      expect(own.down.signals).toEqual([1]);
      expect(both.down.signals).toEqual([1]);
      expect(both.up.path.slice(0, 2)).toEqual(own.up.path.slice(0, 2));
      expect(both.up.path[2]).toBeCloseTo(steinerWeights(0.1, 2).event, 14);
      expect(own.up.path[2]).toBeGreaterThan(both.up.path[2] as number);
    });

    it('restarts both charts at a signal of the upper one as well', () => {
      const both = resultOf(riskAdjustedCusum({ ...mixed, ...low, reset: 'both-charts' }));
      expect(both.up.signals).toEqual([2]);
      expect(both.down.signals).toEqual([0, 3]);
      expect(both.up.path.map((value) => Math.round(value / w))).toEqual([0, 1, 2, 0]);
      expect(both.down.path.map((value) => Math.round(value / w))).toEqual([1, 0, 0, 1]);
    });

    it.each(['next-case', 'at-signal', 'none', 'both-charts'] as const)(
      'signals at the limit itself (%s)',
      (reset) => {
        const exactly = {
          up: { oddsRatio: 2, decisionLimit: steinerWeights(0.5, 2).event },
          down: { oddsRatio: 0.5, decisionLimit: steinerWeights(0.5, 0.5).noEvent },
        };
        const result = resultOf(
          riskAdjustedCusum({ risks: [0.5, 0.5], outcomes: [1, 0], ...exactly, reset }),
        );
        expect(result.up.signals).toEqual([0]);
        expect(result.down.signals).toEqual([1]);
      },
    );

    it('signals at the limit itself on joint charts', () => {
      const both = resultOf(riskAdjustedCusum({ ...input, reset: 'both-charts' }));
      expect(both.up.signals).toEqual([1, 3]);
      const mirrored = { risks: [0.5, 0.5], outcomes: [0, 0] } as const;
      const down = {
        up: { oddsRatio: 2, decisionLimit: 9 },
        down: { oddsRatio: 0.5, decisionLimit: -2 * Math.log(0.75) },
      };
      expect(
        resultOf(riskAdjustedCusum({ ...mirrored, ...down, reset: 'both-charts' })).down.signals,
      ).toEqual([1]);
    });
  });

  it.each([
    [{ risks: [], outcomes: [] }, 'There are no cases.'],
    [{ outcomes: [1, 1, 0] as const }, 'Risks and outcomes differ in number.'],
    [{ risks: [0.02, 1.5, 0.98, 0.1] }, 'The risk of case 2 is not between 0 and 1.'],
    [{ risks: [-0.1, 0.5, 0.98, 0.1] }, 'The risk of case 1 is not between 0 and 1.'],
    [{ risks: [0.02, 0.5, Number.NaN, 0.1] }, 'The risk of case 3 is not between 0 and 1.'],
    [{ outcomes: [1, 1, 0, 2] as unknown as (0 | 1)[] }, 'The outcome of case 4 is neither 0 nor 1.'],
    [{ up: { oddsRatio: 0.5, decisionLimit: 4 } }, 'The upper chart needs an odds ratio above 1.'],
    [{ down: { oddsRatio: 2, decisionLimit: 4 } }, 'The lower chart needs an odds ratio below 1.'],
    [
      { up: { oddsRatio: 1, decisionLimit: 4 } },
      'The odds ratio of a chart is a positive number other than 1.',
    ],
    [
      { up: { oddsRatio: Number.POSITIVE_INFINITY, decisionLimit: 4 } },
      'The odds ratio of a chart is a positive number other than 1.',
    ],
    [
      { down: { oddsRatio: 0, decisionLimit: 4 } },
      'The odds ratio of a chart is a positive number other than 1.',
    ],
    [{ up: { oddsRatio: 2, decisionLimit: 0 } }, 'A decision limit is a positive number.'],
    [
      { down: { oddsRatio: 0.5, decisionLimit: Number.POSITIVE_INFINITY } },
      'A decision limit is a positive number.',
    ],
  ])('refuses %o', (change, reason) => {
    expect(riskAdjustedCusum({ ...four, ...designs, ...change })).toEqual({ kind: 'not-computable', reason });
  });
});

describe('Bernoulli CUSUM', () => {
  it('equals the risk-adjusted chart of cases that all have one risk', () => {
    fc.assert(
      fc.property(cases, fc.double({ min: 0.01, max: 0.99, noNaN: true }), ({ outcomes }, risk) => {
        const adjusted = resultOf(
          riskAdjustedCusum({ risks: outcomes.map(() => risk), outcomes, ...designs }),
        );
        const up = resultOf(bernoulliCusum({ inControlProbability: risk, outcomes, ...designs.up }));
        const down = resultOf(bernoulliCusum({ inControlProbability: risk, outcomes, ...designs.down }));
        expect({ path: up.path, signals: up.signals }).toEqual(adjusted.up);
        expect({ path: down.path, signals: down.signals }).toEqual(adjusted.down);
      }),
    );
  });

  it('runs on without reset when told so', () => {
    const input = {
      inControlProbability: 0.08,
      outcomes: [1, 1, 1] as const,
      oddsRatio: 2,
      decisionLimit: 1,
    };
    expect(resultOf(bernoulliCusum(input)).signals).toEqual([1]);
    expect(resultOf(bernoulliCusum({ ...input, reset: 'none' })).signals).toEqual([1, 2]);
  });

  it.each([
    [{ inControlProbability: 0 }, 'The in-control probability is not between 0 and 1.'],
    [{ inControlProbability: 1 }, 'The in-control probability is not between 0 and 1.'],
    [{ inControlProbability: Number.NaN }, 'The in-control probability is not between 0 and 1.'],
    [{ outcomes: [] }, 'There are no cases.'],
    [{ oddsRatio: 1 }, 'The odds ratio of a chart is a positive number other than 1.'],
  ])('refuses %o', (change, reason) => {
    const input = {
      inControlProbability: 0.1,
      outcomes: [0, 1] as const,
      oddsRatio: 2,
      decisionLimit: 3,
      ...change,
    };
    expect(bernoulliCusum(input)).toEqual({ kind: 'not-computable', reason });
  });
});

describe('VLAD', () => {
  it('follows the worked example', () => {
    const result = resultOf(vlad(four));
    for (const [index, value] of [-0.98, -1.48, -0.5, -0.4].entries())
      expect(result.path[index]).toBeCloseTo(value, 12);
    expect(result.cumulativeObserved).toEqual([1, 2, 2, 2]);
    expect(result.cumulativeExpected[3]).toBeCloseTo(1.6, 12);
  });

  it('ends at expected minus observed, whatever the order of the cases', () => {
    fc.assert(
      fc.property(cases, ({ risks, outcomes }) => {
        const forwards = resultOf(vlad({ risks, outcomes }));
        const backwards = resultOf(vlad({ risks: risks.toReversed(), outcomes: outcomes.toReversed() }));
        expect(forwards.path.at(-1)).toBeCloseTo(backwards.path.at(-1) as number, 9);
        for (const [index, value] of forwards.path.entries()) {
          expect(value).toBe(
            (forwards.cumulativeExpected[index] as number) - (forwards.cumulativeObserved[index] as number),
          );
        }
      }),
    );
  });

  it('refuses cases that are not cases', () => {
    expect(vlad({ risks: [], outcomes: [] })).toEqual({
      kind: 'not-computable',
      reason: 'There are no cases.',
    });
  });
});
