export { type GeometricMean, geometricMean } from './stay/geometric-mean.ts';
export { type HistogramBin, type HistogramOptions, histogram } from './stay/histogram.ts';
export { type MeanDifference, meanDifference, type ValueSums } from './stay/mean-difference.ts';
export { type MeanInterval, meanInterval } from './stay/mean-interval.ts';
export { meanIntervalOfSums } from './stay/mean-interval-of-sums.ts';
export { type MedianInterval, medianInterval } from './stay/median-interval.ts';
export { type MinimalImportantChange, minimalImportantChange } from './stay/minimal-important-change.ts';
export { FENCE_MULTIPLE, type OutlierFence, outlierFence } from './stay/outlier-fence.ts';
export { type PairedChange, pairedChange, type ScorePair } from './stay/paired-change.ts';
export {
  type ResponseBounds,
  type ResponseCounts,
  responseBounds,
  type TippingPoint,
  tippingPoint,
} from './stay/response-bounds.ts';
export { sampleQuantiles } from './stay/sample-quantiles.ts';
export { TRIMMED_SHARE, trimmedMean } from './stay/trimmed-mean.ts';
export { type ValueCounts, valueCountsOf, valueCountsOfHistogram } from './stay/value-counts.ts';
