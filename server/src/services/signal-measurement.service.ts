import type { Level } from '@lamina/shared/contract/signals.ts';
import type { IndicatorTally } from '../tally/tally.ts';

/** Sums of a measurement: of the logarithm of one more than the nights, or of the points of a change. */
export interface Measured {
  readonly cases: number;
  readonly sum: number;
  readonly sumOfSquares: number;
}

export const NOTHING_MEASURED: Measured = { cases: 0, sum: 0, sumOfSquares: 0 };

/** Stays are skewed: their logarithms are what differs by chance like a normal variable. */
export function measuredOf(tally: IndicatorTally | undefined): Measured {
  if (tally?.kind === 'mean-change') {
    return { cases: tally.denominator, sum: tally.sum, sumOfSquares: tally.sumOfSquares };
  }
  if (tally?.kind !== 'duration') return NOTHING_MEASURED;
  let [sum, sumOfSquares] = [0, 0];
  for (const { value, cases } of tally.histogram) {
    const logarithm = Math.log1p(value);
    sum += cases * logarithm;
    sumOfSquares += cases * logarithm * logarithm;
  }
  return { cases: tally.denominator, sum, sumOfSquares };
}

export function addMeasured(all: readonly Measured[]): Measured {
  return all.reduce(
    (total, one) => ({
      cases: total.cases + one.cases,
      sum: total.sum + one.sum,
      sumOfSquares: total.sumOfSquares + one.sumOfSquares,
    }),
    NOTHING_MEASURED,
  );
}

/** The mean as it is shown: of nights the geometric one. */
export function levelOfMeasured(kind: 'duration' | 'mean-change', { cases, sum }: Measured): Level {
  const mean = cases === 0 ? 0 : sum / cases;
  return { value: kind === 'duration' ? Math.expm1(mean) : mean, numerator: null, denominator: cases };
}
