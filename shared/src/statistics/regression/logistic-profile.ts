import { type Computed, computed } from '../computed.ts';
import type { DesignMatrix } from './design-matrix.ts';
import { fitLogistic, type LogisticOptions } from './logistic-regression.ts';
import { type ProfileInterval, profileInterval } from './profile-limits.ts';

/**
 * Profile-likelihood intervals of a maximum-likelihood logistic fit, one for each coefficient in the order of the columns.
 *
 * Formula, use, assumptions and edge cases: see profileInterval; not computable whenever fitLogistic is not.
 * Source: Venzon & Moolgavkar 1988 Appl Stat 37:87; R confint(glm).
 * Worked example: intercept only, 3 events of 4: log(3) = 1.0986, limits −0.9565 and 4.1046 (deviance 3.8415 above the least at both).
 */
export function profileLogistic(
  matrix: DesignMatrix,
  outcome: ArrayLike<number>,
  options: LogisticOptions = {},
): Computed<{ readonly intervals: readonly ProfileInterval[] }> {
  const fit = fitLogistic(matrix, outcome, options);
  if (fit.kind === 'not-computable') return fit;
  const shared = {
    matrix,
    outcome: new Float64Array(outcome),
    offset: options.offset === undefined ? undefined : new Float64Array(options.offset),
    penalised: false,
    confidence: options.confidence ?? 0.95,
  };
  return computed({
    intervals: fit.coefficients.map(({ estimate, standardError }, columnIndex) =>
      profileInterval({ ...shared, columnIndex, estimate, standardError }),
    ),
  });
}
