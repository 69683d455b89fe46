import type { RandomSource } from '../distributions.ts';
import { aliasTable, drawFrom } from './alias-table.ts';
import type { IncrementDistribution } from './case-mix.ts';

/** Simulated charts, and for each the case at which it first reached any level between `floor` and `ceiling`. */
export interface SimulatedCrossings {
  readonly floor: number;
  readonly ceiling: number;
  readonly replicates: number;
  /** Mean number of cases until a chart first reaches the level, and the standard error of that mean. */
  readonly runLengthAt: (level: number) => { readonly mean: number; readonly standardError: number };
}

/**
 * Runs `replicates` charts from 0 until they reach `ceiling`, keeping every new maximum from `floor` on. One set of charts so
 * answers for every decision limit in between, and the mean run length is a rising step function of the limit.
 */
export function simulateCrossings(
  { steps, probabilities }: IncrementDistribution,
  floor: number,
  ceiling: number,
  replicates: number,
  random: Pick<RandomSource, 'uniform'>,
): SimulatedCrossings {
  const table = aliasTable(probabilities);
  const levels: number[] = [];
  const times: number[] = [];
  const ends = new Int32Array(replicates);
  for (let replicate = 0; replicate < replicates; replicate += 1) {
    let value = 0;
    let maximum = 0;
    for (let time = 1; maximum < ceiling; time += 1) {
      value += steps[drawFrom(table, random.uniform())] as number;
      if (value < 0) value = 0;
      else if (value > maximum) {
        maximum = value;
        if (maximum >= floor) {
          levels.push(maximum);
          times.push(time);
        }
      }
    }
    ends[replicate] = levels.length;
  }
  return {
    floor,
    ceiling,
    replicates,
    runLengthAt: (level) => {
      let sum = 0;
      let sumOfSquares = 0;
      let start = 0;
      for (const end of ends) {
        const time = times[firstAtLeast(levels, level, start, end)] as number;
        sum += time;
        sumOfSquares += time * time;
        start = end;
      }
      const mean = sum / replicates;
      const variance = (sumOfSquares - replicates * mean * mean) / (replicates - 1);
      return { mean, standardError: Math.sqrt(Math.max(0, variance) / replicates) };
    },
  };
}

/** Levels rise from start to end, and the last one reaches every level up to the ceiling. */
function firstAtLeast(levels: readonly number[], level: number, start: number, end: number): number {
  let low = start;
  let high = end - 1;
  while (low < high) {
    const middle = (low + high) >> 1;
    if ((levels[middle] as number) >= level) high = middle;
    else low = middle + 1;
  }
  return low;
}
