import { z } from 'zod';
import { COVARIATES } from '../indicators/case-mix-term.ts';

/** One number of a fitted model, in log odds for one unit of its column. */
export const RiskCoefficient = z.object({
  /** Null for the intercept. */
  covariate: z.enum(COVARIATES).nullable(),
  /** 'asaClass=3', 'age', "age'" (the bend of a curve), 'age missing'. */
  column: z.string(),
  estimate: z.number(),
  standardError: z.number(),
  /** Of the column, over the cases that the model was fitted to. */
  mean: z.number(),
});
export type RiskCoefficient = z.infer<typeof RiskCoefficient>;

/** How well risks tell cases apart and how true they are; null where it cannot be computed. */
export const RiskPerformance = z.object({
  /** C-statistic with DeLong's 95 % limits. */
  auc: z.number().nullable(),
  aucLower: z.number().nullable(),
  aucUpper: z.number().nullable(),
  brier: z.number().nullable(),
  /** 1 is perfect, 0 no better than giving everybody the overall rate. */
  brierScaled: z.number().nullable(),
  /** In log odds: above 0, more events than predicted. */
  calibrationInTheLarge: z.number().nullable(),
  /** Below 1, risks are too extreme. */
  calibrationSlope: z.number().nullable(),
  calibrationSlopeLower: z.number().nullable(),
  calibrationSlopeUpper: z.number().nullable(),
});
export type RiskPerformance = z.infer<typeof RiskPerformance>;

export const CalibrationGroup = z.object({
  cases: z.int(),
  observed: z.number(),
  expected: z.number(),
});

export const CalibrationPoint = z.object({
  predicted: z.number(),
  observed: z.number(),
  lower: z.number(),
  upper: z.number(),
});

const Basis = z.object({
  indicatorId: z.string(),
  /** Name of the declared formula. */
  model: z.string(),
  /** Changes with the formula, the cases and the coefficients: what a figure cites. */
  version: z.string(),
  cases: z.int(),
  events: z.int(),
});

export const FittedRiskModel = Basis.extend({
  state: z.literal('fitted'),
  method: z.enum(['maximum-likelihood', 'firth']),
  /** The intercept first. */
  coefficients: z.array(RiskCoefficient),
  /** Declared, but with too few cases to estimate: such a case counts as the level that the others are compared with. */
  notEstimated: z.array(z.object({ covariate: z.enum(COVARIATES), column: z.string(), cases: z.int() })),
  /** In the cases that the model was fitted to: flattering, and as usually published. */
  apparent: RiskPerformance,
  /** In cases that the coefficients had not seen (cross-validation): what to expect of new cases. */
  validated: RiskPerformance,
  hosmerLemeshow: z
    .object({ chiSquare: z.number(), degreesOfFreedom: z.int(), pValue: z.number() })
    .nullable(),
  calibration: z.object({ groups: z.array(CalibrationGroup), curve: z.array(CalibrationPoint) }),
});
export type FittedRiskModel = z.infer<typeof FittedRiskModel>;

export const UnfittedRiskModel = Basis.extend({ state: z.literal('not-fitted'), reason: z.string() });
export type UnfittedRiskModel = z.infer<typeof UnfittedRiskModel>;

export const RiskModel = z.discriminatedUnion('state', [FittedRiskModel, UnfittedRiskModel]);
export type RiskModel = z.infer<typeof RiskModel>;
