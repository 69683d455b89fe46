/**
 * Risk-adjusted log-likelihood CUSUM, in both directions.
 *
 * Formula: upper X_t = max(0, X_(t−1) + W_t(RA up)), lower Y_t = max(0, Y_(t−1) + W_t(RA down)), W from steiner-weights.ts;
 *   signal when a chart reaches its decision limit. The lower chart is given positive; a display may mirror it.
 * Use: monitoring a surgeon or hospital case by case; the upper chart finds deterioration (RA up > 1), the lower improvement (RA down < 1).
 * Assumptions: calibrated risks, independent cases in order of operation; decision limits simulated for this case mix
 *   (decision-limit.ts), since the same limit means quite different false-alarm rates at different risks.
 * Edge cases: risks of 0 and 1 add 0 when they prove right; after a signal see ResetPolicy, 'next-case' unless told.
 * Source: Steiner, Cook, Farewell & Treasure 2000, Biostatistics 1:441.
 * Worked example: risks 0.02, 0.5, 0.98, 0.1 with outcomes 1, 1, 0, 0, RA 2 and ½: upper 0.673, 0.961, 0.278, 0.183; lower 0, 0, 0.673, 0.725.
 */
import type { Computed } from '../computed.ts';
import { computed, notComputable } from '../computed.ts';
import type { CaseSeries } from './case-series.ts';
import { findProblemInCases } from './case-series.ts';
import type { CusumPath, ResetPolicy } from './cusum-path.ts';
import { cusumPath, jointCusumPaths } from './cusum-path.ts';
import { observedWeights } from './steiner-weights.ts';

export interface CusumDesign {
  /** The odds ratio that the chart is tuned to find. */
  readonly oddsRatio: number;
  readonly decisionLimit: number;
}

export interface RiskAdjustedCusumInput extends CaseSeries {
  readonly up: CusumDesign;
  readonly down: CusumDesign;
  readonly reset?: ResetPolicy;
}

export interface RiskAdjustedCusum {
  readonly up: CusumPath;
  readonly down: CusumPath;
  readonly reset: ResetPolicy;
}

export function riskAdjustedCusum(input: RiskAdjustedCusumInput): Computed<RiskAdjustedCusum> {
  const { risks, outcomes, up, down, reset = 'next-case' } = input;
  const problem =
    findProblemInCases(input) ?? findProblemInDesign(up, 'up') ?? findProblemInDesign(down, 'down');
  if (problem !== null) return notComputable(problem);
  const upWeights = observedWeights(risks, outcomes, up.oddsRatio);
  const downWeights = observedWeights(risks, outcomes, down.oddsRatio);
  if (reset === 'both-charts') {
    return computed({
      ...jointCusumPaths(upWeights, downWeights, up.decisionLimit, down.decisionLimit),
      reset,
    });
  }
  return computed({
    up: cusumPath(upWeights, up.decisionLimit, reset),
    down: cusumPath(downWeights, down.decisionLimit, reset),
    reset,
  });
}

/** Says what is wrong with a design that looks up (deterioration) or down (improvement), or null. */
export function findProblemInDesign(
  { oddsRatio, decisionLimit }: CusumDesign,
  direction: 'up' | 'down' | 'either',
): string | null {
  if (!(oddsRatio > 0) || !Number.isFinite(oddsRatio) || oddsRatio === 1) {
    return 'The odds ratio of a chart is a positive number other than 1.';
  }
  if (direction === 'up' && oddsRatio < 1) return 'The upper chart needs an odds ratio above 1.';
  if (direction === 'down' && oddsRatio > 1) return 'The lower chart needs an odds ratio below 1.';
  if (!(decisionLimit > 0) || !Number.isFinite(decisionLimit))
    return 'A decision limit is a positive number.';
  return null;
}
