import type { ChartedTrend, TrendPoint } from '@lamina/shared/contract/trend.ts';
import {
  type FigureUnit,
  formatCases,
  formatCount,
  formatFigure,
  formatMeanNights,
  formatShare,
  formatTick,
} from '../../lib/format.ts';

type Unit = ChartedTrend['unit'];

/** A value of the chart in its unit. */
export function valueInWords(value: number, unit: Unit): string {
  if (isFigureUnit(unit)) return formatFigure(value, unit);
  const rounded = Math.round(value);
  if (unit === 'cases') return formatCases(rounded);
  const noun = unit === 'days' ? 'day' : 'event';
  return `${formatCount(rounded)} ${rounded === 1 ? noun : `${noun}s`}`;
}

/** A value of a line: means of nights keep their decimal. */
export function lineInWords(value: number, unit: Unit): string {
  return unit === 'nights' ? formatMeanNights(value) : valueInWords(value, unit);
}

/** What the line through the middle is: half of the points lie above a median. */
export function centreNameOf({ choice }: ChartedTrend): 'Median' | 'Mean' {
  return choice.chart === 'g' || choice.chart === 'run' ? 'Median' : 'Mean';
}

export function tickInWords(value: number, unit: Unit): string {
  return isFigureUnit(unit) ? formatTick(value, unit) : formatCount(value);
}

/** The first sentence of a finding is what the reader has to know; what comes after it says since when or by which rule. */
export function findingParts(finding: string): { readonly title: string; readonly subject: string | null } {
  const end = finding.indexOf('. ');
  return end === -1
    ? { title: finding.replace(/\.$/, ''), subject: null }
    : { title: finding.slice(0, end), subject: finding.slice(end + 2) };
}

/** One point as its tooltip, a screen reader and the selection say it: name, value and count, limits, what is special. */
export function pointInWords(point: TrendPoint, trend: ChartedTrend): string[] {
  const { unit } = trend;
  return [
    point.label,
    countInWords(point, trend),
    ...(point.lowerLimit3Sigma === null || point.upperLimit3Sigma === null || point.state !== 'judged'
      ? []
      : [
          `Limits ${lineInWords(unit === 'points' ? point.lowerLimit3Sigma : Math.max(point.lowerLimit3Sigma, 0), unit)} to ${lineInWords(point.upperLimit3Sigma, unit)}`,
        ]),
    ...(point.specialCause === null ? [] : [`Special cause: ${point.specialCause.sentence}`]),
    ...(point.state === 'immature' && point.leftOut !== null ? [point.leftOut] : []),
  ];
}

/** '3.4 % (12 of 350)', '41 cases since the event before', 'no case was judged'. */
export function countInWords(point: TrendPoint, { unit, pointsAre, choice }: ChartedTrend): string {
  if (point.value === null) return 'No case was judged';
  if (pointsAre === 'event') {
    const gap = valueInWords(point.value, unit);
    return point.state === 'immature'
      ? `${gap} since the last event, so far`
      : `${gap} since the event before`;
  }
  if (point.numerator !== null) {
    const share = formatShare(point.numerator, point.denominator);
    return choice.chart === 'c' ? share : `${valueInWords(point.value, unit)} (${share})`;
  }
  return `${lineInWords(point.value, unit)}, ${formatCases(point.denominator)}`;
}

function isFigureUnit(unit: Unit): unit is FigureUnit {
  return unit === 'proportion' || unit === 'nights' || unit === 'points';
}
