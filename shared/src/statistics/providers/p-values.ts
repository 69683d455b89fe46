import { type Computed, computed, notComputable } from '../computed.ts';

/** p-values adjusted for their number, in the order given; null where none was given (and not counted). */
export interface AdjustedPValues {
  readonly adjusted: readonly (number | null)[];
}

/** What follows the formula: nothing, a running maximum from the smallest p-value, or a running minimum from the largest. */
type Running = 'none' | 'maximum-from-smallest' | 'minimum-from-largest';

/**
 * Lays an adjustment over p-values of which some are missing.
 *
 * The formula is given each p-value, its rank from 1 (smallest) and how many there are.
 */
export function adjusted(
  pValues: readonly (number | null)[],
  formula: (p: number, rank: number, count: number) => number,
  running: Running,
): Computed<AdjustedPValues> {
  const present = pValues.flatMap((value, index) => (value === null ? [] : [{ index, value }]));
  if (present.some(({ value }) => !(value >= 0 && value <= 1))) {
    return notComputable('Every p-value must lie between 0 and 1');
  }
  const sorted = present
    .toSorted((a, b) => a.value - b.value)
    .map(({ index, value }, rank) => ({
      index,
      value: Math.min(1, formula(value, rank + 1, present.length)),
    }));
  const result: (number | null)[] = pValues.map(() => null);
  const fromEnd = running === 'minimum-from-largest';
  let extreme = fromEnd ? 1 : 0;
  for (const { index, value } of fromEnd ? sorted.toReversed() : sorted) {
    extreme = fromEnd ? Math.min(extreme, value) : Math.max(extreme, value);
    result[index] = running === 'none' ? value : extreme;
  }
  return computed({ adjusted: result });
}
