import { type Computed, computed } from '../computed.ts';
import { sampleQuantiles } from './sample-quantiles.ts';
import type { ValueCounts } from './value-counts.ts';

/** Tukey's inner fence lies this many interquartile ranges above the upper quartile. */
export const FENCE_MULTIPLE = 1.5;

export interface OutlierFence {
  readonly interquartileRange: number;
  readonly fence: number;
  /** Values strictly above the fence. */
  readonly outlierCount: number;
}

/**
 * Upper outlier fence: stays long enough to be looked at one by one.
 *
 * Formula: third quartile + 1.5 · (third − first quartile), type-7 quartiles.
 * Use: the trim point of long stays. Assumptions: none; skewed measures have many beyond it.
 * Edge cases: no values is not computable.
 * Source: Tukey, Exploratory Data Analysis, 1977; golden vectors los.quantiles.
 * Worked example: 2, 3, 3, 4, 4, 5, 5, 6, 7, 8, 41, 90: quartiles 3.75 and 7.25, fence 12.5, two beyond it.
 */
export function outlierFence(sample: ValueCounts): Computed<OutlierFence> {
  const quartiles = sampleQuantiles(sample, [0.25, 0.75]);
  if (quartiles.kind === 'not-computable') return quartiles;
  const [first, third] = quartiles.quantiles as [number, number];
  const interquartileRange = third - first;
  const fence = third + FENCE_MULTIPLE * interquartileRange;
  const outlierCount = sample.values.reduce(
    (sum, value, index) => (value > fence ? sum + (sample.counts[index] as number) : sum),
    0,
  );
  return computed({ interquartileRange, fence, outlierCount });
}
