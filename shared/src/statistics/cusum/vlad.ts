/**
 * Variable life-adjusted display (VLAD).
 *
 * Formula: V_t = Σ (risk_i − outcome_i) over the first t cases: above 0, fewer events than expected. The cumulative
 *   observed-minus-expected chart is −V_t. Cumulative observed and expected events come with it.
 * Use: telling the story of a series of cases in events avoided; not for signals, since it has no valid limits of its own:
 *   take the risk-adjusted CUSUM beside it for those.
 * Assumptions: calibrated risks.
 * Edge cases: a case of risk 0 without event, or risk 1 with event, does not move it.
 * Source: Lovegrove, Valencia, Treasure, Sherlaw-Johnson & Gallivan 1997, Lancet 350:1128.
 * Worked example: risks 0.02, 0.5, 0.98, 0.1 with outcomes 1, 1, 0, 0: −0.98, −1.48, −0.50, −0.40.
 */
import type { Computed } from '../computed.ts';
import { computed, notComputable } from '../computed.ts';
import type { CaseSeries } from './case-series.ts';
import { findProblemInCases } from './case-series.ts';

export interface Vlad {
  /** Expected minus observed events after each case. */
  readonly path: readonly number[];
  readonly cumulativeObserved: readonly number[];
  readonly cumulativeExpected: readonly number[];
}

export function vlad(cases: CaseSeries): Computed<Vlad> {
  const problem = findProblemInCases(cases);
  if (problem !== null) return notComputable(problem);
  const length = cases.risks.length;
  const path = new Array<number>(length);
  const cumulativeObserved = new Array<number>(length);
  const cumulativeExpected = new Array<number>(length);
  let observed = 0;
  let expected = 0;
  for (let index = 0; index < length; index += 1) {
    observed += cases.outcomes[index] as number;
    expected += cases.risks[index] as number;
    path[index] = expected - observed;
    cumulativeObserved[index] = observed;
    cumulativeExpected[index] = expected;
  }
  return computed({ path, cumulativeObserved, cumulativeExpected });
}
