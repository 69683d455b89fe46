/** The value of a function at a point and its slope there. */
export interface ValueAndSlope {
  readonly value: number;
  readonly slope: number;
}

/** Once a Newton step is below this share of the scale, the next error is below a double's precision. */
const lastStep = 1e-9;
const mostSteps = 200;

/**
 * Root of an increasing function by Newton's method kept inside a shrinking bracket (bisection where a step would leave it).
 *
 * Use: quantiles and test-inverting limits, where value and slope come together from one evaluation. Given ln F − ln p as a
 * function of a logarithm or a logit (concave for the distributions here), three or four evaluations reach 1e-14.
 * Edge cases: a value that is not finite is treated as lying on the side of its sign (−∞ below, anything else above); with
 * an infinite bracket the step is doubled outwards until the sign changes.
 * Source: safeguarded Newton, e.g. Dennis & Schnabel 1983, section 2.
 * Worked example: evaluate = x => ({ value: x * x * x - 8, slope: 3 * x * x }), start 3 gives 2.
 */
export function increasingRoot(
  evaluate: (x: number) => ValueAndSlope,
  start: number,
  lower = Number.NEGATIVE_INFINITY,
  upper = Number.POSITIVE_INFINITY,
): number {
  let low = lower;
  let high = upper;
  let x = start;
  let widest = 1;
  for (let count = 0; count < mostSteps; count += 1) {
    const { value, slope } = evaluate(x);
    if (value === 0) return x;
    if (value < 0) low = x;
    else high = x;
    const newton = x - value / slope;
    const inside = newton > low && newton < high;
    const next = inside ? newton : between(low, high, x, widest);
    widest *= 2;
    const step = Math.abs(next - x);
    if (step <= 4e-16 * Math.abs(x) || (inside && step < lastStep)) return next;
    x = next;
  }
  return x;
}

function between(low: number, high: number, x: number, step: number): number {
  if (low === Number.NEGATIVE_INFINITY) return x - step;
  if (high === Number.POSITIVE_INFINITY) return x + step;
  return 0.5 * (low + high);
}
