import type { Computed } from '@lamina/shared/statistics/computed.ts';
import {
  geometricMean,
  meanInterval,
  medianInterval,
  outlierFence,
  sampleQuantiles,
  trimmedMean,
  type ValueCounts,
  valueCountsOf,
} from '@lamina/shared/statistics/stay.ts';
import type { GoldenContext, MethodTable } from './method-table.ts';

interface StayInput {
  readonly dataset: string | null;
  readonly column: string | null;
  readonly x: readonly (number | null)[] | null;
  readonly confidence?: number;
}

/** The values that are there. */
function sampleOf(input: StayInput, context: GoldenContext): ValueCounts {
  const given = input.dataset === null ? input.x : context.dataset(input.dataset).columns[input.column ?? ''];
  const sample = valueCountsOf((given ?? []).filter((value) => typeof value === 'number'));
  if (sample.kind === 'not-computable') throw new Error(sample.reason);
  return sample;
}

function field<Result extends object, Value>(
  result: Computed<Result>,
  read: (given: Result) => Value,
): Value | null {
  return result.kind === 'computed' ? read(result) : null;
}

export const methods: MethodTable = {
  'los.quantiles': (input: StayInput, context: GoldenContext) => {
    const sample = sampleOf(input, context);
    const quantiles = sampleQuantiles(sample, [0, 0.1, 0.25, 0.5, 0.75, 0.9, 0.95, 1]);
    const mean = meanInterval(sample);
    const fence = outlierFence(sample);
    const at = (place: number) => field(quantiles, (result) => result.quantiles[place]);
    return {
      n: sample.caseCount,
      mean: field(mean, (result) => result.mean),
      sd: field(mean, (result) => result.standardDeviation),
      min: at(0),
      p10: at(1),
      p25: at(2),
      median: at(3),
      p75: at(4),
      p90: at(5),
      p95: at(6),
      max: at(7),
      iqr: field(fence, (result) => result.interquartileRange),
      trimmedMean: field(trimmedMean(sample), (result) => result.trimmedMean),
      outlierFence: field(fence, (result) => result.fence),
      nOutliers: field(fence, (result) => result.outlierCount) ?? 0,
    };
  },
  'los.medianCI': (input: StayInput, context: GoldenContext) => {
    const result = medianInterval(sampleOf(input, context), input.confidence);
    if (result.kind === 'not-computable') return result;
    const { median, lowerLimit, upperLimit, coverage } = result;
    return { median, lower: lowerLimit, upper: upperLimit, coverage };
  },
  'los.geometricMean': (input: StayInput, context: GoldenContext) => {
    const result = geometricMean(sampleOf(input, context), input.confidence);
    if (result.kind === 'not-computable') return result;
    return {
      geometricMean: result.geometricMean,
      lower: result.lowerLimit,
      upper: result.upperLimit,
      geometricSd: result.geometricStandardDeviation,
    };
  },
  'los.meanCI': (input: StayInput, context: GoldenContext) => {
    const result = meanInterval(sampleOf(input, context), input.confidence);
    if (result.kind === 'not-computable') return result;
    return { mean: result.mean, lower: result.lowerLimit, upper: result.upperLimit };
  },
};
