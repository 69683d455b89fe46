import { type Computed, computed, notComputable } from '../computed.ts';
import { normalCdf, normalQuantile } from '../distributions.ts';
import type { DesignMatrix } from './design-matrix.ts';
import { allFinite, sumOf } from './dot-product.ts';
import { linearPredictor } from './logistic-likelihood.ts';
import { maximiseLogistic } from './logistic-maximum.ts';
import { orthonormalColumns } from './orthonormal-columns.ts';
import { dependentNames, inDesignUnits } from './orthonormal-logistic.ts';
import { outcomeFault } from './outcome-fault.ts';

export interface LogisticOptions {
  /** Added to the linear predictor of each case with coefficient 1, in log odds. */
  readonly offset?: ArrayLike<number>;
  /** Of the intervals; 0.95 unless told. */
  readonly confidence?: number;
}

/** One coefficient, in log odds per unit of its column, with its Wald interval. */
export interface LogisticCoefficient {
  readonly name: string;
  readonly estimate: number;
  readonly standardError: number;
  readonly z: number;
  readonly pValue: number;
  readonly lowerLimit: number;
  readonly upperLimit: number;
}

export interface LogisticFit {
  readonly coefficients: readonly LogisticCoefficient[];
  readonly covariance: readonly (readonly number[])[];
  readonly fittedRisks: Float64Array;
  readonly logLikelihood: number;
  readonly deviance: number;
  /** Of the model with the intercept (and offset) only. */
  readonly nullDeviance: number;
  readonly aic: number;
  readonly caseCount: number;
  readonly eventCount: number;
  readonly iterations: number;
}

const SEPARATION_REASON =
  'Separation: a combination of the predictors foretells the outcome without error, so maximum-likelihood estimates do not exist. Firth’s penalised likelihood gives finite ones.';

/**
 * Logistic regression by maximum likelihood.
 *
 * Formula: log(p / (1 − p)) = Xβ (+ offset); Newton (IRLS) on orthonormal columns to machine precision; covariance the
 * inverse Fisher information at the estimate; z = β / se; interval β ∓ z·se; deviance −2 log L; AIC = deviance + 2 k.
 * Use: case-mix models.
 * Assumptions: independent cases, 0/1 outcomes, log odds linear in the columns; many events per column (else use Firth).
 * Edge cases: no cases, outcomes other than 0 and 1, linearly dependent columns and separation (including no events or all
 * events) are not computable and the reason says which.
 * Source: McCullagh & Nelder, Generalized Linear Models, 2nd ed. 1989; golden vectors logistic.ml (R glm).
 * Worked example: y = 0,0,1,0,1,1,0,1,1,0; x = 1.2,2.3,2.9,3.1,3.8,4.4,4.6,5.2,6,2: slope 1.27093, se 0.76500, p = 0.0966.
 */
export function fitLogistic(
  matrix: DesignMatrix,
  outcome: ArrayLike<number>,
  options: LogisticOptions = {},
): Computed<LogisticFit> {
  const fault = outcomeFault(outcome, matrix.rowCount) ?? offsetFault(options.offset, matrix.rowCount);
  if (fault !== undefined) return notComputable(fault);
  const orthonormal = orthonormalColumns(matrix.columns);
  const dependent = dependentNames(matrix, orthonormal);
  if (dependent.length > 0) {
    return notComputable(
      `Not identifiable: ${dependent.join(', ')} can be written as a combination of other columns.`,
    );
  }
  const outcomes = new Float64Array(outcome);
  const offset = options.offset === undefined ? undefined : new Float64Array(options.offset);
  const maximum = maximiseLogistic({
    columns: orthonormal.columns,
    outcome: outcomes,
    offset,
    penalised: false,
  });
  if (maximum.status === 'separated') return notComputable(SEPARATION_REASON);
  if (maximum.status === 'not-converged') {
    return notComputable(
      'The likelihood has no maximum that could be reached: the data are separated or very nearly so.',
    );
  }
  const { coefficients, covariance } = inDesignUnits(orthonormal, maximum.coefficients, maximum.information);
  const critical = -normalQuantile((1 - (options.confidence ?? 0.95)) / 2);
  const deviance = -2 * maximum.logLikelihood;
  return computed({
    coefficients: coefficients.map((estimate, index) => {
      const standardError = Math.sqrt(covariance[index]?.[index] as number);
      return waldCoefficient(matrix.names[index] as string, estimate, standardError, critical);
    }),
    covariance,
    fittedRisks: fittedRisks(orthonormal.columns, maximum.coefficients, offset, matrix.rowCount),
    logLikelihood: maximum.logLikelihood,
    deviance,
    nullDeviance: nullDeviance(orthonormal.columns, outcomes, offset),
    aic: deviance + 2 * coefficients.length,
    caseCount: outcomes.length,
    eventCount: sumOf(outcomes),
    iterations: maximum.iterations,
  });
}

export function waldCoefficient(
  name: string,
  estimate: number,
  standardError: number,
  critical: number,
): LogisticCoefficient {
  const z = estimate / standardError;
  return {
    name,
    estimate,
    standardError,
    z,
    pValue: 2 * normalCdf(-Math.abs(z)),
    lowerLimit: estimate - critical * standardError,
    upperLimit: estimate + critical * standardError,
  };
}

/** From the coefficients at the end, not from the steps, whose rounding adds up. */
export function fittedRisks(
  columns: readonly Float64Array[],
  coefficients: readonly number[],
  offset: Float64Array | undefined,
  rowCount: number,
): Float64Array {
  const predictor = linearPredictor(columns, coefficients, offset, rowCount);
  for (let row = 0; row < rowCount; row += 1)
    predictor[row] = 1 / (1 + Math.exp(-(predictor[row] as number)));
  return predictor;
}

export function offsetFault(offset: ArrayLike<number> | undefined, caseCount: number): string | undefined {
  if (offset === undefined) return undefined;
  if (offset.length !== caseCount) return `${offset.length} offsets for ${caseCount} cases.`;
  return allFinite(new Float64Array(offset)) ? undefined : 'Offsets must be finite numbers.';
}

function nullDeviance(
  columns: readonly Float64Array[],
  outcome: Float64Array,
  offset: Float64Array | undefined,
): number {
  if (offset === undefined) {
    const events = sumOf(outcome);
    const others = outcome.length - events;
    return -2 * (events * Math.log(events / outcome.length) + others * Math.log(others / outcome.length));
  }
  return (
    -2 * maximiseLogistic({ columns: columns.slice(0, 1), outcome, offset, penalised: false }).logLikelihood
  );
}
