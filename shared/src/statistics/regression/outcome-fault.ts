/** What keeps these outcomes from being analysed, in words; undefined when nothing does. */
export function outcomeFault(outcome: ArrayLike<number>, caseCount: number): string | undefined {
  if (outcome.length !== caseCount) return `${outcome.length} outcomes for ${caseCount} cases.`;
  if (caseCount === 0) return 'No cases.';
  for (let row = 0; row < caseCount; row += 1) {
    if (outcome[row] !== 0 && outcome[row] !== 1) return 'Outcomes must be 0 or 1.';
  }
  return undefined;
}

/** What keeps these predicted risks from being judged against outcomes, in words; undefined when nothing does. */
export function riskFault(risks: ArrayLike<number>, outcome: ArrayLike<number>): string | undefined {
  for (let row = 0; row < risks.length; row += 1) {
    const risk = risks[row] as number;
    if (!(risk >= 0 && risk <= 1)) return 'Predicted risks must lie between 0 and 1.';
  }
  return outcomeFault(outcome, risks.length);
}
