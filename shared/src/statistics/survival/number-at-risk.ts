import { type Computed, computed, notComputable } from '../computed.ts';

/**
 * Number still under observation just before each of the given times: the table beneath a survival curve.
 *
 * Formula: count of cases with time ≥ t.
 * Use: shows how few cases carry the right-hand end of the curve.
 * Assumptions: none beyond finite times. Edge cases: no cases gives zeros; `moments` in any order.
 * Source: Pocock, Clayton & Altman 2002 Lancet 359:1686.
 * Worked example: times 2, 2, 5 at 0, 2, 3: 3, 3, 1.
 */
export function numberAtRisk(
  time: ArrayLike<number>,
  moments: readonly number[],
): Computed<{ readonly counts: readonly number[] }> {
  const sorted = Float64Array.from(time).sort();
  if (!sorted.every(Number.isFinite)) return notComputable('Times must be finite numbers.');
  return computed({ counts: moments.map((moment) => sorted.length - firstAtLeast(sorted, moment)) });
}

function firstAtLeast(sorted: Float64Array, moment: number): number {
  let low = 0;
  let high = sorted.length;
  while (low < high) {
    const middle = (low + high) >> 1;
    if ((sorted[middle] as number) < moment) low = middle + 1;
    else high = middle;
  }
  return low;
}
