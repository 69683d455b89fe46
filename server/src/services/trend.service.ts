import type {
  ChartChoice,
  ChartedTrend,
  TrendInput,
  TrendOutput,
  TrendPoint,
} from '@lamina/shared/contract/trend.ts';
import type { CaseFilter } from '@lamina/shared/domain/filter.ts';
import type { Viewer } from '@lamina/shared/domain/viewer.ts';
import { getIndicator } from '@lamina/shared/indicators/catalogue.ts';
import type { Indicator } from '@lamina/shared/indicators/indicator.ts';
import { notComputable } from '@lamina/shared/statistics/computed.ts';
import {
  assuranceVerdict,
  type ControlChart,
  type ImprovementDirection,
  type PointType,
  pointTypes,
  runsAndCrossings,
  variationVerdict,
} from '@lamina/shared/statistics/spc.ts';
import { scopeOf } from '../auth/scope.ts';
import { listCaseSequence } from '../repositories/case-sequence.repository.ts';
import { getRecordState } from '../repositories/record-state.repository.ts';
import type { ServiceContext } from './service-context.ts';
import {
  alternativesOf,
  axisOf,
  chartsFor,
  drawChart,
  drawnValue,
  isMature,
  isOfEvents,
  proposeChart,
} from './trend-chart.service.ts';
import {
  type CoursePoint,
  eventPoints,
  extentOf,
  type PeriodStep,
  periodPoints,
} from './trend-points.service.ts';
import { placeRebases } from './trend-rebases.service.ts';
import { type FlaggedRun, flaggedRuns, improvementOn, ruleOf, signalsOf } from './trend-signals.service.ts';
import {
  assuranceInWords,
  causeInWords,
  type TrendSubject,
  trendFinding,
  variationInWords,
} from './trend-words.service.ts';

/** The course of one indicator: a control chart of the kind that its data ask for, and what it says in words. */
export async function getTrend(
  viewer: Viewer,
  { db, tally }: ServiceContext,
  input: TrendInput,
): Promise<TrendOutput> {
  const { filter, indicator: indicatorId, step } = input;
  const scope = scopeOf(viewer);
  const indicator = getIndicator(indicatorId);
  const periodStep: PeriodStep = step === 'quarter' ? 'quarter' : 'month';
  const ofAll = withoutProviders(filter);
  const [state, cells, cellsOfAll] = await Promise.all([
    getRecordState(db),
    tally.count({ scope, filter, indicators: [indicatorId], groupBy: [periodStep] }),
    ofAll === filter ? null : tally.count({ scope, filter: ofAll, indicators: [], groupBy: [periodStep] }),
  ]);
  const extent = extentOf(periodStep, cells);
  const last = extentOf(periodStep, cellsOfAll ?? cells)?.last;
  const basis = {
    ...state,
    cases: cells.reduce((sum, { cases }) => sum + cases, 0),
    firstOperation: extent?.first ?? null,
    lastOperation: extent?.last ?? null,
    casesWithoutMonth: cells.reduce((sum, { key, cases }) => sum + (key[periodStep] === null ? cases : 0), 0),
    indicatorId,
    step,
  };
  if (extent === null || last === undefined) {
    const reason =
      basis.cases === 0 ? 'No cases match.' : 'Of these cases only the year is known, not the month.';
    return { ...basis, trend: { state: 'not-charted', reason, choice: null } };
  }
  const periods = periodPoints(indicator, periodStep, cells, { first: extent.first, last });
  const choice = chooseFor(indicator, input, periods);
  if (typeof choice === 'string') {
    return { ...basis, trend: { state: 'not-charted', reason: choice, choice: null } };
  }
  const points = isOfEvents(choice.chart)
    ? eventPoints(await listCaseSequence(db, scope, filter, indicatorId))
    : periods;
  return { ...basis, trend: chartTrend(indicator, input, points, choice) };
}

/** The reader's chart where it can be drawn of this indicator, the proposed one otherwise; a sentence where none can. */
function chooseFor(
  indicator: Indicator,
  { step, chart }: TrendInput,
  periods: readonly CoursePoint[],
): ChartChoice | string {
  const proposed = proposeChart(indicator, step, periods);
  if (proposed.kind === 'not-computable') return proposed.reason;
  const alternatives = alternativesOf(indicator, step);
  const chosen = chartsFor(indicator, step).find((candidate) => candidate === chart);
  return {
    chart: chosen ?? proposed.chart,
    reason:
      chosen === undefined || chosen === proposed.chart
        ? proposed.reason
        : `Chosen by hand. ${alternatives.find((one) => one.chart === chosen)?.assumes ?? ''}`,
    proposed: proposed.chart,
    proposedReason: proposed.reason,
    alternatives,
  };
}

function chartTrend(
  indicator: Indicator,
  { step, rebases, target }: TrendInput,
  points: readonly CoursePoint[],
  choice: ChartChoice,
): TrendOutput['trend'] {
  const { phases, leftOut: rebasesLeftOut } = placeRebases(points, rebases);
  const chart = drawChart(choice.chart, points, { phases });
  if (chart.kind === 'not-computable') return { state: 'not-charted', reason: chart.reason, choice };
  const ofEvents = isOfEvents(choice.chart);
  const improvement = improvementOn(choice.chart, indicator.improvement);
  const signals = signalsOf(chart);
  const subject: TrendSubject = { indicator, step, ofEvents, chart, points };
  const runs = flaggedRuns(chart, signals, improvement);
  const types = pointTypes(chart.values, signals, improvement);
  const course = choice.chart === 'run' ? runsAndCrossings(chart.values) : null;
  const scaled = chart.chart === 'run' || ofEvents || choice.chart === 'c' || choice.chart === 's';
  return {
    state: 'charted',
    choice,
    pointsAre: ofEvents ? 'event' : 'period',
    ...axisOf(indicator, choice.chart),
    points: points.map((point, index): TrendPoint => {
      const type = types[index];
      const cause = type?.specialCause ?? null;
      const run = cause === null ? undefined : runWith(runs, ruleOf(cause.rule), index);
      return {
        key: point.key,
        label: point.label,
        from: point.from,
        to: point.to,
        numerator: point.numerator,
        denominator: point.denominator,
        expected: point.expected,
        figure: point.figure,
        value: drawnValue(choice.chart, point),
        state: stateOf(point, chart.values[index] ?? null),
        waiting: point.waiting,
        ...linesAt(chart, index),
        leftOut: leftOutReason(chart, point, index),
        specialCause:
          run === undefined || type == null
            ? null
            : { rule: run.rule, meaning: meaningOfType(type.type), sentence: causeInWords(run, subject) },
        caseId: point.caseId,
      };
    }),
    phases: chart.phases.map(({ start, end, note, pointsUsed, limitsMissingBecause }) => ({
      start,
      end,
      note,
      from: points[start]?.from ?? points[0]?.from ?? '',
      centreLine: chart.centreLine[start] ?? null,
      pointsUsed,
      limitsMissingBecause,
    })),
    rebasesLeftOut: [...rebasesLeftOut],
    specialCauses: runs.map((run) => ({
      rule: run.rule,
      direction: run.direction,
      meaning: run.meaning,
      first: run.first,
      last: run.last,
      points: run.points,
      sentence: causeInWords(run, subject),
    })),
    variation: variationInWords(variationVerdict(chart, signals, improvement), ofEvents),
    assurance: assuranceInWords(
      scaled && target !== null
        ? notComputable('This chart has no limits in the unit of the target.')
        : assuranceOf(chart, target, improvement),
    ),
    ...trendFinding(subject, runs, course?.kind === 'computed' ? course : null),
    method: methodOf(choice, chart, signals.ruleSet, points),
  };
}

/** By the limits at the last judged point: those of a period that has just begun are as wide as it is empty. */
function assuranceOf(chart: ControlChart, target: number | null, improvement: ImprovementDirection) {
  const index = chart.values.findLastIndex((value) => value !== null);
  const lowerLimit = chart.lowerLimit3Sigma[index];
  const upperLimit = chart.upperLimit3Sigma[index];
  if (lowerLimit == null || upperLimit == null) return notComputable('The chart has no limits.');
  return assuranceVerdict({ lowerLimit, upperLimit, target, improvement });
}

function linesAt(chart: ControlChart, index: number) {
  return {
    centreLine: chart.centreLine[index] ?? null,
    lowerLimit3Sigma: chart.lowerLimit3Sigma[index] ?? null,
    lowerLimit2Sigma: chart.lowerLimit2Sigma[index] ?? null,
    upperLimit2Sigma: chart.upperLimit2Sigma[index] ?? null,
    upperLimit3Sigma: chart.upperLimit3Sigma[index] ?? null,
  };
}

function stateOf(point: CoursePoint, charted: number | null): TrendPoint['state'] {
  if (!isMature(point)) return 'immature';
  return charted === null ? 'empty' : 'judged';
}

function leftOutReason(chart: ControlChart, point: CoursePoint, index: number): string | null {
  if (point.open) return 'No event has closed this gap yet.';
  if (point.waiting > 0) {
    return `${point.waiting} ${point.waiting === 1 ? 'case still waits' : 'cases still wait'} for the follow-up.`;
  }
  const reason = chart.leftOut.find((left) => left.index === index)?.reason;
  if (reason === undefined) return null;
  return reason === 'moving-range-screened'
    ? 'The jump to this point is left out of the mean moving range, being unusually large.'
    : 'No case was judged.';
}

function runWith(
  runs: readonly FlaggedRun[],
  rule: FlaggedRun['rule'],
  index: number,
): FlaggedRun | undefined {
  return runs.find((run) => run.rule === rule && run.positions.includes(index));
}

function meaningOfType(type: PointType): 'improvement' | 'concern' | 'neutral' {
  return type === 'improvement' || type === 'concern' ? type : 'neutral';
}

function methodOf(
  choice: ChartChoice,
  chart: ControlChart,
  ruleSet: string,
  points: readonly CoursePoint[],
): ChartedTrend['method'] {
  const name =
    choice.alternatives.find(({ chart: candidate }) => candidate === choice.chart)?.name ?? choice.chart;
  const empty = points.filter((point, index) => isMature(point) && chart.values[index] === null).length;
  const waiting = points.filter((point) => point.waiting > 0).length;
  const sigmaZ = chart.phases.at(-1)?.sigmaZ ?? null;
  const limits = chart.chart === 'run' ? 'median, no limits' : 'limits at 3 sigma';
  return [
    `${name}; ${limits}; rules: ${ruleSet}.`,
    ...(sigmaZ === null
      ? []
      : [`Points vary ${sigmaZ.toFixed(2)} times as much as chance alone would have them (sigma z).`]),
    ...(empty === 0
      ? []
      : [
          `${empty} ${empty === 1 ? 'period' : 'periods'} without a judged case; the points on either side count as neighbours.`,
        ]),
    ...(waiting === 0
      ? []
      : [
          `${waiting} ${waiting === 1 ? 'period waits' : 'periods wait'} for follow-up: drawn hollow, used neither for limits nor rules.`,
        ]),
  ];
}

/** The same filter for all hospitals and surgeons: a provider that stopped operating still has the months that others worked. */
function withoutProviders(filter: CaseFilter): CaseFilter {
  if (filter.hospitals === undefined && filter.surgeons === undefined) return filter;
  const { hospitals, surgeons, ...rest } = filter;
  return rest;
}
