/**
 * Chart chooser: which control chart fits a series, and why, in a sentence for the reader.
 *
 * Rule: proportions and counts with fewer than 3 events a subgroup: g chart (cases between events are known) or t chart (only
 *   times are); otherwise p or u, Laney's p′ or u′ when the points vary much more than the counts explain (sigma z), and the
 *   c chart for counts over equal opportunity. Measurements: X̄ and S with subgroups, otherwise individuals.
 *   Fewer than 12 points: run chart.
 * Use: the default chart of an indicator; a reader may take another.
 * Assumptions: the series is complete; thresholds are rules of thumb, named below.
 * Edge cases: no event at all counts as rare; nothing but empty periods: not computable.
 * Source: Provost & Murray, The Health Care Data Guide (chart selection); Benneyan 2001 (g chart); Laney 2002.
 * Worked example: 24 months of 40 cases with 1 % infections: 0.4 events a month, g chart.
 */
import type { Computed } from '../computed.ts';
import { computed, notComputable } from '../computed.ts';
import { findProblemInSeries } from './build-control-chart.ts';
import type { ChartKind, Series } from './control-chart.ts';
import { findNegative } from './count-series.ts';
import { laneyPChart } from './laney-p-chart.ts';
import { laneyUChart } from './laney-u-chart.ts';
import type { RatioSeries } from './ratio-series.ts';
import { findProblemInRatios, ratios } from './ratio-series.ts';

/** Mean events a subgroup below which attribute charts have no useful lower limit (rule of thumb; Provost & Murray). */
export const RARE_EVENTS_PER_SUBGROUP = 3;
/** Points from which limits are more than guesses (NHSRplotthedots issue 142: trial limits up to 12). */
export const MINIMUM_POINTS_FOR_LIMITS = 12;
/** Sigma z from which Laney's chart is proposed; about three of its standard errors above 1 at 24 points (a choice made here). */
export const LANEY_SIGMA_Z = 1.5;

export type ChartData =
  | ({ readonly kind: 'proportion' } & RatioSeries)
  /** Events over an exposure in which each case or day may bring several; `casesCounted` says whether the exposure is whole cases. */
  | ({ readonly kind: 'rate'; readonly casesCounted: boolean } & RatioSeries)
  | { readonly kind: 'count'; readonly values: Series }
  | { readonly kind: 'measurement'; readonly values: Series }
  | { readonly kind: 'subgroups'; readonly subgroups: readonly (readonly number[])[] };

export interface ChartChoice {
  readonly chart: ChartKind;
  readonly reason: string;
}

export function chooseChart(data: ChartData): Computed<ChartChoice> {
  switch (data.kind) {
    case 'proportion':
    case 'rate':
      return chooseForRatios(data);
    case 'count':
      return chooseForCounts(data.values);
    case 'measurement':
      return chooseForMeasurements(data.values);
    case 'subgroups':
      return chooseForSubgroups(data.subgroups);
  }
}

function chooseForRatios(data: Extract<ChartData, { kind: 'proportion' | 'rate' }>): Computed<ChartChoice> {
  const isProportion = data.kind === 'proportion';
  const problem = findProblemInRatios(data, isProportion);
  if (problem !== null) return notComputable(problem);
  const values = ratios(data);
  const points = pointsWithValue(values);
  if (points === 0) return notComputable('No period has a denominator.');
  const events = data.numerators.reduce<number>(
    (sum, numerator, index) => (values[index] === null ? sum : sum + (numerator as number)),
    0,
  );
  const rare = rareEventsReason(events / points);
  if (rare !== null) {
    const countsCases = data.kind === 'proportion' || data.casesCounted;
    return computed({ chart: countsCases ? 'g' : 't', reason: rare });
  }
  if (points < MINIMUM_POINTS_FOR_LIMITS) return computed(runChoice(points));
  const laney = isProportion ? laneyPChart(data) : laneyUChart(data);
  const sigmaZ = laney.kind === 'computed' ? (laney.phases[0]?.sigmaZ ?? 1) : 1;
  if (sigmaZ >= LANEY_SIGMA_Z) {
    return computed({
      chart: isProportion ? 'laney-p' : 'laney-u',
      reason: `Points vary ${sigmaZ.toFixed(1)} times as much as their counts explain, so limits follow the variation seen.`,
    });
  }
  return computed({
    chart: isProportion ? 'p' : 'u',
    reason: isProportion
      ? 'Each case either has the event or not, and there are enough events in each period.'
      : 'Events are counted over an exposure that varies, and there are enough of them in each period.',
  });
}

function chooseForCounts(values: Series): Computed<ChartChoice> {
  const problem = findProblemInSeries(values) ?? findNegative(values);
  if (problem !== null) return notComputable(problem);
  const points = pointsWithValue(values);
  if (points === 0) return notComputable('No period has a count.');
  const events = values.reduce<number>((sum, value) => sum + (value ?? 0), 0);
  const rare = rareEventsReason(events / points);
  if (rare !== null) return computed({ chart: 't', reason: rare });
  if (points < MINIMUM_POINTS_FOR_LIMITS) return computed(runChoice(points));
  return computed({ chart: 'c', reason: 'Events are counted over equal opportunity in each period.' });
}

function chooseForMeasurements(values: Series): Computed<ChartChoice> {
  const problem = findProblemInSeries(values);
  if (problem !== null) return notComputable(problem);
  const points = pointsWithValue(values);
  if (points === 0) return notComputable('No period has a value.');
  if (points < MINIMUM_POINTS_FOR_LIMITS) return computed(runChoice(points));
  return computed({ chart: 'individuals', reason: 'There is one measurement in each period.' });
}

function chooseForSubgroups(subgroups: readonly (readonly number[])[]): Computed<ChartChoice> {
  const sizes = subgroups.map(({ length }) => length).filter((size) => size > 0);
  if (sizes.length === 0) return notComputable('No period has a case.');
  if (sizes.length < MINIMUM_POINTS_FOR_LIMITS) return computed(runChoice(sizes.length));
  if (sizes.every((size) => size === 1)) {
    return computed({ chart: 'individuals', reason: 'There is one measurement in each period.' });
  }
  return computed({ chart: 'xbar', reason: 'Several cases are measured in each period.' });
}

function pointsWithValue(values: Series): number {
  return values.filter((value) => value !== null).length;
}

function rareEventsReason(eventsPerPoint: number): string | null {
  if (eventsPerPoint >= RARE_EVENTS_PER_SUBGROUP) return null;
  return `There are ${eventsPerPoint.toFixed(1)} events in a period on average, fewer than ${RARE_EVENTS_PER_SUBGROUP}: the gaps between events say more than the periods.`;
}

function runChoice(points: number): ChartChoice {
  return {
    chart: 'run',
    reason: `There are ${points} points; limits need ${MINIMUM_POINTS_FOR_LIMITS}.`,
  };
}
