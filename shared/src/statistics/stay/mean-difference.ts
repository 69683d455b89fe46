import { type Computed, computed, notComputable } from '../computed.ts';
import { tQuantile } from '../distributions.ts';

/** The sufficient statistics of one group. */
export interface ValueSums {
  readonly caseCount: number;
  readonly sum: number;
  readonly sumOfSquares: number;
}

export interface MeanDifference {
  /** First mean minus second. */
  readonly difference: number;
  readonly lowerLimit: number;
  readonly upperLimit: number;
  readonly degreesOfFreedom: number;
}

/**
 * Difference of two means with Welch's interval, from the sums that a tally delivers.
 *
 * Formula: x̄₁ − x̄₂ ∓ t(ν) · √(s₁²/n₁ + s₂²/n₂), ν = (v₁ + v₂)² / (v₁²/(n₁ − 1) + v₂²/(n₂ − 1)), v = s²/n.
 * Use: change of a score in two groups, which need not scatter alike.
 * Assumptions: independent cases and means that are nearly normal.
 * Edge cases: fewer than two cases in a group, or no scatter in either, is not computable.
 * Source: Welch 1947 Biometrika 34:28.
 * Worked example: Student's sleep data (10 and 10 people): −1.58, ν = 17.776, limits −3.3655 and 0.2055.
 */
export function meanDifference(
  first: ValueSums,
  second: ValueSums,
  confidence = 0.95,
): Computed<MeanDifference> {
  if (first.caseCount < 2 || second.caseCount < 2) return notComputable('A group has fewer than two cases.');
  const one = varianceOfMean(first);
  const other = varianceOfMean(second);
  if (one + other === 0) return notComputable('The values do not scatter.');
  const difference = first.sum / first.caseCount - second.sum / second.caseCount;
  const degreesOfFreedom =
    (one + other) ** 2 / (one ** 2 / (first.caseCount - 1) + other ** 2 / (second.caseCount - 1));
  const margin = -tQuantile((1 - confidence) / 2, degreesOfFreedom) * Math.sqrt(one + other);
  return computed({
    difference,
    lowerLimit: difference - margin,
    upperLimit: difference + margin,
    degreesOfFreedom,
  });
}

function varianceOfMean({ caseCount, sum, sumOfSquares }: ValueSums): number {
  const mean = sum / caseCount;
  return Math.max(0, (sumOfSquares - caseCount * mean * mean) / (caseCount - 1)) / caseCount;
}
