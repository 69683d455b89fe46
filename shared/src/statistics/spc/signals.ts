/**
 * The four point rules applied to a chart, phase by phase.
 *
 * Use: what a screen marks on a chart. The thresholds come as one named set, so that the chart, its summary and its export agree.
 * Edge cases: on a chart without limits only shift and trend can flag. With `emptyPeriods` 'skipped' the points either side of
 *   an empty month count as consecutive, so that a small hospital with months without cases can still signal;
 *   'end-the-run' (default) takes "consecutive" literally.
 * Source: see each rule in rules/.
 */
import type { ControlChart, Series } from './control-chart.ts';
import { astronomicalPoints } from './rules/astronomical.ts';
import type { RuleFlag } from './rules/rule-flag.ts';
import {
  SHIFT_LENGTH_MAKING_DATA_COUNT,
  SHIFT_LENGTH_PROVOST_MURRAY,
  SHIFT_LENGTH_RUN_CHART,
  shifts,
} from './rules/shift.ts';
import {
  TREND_LENGTH_MAKING_DATA_COUNT,
  TREND_LENGTH_NHSR_PLOT_THE_DOTS,
  TREND_LENGTH_RUN_CHART,
  trends,
} from './rules/trend.ts';
import { twoInThree } from './rules/two-in-three.ts';

export interface RuleSet {
  readonly name: string;
  readonly shiftLength: number;
  readonly trendLength: number;
  readonly twoInThree: {
    readonly thirdPoint: 'same-side' | 'anywhere';
    readonly flagged: 'beyond-limit' | 'window';
    /** Whether points outside the 3-sigma limits count as points beyond 2 sigma. */
    readonly beyond3SigmaCounts: boolean;
  };
}

/** NHS England, Making Data Count, as published and as stated on 2023-11-06 (NHSRplotthedots issue 194). */
export const MAKING_DATA_COUNT_RULES: RuleSet = {
  name: 'Making Data Count',
  shiftLength: SHIFT_LENGTH_MAKING_DATA_COUNT,
  trendLength: TREND_LENGTH_MAKING_DATA_COUNT,
  twoInThree: { thirdPoint: 'same-side', flagged: 'beyond-limit', beyond3SigmaCounts: true },
};

/** The R package NHSRplotthedots 0.2.2. */
export const NHSR_PLOT_THE_DOTS_RULES: RuleSet = {
  name: 'NHSRplotthedots 0.2.2',
  shiftLength: SHIFT_LENGTH_MAKING_DATA_COUNT,
  trendLength: TREND_LENGTH_NHSR_PLOT_THE_DOTS,
  twoInThree: { thirdPoint: 'same-side', flagged: 'beyond-limit', beyond3SigmaCounts: false },
};

/** Provost & Murray, The Health Care Data Guide: eight, six, and two in three wherever the third lies. */
export const PROVOST_MURRAY_RULES: RuleSet = {
  name: 'Provost & Murray',
  shiftLength: SHIFT_LENGTH_PROVOST_MURRAY,
  trendLength: TREND_LENGTH_MAKING_DATA_COUNT,
  twoInThree: { thirdPoint: 'anywhere', flagged: 'beyond-limit', beyond3SigmaCounts: true },
};

/** Provost & Murray, The Health Care Data Guide, run charts: six on one side of the median, five in a trend. */
export const RUN_CHART_RULES: RuleSet = {
  ...PROVOST_MURRAY_RULES,
  name: 'Provost & Murray, run chart',
  shiftLength: SHIFT_LENGTH_RUN_CHART,
  trendLength: TREND_LENGTH_RUN_CHART,
};

/** The defaults of PowerBI-SPC, but for a window whose third point lies beyond the opposite limit, which it misses. */
export const POWERBI_SPC_RULES: RuleSet = {
  ...PROVOST_MURRAY_RULES,
  name: 'PowerBI-SPC defaults',
  shiftLength: SHIFT_LENGTH_MAKING_DATA_COUNT,
  trendLength: TREND_LENGTH_RUN_CHART,
};

export interface ChartSignals {
  readonly ruleSet: string;
  readonly astronomical: readonly RuleFlag[];
  readonly trend: readonly RuleFlag[];
  readonly twoInThree: readonly RuleFlag[];
  readonly shift: readonly RuleFlag[];
}

export type EmptyPeriods = 'end-the-run' | 'skipped';

type RuledColumns = Omit<ControlChart, 'leftOut' | 'chart' | 'phases'> & {
  readonly phaseStarts: readonly number[];
};

export function chartSignals(
  chart: ControlChart,
  ruleSet: RuleSet = MAKING_DATA_COUNT_RULES,
  emptyPeriods: EmptyPeriods = 'end-the-run',
): ChartSignals {
  const columns = { ...chart, phaseStarts: chart.phases.map(({ start }) => start) };
  if (emptyPeriods === 'end-the-run') return applyRules(columns, ruleSet);

  const kept = chart.values.flatMap((value, index) => (value === null ? [] : [index]));
  const signals = applyRules(withoutEmptyPeriods(columns, kept), ruleSet);
  const spread = (flags: readonly RuleFlag[]): readonly RuleFlag[] => {
    const all = new Array<RuleFlag>(chart.values.length).fill('none');
    for (const [order, index] of kept.entries()) all[index] = flags[order] as RuleFlag;
    return all;
  };
  return {
    ruleSet: signals.ruleSet,
    astronomical: spread(signals.astronomical),
    trend: spread(signals.trend),
    twoInThree: spread(signals.twoInThree),
    shift: spread(signals.shift),
  };
}

function applyRules(columns: RuledColumns, ruleSet: RuleSet): ChartSignals {
  const { values, centreLine, lowerLimit2Sigma, upperLimit2Sigma, phaseStarts } = columns;
  const outerLimits = { lowerLimit: columns.lowerLimit3Sigma, upperLimit: columns.upperLimit3Sigma };
  const { thirdPoint, flagged, beyond3SigmaCounts } = ruleSet.twoInThree;
  return {
    ruleSet: ruleSet.name,
    astronomical: astronomicalPoints({ values, ...outerLimits }),
    trend: trends({ values, length: ruleSet.trendLength, phaseStarts }),
    twoInThree: twoInThree({
      values,
      centreLine,
      lowerLimit2Sigma,
      upperLimit2Sigma,
      thirdPoint,
      flagged,
      outerLimits: beyond3SigmaCounts ? null : outerLimits,
      phaseStarts,
    }),
    shift: shifts({ values, centreLine, length: ruleSet.shiftLength, phaseStarts }),
  };
}

function withoutEmptyPeriods(columns: RuledColumns, kept: readonly number[]): RuledColumns {
  const keep = (series: Series): Series => kept.map((index) => series[index] as number | null);
  return {
    values: keep(columns.values),
    centreLine: keep(columns.centreLine),
    lowerLimit3Sigma: keep(columns.lowerLimit3Sigma),
    lowerLimit2Sigma: keep(columns.lowerLimit2Sigma),
    upperLimit2Sigma: keep(columns.upperLimit2Sigma),
    upperLimit3Sigma: keep(columns.upperLimit3Sigma),
    phaseStarts: columns.phaseStarts.map((start) => kept.filter((index) => index < start).length),
  };
}
