import type { StayFigures } from '@lamina/shared/contract/overview.ts';
import {
  geometricMean,
  meanInterval,
  medianInterval,
  sampleQuantiles,
  valueCountsOfHistogram,
} from '@lamina/shared/statistics/stay.ts';
import type { DurationTally } from '../tally/tally.ts';
import { CONFIDENCE, intervalOf } from './interval.service.ts';

/** Day surgery is a stay of 0 nights, which has no logarithm: the geometric mean is that of nights + 1, less 1. */
const ADDED_FOR_LOGARITHM = 1;

/** The median stay alone; null where no stay is reported. */
export function medianStayOf({ histogram }: Pick<DurationTally, 'histogram'>): number | null {
  const nights = valueCountsOfHistogram(histogram.map(({ value, cases }) => [value, cases] as const));
  const spread = nights.kind === 'computed' ? sampleQuantiles(nights, [0.5]) : nights;
  return spread.kind === 'computed' ? (spread.quantiles[0] ?? null) : null;
}

/** Every figure of a stay from its histogram; null where no stay is reported. */
export function stayFiguresOf({ denominator, histogram, atLeast }: DurationTally): StayFigures | null {
  const pairs = histogram.map(({ value, cases }) => [value, cases] as const);
  const nights = valueCountsOfHistogram(pairs);
  const nightsAndOne = valueCountsOfHistogram(
    pairs.map(([value, cases]) => [value + ADDED_FOR_LOGARITHM, cases]),
  );
  if (nights.kind === 'not-computable' || nightsAndOne.kind === 'not-computable') return null;
  const median = medianInterval(nights, CONFIDENCE);
  const mean = meanInterval(nights, CONFIDENCE);
  const geometric = geometricMean(nightsAndOne, CONFIDENCE);
  const spread = sampleQuantiles(nights, [0.25, 0.75, 0.99]);
  if (
    median.kind === 'not-computable' ||
    mean.kind === 'not-computable' ||
    geometric.kind === 'not-computable' ||
    spread.kind === 'not-computable'
  ) {
    return null;
  }
  const [lowerQuartile = 0, upperQuartile = 0, percentile99 = 0] = spread.quantiles;
  return {
    cases: denominator,
    median: median.median,
    medianInterval: intervalOf(median.lowerLimit, median.upperLimit, 'exact, from order statistics'),
    mean: mean.mean,
    geometricMean: geometric.geometricMean - ADDED_FOR_LOGARITHM,
    lowerQuartile,
    upperQuartile,
    percentile99,
    histogram: histogram.map(({ value, cases }) => ({ nights: value, cases })),
    atLeast,
  };
}
