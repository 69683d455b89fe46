/**
 * Solves A x = b for a banded matrix by elimination without pivoting, in place.
 *
 * Use: I − Q of an absorbing Markov chain, which is diagonally dominant, so that no pivoting is needed.
 * `rows` holds row i in positions i × width …, its diagonal entry at offset `below`; width = below + above + 1.
 * Cost: size × below × above operations.
 * Source: Golub & Van Loan, Matrix Computations, section 4.3.
 */
export function solveBandedInPlace(
  rows: Float64Array,
  rightSide: Float64Array,
  below: number,
  above: number,
): Float64Array {
  const size = rightSide.length;
  const width = below + above + 1;
  for (let pivot = 0; pivot < size; pivot += 1) {
    const pivotStart = pivot * width + below;
    const diagonal = rows[pivotStart] as number;
    const lastRow = Math.min(size - 1, pivot + below);
    const reach = Math.min(above, size - 1 - pivot);
    for (let row = pivot + 1; row <= lastRow; row += 1) {
      const start = row * width + below - (row - pivot);
      const factor = (rows[start] as number) / diagonal;
      if (factor === 0) continue;
      for (let offset = 1; offset <= reach; offset += 1) {
        rows[start + offset] =
          (rows[start + offset] as number) - factor * (rows[pivotStart + offset] as number);
      }
      rightSide[row] = (rightSide[row] as number) - factor * (rightSide[pivot] as number);
    }
  }
  for (let row = size - 1; row >= 0; row -= 1) {
    const start = row * width + below;
    const reach = Math.min(above, size - 1 - row);
    let sum = rightSide[row] as number;
    for (let offset = 1; offset <= reach; offset += 1) {
      sum -= (rows[start + offset] as number) * (rightSide[row + offset] as number);
    }
    rightSide[row] = sum / (rows[start] as number);
  }
  return rightSide;
}
