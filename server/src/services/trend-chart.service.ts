import type { ChartedTrend, TrendChart, TrendStep } from '@lamina/shared/contract/trend.ts';
import type { Indicator } from '@lamina/shared/indicators/indicator.ts';
import type { Computed } from '@lamina/shared/statistics/computed.ts';
import { notComputable } from '@lamina/shared/statistics/computed.ts';
import {
  type ChartKind,
  type ChartOptions,
  type ControlChart,
  cChart,
  chooseChart,
  gChart,
  individualsChart,
  laneyPChart,
  pChart,
  RARE_EVENTS_PER_SUBGROUP,
  runChart,
  type Series,
  tChart,
  uChart,
  xbarSCharts,
} from '@lamina/shared/statistics/spc.ts';
import { stayFiguresOf } from './stay-figures.service.ts';
import type { CoursePoint } from './trend-points.service.ts';

/** More events than this are not drawn one by one. */
const MOST_EVENTS_DRAWN = 500;
/** Fewer gaps than this say nothing. */
const FEWEST_GAPS = 2;

interface ChartWords {
  readonly name: string;
  readonly assumes: string;
}

const CHARTS: Readonly<Record<TrendChart, ChartWords>> = {
  p: {
    name: 'p chart: share of cases',
    assumes:
      'Each case has the event or not, with one probability in every period; limits narrow with more cases.',
  },
  'laney-p': {
    name: 'p′ chart (Laney): share of cases',
    assumes: 'As the p chart, but limits follow the variation seen between periods, not chance alone.',
  },
  u: {
    name: 'u chart: events a case',
    assumes: 'Events are counted as Poisson over the cases; close to the p chart where events are rare.',
  },
  c: { name: 'c chart: number of events', assumes: 'Every period has about the same number of cases.' },
  individuals: {
    name: 'XmR chart: one value a period',
    assumes:
      'Limits follow the variation from one period to the next (2.66 × mean moving range), whatever its source.',
  },
  'individuals-median': {
    name: 'XmR chart of medians',
    assumes:
      'Limits follow the variation between neighbours; medians of whole nights move in steps, so limits can be narrow.',
  },
  xbar: {
    name: 'X̄ chart: mean of each period',
    assumes: 'Limits rest on the spread between cases; stays are skewed, so they are approximate.',
  },
  s: {
    name: 'S chart: spread between cases',
    assumes: 'Standard deviation of the cases of each period, against the pooled one.',
  },
  run: {
    name: 'Run chart: no limits',
    assumes: 'Nothing about the distribution; only runs about the median count.',
  },
  g: {
    name: 'g chart: cases between events',
    assumes: 'A point an event: independent cases with one probability. A longer gap means rarer events.',
  },
  t: {
    name: 't chart: days between events',
    assumes: 'A point an event: a steady number of cases. A longer gap means rarer events.',
  },
};

/** The charts that can be drawn of an indicator. */
export function chartsFor({ kind }: Indicator, step: TrendStep): readonly TrendChart[] {
  if (kind === 'proportion') {
    return step === 'case' ? ['g', 't'] : ['p', 'laney-p', 'u', 'c', 'individuals', 'run', 'g', 't'];
  }
  if (step === 'case') return [];
  return kind === 'duration'
    ? ['individuals', 'individuals-median', 'xbar', 's', 'run']
    : ['individuals', 'run'];
}

export function alternativesOf(indicator: Indicator, step: TrendStep) {
  return chartsFor(indicator, step).map((chart) => ({ chart, ...CHARTS[chart] }));
}

export function isOfEvents(chart: TrendChart): boolean {
  return chart === 'g' || chart === 't';
}

/** Whether the point may count towards limits and rules: judged, and its follow-up over. */
export function isMature(point: CoursePoint): boolean {
  return point.waiting === 0 && !point.open;
}

/** What the data suggest, with the reason. */
export function proposeChart(
  indicator: Indicator,
  step: TrendStep,
  periods: readonly CoursePoint[],
): Computed<{ readonly chart: TrendChart; readonly reason: string }> {
  if (chartsFor(indicator, step).length === 0) {
    return notComputable(`${indicator.name} is drawn by month or by quarter, not case by case.`);
  }
  if (indicator.kind === 'proportion') {
    const events = periods.reduce((sum, { numerator }) => sum + (numerator ?? 0), 0);
    const gaps = Math.max(0, events - 1);
    if (step === 'case') {
      return gaps < FEWEST_GAPS
        ? notComputable(
            `There ${events === 1 ? 'is 1 event' : `are ${events} events`}: too few to chart the gaps between them.`,
          )
        : {
            kind: 'computed',
            chart: 'g',
            reason: 'Case by case, the chart counts the cases between two events.',
          };
    }
    const chosen = chooseChart({ kind: 'proportion', ...ratiosOf(periods) });
    if (chosen.kind === 'not-computable') return chosen;
    if (chosen.chart === 'g' && gaps < FEWEST_GAPS) {
      const counted = events === 0 ? 'no event' : events === 1 ? '1 event' : `${events} events`;
      return {
        kind: 'computed',
        chart: 'run',
        reason: `There is ${counted}: no gaps between events to chart.`,
      };
    }
    return {
      kind: 'computed',
      chart: trendChartOf(chosen.chart),
      reason: `${chosen.reason}${rareOtherwise(indicator, step, periods)}`,
    };
  }
  const chosen = chooseChart({
    kind: 'measurement',
    values: masked(periods, (point) => drawnValue('individuals', point)),
  });
  if (chosen.kind === 'not-computable' || chosen.chart === 'run') {
    return chosen.kind === 'not-computable' ? chosen : { ...chosen, chart: 'run' };
  }
  return {
    kind: 'computed',
    chart: 'individuals',
    reason:
      indicator.kind === 'duration'
        ? 'Stays are skewed and medians of whole nights move in steps, so each period is one geometric mean, and limits follow the variation between periods.'
        : 'There is one mean in each period, and limits follow the variation between periods.',
  };
}

/** Where nearly every case has the event, the cases without it are the rare ones: limits are rough then. */
function rareOtherwise(indicator: Indicator, step: TrendStep, periods: readonly CoursePoint[]): string {
  const judged = periods.filter((point) => isMature(point) && point.denominator > 0);
  const without = judged.reduce((sum, { denominator, numerator }) => sum + denominator - (numerator ?? 0), 0);
  const mean = without / Math.max(judged.length, 1);
  if (indicator.kind !== 'proportion' || mean >= RARE_EVENTS_PER_SUBGROUP) return '';
  const advice = step === 'month' ? ': limits are rough, and quarters would tell more' : ': limits are rough';
  return ` Only ${mean.toFixed(1)} cases in a period are without the event, on average${advice}.`;
}

/** What a chart draws of a point; null where there is nothing to draw. */
export function drawnValue(chart: TrendChart, point: CoursePoint): number | null {
  switch (chart) {
    case 'c':
      return point.denominator === 0 ? null : point.numerator;
    case 'g':
      return point.denominator - (point.open ? 0 : 1);
    case 't':
      return point.days;
    case 'individuals':
      return point.tally?.kind === 'duration'
        ? (stayFiguresOf(point.tally)?.geometricMean ?? null)
        : point.figure;
    case 'xbar':
      return point.tally?.kind === 'duration' ? (stayFiguresOf(point.tally)?.mean ?? null) : point.figure;
    case 's':
      return point.tally?.kind === 'duration' ? standardDeviation(nightsOf(point)) : null;
    default:
      return point.figure;
  }
}

/** The chart of the points that are mature; the others keep their place without a value. */
export function drawChart(
  chart: TrendChart,
  points: readonly CoursePoint[],
  options: ChartOptions,
): Computed<ControlChart> {
  if (isOfEvents(chart) && points.length > MOST_EVENTS_DRAWN) {
    return notComputable(
      `There are ${points.length} gaps between events, more than can be read one by one: choose months or quarters.`,
    );
  }
  const values = masked(points, (point) => drawnValue(chart, point));
  switch (chart) {
    case 'p':
      return pChart(ratiosOf(points), options);
    case 'laney-p':
      return laneyPChart(ratiosOf(points), options);
    case 'u':
      return uChart(ratiosOf(points), options);
    case 'c':
      return cChart(values, options);
    case 'individuals':
    case 'individuals-median':
      return individualsChart(values, { ...options, scaling: 'making-data-count', screenMovingRanges: true });
    case 'xbar':
    case 's': {
      const both = xbarSCharts(
        points.map((point) => (isMature(point) ? nightsOf(point) : [])),
        options,
      );
      return both.kind === 'not-computable'
        ? both
        : { kind: 'computed', ...(chart === 'xbar' ? both.xbar : both.s) };
    }
    case 'run':
      return runChart(values, options);
    case 'g':
      return gChart(values, options);
    case 't':
      return tChart(values, options);
  }
}

/** Unit and title of the axis. */
export function axisOf(indicator: Indicator, chart: TrendChart): Pick<ChartedTrend, 'unit' | 'measure'> {
  if (chart === 'g') return { unit: 'cases', measure: 'Cases without the event since the last one' };
  if (chart === 't') return { unit: 'days', measure: 'Days since the last event' };
  if (chart === 'c') return { unit: 'events', measure: 'Cases with the event' };
  if (chart === 'u') return { unit: 'proportion', measure: 'Events a case' };
  const { unit } = indicator;
  if (unit === 'proportion') return { unit, measure: 'Share of cases' };
  if (unit === 'points') return { unit, measure: 'Mean change' };
  const measures: Partial<Record<TrendChart, string>> = {
    individuals: 'Geometric mean of nights',
    xbar: 'Mean nights',
    s: 'Standard deviation of nights',
  };
  return { unit, measure: measures[chart] ?? 'Median nights' };
}

function ratiosOf(points: readonly CoursePoint[]) {
  return {
    numerators: masked(points, ({ numerator }) => numerator),
    denominators: points.map(({ denominator }) => denominator),
  };
}

function masked(points: readonly CoursePoint[], value: (point: CoursePoint) => number | null): Series {
  return points.map((point) => (isMature(point) ? value(point) : null));
}

function nightsOf({ tally }: CoursePoint): number[] {
  if (tally?.kind !== 'duration') return [];
  return tally.histogram.flatMap(({ value, cases }) => new Array<number>(cases).fill(value));
}

function standardDeviation(values: readonly number[]): number | null {
  if (values.length < 2) return null;
  const mean = values.reduce((sum, value) => sum + value, 0) / values.length;
  return Math.sqrt(values.reduce((sum, value) => sum + (value - mean) ** 2, 0) / (values.length - 1));
}

function trendChartOf(kind: ChartKind): TrendChart {
  return kind === 'g' || kind === 'laney-p' || kind === 'run' ? kind : 'p';
}
