export { arcsineProportionLimits, type OverdispersedLimitsOptions } from './funnel/arcsine-limits.ts';
export { arcsineOverdispersion } from './funnel/arcsine-overdispersion.ts';
export { chiSquareRatioLimits } from './funnel/chi-square-ratio-limits.ts';
export {
  type ClassificationOptions,
  classifyProportion,
  classifyRatio,
  type FunnelClassification,
  type FunnelPosition,
  fewestExpectedToClassify,
} from './funnel/classification.ts';
export { type Dispersion, defaultTrim, fewestUnitsForOverdispersion } from './funnel/dispersion.ts';
export { drawnPositions } from './funnel/drawn-position.ts';
export { exactProportionLimits } from './funnel/exact-proportion-limits.ts';
export { exactRateLimits, type RateLimitsOptions } from './funnel/exact-rate-limits.ts';
export { exactRatioLimits } from './funnel/exact-ratio-limits.ts';
export {
  alarmLevel,
  alertLevel,
  type FunnelLimits,
  funnelLevels,
  type LimitSeries,
} from './funnel/funnel-limits.ts';
export { type LogOverdispersion, logOverdispersion } from './funnel/log-overdispersion.ts';
export { normalProportionLimits, normalRatioLimits } from './funnel/normal-limits.ts';
export type { FunnelUnit, OverdispersionOptions, ScoredUnits } from './funnel/overdispersion.ts';
export { type PearsonOverdispersion, pearsonOverdispersion } from './funnel/pearson-overdispersion.ts';
export { ratioOfCountsOverdispersion } from './funnel/ratio-of-counts-overdispersion.ts';
export { squareRootOverdispersion } from './funnel/square-root-overdispersion.ts';
export { logRatioLimits, squareRootRatioLimits } from './funnel/transformed-ratio-limits.ts';
export { wilsonProportionLimits } from './funnel/wilson-limits.ts';
