import type { LimitSeries } from '@lamina/shared/statistics/funnel.ts';

/** Limits at 95 % and 99.8 % under the names of the vector files. */
export function namedLimits(limits: readonly LimitSeries[]) {
  const [inner, outer] = limits;
  return { lower998: outer?.lower, lower95: inner?.lower, upper95: inner?.upper, upper998: outer?.upper };
}
