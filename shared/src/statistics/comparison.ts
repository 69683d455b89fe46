export {
  DETECTION_LEVEL,
  DETECTION_POWER,
  type DetectableProportion,
  detectableProportion,
} from './comparison/detectable-proportion.ts';
export {
  casesToTell,
  type DetectionFloor,
  detectionFloor,
  mostCases,
  type ProportionIntervalMethod,
} from './comparison/detection-floor.ts';
export {
  type BetaPrior,
  jeffreysPrior,
  type RangeProbabilities,
  rangeProbabilities,
} from './comparison/range-probabilities.ts';
export { type RangeVerdict, rangeVerdict } from './comparison/range-verdict.ts';
export type { ReferenceRange } from './comparison/reference-range.ts';
export {
  NOTABLE_STANDARDISED_DIFFERENCE,
  standardisedDifference,
} from './comparison/standardised-difference.ts';
