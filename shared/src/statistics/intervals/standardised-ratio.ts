import { type Computed, computed, notComputable } from '../computed.ts';
import { type CountIntervalMethod, countInterval } from './count-interval-method.ts';
import { poissonTestOf } from './exact-poisson-test.ts';
import { defaultConfidence, exposureProblem } from './interval.ts';

export interface StandardisedRatioOptions {
  readonly method?: CountIntervalMethod;
  readonly confidence?: number;
}

export interface StandardisedRatio {
  /** Observed / expected: SIR, SMR, O/E. */
  readonly ratio: number;
  readonly lower: number;
  readonly upper: number;
  /** Two-sided mid-P value of ratio = 1, whatever the method of the limits: the p-value NHSN prints. */
  readonly pValue: number;
}

/** NHSN and CMS publish no ratio where fewer events than this were predicted. A rule of publication, left to the caller. */
export const fewestExpectedToPublish = 1;

/**
 * Observed over expected events, indirectly standardised, with its limits.
 *
 * Formula: O / E; the limits of the count O divided by E.
 * Use: mid-P (default) for CDC NHSN's and CMS's standardised infection ratio; exact for California's rows with fewer than
 * one predicted event; phe for English indirectly standardised ratios.
 * Assumptions: O is Poisson of mean θE; E is known without error (its own uncertainty is not in the interval).
 * Edge cases: E = 0 is not computable. At O = 0 the lower limit is 0 (NHSN prints none).
 * Source: CDC, The NHSN Standardized Infection Ratio; Breslow & Day 1987; PHEindicatormethods.
 * Worked example: O = 8, E = 3.5: 2.286, mid-P 1.062 to 4.340, p = 0.0366; exact 0.987 to 4.504.
 */
export function standardisedRatio(
  observed: number,
  expected: number,
  options: StandardisedRatioOptions = {},
): Computed<StandardisedRatio> {
  const problem = exposureProblem(expected, 'expected count');
  if (problem !== undefined) return notComputable(problem);
  const count = countInterval(options.method ?? 'midP', observed, options.confidence ?? defaultConfidence);
  if (count.kind === 'not-computable') return count;
  return computed({
    ratio: observed / expected,
    lower: count.lower / expected,
    upper: count.upper / expected,
    pValue: poissonTestOf(observed, expected).midTwoSided,
  });
}
