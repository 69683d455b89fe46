import type { RandomSource } from '@lamina/shared/statistics/distributions.ts';

/** A choice among values in proportion to their weights (which need not add up to one). */
export interface WeightedChoice<Value> {
  readonly values: readonly Value[];
  readonly cumulative: Float64Array;
}

export function weighted<Value>(pairs: readonly (readonly [Value, number])[]): WeightedChoice<Value> {
  const cumulative = new Float64Array(pairs.length);
  let total = 0;
  pairs.forEach(([, weight], index) => {
    total += weight;
    cumulative[index] = total;
  });
  return { values: pairs.map(([value]) => value), cumulative };
}

/** First index whose cumulative weight exceeds the point. */
function indexAt(cumulative: Float64Array, point: number): number {
  let low = 0;
  let high = cumulative.length - 1;
  while (low < high) {
    const middle = (low + high) >> 1;
    if ((cumulative[middle] ?? 0) > point) high = middle;
    else low = middle + 1;
  }
  return low;
}

export function choose<Value>(random: RandomSource, choice: WeightedChoice<Value>): Value {
  const total = choice.cumulative[choice.cumulative.length - 1] ?? 0;
  const value = choice.values[indexAt(choice.cumulative, random.uniform() * total)];
  if (value === undefined) throw new RangeError('A choice needs at least one value.');
  return value;
}

export function chance(random: RandomSource, probability: number): boolean {
  return random.uniform() < probability;
}

/** `median` and the standard deviation of the logarithm. */
export function logNormal(random: RandomSource, median: number, spread: number): number {
  return median * Math.exp(spread * random.normal());
}

export function exponential(random: RandomSource, mean: number): number {
  return -mean * Math.log(1 - random.uniform());
}

export function wholeBetween(random: RandomSource, lowest: number, highest: number): number {
  return lowest + random.index(highest - lowest + 1);
}

export function clamp(value: number, lowest: number, highest: number): number {
  return Math.min(highest, Math.max(lowest, value));
}

export function logistic(logOdds: number): number {
  return 1 / (1 + Math.exp(-logOdds));
}

export function logit(probability: number): number {
  return Math.log(probability / (1 - probability));
}
