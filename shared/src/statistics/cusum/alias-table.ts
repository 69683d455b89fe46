/**
 * Draws from a discrete distribution in constant time, one uniform number a draw.
 *
 * Formula: Vose's alias method: each of m equal columns holds at most two outcomes.
 * Use: simulating cases from a mix of many risks.
 * Edge cases: probabilities need not sum to 1; an outcome of probability 0 is never drawn.
 * Source: Walker 1977, ACM Transactions on Mathematical Software 3:253; Vose 1991, IEEE Transactions on Software Engineering 17:972.
 * Worked example: probabilities 0.25 and 0.75: column 0 is half outcome 0 and half outcome 1, column 1 is all outcome 1.
 */
interface AliasTable {
  readonly threshold: Float64Array;
  readonly alias: Int32Array;
}

export function aliasTable(probabilities: Float64Array): AliasTable {
  const size = probabilities.length;
  const total = probabilities.reduce((sum, probability) => sum + probability, 0);
  const threshold = probabilities.map((probability) => (probability * size) / total);
  // Whatever rounding leaves without a partner falls to the likeliest outcome.
  const alias = new Int32Array(size).fill(
    threshold.indexOf(threshold.reduce((most, share) => Math.max(most, share))),
  );
  const short: number[] = [];
  const tall: number[] = [];
  for (let index = 0; index < size; index += 1) ((threshold[index] as number) < 1 ? short : tall).push(index);
  let low = short.pop();
  let high = tall.pop();
  while (low !== undefined && high !== undefined) {
    alias[low] = high;
    threshold[high] = (threshold[high] as number) - (1 - (threshold[low] as number));
    if ((threshold[high] as number) < 1) {
      short.push(high);
      high = tall.pop();
    }
    low = short.pop();
  }
  return { threshold, alias };
}

/** The outcome that a uniform number (0 ≤ u < 1) stands for. */
export function drawFrom({ threshold, alias }: AliasTable, uniform: number): number {
  const scaled = uniform * threshold.length;
  const column = Math.floor(scaled);
  return scaled - column < (threshold[column] as number) ? column : (alias[column] as number);
}
