import { z } from 'zod';
import { CaseFilter } from '../domain/filter.ts';
import { IsoDate } from '../domain/period.ts';
import { findIndicator } from '../indicators/catalogue.ts';
import { ReferenceChoice } from './overview.ts';

/** How the course is cut: by month, by quarter, or case by case. */
export const TrendStep = z.enum(['month', 'quarter', 'case']);
export type TrendStep = z.infer<typeof TrendStep>;

/** `individuals` of a stay takes the geometric mean of each period, `individuals-median` the median; `xbar` and `s` the mean and the standard deviation. */
export const TREND_CHARTS = [
  'p',
  'laney-p',
  'u',
  'c',
  'individuals',
  'individuals-median',
  'xbar',
  's',
  'run',
  'g',
  't',
] as const;
export const TrendChart = z.enum(TREND_CHARTS);
export type TrendChart = z.infer<typeof TrendChart>;

const MOST_REBASES = 12;

/** From the point of this day on, limits are calculated anew, for the reason in the note. */
export const Rebase = z.object({ date: IsoDate, note: z.string().max(200) });
export type Rebase = z.infer<typeof Rebase>;

const IndicatorId = z
  .string()
  .refine((id) => findIndicator(id) !== undefined, { error: 'expected the id of an indicator' });

export const TrendInput = z.object({
  filter: CaseFilter.default({}),
  indicator: IndicatorId,
  step: TrendStep.default('month'),
  chart: z.enum(['auto', ...TREND_CHARTS]).default('auto'),
  rebases: z.array(Rebase).max(MOST_REBASES).default([]),
  /** Set by the reader, in the unit of the indicator. */
  target: z.number().nullable().default(null),
});
export type TrendInput = z.infer<typeof TrendInput>;

export const Rule = z.enum(['astronomical', 'trend', 'two-in-three', 'shift']);
export type Rule = z.infer<typeof Rule>;

/** What a special cause means for the indicator: `neutral` where neither direction is better. */
export const Meaning = z.enum(['improvement', 'concern', 'neutral']);
export type Meaning = z.infer<typeof Meaning>;

/** A run of points that one rule flagged on one side. */
export const SpecialCause = z.object({
  rule: Rule,
  /** On the chart: above or rising, below or falling. */
  direction: z.enum(['upper', 'lower']),
  meaning: Meaning,
  /** Positions of the first and the last of its points, and how many points those are. */
  first: z.int(),
  last: z.int(),
  points: z.int(),
  sentence: z.string(),
});
export type SpecialCause = z.infer<typeof SpecialCause>;

const lines = {
  centreLine: z.number().nullable(),
  lowerLimit3Sigma: z.number().nullable(),
  lowerLimit2Sigma: z.number().nullable(),
  upperLimit2Sigma: z.number().nullable(),
  upperLimit3Sigma: z.number().nullable(),
};

export const TrendPoint = z.object({
  /** '2025-05', '2025-Q2', or the id of the case with the event. */
  key: z.string(),
  /** 'May 2025', 'Apr–Jun 2025', '14 May 2025'. */
  label: z.string(),
  /** The days that the point is about: half-open. */
  from: IsoDate,
  to: IsoDate,
  /** Events of a proportion; null otherwise. */
  numerator: z.int().nullable(),
  /** Cases judged; on a chart of gaps, the cases from the one event to the other. */
  denominator: z.int(),
  /** Events expected of the case mix; null where the indicator has no model. */
  expected: z.number().nullable(),
  /** In the unit of the indicator, as `lamina rates` gives it; null where no case was judged. */
  figure: z.number().nullable(),
  /** What the chart draws. */
  value: z.number().nullable(),
  /** 'empty': no case was judged. 'immature': cases still wait for their follow-up (or the gap is not closed yet), so that no rule looks at it. */
  state: z.enum(['judged', 'empty', 'immature']),
  /** Cases whose follow-up is not over. */
  waiting: z.int(),
  ...lines,
  /** Why limits do not rest on it; null where they do. */
  leftOut: z.string().nullable(),
  /** By precedence of the rules; null for common cause. */
  specialCause: z.object({ rule: Rule, meaning: Meaning, sentence: z.string() }).nullable(),
  /** The case with the event, on charts of gaps. */
  caseId: z.int().nullable(),
});
export type TrendPoint = z.infer<typeof TrendPoint>;

export const TrendPhase = z.object({
  start: z.int(),
  end: z.int(),
  /** Null for the first phase. */
  note: z.string().nullable(),
  from: IsoDate,
  centreLine: z.number().nullable(),
  pointsUsed: z.int(),
  limitsMissingBecause: z.string().nullable(),
});
export type TrendPhase = z.infer<typeof TrendPhase>;

export const Variation = z.enum([
  'common-cause',
  'improvement-high',
  'improvement-low',
  'concern-high',
  'concern-low',
  'neutral-high',
  'neutral-low',
]);
export const Assurance = z.enum(['consistently-passes', 'consistently-fails', 'hit-or-miss']);

export const ChartChoice = z.object({
  chart: TrendChart,
  /** Why this one; of an overridden one, what it assumes. */
  reason: z.string(),
  /** What the data suggest, with the reason. */
  proposed: TrendChart,
  proposedReason: z.string(),
  /** All that can be drawn of this indicator and step, the chosen one included. */
  alternatives: z.array(z.object({ chart: TrendChart, name: z.string(), assumes: z.string() })),
});
export type ChartChoice = z.infer<typeof ChartChoice>;

export const ChartedTrend = z.object({
  state: z.literal('charted'),
  choice: ChartChoice,
  /** 'period': a point a month or quarter; 'event': a point an event. */
  pointsAre: z.enum(['period', 'event']),
  unit: z.enum(['proportion', 'nights', 'points', 'cases', 'days', 'events']),
  /** 'Share of cases', 'Cases without the event since the last one': the title of the axis. */
  measure: z.string(),
  points: z.array(TrendPoint),
  phases: z.array(TrendPhase),
  /** Re-basings that name no point of this chart. */
  rebasesLeftOut: z.array(Rebase),
  specialCauses: z.array(SpecialCause),
  variation: z.object({ verdict: Variation.nullable(), words: z.string() }),
  assurance: z.object({ verdict: Assurance.nullable(), words: z.string() }),
  finding: z.string(),
  tone: z.enum(['concern', 'improvement', 'neutral', 'common-cause', 'too-few']),
  /** Chart, rules and what was left out, one sentence each. */
  method: z.array(z.string()),
});
export type ChartedTrend = z.infer<typeof ChartedTrend>;

export const NotChartedTrend = z.object({
  state: z.literal('not-charted'),
  reason: z.string(),
  choice: ChartChoice.nullable(),
});

export const TrendOutput = z.object({
  contents: z.enum(['empty', 'demo', 'reported']),
  dataCutOff: IsoDate.nullable(),
  dataVersion: z.int(),
  cases: z.int(),
  firstOperation: IsoDate.nullable(),
  lastOperation: IsoDate.nullable(),
  /** Cases of which only the year is known: they have no place on the chart. */
  casesWithoutMonth: z.int(),
  indicatorId: z.string(),
  step: TrendStep,
  trend: z.discriminatedUnion('state', [ChartedTrend, NotChartedTrend]),
});
export type TrendOutput = z.infer<typeof TrendOutput>;

export const MonitoringInput = z.object({
  filter: CaseFilter.default({}),
  indicator: IndicatorId,
  references: ReferenceChoice.default({}),
});
export type MonitoringInput = z.infer<typeof MonitoringInput>;

/** A position of the two charts: after case number `case`, counted from 1. Between two positions both run straight. */
export const MonitoringPoint = z.object({
  case: z.int(),
  date: IsoDate,
  /** Events expected less events seen, so far. */
  vlad: z.number(),
  /** Evidence that events have become more frequent, and less frequent; never below 0. */
  more: z.number(),
  fewer: z.number(),
});
export type MonitoringPoint = z.infer<typeof MonitoringPoint>;

export const MonitoringSignal = z.object({ case: z.int(), date: IsoDate, caseId: z.int() });

/** One direction of the CUSUM, and what its limit means. */
export const MonitoredDirection = z.object({
  meaning: Meaning,
  /** What it is tuned to find. */
  oddsRatio: z.number(),
  decisionLimit: z.number(),
  decisionLimitStandardError: z.number().nullable(),
  /** Cases between two false alarms: what was asked for, and what the simulation gave. */
  targetRunLength: z.number(),
  simulatedRunLength: z.number(),
  replicates: z.int(),
  seed: z.int(),
  falseAlarmsPerYear: z.number(),
  delays: z.array(z.object({ oddsRatio: z.number(), cases: z.number(), months: z.number() })),
  signals: z.array(MonitoringSignal),
});
export type MonitoredDirection = z.infer<typeof MonitoredDirection>;

export const MonitoringBasis = z.object({
  kind: z.enum(['case-mix', 'reference', 'network']),
  /** The one risk of every case; null where each has its own. */
  risk: z.number().nullable(),
  /** Version of the model, or label of the reference. */
  source: z.string().nullable(),
  words: z.string(),
});
export type MonitoringBasis = z.infer<typeof MonitoringBasis>;

export const MonitoringOutput = z.discriminatedUnion('state', [
  z.object({ state: z.literal('not-monitored'), reason: z.string() }),
  z.object({
    state: z.literal('monitored'),
    cases: z.int(),
    events: z.int(),
    expected: z.number(),
    casesPerYear: z.number(),
    basis: MonitoringBasis,
    /** Cases without a risk of their own, left out. */
    casesWithoutRisk: z.int(),
    path: z.array(MonitoringPoint),
    more: MonitoredDirection.nullable(),
    fewer: MonitoredDirection.nullable(),
    /** Why a direction is missing. */
    limitsMissingBecause: z.string().nullable(),
    vladFinding: z.string(),
    cusumFinding: z.string(),
    method: z.array(z.string()),
  }),
]);
export type MonitoringOutput = z.infer<typeof MonitoringOutput>;
export type Monitoring = Extract<MonitoringOutput, { state: 'monitored' }>;
