import type { Meaning, Rule, SpecialCause, TrendChart } from '@lamina/shared/contract/trend.ts';
import {
  type ChartSignals,
  type ControlChart,
  chartSignals,
  type ImprovementDirection,
  MAKING_DATA_COUNT_RULES,
  RULE_PRECEDENCE,
  RUN_CHART_RULES,
} from '@lamina/shared/statistics/spc.ts';
import { isOfEvents } from './trend-chart.service.ts';

const RULES = {
  astronomical: 'astronomical',
  trend: 'trend',
  twoInThree: 'two-in-three',
  shift: 'shift',
} as const satisfies Record<(typeof RULE_PRECEDENCE)[number], Rule>;

/** How many unflagged points one special cause may span: the third point of two in three. */
const SPANNED: Readonly<Record<Rule, number>> = { astronomical: 0, trend: 0, shift: 0, 'two-in-three': 1 };

export interface FlaggedRun extends Omit<SpecialCause, 'sentence'> {
  readonly positions: readonly number[];
}

export type RuleName = (typeof RULE_PRECEDENCE)[number];

export function ruleOf(name: RuleName): Rule {
  return RULES[name];
}

/** The rules that fit the chart. Periods without cases are passed over, so that a small hospital can signal, too. */
export function signalsOf(chart: ControlChart): ChartSignals {
  return chartSignals(chart, chart.chart === 'run' ? RUN_CHART_RULES : MAKING_DATA_COUNT_RULES, 'skipped');
}

/** Which way is better on the chart: gaps between events are better long where the events are not wanted. */
export function improvementOn(chart: TrendChart, improvement: ImprovementDirection): ImprovementDirection {
  if (chart === 's' || improvement === 'neutral') return 'neutral';
  if (!isOfEvents(chart)) return improvement;
  return improvement === 'decrease' ? 'increase' : 'decrease';
}

export function meaningOf(direction: 'upper' | 'lower', improvement: ImprovementDirection): Meaning {
  if (improvement === 'neutral') return 'neutral';
  return (direction === 'upper') === (improvement === 'increase') ? 'improvement' : 'concern';
}

/** Flagged points gathered into runs, by their last point; a run never reaches across a re-basing. */
export function flaggedRuns(
  chart: ControlChart,
  signals: ChartSignals,
  improvement: ImprovementDirection,
): FlaggedRun[] {
  const starts = new Set(chart.phases.map(({ start }) => start));
  return RULE_PRECEDENCE.flatMap((name) => runsOf(chart, signals, name, starts))
    .map(({ direction, positions, rule }): FlaggedRun => {
      const first = positions[0] ?? 0;
      const last = positions.at(-1) ?? first;
      const meaning = meaningOf(direction, improvement);
      return { rule, direction, meaning, first, last, points: positions.length, positions };
    })
    .toSorted((one, other) => one.last - other.last || one.first - other.first);
}

function runsOf(
  chart: ControlChart,
  signals: ChartSignals,
  name: RuleName,
  starts: ReadonlySet<number>,
): { rule: Rule; direction: 'upper' | 'lower'; positions: number[] }[] {
  const rule = RULES[name];
  const runs: { rule: Rule; direction: 'upper' | 'lower'; positions: number[] }[] = [];
  let missed = Number.POSITIVE_INFINITY;
  for (const [index, flag] of signals[name].entries()) {
    if (starts.has(index)) missed = Number.POSITIVE_INFINITY;
    if (chart.values[index] === null) continue;
    if (flag === 'none') {
      missed += 1;
      continue;
    }
    const current = runs.at(-1);
    const goesOn = missed <= SPANNED[rule] && current?.direction === flag && rule !== 'astronomical';
    if (goesOn) current.positions.push(index);
    else runs.push({ rule, direction: flag, positions: [index] });
    missed = 0;
  }
  return runs;
}
