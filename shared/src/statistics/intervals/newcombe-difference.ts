import { type Computed, computed } from '../computed.ts';
import { defaultConfidence } from './interval.ts';
import { wilsonInterval } from './wilson.ts';

export interface DifferenceInterval {
  /** First proportion minus second, −1 to 1. */
  readonly difference: number;
  readonly lower: number;
  readonly upper: number;
}

/**
 * Newcombe's hybrid score interval of the difference of two independent proportions.
 *
 * Formula: d − √((p₁ − l₁)² + (u₂ − p₂)²) to d + √((u₁ − p₁)² + (p₂ − l₂)²), l and u the Wilson limits of each.
 * Use: absolute difference of two rates (two periods, two groups).
 * Assumptions: two independent samples.
 * Edge cases: never outside −1 to 1; an empty sample is not computable.
 * Source: Newcombe 1998, Stat Med 17:873, method 10.
 * Worked example: 56/70 − 48/80 at 95 %: 0.2, 0.0524 to 0.3339 (Newcombe's table II).
 */
export function newcombeDifference(
  first: { readonly numerator: number; readonly denominator: number },
  second: { readonly numerator: number; readonly denominator: number },
  confidence = defaultConfidence,
): Computed<DifferenceInterval> {
  const one = wilsonInterval(first.numerator, first.denominator, confidence);
  if (one.kind === 'not-computable') return one;
  const other = wilsonInterval(second.numerator, second.denominator, confidence);
  if (other.kind === 'not-computable') return other;
  const difference = one.estimate - other.estimate;
  return computed({
    difference,
    lower: difference - Math.hypot(one.estimate - one.lower, other.upper - other.estimate),
    upper: difference + Math.hypot(one.upper - one.estimate, other.estimate - other.lower),
  });
}
