import { type Computed, computed, notComputable } from '../computed.ts';
import { binomialCdf, binomialQuantile } from '../distributions.ts';
import { quantileOfRanks } from '../quantile.ts';
import { NO_VALUES, rankReader, type ValueCounts } from './value-counts.ts';

export interface MedianInterval {
  readonly median: number;
  /** Null, both, where the sample is too small for the confidence asked for. */
  readonly lowerLimit: number | null;
  readonly upperLimit: number | null;
  /** What the interval attains: at least the confidence asked for; 1 where there is none. */
  readonly coverage: number;
}

/**
 * Median with its exact, distribution-free interval.
 *
 * Formula: k = the α/2 quantile of Binomial(n, ½); limits the k-th smallest and k-th largest value;
 * coverage 1 − 2 P(Binomial(n, ½) ≤ k − 1).
 * Use: length of stay and other skewed measures.
 * Assumptions: independent cases. With tied values coverage is at least what is stated.
 * Edge cases: k = 0 (n < 6 at 95 %) leaves no interval; no values is not computable.
 * Source: Conover, Practical Nonparametric Statistics, 3rd ed. 1999; golden vectors los.medianCI (DescTools).
 * Worked example: 0, 0, 1, 2, 3, 5 at 95 %: median 1.5, limits 0 and 5, coverage 0.96875.
 */
export function medianInterval(sample: ValueCounts, confidence = 0.95): Computed<MedianInterval> {
  const { caseCount } = sample;
  if (caseCount === 0) return notComputable(NO_VALUES);
  const valueAtRank = rankReader(sample);
  const median = quantileOfRanks(caseCount, valueAtRank, 0.5);
  const place = binomialQuantile((1 - confidence) / 2, caseCount, 0.5);
  if (place === 0) return computed({ median, lowerLimit: null, upperLimit: null, coverage: 1 });
  return computed({
    median,
    lowerLimit: valueAtRank(place - 1),
    upperLimit: valueAtRank(caseCount - place),
    coverage: 1 - 2 * binomialCdf(place - 1, caseCount, 0.5),
  });
}
