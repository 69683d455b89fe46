/** A published range, low ≤ high: of proportions (0–1) wherever a probability or a number of cases follows from it. */
export interface ReferenceRange {
  readonly low: number;
  readonly high: number;
}

/** Why a range of proportions cannot be compared with, or undefined when it can. */
export function rangeProblem({ low, high }: ReferenceRange): string | undefined {
  return low >= 0 && high <= 1 && low <= high
    ? undefined
    : 'The reference range must lie between 0 and 1, low before high';
}
