import { type Computed, computed, notComputable } from '../computed.ts';
import type { LogisticCoefficient } from './logistic-regression.ts';
import { riskFault } from './outcome-fault.ts';
import { recalibrateIntercept, recalibrateInterceptAndSlope } from './recalibration.ts';

/**
 * Calibration in the large: how far the risks as a whole are off, in log odds.
 *
 * Formula: intercept a of logit P(y = 1) = a + logit p, with logit p as an offset; Wald standard error and limits.
 * Use: a > 0 means more events than predicted. The same in plain words: the standardised ratio (intervals family).
 * Assumptions: independent cases.
 * Edge cases: risks of exactly 0 or 1 have no log odds and one class only has no finite intercept: not computable.
 * Source: Cox 1958 Biometrika 45:562; Steyerberg, Clinical Prediction Models, 2nd ed. 2019; golden performance.calibration.
 * Worked example: the 12 patients of the golden vector: 0.04793, standard error 0.69136.
 */
export function calibrationInTheLarge(
  risks: ArrayLike<number>,
  outcome: ArrayLike<number>,
  confidence = 0.95,
): Computed<LogisticCoefficient> {
  const logits = logOddsOfRisks(risks, outcome);
  if (logits.kind === 'not-computable') return logits;
  const fit = recalibrateIntercept(logits.logOdds, outcome, confidence);
  return fit.kind === 'not-computable' ? fit : computed(fit.intercept);
}

/**
 * Calibration slope, and the intercept that goes with it.
 *
 * Formula: logit P(y = 1) = a + b·logit p by maximum likelihood; b = slope, a = interceptAtSlope.
 * Use: b = 1 is right; b < 1 means risks too extreme, b > 1 not extreme enough.
 * Assumptions: independent cases.
 * Edge cases: as calibrationInTheLarge; constant risks have no slope, and risks that separate the classes no finite one.
 * Source: Cox 1958 Biometrika 45:562; golden vectors performance.calibration.
 * Worked example: the 12 patients of the golden vector: slope 2.67347 (1.74467), intercept 0.56093 (1.04904).
 */
export function calibrationSlope(
  risks: ArrayLike<number>,
  outcome: ArrayLike<number>,
  confidence = 0.95,
): Computed<{ readonly slope: LogisticCoefficient; readonly interceptAtSlope: LogisticCoefficient }> {
  const logits = logOddsOfRisks(risks, outcome);
  if (logits.kind === 'not-computable') return logits;
  const fit = recalibrateInterceptAndSlope(logits.logOdds, outcome, confidence);
  if (fit.kind === 'not-computable') return fit;
  return computed({ slope: fit.slope, interceptAtSlope: fit.intercept });
}

export function logOddsOfRisks(
  risks: ArrayLike<number>,
  outcome: ArrayLike<number>,
): Computed<{ readonly logOdds: Float64Array }> {
  const fault = riskFault(risks, outcome);
  if (fault !== undefined) return notComputable(fault);
  const logOdds = Float64Array.from(risks, (risk) => Math.log(risk) - Math.log1p(-risk));
  return logOdds.every(Number.isFinite)
    ? computed({ logOdds })
    : notComputable('A predicted risk of exactly 0 or 1 has no log odds.');
}
