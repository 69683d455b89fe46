/**
 * A Making Data Count chart: individuals chart, point types, variation and assurance in one call.
 *
 * Formula: limits mean ∓ 2.66 × mean moving range; rules and precedence as in point-types.ts; verdicts as in variation.ts and assurance.ts.
 * Use: a measurement a month, read the way NHS boards read it. For proportions with small denominators take the chart
 *   that chooseChart names and apply chartSignals, variationVerdict and chartAssurance to it.
 * Choices: moving ranges are screened by default (NHSRplotthedots; off in the NHS workbook): pass screenMovingRanges to say so;
 *   the trend has six points (published rule; NHSRplotthedots has seven: NHSR_PLOT_THE_DOTS_RULES).
 * Edge cases: below `minimumPoints` (13) there is a chart but no verdict.
 * Source: NHS England, Making Data Count; NHSRplotthedots 0.2.2.
 * Worked example: fifteen values 5, 5, 5, 6, 5, 5, 4, 5, 5, 5, 6, 5, 5, 5, 4: mean 5, limits 3.67 and 6.33, common cause.
 */
import type { Computed } from '../computed.ts';
import { computed, notComputable } from '../computed.ts';
import type { Assurance } from './assurance.ts';
import { chartAssurance } from './assurance.ts';
import type { ControlChart, Series } from './control-chart.ts';
import type { IndividualsOptions } from './individuals-chart.ts';
import { individualsChart } from './individuals-chart.ts';
import type { ImprovementDirection, TypedPoint } from './point-types.ts';
import { pointTypes } from './point-types.ts';
import type { ChartSignals, RuleSet } from './signals.ts';
import { chartSignals, MAKING_DATA_COUNT_RULES } from './signals.ts';
import type { VariationVerdict } from './variation.ts';
import { MINIMUM_POINTS_FOR_ICONS, variationVerdict } from './variation.ts';

export interface MakingDataCountOptions extends Omit<IndividualsOptions, 'scaling'> {
  readonly improvement: ImprovementDirection;
  readonly target?: number | null;
  readonly ruleSet?: RuleSet;
  readonly minimumPoints?: number;
}

export interface MakingDataCountChart {
  readonly chart: ControlChart;
  readonly signals: ChartSignals;
  readonly points: readonly (TypedPoint | null)[];
  readonly variation: Computed<VariationVerdict>;
  readonly assurance: Computed<{ readonly assurance: Assurance }>;
}

export function makingDataCount(
  values: Series,
  options: MakingDataCountOptions,
): Computed<MakingDataCountChart> {
  const {
    improvement,
    target = null,
    ruleSet = MAKING_DATA_COUNT_RULES,
    minimumPoints = MINIMUM_POINTS_FOR_ICONS,
  } = options;
  const chart = individualsChart(values, {
    ...options,
    scaling: 'making-data-count',
    screenMovingRanges: options.screenMovingRanges ?? true,
  });
  if (chart.kind === 'not-computable') return chart;
  const signals = chartSignals(chart, ruleSet);
  const variation = variationVerdict(chart, signals, improvement, minimumPoints);
  return computed({
    chart,
    signals,
    points: pointTypes(values, signals, improvement),
    variation,
    assurance:
      variation.kind === 'not-computable'
        ? notComputable(`A verdict on assurance needs ${minimumPoints} points.`)
        : chartAssurance(chart, target, improvement),
  });
}
