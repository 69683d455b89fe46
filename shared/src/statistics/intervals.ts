export { binomialMidPInterval } from './intervals/binomial-mid-p.ts';
export { byarCountInterval } from './intervals/byar-count.ts';
export { clopperPearsonInterval } from './intervals/clopper-pearson.ts';
export { compareStandardisedRatios } from './intervals/compare-standardised-ratios.ts';
export { type CountIntervalMethod, countInterval } from './intervals/count-interval-method.ts';
export { exactBinomialTest } from './intervals/exact-binomial-test.ts';
export { exactCountInterval } from './intervals/exact-count.ts';
export { exactPoissonTest } from './intervals/exact-poisson-test.ts';
export type { ExactTest } from './intervals/exact-test.ts';
export { type CountInterval, defaultConfidence, type ProportionInterval } from './intervals/interval.ts';
export { jeffreysInterval } from './intervals/jeffreys.ts';
export { midPCountInterval } from './intervals/mid-p-count.ts';
export { miettinenNurminenRatio, type RatioInterval } from './intervals/miettinen-nurminen-ratio.ts';
export { type DifferenceInterval, newcombeDifference } from './intervals/newcombe-difference.ts';
export { fewestEventsForByar, pheCountInterval } from './intervals/phe-count.ts';
export { type RateInterval, type RateOptions, rateInterval } from './intervals/rate.ts';
export { type RateRatio, type RateRatioOptions, rateRatio } from './intervals/rate-ratio.ts';
export {
  type RiskAdjustedRate,
  type RiskAdjustedRateOptions,
  riskAdjustedRate,
} from './intervals/risk-adjusted-rate.ts';
export {
  fewestExpectedToPublish,
  type StandardisedRatio,
  type StandardisedRatioOptions,
  standardisedRatio,
} from './intervals/standardised-ratio.ts';
export { wilsonInterval } from './intervals/wilson.ts';
