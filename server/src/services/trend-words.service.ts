import type { ChartedTrend, TrendStep } from '@lamina/shared/contract/trend.ts';
import type { Indicator } from '@lamina/shared/indicators/indicator.ts';
import type { Computed } from '@lamina/shared/statistics/computed.ts';
import {
  type Assurance,
  type ControlChart,
  MINIMUM_POINTS_FOR_LIMITS,
  type RunsAndCrossings,
  type VariationVerdict,
} from '@lamina/shared/statistics/spc.ts';
import type { CoursePoint } from './trend-points.service.ts';
import type { FlaggedRun } from './trend-signals.service.ts';

/** What the sentences are about. */
export interface TrendSubject {
  readonly indicator: Indicator;
  readonly step: TrendStep;
  readonly ofEvents: boolean;
  readonly chart: ControlChart;
  readonly points: readonly CoursePoint[];
}

const UNITS = { month: 'month', quarter: 'quarter', case: 'gap' } as const;

/** One special cause as a sentence. */
export function causeInWords(run: FlaggedRun, subject: TrendSubject): string {
  const { chart, points } = subject;
  const label = (index: number) => points[index]?.label ?? '';
  const line = chart.chart === 'run' || chart.chart === 'g' ? 'median' : 'centre line';
  const upper = run.direction === 'upper';
  const span = run.first === run.last ? label(run.last) : `${label(run.first)} to ${label(run.last)}`;
  if (subject.ofEvents) {
    switch (run.rule) {
      case 'astronomical':
        return `The gap before the event of ${label(run.last)} is ${upper ? 'longer than the upper' : 'shorter than the lower'} limit.`;
      case 'shift':
        return `${run.points} gaps in a row ${upper ? 'longer' : 'shorter'} than the ${line}, closed by the events of ${span}.`;
      case 'trend':
        return `${run.points} gaps in a row, each ${upper ? 'longer' : 'shorter'} than the one before, closed by the events of ${span}.`;
      case 'two-in-three':
        return `At least 2 of 3 gaps in a row beyond two thirds of the way to the ${upper ? 'upper' : 'lower'} limit, closed by the events of ${span}.`;
    }
  }
  const periods = countOf(run.points, subject);
  switch (run.rule) {
    case 'astronomical':
      return `${label(run.last)} lies ${upper ? 'above the upper' : 'below the lower'} limit.`;
    case 'shift':
      return `${periods} in a row ${upper ? 'above' : 'below'} the ${line}: ${span}.`;
    case 'trend':
      return `${periods} in a row, each ${upper ? 'higher' : 'lower'} than the one before: ${span}.`;
    case 'two-in-three':
      return `At least 2 of 3 ${UNITS[subject.step]}s in a row beyond two thirds of the way to the ${upper ? 'upper' : 'lower'} limit: ${span}.`;
  }
}

/** The first sentence of the screen: is it changing? Only what happened since limits were last re-based counts. */
export function trendFinding(
  subject: TrendSubject,
  runs: readonly FlaggedRun[],
  runsAndCrossings: RunsAndCrossings | null,
): Pick<ChartedTrend, 'finding' | 'tone'> {
  const { chart, points, indicator } = subject;
  const phase = chart.phases.at(-1);
  const start = phase?.start ?? 0;
  const last = chart.values.findLastIndex((value) => value !== null);
  const judged = chart.values.slice(start).filter((value) => value !== null).length;
  const since =
    phase !== undefined && phase.start > 0
      ? ` since limits were re-based (${points[start]?.label ?? ''})`
      : '';
  if (last < start || judged === 0) {
    return { finding: `No case of ${lowered(indicator.name)} could be judged${since}.`, tone: 'too-few' };
  }
  const inPhase = runs.filter((run) => run.last >= start);
  const now = nowRun(inPhase, last);
  if (now !== undefined) return { finding: changeInWords(now, subject), tone: now.meaning };
  const earlier = inPhase.at(-1);
  if (earlier !== undefined) {
    return {
      finding: `${indicator.name} is back to common cause variation${since}. The latest special cause: ${lowered(causeInWords(earlier, subject), subject)}`,
      tone: 'common-cause',
    };
  }
  if (runsAndCrossings?.signal === true) {
    const why = runsAndCrossings.unusuallyLongRun
      ? 'an unusually long run on one side of'
      : 'unusually few crossings of';
    return {
      finding: `${indicator.name} has not moved about its median by chance alone: ${why} the median.`,
      tone: 'neutral',
    };
  }
  if (judged < MINIMUM_POINTS_FOR_LIMITS) {
    return {
      finding: `${countOf(judged, subject)} ${judged === 1 ? 'is' : 'are'} too few to tell whether ${lowered(indicator.name)} is changing${since}.`,
      tone: 'too-few',
    };
  }
  return {
    finding: `${indicator.name} has not changed beyond chance: ${countOf(judged, subject)} without a special cause${since}.`,
    tone: 'common-cause',
  };
}

/** Of the special causes that reach the last point, the one that says most about a change. */
function nowRun(runs: readonly FlaggedRun[], last: number): FlaggedRun | undefined {
  const current = runs.filter((run) => run.last === last);
  const order = ['shift', 'trend', 'astronomical', 'two-in-three'] as const;
  return order.map((rule) => current.find((run) => run.rule === rule)).find((run) => run !== undefined);
}

function changeInWords(run: FlaggedRun, subject: TrendSubject): string {
  const { indicator, points, chart } = subject;
  const upper = run.direction === 'upper';
  const since = points[run.first]?.label ?? '';
  const line = chart.chart === 'run' || chart.chart === 'g' ? 'median' : 'centre line';
  if (subject.ofEvents) {
    const how = upper ? 'become rarer' : 'become more frequent';
    switch (run.rule) {
      case 'shift':
        return `${indicator.name} has ${how} since ${since}: ${run.points} gaps in a row ${upper ? 'longer' : 'shorter'} than the ${line}.`;
      case 'trend':
        return `${indicator.name} has ${how} since ${since}: ${run.points} gaps in a row, each ${upper ? 'longer' : 'shorter'} than the one before.`;
      default:
        return `${indicator.name}: the latest gap, up to the event of ${points[run.last]?.label ?? ''}, is ${upper ? 'longer' : 'shorter'} than chance explains.`;
    }
  }
  const moved = upper ? 'risen' : 'fallen';
  switch (run.rule) {
    case 'shift':
      return `${indicator.name} has ${moved} since ${since}: a run of ${countOf(run.points, subject)} ${upper ? 'above' : 'below'} the ${line}.`;
    case 'trend':
      return `${indicator.name} has ${moved} since ${since}: ${countOf(run.points, subject)} in a row, each ${upper ? 'higher' : 'lower'} than the one before.`;
    case 'astronomical':
      return `${indicator.name} was ${upper ? 'above the upper' : 'below the lower'} limit in ${since}, the latest ${UNITS[subject.step]}: more than chance explains.`;
    case 'two-in-three':
      return `${indicator.name} may have ${moved}: at least 2 of the last 3 ${UNITS[subject.step]}s lie near or beyond the ${upper ? 'upper' : 'lower'} limit.`;
  }
}

const VARIATION = {
  'common-cause': 'Common cause: the latest point varies as chance would have it.',
  'improvement-high': 'Special cause, improvement: the latest point is high, where high is better.',
  'improvement-low': 'Special cause, improvement: the latest point is low, where low is better.',
  'concern-high': 'Special cause, concern: the latest point is high, where low is better.',
  'concern-low': 'Special cause, concern: the latest point is low, where high is better.',
  'neutral-high': 'Special cause, high: neither direction is better.',
  'neutral-low': 'Special cause, low: neither direction is better.',
} as const;

const VARIATION_OF_GAPS: Readonly<Record<keyof typeof VARIATION, string>> = {
  'common-cause': 'Common cause: the latest gap varies as chance would have it.',
  'improvement-high': 'Special cause, improvement: the latest gap is long, and events are hoped to be rare.',
  'improvement-low': 'Special cause, improvement: the latest gap is short, and events are hoped for.',
  'concern-high': 'Special cause, concern: the latest gap is long, and events are hoped for.',
  'concern-low': 'Special cause, concern: the latest gap is short, and events are hoped to be rare.',
  'neutral-high': 'Special cause, long gap: neither direction is better.',
  'neutral-low': 'Special cause, short gap: neither direction is better.',
};

const ASSURANCE: Readonly<Record<Assurance, string>> = {
  'consistently-passes': 'Consistently meets the target: it lies outside the limits, on the safe side.',
  'consistently-fails':
    'Consistently misses the target: as it is, the process cannot be relied on to reach it.',
  'hit-or-miss':
    'Hit or miss: the target lies within the limits, so it is met in some periods and missed in others by chance.',
};

export function variationInWords(
  variation: Computed<VariationVerdict>,
  ofEvents: boolean,
): ChartedTrend['variation'] {
  if (variation.kind === 'not-computable') return { verdict: null, words: variation.reason };
  const verdict = variation.variation;
  return { verdict, words: ofEvents ? VARIATION_OF_GAPS[verdict] : VARIATION[verdict] };
}

export function assuranceInWords(
  assurance: Computed<{ readonly assurance: Assurance }>,
): ChartedTrend['assurance'] {
  if (assurance.kind === 'not-computable') return { verdict: null, words: assurance.reason };
  return { verdict: assurance.assurance, words: ASSURANCE[assurance.assurance] };
}

/** '8 quarters', '1 month', '12 gaps between events'. */
function countOf(count: number, { step, ofEvents }: TrendSubject): string {
  if (ofEvents) return `${count} ${count === 1 ? 'gap' : 'gaps'} between events`;
  return `${count} ${UNITS[step]}${count === 1 ? '' : 's'}`;
}

/** Within a sentence; names of months and numbers stay as they are. */
function lowered(text: string, subject?: TrendSubject): string {
  const startsWithLabel = subject?.points.some(({ label }) => text.startsWith(label)) ?? false;
  return startsWithLabel ? text : text.charAt(0).toLowerCase() + text.slice(1);
}
