import { type Computed, computed, notComputable } from '../computed.ts';
import type { DesignMatrix } from './design-matrix.ts';
import { maximiseLogistic } from './logistic-maximum.ts';
import { orthonormalColumns } from './orthonormal-columns.ts';
import { dependentNames } from './orthonormal-logistic.ts';
import { outcomeFault } from './outcome-fault.ts';

export interface Separation {
  /** Complete or quasi-complete: maximum-likelihood estimates do not exist. */
  readonly separated: boolean;
  readonly rankDeficient: boolean;
  /** The columns that are combinations of the columns before them. */
  readonly dependentColumns: readonly string[];
}

/**
 * Whether a logistic model can be estimated by maximum likelihood from these data.
 *
 * Formula: separated when some d has (2y − 1)·(x·d) ≥ 0 for every case and > 0 for at least one; rank deficient when a
 * column is an exact linear combination of others (relative remainder below 1e-7).
 * Use: before fitting, to choose Firth's likelihood or drop a column knowingly.
 * Assumptions: the intercept comes first. Dependent columns are set aside before separation is judged.
 * Edge cases: only one class present is separation; a fit that has neither settled nor been proved separated after 60 steps
 * counts as separated, for its estimates would be beyond any use.
 * Source: Albert & Anderson 1984 Biometrika 71:1; Heinze & Schemper 2002 Stat Med 21:2409; golden logistic.separation.
 * Worked example: y = 0,0,0,1,1,1 on x = 1…6 is separated; x beside 2x is rank deficient.
 */
export function detectSeparation(matrix: DesignMatrix, outcome: ArrayLike<number>): Computed<Separation> {
  const fault = outcomeFault(outcome, matrix.rowCount);
  if (fault !== undefined) return notComputable(fault);
  const orthonormal = orthonormalColumns(matrix.columns);
  const maximum = maximiseLogistic({
    columns: orthonormal.columns,
    outcome: new Float64Array(outcome),
    penalised: false,
  });
  return computed({
    separated: maximum.status !== 'converged',
    rankDeficient: orthonormal.dependent.length > 0,
    dependentColumns: dependentNames(matrix, orthonormal),
  });
}
