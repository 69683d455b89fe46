/** Estimates drawn in towards the whole, in the order of the units, with 95 % (or other) credible limits. */
export interface ShrunkenUnits {
  readonly posteriorMean: readonly number[];
  readonly lower: readonly number[];
  readonly upper: readonly number[];
}

/** Two-sided credibility where none is asked for. */
export const defaultCredibility = 0.95;

export function credibilityProblem(credibility: number): string | undefined {
  return credibility > 0 && credibility < 1 ? undefined : 'The credibility must lie between 0 and 1';
}
