import { type Computed, computed, notComputable } from '../computed.ts';
import { normalQuantile } from '../distributions.ts';
import type { DesignMatrix } from './design-matrix.ts';
import { sumOf } from './dot-product.ts';
import { maximiseLogistic } from './logistic-maximum.ts';
import {
  fittedRisks,
  type LogisticCoefficient,
  type LogisticOptions,
  offsetFault,
  waldCoefficient,
} from './logistic-regression.ts';
import { orthonormalColumns } from './orthonormal-columns.ts';
import { dependentNames, inDesignUnits } from './orthonormal-logistic.ts';
import { outcomeFault } from './outcome-fault.ts';
import { type ProfileInterval, profileInterval } from './profile-limits.ts';

/** Wald figures rest on `standardError`; `profile` is the interval to show. */
export interface FirthCoefficient extends LogisticCoefficient {
  /** From information with weights w(1 + h), the figure logistf prints. */
  readonly standardErrorAugmented: number;
  /** Absent when profiles were not asked for. */
  readonly profile?: ProfileInterval;
}

export interface FirthOptions extends LogisticOptions {
  /** Profile intervals and likelihood-ratio p take most of the time; true unless told. */
  readonly profile?: boolean;
}

export interface FirthFit {
  readonly coefficients: readonly FirthCoefficient[];
  /** Inverse of the unpenalised Fisher information at the penalised estimate. */
  readonly covariance: readonly (readonly number[])[];
  readonly fittedRisks: Float64Array;
  readonly logLikelihood: number;
  /** logLikelihood + ½ log|XᵀWX|. */
  readonly penalisedLogLikelihood: number;
  readonly caseCount: number;
  readonly eventCount: number;
  readonly iterations: number;
}

/**
 * Logistic regression by Firth's penalised likelihood.
 *
 * Formula: maximise log L(β) + ½ log|I(β)|, I = XᵀWX; score Σ (y − p + h(½ − p)) x = 0. standardError from I⁻¹ at the
 * estimate (as brglm2, SAS, Heinze & Schemper), standardErrorAugmented from (XᵀW(1 + h)X)⁻¹ (as logistf since 1.24).
 * Use: separation, rare events, few events per column: estimates stay finite and their bias falls from 1/n to 1/n².
 * Assumptions: as for maximum likelihood. Predicted risks are drawn towards ½; recalibrate the intercept for their sum to
 * equal the events (Puhr et al. 2017, FLIC).
 * Edge cases: separation and one class only are no obstacle; dependent columns are refused by name.
 * Source: Firth 1993 Biometrika 80:27; Heinze & Schemper 2002 Stat Med 21:2409; golden vectors logistic.firth.
 * Worked example: y = 0,0,0,1,1,1 on x = 1…6: slope 1.12891, se 0.85491 (augmented 0.73954), profile 0.00173 to 6.07001.
 */
export function fitFirth(
  matrix: DesignMatrix,
  outcome: ArrayLike<number>,
  options: FirthOptions = {},
): Computed<FirthFit> {
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
    penalised: true,
  });
  if (maximum.status !== 'converged')
    return notComputable('The penalised likelihood did not settle at a maximum.');
  const confidence = options.confidence ?? 0.95;
  const { coefficients, covariance } = inDesignUnits(orthonormal, maximum.coefficients, maximum.information);
  const augmented = inDesignUnits(orthonormal, maximum.coefficients, maximum.augmentedInformation).covariance;
  const critical = -normalQuantile((1 - confidence) / 2);
  const logDeterminant = orthonormal.upper.diagonal().reduce((sum, value) => sum + Math.log(value), 0);
  return computed({
    coefficients: coefficients.map((estimate, columnIndex): FirthCoefficient => {
      const standardError = Math.sqrt(covariance[columnIndex]?.[columnIndex] as number);
      const coefficient = {
        ...waldCoefficient(matrix.names[columnIndex] as string, estimate, standardError, critical),
        standardErrorAugmented: Math.sqrt(augmented[columnIndex]?.[columnIndex] as number),
      };
      if (options.profile === false) return coefficient;
      const request = {
        matrix,
        outcome: outcomes,
        offset,
        penalised: true,
        confidence,
        columnIndex,
        estimate,
        standardError,
      };
      return { ...coefficient, profile: profileInterval(request) };
    }),
    covariance,
    fittedRisks: fittedRisks(orthonormal.columns, maximum.coefficients, offset, matrix.rowCount),
    logLikelihood: maximum.logLikelihood,
    penalisedLogLikelihood: maximum.objective + logDeterminant,
    caseCount: outcomes.length,
    eventCount: sumOf(outcomes),
    iterations: maximum.iterations,
  });
}
