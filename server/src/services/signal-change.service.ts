import type { Level } from '@lamina/shared/contract/signals.ts';
import { periodOfQuarter } from '@lamina/shared/domain/period.ts';
import type { Procedure } from '@lamina/shared/domain/procedure.ts';
import type { Indicator } from '@lamina/shared/indicators/indicator.ts';
import { changeOfMean, changeOfRate } from '@lamina/shared/statistics/cusum.ts';
import type { IndicatorTally } from '../tally/tally.ts';
import type { ChangeCandidate, ScreenedUnit } from './signal-candidate.service.ts';
import { countWithExpected, isAdjusted, type NetworkTallies } from './signal-expected.service.ts';
import { addMeasured, levelOfMeasured, type Measured, measuredOf } from './signal-measurement.service.ts';
import { canShowChange } from './signal-too-small.service.ts';

/** A unit's tallies in one quarter, by procedure. */
export interface QuarterTallies {
  readonly quarter: string;
  readonly cells: readonly { readonly procedure: Procedure; readonly tally: IndicatorTally | undefined }[];
}

/** A year shows every season, and half a year is the least that could be called lasting. */
export const WINDOW = { fewestBefore: 4, fewestAfter: 2 };

export interface ChangeQuestion {
  readonly indicator: Indicator;
  readonly procedure: Procedure | null;
  readonly unit: ScreenedUnit;
}

/**
 * The most likely moment at which the unit's own level changed, with the probability of so large a change by chance; undefined where
 * there are too few events or quarters. Quarters in which cases still wait for their follow-up are left out.
 */
export function changeCandidate(
  question: ChangeQuestion,
  network: NetworkTallies,
  course: readonly QuarterTallies[],
): ChangeCandidate | undefined {
  const quarters = quartersOf(course, question.procedure);
  return question.indicator.kind === 'proportion'
    ? ofProportion(question, network, quarters)
    : ofMeasurement(question, question.indicator.kind, network, quarters);
}

/** The quarters of which every case was judged, of one procedure or of all together (null). */
export function quartersOf(
  course: readonly QuarterTallies[],
  procedure: Procedure | null,
): readonly QuarterTallies[] {
  return course
    .map(({ quarter, cells }) => ({
      quarter,
      cells: procedure === null ? cells : cells.filter((cell) => cell.procedure === procedure),
    }))
    .filter(({ cells }) => cells.every(({ tally }) => (tally?.notCounted['not-yet-eligible'] ?? 0) === 0));
}

function ofProportion(
  question: ChangeQuestion,
  network: NetworkTallies,
  quarters: readonly QuarterTallies[],
): ChangeCandidate | undefined {
  const adjusted = isAdjusted(network);
  const counts = quarters.map(({ cells }) => countWithExpected(cells, network, adjusted));
  const { numerator = 0, denominator } = rateOf(counts);
  if (denominator < question.indicator.minimumDenominator || !canShowChange(numerator ?? 0, denominator)) {
    return undefined;
  }
  const change = changeOfRate(
    {
      observed: counts.map(({ numerator }) => numerator),
      expected: counts.map(({ expected }) => expected),
      cases: counts.map(({ denominator }) => denominator),
    },
    WINDOW,
  );
  if (change.kind === 'not-computable') return undefined;
  return {
    kind: 'changed',
    ...question,
    adjusted,
    pValue: change.pValue,
    direction: change.z > 0 ? 'rose' : 'fell',
    since: firstDay(quarters[change.first]),
    level: rateOf(counts.slice(change.first)),
    before: rateOf(counts.slice(0, change.first)),
  };
}

function ofMeasurement(
  question: ChangeQuestion,
  kind: 'duration' | 'mean-change',
  network: NetworkTallies,
  quarters: readonly QuarterTallies[],
): ChangeCandidate | undefined {
  // A change in the mix of procedures would pass for a change of the stay.
  if (question.procedure === null && network.size > 1) return undefined;
  const measured = quarters.map(({ cells }) => addMeasured(cells.map(({ tally }) => measuredOf(tally))));
  const change = changeOfMean(
    {
      cases: measured.map(({ cases }) => cases),
      sums: measured.map(({ sum }) => sum),
      sumsOfSquares: measured.map(({ sumOfSquares }) => sumOfSquares),
    },
    WINDOW,
  );
  const judged = measured.reduce((sum, { cases }) => sum + cases, 0);
  if (change.kind === 'not-computable' || judged < question.indicator.minimumDenominator) return undefined;
  const levelOf = (part: readonly Measured[]) => levelOfMeasured(kind, addMeasured(part));
  return {
    kind: 'changed',
    ...question,
    adjusted: false,
    pValue: change.pValue,
    direction: change.z > 0 ? 'rose' : 'fell',
    since: firstDay(quarters[change.first]),
    level: levelOf(measured.slice(change.first)),
    before: levelOf(measured.slice(0, change.first)),
  };
}

function rateOf(counts: readonly { readonly numerator: number; readonly denominator: number }[]): Level {
  const numerator = counts.reduce((sum, count) => sum + count.numerator, 0);
  const denominator = counts.reduce((sum, count) => sum + count.denominator, 0);
  return { value: denominator === 0 ? 0 : numerator / denominator, numerator, denominator };
}

function firstDay(quarter: QuarterTallies | undefined): string {
  return quarter === undefined ? '' : (periodOfQuarter(quarter.quarter).from ?? '');
}
