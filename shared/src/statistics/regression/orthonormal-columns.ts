import { Matrix } from 'ml-matrix';
import { addMultiple, dotProduct, scale } from './dot-product.ts';

/**
 * X = Q R by Gram–Schmidt, columns taken in order, a pass that costs digits being repeated.
 *
 * Use: a regression on Q is well conditioned however badly X is scaled, and linear dependence shows at the column
 * that adds nothing to those before it.
 * Assumptions: finite numbers; the intercept first, so that a constant column is seen as dependent.
 * Edge cases: a dependent column is left out of Q and R and listed in `dependent`; a column of zeros is dependent.
 * Source: Giraud, Langou, Rozložník 2005 Numer Math 101:87 (a second pass suffices); the tolerance is that of R's lm and glm.
 * Worked example: columns (1, 1), (0, 2): Q = (0.7071, 0.7071), (−0.7071, 0.7071); R = [[1.4142, 1.4142], [0, 1.4142]].
 */
export interface OrthonormalColumns {
  readonly columns: readonly Float64Array[];
  /** Upper triangular, one row and column for each kept column: X[kept] = Q · upper. */
  readonly upper: Matrix;
  readonly kept: readonly number[];
  readonly dependent: readonly number[];
}

/** What is left of a column, relative to its length, below which it counts as a combination of the others (R: tol = 1e-7). */
const DEPENDENCE_TOLERANCE = 1e-7;

/** A pass that leaves less than this share of a column has cost digits, and is repeated. */
const REPEAT_BELOW = 0.1;

export function orthonormalColumns(columns: readonly Float64Array[]): OrthonormalColumns {
  const orthonormal: Float64Array[] = [];
  const projections: number[][] = [];
  const kept: number[] = [];
  const dependent: number[] = [];
  columns.forEach((column, index) => {
    const remainder = column.slice();
    const fullLength = Math.sqrt(dotProduct(column, column));
    let length = fullLength;
    const projection = orthonormal.map(() => 0);
    let before = length;
    do {
      before = length;
      orthonormal.forEach((direction, position) => {
        const share = dotProduct(direction, remainder);
        projection[position] = (projection[position] as number) + share;
        addMultiple(remainder, -share, direction);
      });
      length = Math.sqrt(dotProduct(remainder, remainder));
    } while (length < REPEAT_BELOW * before && length > DEPENDENCE_TOLERANCE * fullLength);
    if (!(length > DEPENDENCE_TOLERANCE * fullLength)) {
      dependent.push(index);
      return;
    }
    scale(remainder, 1 / length);
    orthonormal.push(remainder);
    projections.push([...projection, length]);
    kept.push(index);
  });
  const upper = Matrix.zeros(kept.length, kept.length);
  projections.forEach((projection, column) => {
    projection.forEach((value, row) => {
      upper.set(row, column, value);
    });
  });
  return { columns: orthonormal, upper, kept, dependent };
}
