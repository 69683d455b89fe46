/**
 * Sample quantile, type 7 of Hyndman & Fan: the default of R, numpy and spreadsheets.
 *
 * Formula: h = (n − 1)·probability; x₍⌊h⌋₎ + (h − ⌊h⌋)(x₍⌊h⌋₊₁₎ − x₍⌊h⌋₎), ranks from 0.
 * Use: summaries of stays, winsorising, risk groups.
 * Assumptions: caseCount ≥ 1, 0 ≤ probability ≤ 1, `valueAtRank` ascending.
 * Edge cases: where both neighbours are equal the quantile is exactly that value; the form (1 − f)·a + f·b would miss it by
 * a rounding, and tied risks would then fall into another risk group.
 * Source: Hyndman & Fan 1996 Am Stat 50:361.
 * Worked example: 1, 2, 4, 8 at 0.25: h = 0.75, quantile 1.75.
 */
export function quantileOfRanks(
  caseCount: number,
  valueAtRank: (rank: number) => number,
  probability: number,
): number {
  const position = (caseCount - 1) * probability;
  const whole = Math.floor(position);
  return betweenRanks(valueAtRank, whole, position - whole);
}

/** The quantile at part / parts, whose rank is a fraction free of rounding: what risk groups are cut at. */
export function partitionPoint(
  caseCount: number,
  valueAtRank: (rank: number) => number,
  part: number,
  parts: number,
): number {
  const position = (caseCount - 1) * part;
  const remainder = position % parts;
  return betweenRanks(valueAtRank, (position - remainder) / parts, remainder / parts);
}

function betweenRanks(valueAtRank: (rank: number) => number, whole: number, fraction: number): number {
  const lower = valueAtRank(whole);
  return fraction === 0 ? lower : lower + fraction * (valueAtRank(whole + 1) - lower);
}
