import { type Computed, computed, notComputable } from '../computed.ts';
import { binomialPmf, binomialTails } from '../distributions.ts';
import { type ExactTest, exactTestOf, noLikelierProbability } from './exact-test.ts';
import { defaultConfidence, proportionProblem } from './interval.ts';

/**
 * Exact binomial test of a proportion against a null probability.
 *
 * Formula: P(X ≤ k), P(X ≥ k); two-sided by likelihood ordering and by doubling; mid-P forms take ½ P(X = k).
 * Use: a provider's proportion against a fixed standard. The mid-P forms are less conservative.
 * Assumptions: independent cases of one probability; the standard is known without error.
 * Edge cases: null probabilities of 0 and 1 are allowed; n = 0 is not computable.
 * Source: R, stats::binom.test (likelihood ordering); Hirji 2006, Exact Analysis of Discrete Data (central, mid-P).
 * Worked example: 0 of 10 against 0.1: less 0.34868, central 0.69736, likelihood ordering 0.61258.
 */
export function exactBinomialTest(
  numerator: number,
  denominator: number,
  nullProbability: number,
): Computed<ExactTest> {
  const problem = proportionProblem(numerator, denominator, defaultConfidence);
  if (problem !== undefined) return notComputable(problem);
  if (!(nullProbability >= 0 && nullProbability <= 1)) {
    return notComputable('The null probability must lie between 0 and 1');
  }
  return computed(binomialTestOf(numerator, denominator, nullProbability));
}

/** The p-values of counts and a probability already known to be possible. */
export function binomialTestOf(numerator: number, denominator: number, probability: number): ExactTest {
  const tailsOf = (count: number) => binomialTails(count, denominator, probability, 1 - probability);
  const tails = tailsOf(numerator);
  const noLikelier = noLikelierProbability(
    {
      mode: Math.min(denominator, Math.floor((denominator + 1) * probability)),
      greatest: denominator,
      mass: (count) => binomialPmf(count, denominator, probability),
      tails: tailsOf,
    },
    tails.at,
  );
  return exactTestOf(tails, noLikelier);
}
