/**
 * Sum of products of two columns over rows `from` … `to` − 1 of the left one; the right one is read from `rightFrom`.
 * Four partial sums: faster, and the rounding error grows a quarter as fast.
 */
export function dotProduct(
  left: Float64Array,
  right: Float64Array,
  from = 0,
  to = left.length,
  rightFrom = from,
): number {
  const shift = rightFrom - from;
  const blocked = to - ((to - from) % 4);
  let first = 0;
  let second = 0;
  let third = 0;
  let fourth = 0;
  for (let row = from; row < blocked; row += 4) {
    first += (left[row] as number) * (right[row + shift] as number);
    second += (left[row + 1] as number) * (right[row + shift + 1] as number);
    third += (left[row + 2] as number) * (right[row + shift + 2] as number);
    fourth += (left[row + 3] as number) * (right[row + shift + 3] as number);
  }
  for (let row = blocked; row < to; row += 1) {
    first += (left[row] as number) * (right[row + shift] as number);
  }
  return first + second + (third + fourth);
}

/** Adds `factor` times `column` to `target`, in place, over rows `from` … `to` − 1. */
export function addMultiple(
  target: Float64Array,
  factor: number,
  column: Float64Array,
  from = 0,
  to = target.length,
): void {
  for (let row = from; row < to; row += 1) {
    target[row] = (target[row] as number) + factor * (column[row] as number);
  }
}

/** Fills `target` from its start with the products of rows `from` … `to` − 1. */
export function multiplyInto(
  target: Float64Array,
  left: Float64Array,
  right: Float64Array,
  from: number,
  to: number,
): void {
  for (let row = from; row < to; row += 1) {
    target[row - from] = (left[row] as number) * (right[row] as number);
  }
}

/** Multiplies a column by `factor`, in place. */
export function scale(column: Float64Array, factor: number): void {
  for (let row = 0; row < column.length; row += 1) column[row] = (column[row] as number) * factor;
}

export function sumOf(column: Float64Array): number {
  let sum = 0;
  for (let row = 0; row < column.length; row += 1) sum += column[row] as number;
  return sum;
}

export function isConstant(column: Float64Array): boolean {
  for (let row = 1; row < column.length; row += 1) {
    if (column[row] !== column[0]) return false;
  }
  return true;
}

export function allFinite(column: Float64Array): boolean {
  for (let row = 0; row < column.length; row += 1) {
    if (!Number.isFinite(column[row])) return false;
  }
  return true;
}
