/**
 * Decision limit of a CUSUM, simulated for one chart's case mix to a target in-control run length.
 *
 * Formula: charts are simulated with risks drawn from the case mix and outcomes at those risks; the limit is the lowest level
 *   at which the mean number of cases to first reaching it is at least the target. A Markov chain (run-length.ts) says where
 *   to look, and is reported beside the result as a check.
 * Use: once per chart and version of its risk model; limits from another volume or case mix can double the false alarms.
 * Assumptions: future cases resemble the mix and are independent; the risk model is calibrated.
 * Edge cases: where cases differ little in risk the run length rises in steps, and the limit errs towards fewer false alarms;
 *   a chart that cannot rise, a target shorter than the wait for one event, and one too long to simulate are not computable.
 * Reported: Monte Carlo standard error of the run length, and of the limit (through the slope of the run length there).
 * Source: Steiner et al. 2000, Biostatistics 1:441; Bottle & Aylin 2011, BMJ Quality & Safety 20:i106 (limits by volume).
 * Worked example: all risks 0.045, odds ratio 2, target 1,666 cases: limit 3.0.
 */
import type { Computed } from '../computed.ts';
import { computed, notComputable } from '../computed.ts';
import { bracketedRoot, createRandomSource } from '../distributions.ts';
import type { CaseMix } from './case-mix.ts';
import { incrementDistribution } from './case-mix.ts';
import { averageRunLength } from './run-length.ts';
import type { SimulatedCrossings } from './simulated-crossings.ts';
import { simulateCrossings } from './simulated-crossings.ts';

export interface DecisionLimitInput {
  readonly caseMix: CaseMix;
  /** The odds ratio that the chart is tuned to find. */
  readonly oddsRatio: number;
  /** Cases between two false alarms, on average. */
  readonly targetRunLength: number;
  readonly seed: number;
  readonly replicates?: number;
  /** Grid of the Markov chain that is reported beside the result; see run-length.ts. */
  readonly states?: number;
}

export interface DecisionLimit {
  readonly decisionLimit: number;
  /** Null where the run length does not change with the limit near it. */
  readonly decisionLimitStandardError: number | null;
  /** Mean of the simulated charts at this limit. */
  readonly runLength: number;
  readonly runLengthStandardError: number;
  /** The same, by Markov chain. */
  readonly runLengthByMarkovChain: number;
  readonly replicates: number;
  readonly seed: number;
}

/** Gives the run length a standard error of about 2 %. */
const DEFAULT_REPLICATES = 2500;
/** Coarse grid: it only says where to simulate. */
const SEARCH_STATES = 150;
const SMALLEST_LIMIT = 0.01;
/** Some minutes of work; a longer simulation is refused. */
const MOST_SIMULATED_CASES = 2e9;
/** Nearer to 1 than this, steps are so small that the coarse grid no longer tells where to simulate. */
const SMALLEST_ODDS_RATIO = 1.1;
/** Half-width of the band of levels that one simulation covers. */
const BAND = 0.2;

export function simulateDecisionLimit(input: DecisionLimitInput): Computed<DecisionLimit> {
  const { caseMix, oddsRatio, targetRunLength, seed, replicates = DEFAULT_REPLICATES } = input;
  if (!(targetRunLength > 1) || !Number.isFinite(targetRunLength))
    return notComputable('The target is not above one case.');
  if (!Number.isInteger(replicates) || replicates < 2)
    return notComputable('A simulation needs at least two replicates.');
  if (targetRunLength * replicates > MOST_SIMULATED_CASES) {
    return notComputable('The target times the number of replicates is too many cases to simulate.');
  }
  if (oddsRatio > 0 && Math.max(oddsRatio, 1 / oddsRatio) < SMALLEST_ODDS_RATIO) {
    return notComputable(
      `A chart is tuned to an odds ratio of at least ${SMALLEST_ODDS_RATIO}, or its reciprocal.`,
    );
  }
  const start = limitByMarkovChain(caseMix, oddsRatio, targetRunLength);
  if (start.kind === 'not-computable') return start;

  const increments = incrementDistribution(caseMix, oddsRatio, 1);
  const simulate = (floor: number, ceiling: number) =>
    simulateCrossings(increments, floor, ceiling, replicates, createRandomSource(seed));
  let crossings = simulate(Math.max(0, start.decisionLimit - BAND), start.decisionLimit + BAND);
  while (crossings.runLengthAt(crossings.ceiling).mean < targetRunLength) {
    crossings = simulate(crossings.floor, crossings.ceiling + BAND);
  }
  while (crossings.floor > 0 && crossings.runLengthAt(crossings.floor).mean > targetRunLength) {
    crossings = simulate(Math.max(0, crossings.floor - BAND), crossings.ceiling);
  }

  const decisionLimit = levelOfMean(crossings, targetRunLength);
  const { mean, standardError } = crossings.runLengthAt(decisionLimit);
  const slope = slopeAt(crossings, decisionLimit);
  const grid = input.states === undefined ? {} : { states: input.states };
  const markov = averageRunLength({ caseMix, oddsRatio, decisionLimit, ...grid });
  if (markov.kind === 'not-computable') return markov;
  return computed({
    decisionLimit,
    decisionLimitStandardError: slope > 0 ? standardError / slope : null,
    runLength: mean,
    runLengthStandardError: standardError,
    runLengthByMarkovChain: markov.runLength,
    replicates,
    seed,
  });
}

/** The limit at which a coarse Markov chain has the target run length. */
function limitByMarkovChain(
  caseMix: CaseMix,
  oddsRatio: number,
  targetRunLength: number,
): Computed<{ readonly decisionLimit: number }> {
  const runLengthAt = (decisionLimit: number) =>
    averageRunLength({ caseMix, oddsRatio, decisionLimit, states: SEARCH_STATES });
  const least = runLengthAt(SMALLEST_LIMIT);
  if (least.kind === 'not-computable') return least;
  if (least.runLength >= targetRunLength) {
    return notComputable('Even the smallest limit gives a longer run length: choose a longer target.');
  }
  // Beyond what can be calculated the run length is far above any target.
  const excess = (decisionLimit: number) => {
    const result = runLengthAt(decisionLimit);
    return Math.log((result.kind === 'computed' ? result.runLength : 1e12) / targetRunLength);
  };
  let upper = 1;
  while (excess(upper) < 0) upper *= 1.5;
  return computed({
    decisionLimit: bracketedRoot(excess, SMALLEST_LIMIT, upper, { absoluteTolerance: 1e-3 }),
  });
}

function levelOfMean(crossings: SimulatedCrossings, target: number): number {
  let low = crossings.floor;
  let high = crossings.ceiling;
  for (let step = 0; step < 50 && high - low > 1e-9; step += 1) {
    const middle = (low + high) / 2;
    if (crossings.runLengthAt(middle).mean < target) low = middle;
    else high = middle;
  }
  return high;
}

function slopeAt(crossings: SimulatedCrossings, limit: number): number {
  const low = Math.max(crossings.floor, limit - BAND / 2);
  const high = Math.min(crossings.ceiling, limit + BAND / 2);
  return (crossings.runLengthAt(high).mean - crossings.runLengthAt(low).mean) / (high - low);
}
