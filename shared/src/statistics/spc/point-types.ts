/**
 * Point types of Making Data Count: each point common cause, or special cause that is improvement, concern or neutral.
 *
 * Formula: the first rule met, in the order astronomical, trend, two in three, shift, gives the special cause and its direction
 *   (above or rising: upper; below or falling: lower). Upper is improvement when the measure should increase, concern when
 *   it should decrease; with no direction of improvement it is neutral.
 * Use: the colour of a point. A point may meet several rules: the signals keep all of them.
 * Edge cases: a position without a value has no type (null).
 * Source: NHS England, Making Data Count; order as in NHSRplotthedots.
 * Worked example: a point above the upper limit of an infection rate (should decrease): astronomical, upper, concern.
 */
import type { Series } from './control-chart.ts';
import type { RuleFlag } from './rules/rule-flag.ts';
import type { ChartSignals } from './signals.ts';

export type ImprovementDirection = 'increase' | 'decrease' | 'neutral';

/** Rules in order of precedence. */
export const RULE_PRECEDENCE = ['astronomical', 'trend', 'twoInThree', 'shift'] as const;

export interface SpecialCause {
  readonly rule: (typeof RULE_PRECEDENCE)[number];
  readonly direction: Exclude<RuleFlag, 'none'>;
}

export type PointType = 'common-cause' | 'improvement' | 'concern' | 'neutral-high' | 'neutral-low';

export interface TypedPoint {
  readonly type: PointType;
  readonly specialCause: SpecialCause | null;
}

export function pointTypes(
  values: Series,
  signals: ChartSignals,
  improvement: ImprovementDirection,
): readonly (TypedPoint | null)[] {
  return values.map((value, index) => (value === null ? null : typedPoint(signals, index, improvement)));
}

/** Type of one point from the rules that it meets. */
export function typedPoint(
  signals: ChartSignals,
  index: number,
  improvement: ImprovementDirection,
): TypedPoint {
  for (const rule of RULE_PRECEDENCE) {
    const direction = signals[rule][index];
    if (direction === 'upper' || direction === 'lower') {
      return { type: meaningOf(direction, improvement), specialCause: { rule, direction } };
    }
  }
  return { type: 'common-cause', specialCause: null };
}

function meaningOf(direction: 'upper' | 'lower', improvement: ImprovementDirection): PointType {
  if (improvement === 'neutral') return direction === 'upper' ? 'neutral-high' : 'neutral-low';
  return (direction === 'upper') === (improvement === 'increase') ? 'improvement' : 'concern';
}
