import type { Interval } from '@lamina/shared/contract/overview.ts';
import { wilsonInterval } from '@lamina/shared/statistics/intervals.ts';

/** Two-sided confidence of every interval shown. */
export const CONFIDENCE = 0.95;

/** An interval as it goes over the wire; null where the method gives none. */
export function intervalOf(lower: number | null, upper: number | null, method: string): Interval | null {
  return lower === null || upper === null ? null : { lower, upper, confidence: CONFIDENCE, method };
}

/** A proportion with its Wilson interval, as every rate is shown; undefined when there are no cases. */
export function proportionOf(
  numerator: number,
  denominator: number,
): { readonly value: number; readonly interval: Interval } | undefined {
  const wilson = wilsonInterval(numerator, denominator, CONFIDENCE);
  if (wilson.kind === 'not-computable') return undefined;
  const { estimate, lower, upper } = wilson;
  return { value: estimate, interval: { lower, upper, confidence: CONFIDENCE, method: 'Wilson score' } };
}
