import type { Series } from './control-chart.ts';
import type { PhaseRange } from './phases.ts';

/** Events and what they are counted among (cases, bed days), position by position. */
export interface RatioSeries {
  readonly numerators: Series;
  readonly denominators: Series;
}

/** Says what is wrong with a ratio series, or null. A denominator of 0 is allowed: that period has no value. */
export function findProblemInRatios(
  { numerators, denominators }: RatioSeries,
  atMostDenominator: boolean,
): string | null {
  if (numerators.length !== denominators.length) return 'Numerators and denominators differ in number.';
  for (let index = 0; index < numerators.length; index += 1) {
    const numerator = numerators[index] as number | null;
    const denominator = denominators[index] as number | null;
    if (numerator === null || denominator === null) continue;
    if (!(numerator >= 0) || !Number.isFinite(numerator)) return `Numerator ${index + 1} is not a count.`;
    if (!(denominator >= 0) || !Number.isFinite(denominator))
      return `Denominator ${index + 1} is negative or not finite.`;
    if (denominator === 0 && numerator > 0) return `Point ${index + 1} has events but a denominator of 0.`;
    if (atMostDenominator && numerator > denominator)
      return `Numerator ${index + 1} exceeds its denominator.`;
  }
  return null;
}

/** numerator / denominator by position; null where either is missing or the denominator is 0. */
export function ratios({ numerators, denominators }: RatioSeries): Series {
  return numerators.map((numerator, index) => {
    const denominator = denominators[index];
    return numerator === null || !denominator ? null : numerator / denominator;
  });
}

/** Sum of numerators over sum of denominators of the used points of a phase; null when there is none. */
export function pooledRatio(series: RatioSeries, { start, end, used }: PhaseRange): number | null {
  let numerator = 0;
  let denominator = 0;
  for (let index = start; index < end; index += 1) {
    if (used[index] === 1) {
      numerator += series.numerators[index] as number;
      denominator += series.denominators[index] as number;
    }
  }
  return denominator === 0 ? null : numerator / denominator;
}

/** A standard deviation that shrinks with the root of the denominator; null where there is no denominator. */
export function sigmaByDenominator(
  unitSigma: number,
  denominators: Series,
): (index: number) => number | null {
  return (index) => {
    const denominator = denominators[index];
    return denominator ? unitSigma / Math.sqrt(denominator) : null;
  };
}
