import { type Computed, computed, notComputable } from '../computed.ts';
import { meanOfTerms } from './mean-interval.ts';
import type { ValueCounts } from './value-counts.ts';

export interface GeometricMean {
  readonly geometricMean: number;
  /** exp of the standard deviation of the logarithms: a factor; null, with the limits, for a single value. */
  readonly geometricStandardDeviation: number | null;
  readonly lowerLimit: number | null;
  readonly upperLimit: number | null;
}

/**
 * Geometric mean with t limits on the log scale.
 *
 * Formula: exp(mean log x), exp(mean log x ∓ t(n − 1) · s_log / √n).
 * Use: length of stay, whose logarithm is nearly symmetrical; comparisons read as ratios.
 * Assumptions: independent cases, logarithms nearly normal.
 * Edge cases: a value of 0 or less is not computable, for what to add to it (day cases: nights + 1) is a choice that the
 * caller must make and state; one value has no interval; limits too large for a number are not computable.
 * Source: Bland & Altman 1996 BMJ 312:770 and 1079; golden vectors los.geometricMean.
 * Worked example: 2 and 9: 4.2426, limits 0.0003004 and 59,919, geometric standard deviation 2.8966.
 */
export function geometricMean(sample: ValueCounts, confidence = 0.95): Computed<GeometricMean> {
  const smallest = sample.values[0];
  if (smallest !== undefined && smallest <= 0) return notComputable('A geometric mean needs values above 0.');
  const logarithms = meanOfTerms(sample, confidence, Math.log);
  if (logarithms.kind === 'not-computable') return logarithms;
  const { mean, standardDeviation, lowerLimit, upperLimit } = logarithms;
  if (standardDeviation === null || lowerLimit === null || upperLimit === null) {
    return computed({
      geometricMean: Math.exp(mean),
      geometricStandardDeviation: null,
      lowerLimit: null,
      upperLimit: null,
    });
  }
  const limits = [Math.exp(standardDeviation), Math.exp(lowerLimit), Math.exp(upperLimit)] as const;
  if (!limits.every(Number.isFinite)) return notComputable('The values spread too widely for an interval.');
  return computed({
    geometricMean: Math.exp(mean),
    geometricStandardDeviation: limits[0],
    lowerLimit: limits[1],
    upperLimit: limits[2],
  });
}
