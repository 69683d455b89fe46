import { requireDomain } from './require-domain.ts';

export interface BracketedRootOptions {
  /** Width of the bracket, relative to the root, at which the search ends. */
  readonly relativeTolerance?: number;
  readonly absoluteTolerance?: number;
}

const mostEvaluations = 300;

/**
 * Root of a continuous function between two points where its signs differ, by Chandrupatla's method.
 *
 * Use: where no slope is at hand. It needs only the signs at the ends to differ, never leaves the bracket, and is as quick
 * as inverse quadratic interpolation where that is safe.
 * Edge cases: an end that is a root is returned; equal signs are the caller's error (RangeError).
 * Source: Chandrupatla 1997, Advances in Engineering Software 28:145–149.
 * Worked example: bracketedRoot(Math.cos, 0, 3) = π / 2.
 */
export function bracketedRoot(
  evaluate: (x: number) => number,
  lower: number,
  upper: number,
  options: BracketedRootOptions = {},
): number {
  const relative = options.relativeTolerance ?? 4e-16;
  const absolute = options.absoluteTolerance ?? 1e-300;
  let a = upper;
  let b = lower;
  let valueA = evaluate(a);
  let valueB = evaluate(b);
  if (valueA === 0) return a;
  if (valueB === 0) return b;
  requireDomain(valueA < 0 !== valueB < 0, 'bracketedRoot needs ends of different sign');
  let c = a;
  let valueC = valueA;
  let share = 0.5;
  for (let count = 0; count < mostEvaluations; count += 1) {
    const x = a + share * (b - a);
    const value = evaluate(x);
    if (value < 0 === valueA < 0) {
      c = a;
      valueC = valueA;
    } else {
      c = b;
      valueC = valueB;
      b = a;
      valueB = valueA;
    }
    a = x;
    valueA = value;
    const best = Math.abs(valueA) < Math.abs(valueB) ? a : b;
    const limit = (relative * Math.abs(best) + absolute / 2) / Math.abs(b - a);
    if (limit > 0.5 || valueA === 0) return best;
    share = Math.min(Math.max(interpolatedShare(a, b, c, valueA, valueB, valueC), limit), 1 - limit);
  }
  return a;
}

/** Inverse quadratic interpolation where Chandrupatla's test says it stays inside the bracket, otherwise the middle. */
function interpolatedShare(a: number, b: number, c: number, fa: number, fb: number, fc: number): number {
  const position = (a - b) / (c - b);
  const ratio = (fa - fb) / (fc - fb);
  if (ratio * ratio >= position || (1 - ratio) * (1 - ratio) >= 1 - position) return 0.5;
  return (fa / (fb - fa)) * (fc / (fb - fc)) + ((c - a) / (b - a)) * (fa / (fc - fa)) * (fb / (fc - fb));
}
