export { type BernoulliCusumInput, bernoulliCusum } from './cusum/bernoulli-cusum.ts';
export type { CaseMix } from './cusum/case-mix.ts';
export type { CaseSeries } from './cusum/case-series.ts';
export type { CusumPath, ResetPolicy } from './cusum/cusum-path.ts';
export {
  type DecisionLimit,
  type DecisionLimitInput,
  simulateDecisionLimit,
} from './cusum/decision-limit.ts';
export {
  type Change,
  type ChangeOptions,
  type CountSeries,
  changeOfMean,
  changeOfRate,
  type MeanSeries,
} from './cusum/maximally-selected-change.ts';
export {
  DELAY_ODDS_RATIOS,
  type DetectionDelay,
  type MonitoringInput,
  type MonitoringProperties,
  monitoringProperties,
} from './cusum/monitoring-properties.ts';
export {
  type CusumDesign,
  type RiskAdjustedCusum,
  type RiskAdjustedCusumInput,
  riskAdjustedCusum,
} from './cusum/risk-adjusted-cusum.ts';
export { averageRunLength, type RunLengthInput } from './cusum/run-length.ts';
export { type SteinerWeights, steinerWeights } from './cusum/steiner-weights.ts';
export { type DepartureOptions, sustainedDeparture } from './cusum/sustained-departure.ts';
export { type Vlad, vlad } from './cusum/vlad.ts';
