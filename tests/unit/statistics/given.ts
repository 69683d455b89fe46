import type { Computed } from '@lamina/shared/statistics/computed.ts';

/** The computed result; fails the test with the reason where there is none. */
export function given<Result extends object>(result: Computed<Result>): Result {
  if (result.kind === 'not-computable') throw new Error(`not computable: ${result.reason}`);
  return result;
}

/** The reason why nothing was computed; fails the test where something was. */
export function reasonOf<Result extends object>(result: Computed<Result>): string {
  if (result.kind === 'computed') throw new Error(`computed: ${JSON.stringify(result)}`);
  return result.reason;
}

/** Seed and number of runs of every property in this folder. */
export const RUNS = { seed: 20_260_601, numRuns: 100 };
