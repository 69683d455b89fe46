export { type Assurance, type AssuranceInput, assuranceVerdict, chartAssurance } from './spc/assurance.ts';
export { cChart } from './spc/c-chart.ts';
export {
  type ChartChoice,
  type ChartData,
  chooseChart,
  LANEY_SIGMA_Z,
  MINIMUM_POINTS_FOR_LIMITS,
  RARE_EVENTS_PER_SUBGROUP,
} from './spc/chart-choice.ts';
export type {
  ChartKind,
  ChartOptions,
  ChartPhase,
  ControlChart,
  LeftOutPoint,
  LeftOutReason,
  Series,
} from './spc/control-chart.ts';
export { gChart } from './spc/g-chart.ts';
export {
  type IndividualsOptions,
  type IndividualsScaling,
  individualsChart,
  MAKING_DATA_COUNT_MULTIPLE,
} from './spc/individuals-chart.ts';
export { laneyPChart } from './spc/laney-p-chart.ts';
export { laneyUChart } from './spc/laney-u-chart.ts';
export {
  type MakingDataCountChart,
  type MakingDataCountOptions,
  makingDataCount,
} from './spc/making-data-count.ts';
export { D2_OF_TWO, MOVING_RANGE_UPPER_FACTOR } from './spc/mean-moving-range.ts';
export { movingRangeChart } from './spc/moving-range-chart.ts';
export { pChart } from './spc/p-chart.ts';
export {
  type ImprovementDirection,
  type PointType,
  pointTypes,
  RULE_PRECEDENCE,
  type SpecialCause,
  type TypedPoint,
} from './spc/point-types.ts';
export type { RatioSeries } from './spc/ratio-series.ts';
export { type AstronomicalInput, astronomicalPoints } from './spc/rules/astronomical.ts';
export type { RuleFlag } from './spc/rules/rule-flag.ts';
export {
  CROSSINGS_PROBABILITY,
  LONGEST_RUN_ALLOWANCE,
  type RunsAndCrossings,
  runsAndCrossings,
} from './spc/rules/runs-and-crossings.ts';
export {
  SHIFT_LENGTH_MAKING_DATA_COUNT,
  SHIFT_LENGTH_PROVOST_MURRAY,
  SHIFT_LENGTH_RUN_CHART,
  type ShiftInput,
  shifts,
} from './spc/rules/shift.ts';
export {
  TREND_LENGTH_MAKING_DATA_COUNT,
  TREND_LENGTH_NHSR_PLOT_THE_DOTS,
  TREND_LENGTH_RUN_CHART,
  type TrendInput,
  trends,
} from './spc/rules/trend.ts';
export { type OuterLimits, type TwoInThreeInput, twoInThree } from './spc/rules/two-in-three.ts';
export { runChart } from './spc/run-chart.ts';
export {
  type ChartSignals,
  chartSignals,
  type EmptyPeriods,
  MAKING_DATA_COUNT_RULES,
  NHSR_PLOT_THE_DOTS_RULES,
  POWERBI_SPC_RULES,
  PROVOST_MURRAY_RULES,
  RUN_CHART_RULES,
  type RuleSet,
} from './spc/signals.ts';
export { NELSON_POWER, tChart } from './spc/t-chart.ts';
export { uChart } from './spc/u-chart.ts';
export {
  MINIMUM_POINTS_FOR_ICONS,
  type Variation,
  type VariationVerdict,
  variationVerdict,
} from './spc/variation.ts';
export { type XbarSCharts, xbarSCharts } from './spc/xbar-s-chart.ts';
