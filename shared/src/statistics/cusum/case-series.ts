/** Consecutive cases: the predicted risk of each (0–1) and whether the event happened. */
export interface CaseSeries {
  readonly risks: readonly number[];
  readonly outcomes: readonly (0 | 1)[];
}

/** Says what is wrong with a series of cases, or null. Risks of exactly 0 and 1 are allowed. */
export function findProblemInCases({ risks, outcomes }: CaseSeries): string | null {
  if (risks.length === 0) return 'There are no cases.';
  if (risks.length !== outcomes.length) return 'Risks and outcomes differ in number.';
  for (let index = 0; index < risks.length; index += 1) {
    const risk = risks[index] as number;
    if (!(risk >= 0 && risk <= 1)) return `The risk of case ${index + 1} is not between 0 and 1.`;
    const outcome = outcomes[index];
    if (outcome !== 0 && outcome !== 1) return `The outcome of case ${index + 1} is neither 0 nor 1.`;
  }
  return null;
}
