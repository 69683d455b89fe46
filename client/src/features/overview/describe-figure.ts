import type { QuarterPoint } from '@lamina/shared/contract/overview.ts';
import type { Procedure } from '@lamina/shared/domain/procedure.ts';
import type { Indicator } from '@lamina/shared/indicators/indicator.ts';
import { uncomparedInWords, verdictInWords } from '../../components/verdict-words.ts';
import type { ValuedFigures } from '../../lib/count-words.ts';
import { formatConfidence, formatFigure, formatQuarter, formatRange, formatShare } from '../../lib/format.ts';

/** The text alternative of a whisker: name, value, count, interval, verdict. */
export function describeFigure(indicator: Indicator, procedure: Procedure, figures: ValuedFigures): string {
  const { interval } = figures;
  const parts = [
    `${indicator.name}, ${procedure}: ${formatFigure(figures.value, indicator.unit)}`,
    ...(figures.numerator === null ? [] : [formatShare(figures.numerator, figures.denominator)]),
    ...(interval === null
      ? []
      : [
          `${formatConfidence(interval.confidence)} interval ${formatRange(interval.lower, interval.upper, indicator.unit)}`,
        ]),
    verdictInWords(indicator, figures)?.words ?? uncomparedInWords(figures),
  ];
  return `${parts.join('. ')}.`;
}

/** The text alternative of a course by quarter: its first and last judged quarter, and how many wait for follow-up. */
export function describeQuarters(
  indicator: Indicator,
  procedure: Procedure,
  quarters: readonly QuarterPoint[],
): string {
  const judged = quarters.filter(({ value }) => value !== null);
  const first = judged[0];
  const last = judged.at(-1);
  const subject = `${indicator.shortName}, ${procedure}, by quarter`;
  if (first === undefined || last === undefined) return `${subject}: no quarter with judged cases.`;
  const immature = quarters.filter((quarter) => quarter.immature).length;
  const waiting = immature === 0 ? '' : ` ${immature} still waiting for follow-up.`;
  const pointInWords = (point: QuarterPoint) =>
    `${formatFigure(point.value ?? 0, indicator.unit)} in ${formatQuarter(point.quarter)}`;
  return first === last
    ? `${subject}: ${pointInWords(first)}.${waiting}`
    : `${subject}: from ${pointInWords(first)} to ${pointInWords(last)}.${waiting}`;
}
