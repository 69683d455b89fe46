import type { Series } from './control-chart.ts';
import type { PhaseRange } from './phases.ts';

/**
 * Mean of the used points of a phase; null when there is none.
 * The second pass makes the mean of a constant series that very constant: with an error in the last digit every
 * point of it would lie outside limits of width zero.
 */
export function meanOfUsed(values: Series, { start, end, used }: PhaseRange): number | null {
  let sum = 0;
  let count = 0;
  for (let index = start; index < end; index += 1) {
    if (used[index] === 1) {
      sum += values[index] as number;
      count += 1;
    }
  }
  if (count === 0) return null;
  const mean = sum / count;
  let residual = 0;
  for (let index = start; index < end; index += 1) {
    if (used[index] === 1) residual += (values[index] as number) - mean;
  }
  return mean + residual / count;
}

/** Median of the used points of a phase (mean of the middle two when their number is even); null when there is none. */
export function medianOfUsed(values: Series, { start, end, used }: PhaseRange): number | null {
  const sorted = new Float64Array(end - start);
  let count = 0;
  for (let index = start; index < end; index += 1) {
    if (used[index] === 1) {
      sorted[count] = values[index] as number;
      count += 1;
    }
  }
  if (count === 0) return null;
  const usedValues = sorted.subarray(0, count).sort();
  const upper = usedValues[count >> 1] as number;
  return count % 2 === 1 ? upper : ((usedValues[(count >> 1) - 1] as number) + upper) / 2;
}
