import { type Computed, computed, notComputable } from '../computed.ts';
import { poissonPmf, poissonTails } from '../distributions.ts';
import { type ExactTest, exactTestOf, noLikelierProbability } from './exact-test.ts';
import { countProblem, defaultConfidence, exposureProblem } from './interval.ts';

/**
 * Exact Poisson test of an observed count against an expected one (ratio = 1).
 *
 * Formula: P(X ≤ O), P(X ≥ O) at mean E; two-sided by likelihood ordering and by doubling; mid-P forms take ½ P(X = O).
 * Use: O/E against 1. NHSN's printed p-value is midTwoSided.
 * Assumptions: O is Poisson; E is known without error.
 * Edge cases: E = 0 is not computable.
 * Source: R, stats::poisson.test (likelihood ordering); CDC, The NHSN Standardized Infection Ratio (mid-P).
 * Worked example: O = 8, E = 3.5: midTwoSided 0.0366.
 */
export function exactPoissonTest(observed: number, expected: number): Computed<ExactTest> {
  const problem = countProblem(observed, defaultConfidence) ?? exposureProblem(expected, 'expected count');
  if (problem !== undefined) return notComputable(problem);
  return computed(poissonTestOf(observed, expected));
}

/** The p-values of a count and a mean already known to be possible. */
export function poissonTestOf(observed: number, mean: number): ExactTest {
  const tails = poissonTails(observed, mean);
  const noLikelier = noLikelierProbability(
    {
      mode: Math.floor(mean),
      greatest: Number.POSITIVE_INFINITY,
      mass: (count) => poissonPmf(count, mean),
      tails: (count) => poissonTails(count, mean),
    },
    tails.at,
  );
  return exactTestOf(tails, noLikelier);
}
