export { type BrierScore, brierScore } from './regression/brier-score.ts';
export { calibrationInTheLarge, calibrationSlope } from './regression/calibration.ts';
export {
  type CalibrationCurve,
  type CalibrationCurveOptions,
  type CalibrationGroup,
  type CalibrationPoint,
  calibrationCurve,
} from './regression/calibration-curve.ts';
export {
  type DesignMatrix,
  designFromPredictors,
  INTERCEPT_NAME,
  type PredictorColumn,
} from './regression/design-matrix.ts';
export { expectedCounts, type UnitCounts } from './regression/expected-counts.ts';
export {
  type FirthCoefficient,
  type FirthFit,
  type FirthOptions,
  fitFirth,
} from './regression/firth-regression.ts';
export { HOSMER_LEMESHOW_GROUPS, type HosmerLemeshow, hosmerLemeshow } from './regression/hosmer-lemeshow.ts';
export { profileLogistic } from './regression/logistic-profile.ts';
export {
  fitLogistic,
  type LogisticCoefficient,
  type LogisticFit,
  type LogisticOptions,
} from './regression/logistic-regression.ts';
export {
  type CaseColumn,
  type CategoricalTerm,
  designFromFormula,
  type FormulaDesign,
  type MissingCategory,
  type MissingNumber,
  type ModelTerm,
  type NumericTerm,
  type SplineTerm,
} from './regression/model-formula.ts';
export { predictedRisks } from './regression/predicted-risk.ts';
export type { ProfileInterval } from './regression/profile-limits.ts';
export {
  type Recalibration,
  recalibratedCoefficients,
  recalibratedRisk,
  recalibrateIntercept,
  recalibrateInterceptAndSlope,
  type SlopeRecalibration,
} from './regression/recalibration.ts';
export { restrictedCubicSpline, splineKnots } from './regression/restricted-cubic-spline.ts';
export type { RiskGroup } from './regression/risk-groups.ts';
export { type RocArea, rocArea } from './regression/roc-area.ts';
export { detectSeparation, type Separation } from './regression/separation.ts';
