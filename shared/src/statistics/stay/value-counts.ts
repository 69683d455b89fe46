import { type Computed, computed, notComputable } from '../computed.ts';

/** A sample as its distinct values, ascending, and how many cases have each: what a tally of whole nights delivers. */
export interface ValueCounts {
  readonly values: readonly number[];
  readonly counts: readonly number[];
  readonly caseCount: number;
}

/**
 * The sample in the form that every statistic of this family takes, from single values or from a histogram.
 *
 * Use: both ways lead to the same object, so a statistic from a histogram equals that from the raw values to the last digit.
 * Assumptions: missing values have been set aside by the caller, who knows what they mean.
 * Edge cases: no values is a sample of size 0; values that are not finite and counts that are not whole and ≥ 0 are not
 * computable; repeated values in a histogram are added up; counts of 0 vanish.
 * Worked example: 3, 5, 3 and the histogram {3: 2, 5: 1} both give values [3, 5], counts [2, 1].
 */
export function valueCountsOf(values: ArrayLike<number>): Computed<ValueCounts> {
  const sorted = Float64Array.from(values).sort();
  if (!sorted.every(Number.isFinite)) return notComputable('Values must be finite numbers.');
  const distinct: number[] = [];
  const counts: number[] = [];
  for (const value of sorted) {
    // Adding 0 makes −0 and 0 one value.
    if (value === distinct.at(-1)) counts[counts.length - 1] = (counts.at(-1) as number) + 1;
    else {
      distinct.push(value + 0);
      counts.push(1);
    }
  }
  return computed({ values: distinct, counts, caseCount: sorted.length });
}

export function valueCountsOfHistogram(
  histogram: Iterable<readonly [value: number, count: number]>,
): Computed<ValueCounts> {
  const totals = new Map<number, number>();
  for (const [value, count] of histogram) {
    if (!Number.isFinite(value)) return notComputable('Values must be finite numbers.');
    if (!(Number.isSafeInteger(count) && count >= 0))
      return notComputable('Counts must be whole numbers, 0 or more.');
    if (count > 0) totals.set(value, (totals.get(value) ?? 0) + count);
  }
  const ascending = [...totals].sort(([left], [right]) => left - right);
  const counts = ascending.map(([, count]) => count);
  return computed({
    values: ascending.map(([value]) => value),
    counts,
    caseCount: counts.reduce((sum, count) => sum + count, 0),
  });
}

/** Reads the value at a rank, 0 for the smallest, without spreading the counts out again. */
export function rankReader({ values, counts }: ValueCounts): (rank: number) => number {
  let reached = 0;
  const upTo = counts.map((count) => {
    reached += count;
    return reached;
  });
  return (rank) => {
    let low = 0;
    let high = upTo.length - 1;
    while (low < high) {
      const middle = (low + high) >> 1;
      if ((upTo[middle] as number) <= rank) low = middle + 1;
      else high = middle;
    }
    return values[low] as number;
  };
}

/** Σ count × term(value). */
export function sumOver({ values, counts }: ValueCounts, term: (value: number) => number): number {
  return values.reduce((sum, value, index) => sum + (counts[index] as number) * term(value), 0);
}

export const NO_VALUES = 'No values.';
