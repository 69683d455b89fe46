import { type Computed, computed } from '../computed.ts';
import { chiSquareSurvival } from '../distributions.ts';
import { designFromPredictors, INTERCEPT_NAME, withIntercept } from './design-matrix.ts';
import { fitLogistic, type LogisticCoefficient, type LogisticFit } from './logistic-regression.ts';

/** New log odds = intercept + slope × published linear predictor. */
export interface Recalibration {
  readonly intercept: LogisticCoefficient;
  /** Null when the slope was left at 1. */
  readonly slope: LogisticCoefficient | null;
  readonly logLikelihood: number;
  /** Of the published model as it stands, in the same cases. */
  readonly publishedLogLikelihood: number;
  /** Likelihood-ratio test that the published model needs no such change. */
  readonly pValue: number;
}

export interface SlopeRecalibration extends Recalibration {
  readonly slope: LogisticCoefficient;
}

/**
 * Recalibration of a published model to one's own cases: intercept only, or intercept and slope.
 *
 * Formula: logit p = a + lp (lp an offset), or logit p = a + b·lp; by maximum likelihood; χ² = 2(l − l_published) on 1 or 2
 * degrees of freedom.
 * Use: before observed / expected is read from a published model: a corrects its level, b the spread of its risks
 * (b < 1: risks too extreme, the mark of an overfitted model). Prefer the smaller change that fits (Vergouwe).
 * Assumptions: cases are independent and were not those the model was made from; lp in log odds. A model recalibrated to
 * the cases it judges has expected = observed by construction: recalibrate on a baseline, then freeze it.
 * Edge cases: one class only, constant lp (slope) or lp that separates the classes are not computable.
 * Source: Cox 1958 Biometrika 45:562; Steyerberg, Clinical Prediction Models, 2nd ed. 2019; Vergouwe et al. 2017 Stat Med
 * 36:4529.
 * Worked example: lp = −2 for four cases with two events: intercept +2, recalibrated risk ½.
 */
export function recalibrateIntercept(
  linearPredictors: ArrayLike<number>,
  outcome: ArrayLike<number>,
  confidence = 0.95,
): Computed<Recalibration> {
  const matrix = withIntercept(linearPredictors.length, []);
  const fit = fitLogistic(matrix, outcome, { offset: linearPredictors, confidence });
  if (fit.kind === 'not-computable') return fit;
  const [intercept] = fit.coefficients as [LogisticCoefficient];
  return computed({ intercept, slope: null, ...compareWithPublished(fit, 1, linearPredictors, outcome) });
}

export function recalibrateInterceptAndSlope(
  linearPredictors: ArrayLike<number>,
  outcome: ArrayLike<number>,
  confidence = 0.95,
): Computed<SlopeRecalibration> {
  const design = designFromPredictors(linearPredictors.length, [{ name: 'slope', values: linearPredictors }]);
  if (design.kind === 'not-computable') return design;
  const fit = fitLogistic(design.matrix, outcome, { confidence });
  if (fit.kind === 'not-computable') return fit;
  const [intercept, slope] = fit.coefficients as [LogisticCoefficient, LogisticCoefficient];
  return computed({ intercept, slope, ...compareWithPublished(fit, 2, linearPredictors, outcome) });
}

/** Risk after recalibration, 0–1, of a case whose published linear predictor is given. */
export function recalibratedRisk({ intercept, slope }: Recalibration, linearPredictor: number): number {
  return 1 / (1 + Math.exp(-(intercept.estimate + (slope?.estimate ?? 1) * linearPredictor)));
}

/** The published coefficients after recalibration, under the same names; the one named `intercept` takes the shift. */
export function recalibratedCoefficients(
  { intercept, slope }: Recalibration,
  published: Readonly<Record<string, number>>,
): Readonly<Record<string, number>> {
  const factor = slope?.estimate ?? 1;
  const scaled = Object.entries(published).map(([name, value]) => [name, factor * value] as const);
  const shifted = intercept.estimate + factor * (published[INTERCEPT_NAME] ?? 0);
  return { ...Object.fromEntries(scaled), [INTERCEPT_NAME]: shifted };
}

function compareWithPublished(
  { logLikelihood }: LogisticFit,
  degreesOfFreedom: number,
  linearPredictors: ArrayLike<number>,
  outcome: ArrayLike<number>,
): Pick<Recalibration, 'logLikelihood' | 'publishedLogLikelihood' | 'pValue'> {
  let publishedLogLikelihood = 0;
  for (let row = 0; row < linearPredictors.length; row += 1) {
    const margin = (outcome[row] === 1 ? 1 : -1) * (linearPredictors[row] as number);
    publishedLogLikelihood -= Math.max(0, -margin) + Math.log1p(Math.exp(-Math.abs(margin)));
  }
  const chiSquare = Math.max(0, 2 * (logLikelihood - publishedLogLikelihood));
  return { logLikelihood, publishedLogLikelihood, pValue: chiSquareSurvival(chiSquare, degreesOfFreedom) };
}
