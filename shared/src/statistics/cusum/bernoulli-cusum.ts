/**
 * Bernoulli CUSUM: a CUSUM for cases that all have one risk.
 *
 * Formula: as the risk-adjusted CUSUM with the same risk p0 for each case; one-sided; signal at ≥ the decision limit, then from 0
 *   at the next case. An odds ratio below 1 makes it a chart for improvement.
 * Use: where no risk model exists, or the indicator needs none.
 * Assumptions: independent cases, one in-control probability p0.
 * Edge cases: p0 of 0 or 1 is not computable: no outcome could speak against it.
 * Source: Reynolds & Stoumbos 1999, Journal of Quality Technology 31:87.
 * Worked example: p0 = 0.08, odds ratio 2, outcomes 1, 0, 0: 0.6162, 0.5392, 0.4623.
 */
import type { Computed } from '../computed.ts';
import { computed, notComputable } from '../computed.ts';
import { findProblemInCases } from './case-series.ts';
import type { CusumPath, ResetPolicy } from './cusum-path.ts';
import { cusumPath } from './cusum-path.ts';
import type { CusumDesign } from './risk-adjusted-cusum.ts';
import { findProblemInDesign } from './risk-adjusted-cusum.ts';
import { observedWeights } from './steiner-weights.ts';

export interface BernoulliCusumInput extends CusumDesign {
  readonly inControlProbability: number;
  readonly outcomes: readonly (0 | 1)[];
  readonly reset?: Exclude<ResetPolicy, 'both-charts'>;
}

export function bernoulliCusum(input: BernoulliCusumInput): Computed<CusumPath> {
  const { inControlProbability, outcomes, oddsRatio, decisionLimit, reset = 'next-case' } = input;
  if (!(inControlProbability > 0 && inControlProbability < 1)) {
    return notComputable('The in-control probability is not between 0 and 1.');
  }
  const risks = new Array<number>(outcomes.length).fill(inControlProbability);
  const problem = findProblemInCases({ risks, outcomes }) ?? findProblemInDesign(input, 'either');
  if (problem !== null) return notComputable(problem);
  return computed(cusumPath(observedWeights(risks, outcomes, oddsRatio), decisionLimit, reset));
}
