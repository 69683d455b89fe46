import { type Dimension, MAXIMUM_GROUPING } from '@lamina/shared/domain/filter.ts';
import { getIndicator } from '@lamina/shared/indicators/catalogue.ts';
import type { Indicator } from '@lamina/shared/indicators/indicator.ts';
import type { DimensionValue, IndicatorTally, Tally, TallyCell, TallyQuestion } from '../tally.ts';
import { REASON_CODES } from './codes.ts';
import { asksForPeriods, groupPeriods } from './group-periods.ts';
import { groupRows } from './group-rows.ts';
import { asksForRuns, groupRuns } from './group-runs.ts';
import { type Grouping, type GroupingDimension, groupingDimensions } from './grouping.ts';
import { codeCount, type Outcome } from './outcome.ts';
import { conditionsOf } from './selection.ts';
import { type Snapshot, type SnapshotDimension, surgeonDimension } from './snapshot.ts';

/** The tally that counts in memory. Throws as the SQL tally does. */
export function columnarTally(snapshot: Snapshot): Tally {
  return {
    count: async (question) => countInSnapshot(snapshot, question),
    version: async () => snapshot.version,
  };
}

function countInSnapshot(snapshot: Snapshot, question: TallyQuestion): readonly TallyCell[] {
  const { groupBy } = question;
  if (groupBy.length > MAXIMUM_GROUPING) {
    throw new Error(`A tally can be grouped by at most ${MAXIMUM_GROUPING} dimensions.`);
  }
  const indicators = question.indicators.map(getIndicator);
  const counted = countedDimensions(question);
  const { cells, count, sum } = group(snapshot, question, counted);
  const dimensions = groupingDimensions(snapshot, counted);
  const { starts, ends } = snapshot.calendar;
  const outcomes = indicators.map((indicator) => outcomeOf(snapshot, indicator));
  const countsOf = count(outcomes);
  const expectedOf =
    question.countsOnly === true ? new Map<Outcome, Float64Array>() : sumExpected(snapshot, outcomes, sum);
  return cells.inOrder().map((cell) => {
    const tallies: Record<string, IndicatorTally> = {};
    outcomes.forEach((outcome, index) => {
      const indicator = indicators[index];
      const counts = countsOf[index];
      if (indicator === undefined || counts === undefined) return;
      tallies[indicator.id] = toTally(
        indicator,
        outcome,
        counts,
        cell * codeCount(outcome),
        expectedOf.get(outcome)?.[cell],
      );
    });
    return {
      key: readKey(cells.keys[cell] ?? 0, dimensions),
      cases: cells.cases[cell] ?? 0,
      periodStart: starts[cells.firstPeriods[cell] ?? 0] ?? '',
      periodEnd: ends[cells.lastPeriods[cell] ?? 0] ?? '',
      indicators: tallies,
    };
  });
}

/** Of each cell, by outcome; the outcomes without expected risks are left out. */
function sumExpected(
  { models, outcomes: known }: Snapshot,
  outcomes: readonly Outcome[],
  sum: Grouping['sum'],
): Map<Outcome, Float64Array> {
  if (models === null) return new Map();
  const adjusted = models.indicators.flatMap((id, place) => {
    const outcome = known[id];
    return outcome?.risks == null || !outcomes.includes(outcome)
      ? []
      : [{ outcome, place, totals: outcome.risks }];
  });
  const sums = sum(models, adjusted);
  return new Map(adjusted.map(({ outcome }, index) => [outcome, sums[index] ?? new Float64Array()]));
}

/** What is grouped by: for the surgeon, the one whom the filter attributes operations to. */
function countedDimensions({ filter, groupBy }: TallyQuestion): readonly SnapshotDimension[] {
  return groupBy.map((dimension) =>
    dimension === 'surgeon' ? surgeonDimension(filter.attribution) : dimension,
  );
}

/** The way that looks at the fewest cases: none, those at the edges of ranges, or all that are selected. */
function group(
  snapshot: Snapshot,
  { scope, filter }: TallyQuestion,
  groupBy: readonly SnapshotDimension[],
): Grouping {
  const conditions = conditionsOf(snapshot, scope, filter);
  if (asksForPeriods(conditions, groupBy)) return groupPeriods(snapshot, conditions, filter, groupBy);
  const way = asksForRuns(conditions, groupBy) ? groupRuns : groupRows;
  return way(snapshot, conditions, filter, groupBy);
}

function outcomeOf({ outcomes }: Snapshot, { id }: Indicator): Outcome {
  const outcome = outcomes[id];
  if (outcome === undefined) throw new Error(`The snapshot was made without the indicator "${id}".`);
  return outcome;
}

/** The values that the digits of a key stand for. */
function readKey(
  key: number,
  dimensions: readonly GroupingDimension[],
): Partial<Record<Dimension, DimensionValue>> {
  const values: Partial<Record<Dimension, DimensionValue>> = {};
  let rest = key;
  for (let index = dimensions.length - 1; index >= 0; index -= 1) {
    const digit = dimensions[index];
    if (digit === undefined) continue;
    const known = digit.values;
    values[digit.dimension] = known[rest % known.length] ?? null;
    rest = Math.floor(rest / known.length);
  }
  return values;
}

/** What is counted of an indicator in the cell whose counts by code begin at `at`. */
function toTally(
  { kind }: Indicator,
  outcome: Outcome,
  counts: Uint32Array,
  at: number,
  expected: number | undefined,
): IndicatorTally {
  const { values, isAtLeast } = outcome;
  const notCounted = {
    'not-applicable': counts[at] ?? 0,
    excluded: counts[at + 1] ?? 0,
    'not-yet-eligible': counts[at + 2] ?? 0,
    'not-reported': counts[at + 3] ?? 0,
    'follow-up-too-short': counts[at + 4] ?? 0,
  };
  const casesOf = (index: number) => counts[at + REASON_CODES + index] ?? 0;
  if (kind === 'proportion') {
    const counted = { kind, numerator: casesOf(1), denominator: casesOf(0) + casesOf(1), notCounted };
    return expected === undefined ? counted : { ...counted, expected };
  }
  const total = (worth: (value: number, index: number) => number) =>
    values.reduce((sum, value, index) => sum + worth(value, index) * casesOf(index), 0);
  const denominator = total(() => 1);
  if (kind === 'duration') {
    const atLeast = total((_, index) => Number(isAtLeast[index]));
    return { kind, denominator, histogram: histogramOf(values, casesOf), atLeast, notCounted };
  }
  return {
    kind,
    denominator,
    sum: total((value) => value),
    sumOfSquares: total((value) => value * value),
    notCounted,
  };
}

function histogramOf(
  values: readonly number[],
  casesOf: (index: number) => number,
): { value: number; cases: number }[] {
  const histogram: { value: number; cases: number }[] = [];
  values.forEach((value, index) => {
    const cases = casesOf(index);
    const last = histogram.at(-1);
    if (cases === 0) return;
    if (last?.value === value) last.cases += cases;
    else histogram.push({ value, cases });
  });
  return histogram;
}
