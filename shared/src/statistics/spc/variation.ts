/**
 * Variation verdict of Making Data Count: what the latest point says.
 *
 * Formula: the type of the last point that has a value (see point-types.ts), with the side on which it lies.
 * Use: the variation icon of a summary table.
 * Assumptions: points in time order; the chart was re-based only by hand.
 * Edge cases: fewer points with a value than `minimumPoints` (13) since the last re-basing: not computable.
 * Source: NHS England, Making Data Count (minimum for icons, see NHSRplotthedots issue 142).
 * Worked example: the last point is the seventh in a row above the mean and the measure should decrease: concern, high.
 */
import type { Computed } from '../computed.ts';
import { computed, notComputable } from '../computed.ts';
import type { ControlChart } from './control-chart.ts';
import type { ImprovementDirection, SpecialCause } from './point-types.ts';
import { typedPoint } from './point-types.ts';
import type { ChartSignals } from './signals.ts';

/** Making Data Count gives icons from this many points on. */
export const MINIMUM_POINTS_FOR_ICONS = 13;

export type Variation =
  | 'common-cause'
  | 'improvement-high'
  | 'improvement-low'
  | 'concern-high'
  | 'concern-low'
  | 'neutral-high'
  | 'neutral-low';

export interface VariationVerdict {
  readonly variation: Variation;
  readonly specialCause: SpecialCause | null;
  /** The position that decided. */
  readonly index: number;
}

export function variationVerdict(
  chart: ControlChart,
  signals: ChartSignals,
  improvement: ImprovementDirection,
  minimumPoints = MINIMUM_POINTS_FOR_ICONS,
): Computed<VariationVerdict> {
  const phaseStart = chart.phases.at(-1)?.start ?? 0;
  const points = chart.values.slice(phaseStart).filter((value) => value !== null).length;
  if (points < minimumPoints || points === 0) {
    return notComputable(
      `A verdict on variation needs ${Math.max(minimumPoints, 1)} points; there are ${points}.`,
    );
  }
  const index = chart.values.findLastIndex((value) => value !== null);
  const { type, specialCause } = typedPoint(signals, index, improvement);
  return computed({ variation: variationOf(type, specialCause), specialCause, index });
}

function variationOf(
  type: ReturnType<typeof typedPoint>['type'],
  specialCause: SpecialCause | null,
): Variation {
  if (type !== 'improvement' && type !== 'concern') return type;
  return specialCause?.direction === 'upper' ? `${type}-high` : `${type}-low`;
}
