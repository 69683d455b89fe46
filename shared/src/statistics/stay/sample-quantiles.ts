import { type Computed, computed, notComputable } from '../computed.ts';
import { quantileOfRanks } from '../quantile.ts';
import { NO_VALUES, rankReader, type ValueCounts } from './value-counts.ts';

/**
 * Quantiles of a sample, type 7.
 *
 * Formula, use and source: see quantileOfRanks; the minimum is the quantile at 0 and the maximum that at 1.
 * Assumptions: probabilities 0–1.
 * Edge cases: no values, or a probability outside 0–1, is not computable.
 * Worked example: 2 and 9 at 0.1: 2.7.
 */
export function sampleQuantiles(
  sample: ValueCounts,
  probabilities: readonly number[],
): Computed<{ readonly quantiles: readonly number[] }> {
  if (sample.caseCount === 0) return notComputable(NO_VALUES);
  if (!probabilities.every((probability) => probability >= 0 && probability <= 1)) {
    return notComputable('Quantiles are asked for at probabilities from 0 to 1.');
  }
  const valueAtRank = rankReader(sample);
  return computed({
    quantiles: probabilities.map((probability) =>
      quantileOfRanks(sample.caseCount, valueAtRank, probability),
    ),
  });
}
