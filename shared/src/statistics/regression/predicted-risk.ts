import { type Computed, computed, notComputable } from '../computed.ts';
import type { DesignMatrix } from './design-matrix.ts';
import { linearPredictor } from './logistic-likelihood.ts';

/**
 * Predicted risks of new cases from the coefficients of a fitted or published logistic model.
 *
 * Formula: p = 1 / (1 + exp(−Σ coefficient × column)).
 * Use: expected events (sum the risks), recalibration (keep the linear predictors).
 * Assumptions: the design is coded as the model was; columns are matched by name, not by place.
 * Edge cases: a column without a coefficient, or a coefficient without a column, is refused by name.
 * Source: the definition of the model.
 * Worked example: intercept −3.68, Parsonnet 0.077, score 10: linear predictor −2.91, risk 0.05166.
 */
export function predictedRisks(
  matrix: DesignMatrix,
  coefficients: Readonly<Record<string, number>>,
): Computed<{ readonly risks: Float64Array; readonly linearPredictors: Float64Array }> {
  const missing = matrix.names.filter((name) => coefficients[name] === undefined);
  if (missing.length > 0) return notComputable(`The model has no coefficient for ${missing.join(', ')}.`);
  const unused = Object.keys(coefficients).filter((name) => !matrix.names.includes(name));
  if (unused.length > 0) return notComputable(`The cases have no column for ${unused.join(', ')}.`);
  const ordered = matrix.names.map((name) => coefficients[name] as number);
  const linearPredictors = linearPredictor(matrix.columns, ordered, undefined, matrix.rowCount);
  return computed({ linearPredictors, risks: linearPredictors.map((value) => 1 / (1 + Math.exp(-value))) });
}
