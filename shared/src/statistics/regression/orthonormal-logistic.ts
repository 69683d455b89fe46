import { inverse, Matrix } from 'ml-matrix';
import type { DesignMatrix } from './design-matrix.ts';
import { type OrthonormalColumns, orthonormalColumns } from './orthonormal-columns.ts';

/** Names of the columns that are linear combinations of the columns before them; empty when there are none. */
export function dependentNames(matrix: DesignMatrix, orthonormal: OrthonormalColumns): readonly string[] {
  return orthonormal.dependent.map((index) => matrix.names[index] as string);
}

/** Coefficients and covariance of the design's own columns from those of orthonormal columns: β = R⁻¹γ, R⁻¹ V R⁻ᵀ. */
export function inDesignUnits(
  orthonormal: OrthonormalColumns,
  coefficients: readonly number[],
  information: Matrix,
): { readonly coefficients: readonly number[]; readonly covariance: readonly (readonly number[])[] } {
  const upperInverse = inverse(orthonormal.upper);
  const covariance = upperInverse.mmul(inverse(information)).mmul(upperInverse.transpose());
  return {
    coefficients: upperInverse.mmul(Matrix.columnVector([...coefficients])).to1DArray(),
    covariance: covariance.to2DArray(),
  };
}

/** The design with one column moved to the end, where its coefficient is γ / R without any share of the others. */
export function orthonormalWithLast(matrix: DesignMatrix, last: number): OrthonormalColumns {
  const others = matrix.columns.filter((_, index) => index !== last);
  return orthonormalColumns([...others, matrix.columns[last] as Float64Array]);
}
