/**
 * Runs and crossings: Anhøj's analysis of a run chart.
 *
 * Rule: drop points equal to the centre line; n useful points are left. Unusually long run: longest run > round(log2 n) + 3.
 *   Unusually few crossings: sign changes < the 5 % quantile of a binomial(n − 1, ½). Either is a signal.
 * Use: the only rule on run charts, where there are no limits; one verdict for a phase, not for a point.
 * Assumptions: independent points, centre line the median (each side equally likely).
 * Edge cases: points on the line and points without a value are skipped, not run-ending (other than shift.ts); no useful
 *   point: no limits and no signal.
 * Source: Anhøj & Olesen 2014, PLoS ONE 9:e113825; Anhøj 2015, PLoS ONE 10:e0121349; qicharts2.
 * Worked example: 1 to 20 in order: 20 useful, longest run 10 > 7 and 1 crossing < 6: signal.
 */
import { type Computed, computed, notComputable } from '../../computed.ts';
import { binomialQuantile } from '../../distributions.ts';
import { findProblemInSeries } from '../build-control-chart.ts';
import type { Series } from '../control-chart.ts';
import { medianOfUsed } from '../series-centre.ts';

/** Anhøj & Olesen 2014: a run may be as long as round(log2 n) plus this. */
export const LONGEST_RUN_ALLOWANCE = 3;
/** Anhøj & Olesen 2014: crossings below this quantile are too few. */
export const CROSSINGS_PROBABILITY = 0.05;

export interface RunsAndCrossings {
  readonly centreLine: number;
  readonly usefulPoints: number;
  /** Null, as the next three, when no point is useful. */
  readonly longestRun: number | null;
  readonly longestRunAllowed: number | null;
  readonly crossings: number | null;
  readonly crossingsNeeded: number | null;
  readonly unusuallyLongRun: boolean;
  readonly unusuallyFewCrossings: boolean;
  readonly signal: boolean;
}

/** `centreLine` null: the median of the values. Not computable when there is no value at all. */
export function runsAndCrossings(
  values: Series,
  centreLine: number | null = null,
): Computed<RunsAndCrossings> {
  const problem = findProblemInSeries(values);
  if (problem !== null) return notComputable(problem);
  const line = centreLine ?? median(values);
  if (line === null) return notComputable('No point has a value.');

  let usefulPoints = 0;
  let runs = 0;
  let run = 0;
  let longestRun = 0;
  let previousSide = 0;
  for (const value of values) {
    if (value === null || value === line) continue;
    const side = value > line ? 1 : -1;
    usefulPoints += 1;
    run = side === previousSide ? run + 1 : 1;
    if (run === 1) runs += 1;
    if (run > longestRun) longestRun = run;
    previousSide = side;
  }
  if (usefulPoints === 0) {
    return computed({
      centreLine: line,
      usefulPoints,
      longestRun: null,
      longestRunAllowed: null,
      crossings: null,
      crossingsNeeded: null,
      unusuallyLongRun: false,
      unusuallyFewCrossings: false,
      signal: false,
    });
  }
  const crossings = runs - 1;
  const longestRunAllowed = Math.round(Math.log2(usefulPoints)) + LONGEST_RUN_ALLOWANCE;
  const crossingsNeeded = binomialQuantile(CROSSINGS_PROBABILITY, usefulPoints - 1, 0.5);
  const unusuallyLongRun = longestRun > longestRunAllowed;
  const unusuallyFewCrossings = crossings < crossingsNeeded;
  return computed({
    centreLine: line,
    usefulPoints,
    longestRun,
    longestRunAllowed,
    crossings,
    crossingsNeeded,
    unusuallyLongRun,
    unusuallyFewCrossings,
    signal: unusuallyLongRun || unusuallyFewCrossings,
  });
}

function median(values: Series): number | null {
  const used = Uint8Array.from(values, (value) => (value === null ? 0 : 1));
  return medianOfUsed(values, { start: 0, end: values.length, note: null, used });
}
