import type { Series } from './control-chart.ts';

/** Says which entry of a series of counts or gaps is negative, or null. */
export function findNegative(values: Series): string | null {
  const index = values.findIndex((value) => value !== null && value < 0);
  return index === -1 ? null : `Point ${index + 1} is negative.`;
}
