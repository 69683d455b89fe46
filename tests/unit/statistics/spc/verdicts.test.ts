import type { ChartSignals, ControlChart, RuleFlag } from '@lamina/shared/statistics/spc.ts';
import {
  assuranceVerdict,
  chartAssurance,
  chartSignals,
  individualsChart,
  makingDataCount,
  NHSR_PLOT_THE_DOTS_RULES,
  POWERBI_SPC_RULES,
  PROVOST_MURRAY_RULES,
  pointTypes,
  RUN_CHART_RULES,
  runChart,
  variationVerdict,
} from '@lamina/shared/statistics/spc.ts';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { resultOf } from './computed-result.ts';

fc.configureGlobal({ seed: 20240601 });

/** Twelve quiet points about 10, whose limits are 10 ∓ 2.66. */
const quiet = [10, 11, 10, 9, 10, 11, 10, 9, 10, 11, 10, 9];

function signalsOf(
  flags: Partial<Record<'astronomical' | 'trend' | 'twoInThree' | 'shift', RuleFlag>>,
): ChartSignals {
  const { astronomical = 'none', trend = 'none', twoInThree = 'none', shift = 'none' } = flags;
  return {
    ruleSet: 'test',
    astronomical: [astronomical],
    trend: [trend],
    twoInThree: [twoInThree],
    shift: [shift],
  };
}

function firstSignal(signals: ChartSignals, rule: 'astronomical' | 'trend' | 'twoInThree' | 'shift'): number {
  return signals[rule].findIndex((flag) => flag !== 'none');
}

describe('signals of a chart', () => {
  it('finds an astronomical point, a shift and a trend with the Making Data Count thresholds', () => {
    const chart = resultOf(individualsChart([...quiet, 20, 11, 11, 11, 11, 11, 11, 11], { baseline: 12 }));
    const signals = chartSignals(chart);
    expect(signals.ruleSet).toBe('Making Data Count');
    expect(firstSignal(signals, 'astronomical')).toBe(12);
    expect(firstSignal(signals, 'shift')).toBe(12);
    const six = resultOf(individualsChart([1, 2, 3, 4, 5, 6]));
    expect(chartSignals(six).trend).toEqual(new Array(6).fill('upper'));
    expect(chartSignals(six, NHSR_PLOT_THE_DOTS_RULES).trend).toEqual(new Array(6).fill('none'));
  });

  it('wants eight points for a shift by Provost & Murray, and takes the third of two in three anywhere', () => {
    const seven = resultOf(individualsChart([...quiet, 8, 11, 11, 11, 11, 11, 11, 11, 8], { baseline: 12 }));
    expect(firstSignal(chartSignals(seven), 'shift')).toBe(13);
    expect(firstSignal(chartSignals(seven, PROVOST_MURRAY_RULES), 'shift')).toBe(-1);
    const mixed = resultOf(individualsChart([...quiet, 12.1, 9, 12.1], { baseline: 12 }));
    expect(firstSignal(chartSignals(mixed), 'twoInThree')).toBe(-1);
    expect(firstSignal(chartSignals(mixed, PROVOST_MURRAY_RULES), 'twoInThree')).toBe(12);
  });

  it('wants six points for a shift and five for a trend on a run chart, seven and five by PowerBI-SPC', () => {
    const six = resultOf(runChart([1, 1, 1, 1, 1, 1, 9, 9, 9, 9, 9, 9]));
    expect(firstSignal(chartSignals(six, RUN_CHART_RULES), 'shift')).toBe(0);
    expect(firstSignal(chartSignals(six, POWERBI_SPC_RULES), 'shift')).toBe(-1);
    const five = resultOf(runChart([1, 2, 3, 4, 5]));
    expect(firstSignal(chartSignals(five, RUN_CHART_RULES), 'trend')).toBe(0);
    expect(firstSignal(chartSignals(five, POWERBI_SPC_RULES), 'trend')).toBe(0);
    expect(firstSignal(chartSignals(five), 'trend')).toBe(-1);
  });

  it('counts points beyond 3 sigma in two in three, as NHSRplotthedots does not', () => {
    const chart = resultOf(individualsChart([...quiet, 20, 10.5, 12.1], { baseline: 12 }));
    expect(chartSignals(chart).twoInThree.slice(12)).toEqual(['upper', 'none', 'upper']);
    expect(chartSignals(chart, NHSR_PLOT_THE_DOTS_RULES).twoInThree.slice(12)).toEqual([
      'none',
      'none',
      'none',
    ]);
  });

  it('keeps rules within a phase', () => {
    const values = [1, 2, 3, 4, 5, 6];
    const chart = resultOf(individualsChart(values, { phases: [{ start: 3, note: 'moved' }] }));
    expect(chartSignals(chart).trend).toEqual(new Array(6).fill('none'));
  });

  it('finds only shifts and trends on a chart without limits', () => {
    const chart = resultOf(runChart([1, 1, 1, 9, 9, 9, 9, 9, 9, 9, 1, 1, 1, 1]));
    const signals = chartSignals(chart);
    expect(firstSignal(signals, 'shift')).toBe(3);
    expect(firstSignal(signals, 'astronomical')).toBe(-1);
    expect(firstSignal(signals, 'twoInThree')).toBe(-1);
  });

  it('counts points either side of an empty month as consecutive when told so', () => {
    const values = [...quiet, 11, 11, 11, null, 11, 11, 11, 11];
    const chart = resultOf(individualsChart(values, { baseline: 12 }));
    expect(firstSignal(chartSignals(chart), 'shift')).toBe(-1);
    const skipped = chartSignals(chart, undefined, 'skipped');
    expect(skipped.shift.slice(12)).toEqual([
      'upper',
      'upper',
      'upper',
      'none',
      'upper',
      'upper',
      'upper',
      'upper',
    ]);
  });

  it('with empty months skipped equals the signals of the series without them', () => {
    const series = fc.array(fc.option(fc.integer({ min: -4, max: 4 }), { freq: 4 }), {
      minLength: 3,
      maxLength: 50,
    });
    fc.assert(
      fc.property(series, fc.nat(), (values, cut) => {
        const start = 1 + (cut % (values.length - 1));
        const chart = resultOf(runChart(values, { phases: [{ start, note: '' }] }));
        const kept = values.flatMap((value, index) => (value === null ? [] : [index]));
        const signals = chartSignals(chart, undefined, 'skipped');
        const dense: ControlChart = {
          ...chart,
          values: kept.map((index) => values[index] as number),
          centreLine: kept.map((index) => chart.centreLine[index] as number),
          phases: chart.phases.map((phase) => ({
            ...phase,
            start: kept.filter((index) => index < phase.start).length,
          })),
        };
        const expected = chartSignals(dense);
        expect(kept.map((index) => signals.shift[index])).toEqual(expected.shift);
        expect(kept.map((index) => signals.trend[index])).toEqual(expected.trend);
        expect(signals.shift).toHaveLength(values.length);
      }),
    );
  });
});

describe('point types', () => {
  it('lets the first rule in the order astronomical, trend, two in three, shift decide', () => {
    const all = { astronomical: 'upper', trend: 'lower', twoInThree: 'upper', shift: 'lower' } as const;
    const causeOf = (signals: ChartSignals) => pointTypes([1], signals, 'increase')[0]?.specialCause;
    expect(causeOf(signalsOf(all))).toEqual({ rule: 'astronomical', direction: 'upper' });
    expect(causeOf(signalsOf({ ...all, astronomical: 'none' }))).toEqual({
      rule: 'trend',
      direction: 'lower',
    });
    expect(causeOf(signalsOf({ twoInThree: 'upper', shift: 'lower' }))).toEqual({
      rule: 'twoInThree',
      direction: 'upper',
    });
    expect(causeOf(signalsOf({ shift: 'lower' }))).toEqual({ rule: 'shift', direction: 'lower' });
    expect(causeOf(signalsOf({}))).toBeNull();
  });

  it.each([
    ['increase', 'upper', 'improvement'],
    ['increase', 'lower', 'concern'],
    ['decrease', 'upper', 'concern'],
    ['decrease', 'lower', 'improvement'],
    ['neutral', 'upper', 'neutral-high'],
    ['neutral', 'lower', 'neutral-low'],
  ] as const)('a measure that should %s, with a point flagged %s, is %s', (improvement, flag, type) => {
    expect(pointTypes([1], signalsOf({ shift: flag }), improvement)[0]?.type).toBe(type);
  });

  it('gives an empty month no type, and an unflagged point common cause', () => {
    expect(pointTypes([null], signalsOf({}), 'increase')).toEqual([null]);
    expect(pointTypes([1], signalsOf({}), 'increase')).toEqual([
      { type: 'common-cause', specialCause: null },
    ]);
  });
});

describe('variation verdict', () => {
  const verdictOf = (
    values: readonly (number | null)[],
    improvement: 'increase' | 'decrease' | 'neutral',
  ) => {
    const chart = resultOf(individualsChart(values, { baseline: 12 }));
    return variationVerdict(chart, chartSignals(chart), improvement);
  };

  it.each([
    [20, 'increase', 'improvement-high'],
    [20, 'decrease', 'concern-high'],
    [20, 'neutral', 'neutral-high'],
    [0, 'increase', 'concern-low'],
    [0, 'decrease', 'improvement-low'],
    [0, 'neutral', 'neutral-low'],
    [10, 'increase', 'common-cause'],
  ] as const)('a last point of %s, where the measure should %s, is %s', (last, improvement, variation) => {
    expect(verdictOf([...quiet, last], improvement)).toMatchObject({ variation, index: 12 });
  });

  it('takes the last point that has a value', () => {
    expect(verdictOf([...quiet, 20, null], 'decrease')).toMatchObject({
      variation: 'concern-high',
      index: 12,
    });
  });

  it('needs 13 points since the last re-basing', () => {
    expect(verdictOf([...quiet, null], 'increase')).toEqual({
      kind: 'not-computable',
      reason: 'A verdict on variation needs 13 points; there are 12.',
    });
    const chart = resultOf(individualsChart([...quiet, 10, 10], { phases: [{ start: 2, note: '' }] }));
    expect(variationVerdict(chart, chartSignals(chart), 'increase').kind).toBe('not-computable');
    expect(variationVerdict(chart, chartSignals(chart), 'increase', 12).kind).toBe('computed');
  });

  it('is never given on no points at all', () => {
    const chart = resultOf(individualsChart([null]));
    expect(variationVerdict(chart, chartSignals(chart), 'increase', 0)).toEqual({
      kind: 'not-computable',
      reason: 'A verdict on variation needs 1 points; there are 0.',
    });
  });
});

describe('assurance verdict', () => {
  it.each([
    [20, 'increase', 'consistently-fails'],
    [20, 'decrease', 'consistently-passes'],
    [5, 'increase', 'consistently-passes'],
    [5, 'decrease', 'consistently-fails'],
    [12, 'increase', 'hit-or-miss'],
    [10, 'increase', 'hit-or-miss'],
    [15, 'decrease', 'hit-or-miss'],
  ] as const)(
    'a target of %s against limits of 10 and 15, where the measure should %s: %s',
    (target, improvement, assurance) => {
      expect(assuranceVerdict({ lowerLimit: 10, upperLimit: 15, target, improvement })).toEqual({
        kind: 'computed',
        assurance,
      });
    },
  );

  it('passes a constant series that meets its target', () => {
    const chart = resultOf(individualsChart(new Array(13).fill(0.1)));
    expect(chartAssurance(chart, 0.1, 'increase')).toEqual({
      kind: 'computed',
      assurance: 'consistently-passes',
    });
    expect(
      assuranceVerdict({ lowerLimit: 1, upperLimit: 2, target: 1, improvement: 'increase' }),
    ).toMatchObject({ assurance: 'hit-or-miss' });
    expect(
      assuranceVerdict({ lowerLimit: 1, upperLimit: 2, target: 2, improvement: 'increase' }),
    ).toMatchObject({ assurance: 'hit-or-miss' });
  });

  it('says why there is none', () => {
    const limits = { lowerLimit: 10, upperLimit: 15 };
    expect(assuranceVerdict({ ...limits, target: null, improvement: 'increase' })).toEqual({
      kind: 'not-computable',
      reason: 'There is no target.',
    });
    expect(assuranceVerdict({ ...limits, target: 1, improvement: 'neutral' })).toEqual({
      kind: 'not-computable',
      reason: 'The measure has no direction of improvement.',
    });
    expect(chartAssurance(resultOf(runChart([1, 2])), 1, 'increase')).toEqual({
      kind: 'not-computable',
      reason: 'The chart has no limits.',
    });
  });
});

describe('making data count in one call', () => {
  it('screens moving ranges unless told otherwise', () => {
    const values = [...quiet, 60, ...quiet];
    const screened = resultOf(makingDataCount(values, { improvement: 'decrease' }));
    const unscreened = resultOf(
      makingDataCount(values, { improvement: 'decrease', screenMovingRanges: false }),
    );
    expect(screened.chart.phases[0]?.meanMovingRange).toBe(1);
    expect(unscreened.chart.phases[0]?.meanMovingRange).toBeCloseTo((22 + 50 + 51) / 24, 12);
    expect(screened.points[12]).toEqual({
      type: 'concern',
      specialCause: { rule: 'astronomical', direction: 'upper' },
    });
  });

  it('gives point types, variation and assurance together', () => {
    const result = resultOf(
      makingDataCount([...quiet, 20], { improvement: 'decrease', baseline: 12, target: 30 }),
    );
    expect(result.variation).toMatchObject({ variation: 'concern-high' });
    expect(result.assurance).toEqual({ kind: 'computed', assurance: 'consistently-passes' });
    expect(result.points).toHaveLength(13);
    expect(resultOf(makingDataCount(quiet.concat(10), { improvement: 'increase' })).assurance).toEqual({
      kind: 'not-computable',
      reason: 'There is no target.',
    });
  });

  it('draws the chart but withholds both verdicts below 13 points', () => {
    const result = resultOf(makingDataCount(quiet, { improvement: 'increase', target: 5 }));
    expect(result.variation.kind).toBe('not-computable');
    expect(result.assurance).toEqual({
      kind: 'not-computable',
      reason: 'A verdict on assurance needs 13 points.',
    });
  });

  it('is not computable on no points', () => {
    expect(makingDataCount([], { improvement: 'increase' }).kind).toBe('not-computable');
  });
});
