/** Half-way reached through rounding counts as exactly half-way (survfit's tolerance, √ε). */
const HALF_TOLERANCE = Math.sqrt(Number.EPSILON);

/**
 * Time at which a survival curve, or one of its limits, reaches one half.
 *
 * Formula: the first time with S ≤ ½; where S is exactly ½ from there until it falls further, the mean of the two times.
 * Use: the median, and its limits from the pointwise limits (Brookmeyer & Crowley as survfit has it).
 * Edge cases: null when ½ is never reached; steps without a value (null) are passed over.
 * Source: Brookmeyer & Crowley 1982 Biometrics 38:29; golden vectors survival.kaplanMeier.
 * Worked example: S = 0.75, 0.5, 0.25 at 1, 2, 3: 2.5.
 */
export function timeAtOneHalf(times: readonly number[], values: readonly (number | null)[]): number | null {
  const first = values.findIndex((value) => value !== null && value < 0.5 + HALF_TOLERANCE);
  const reached = values[first];
  const time = times[first];
  if (reached === undefined || reached === null || time === undefined) return null;
  if (Math.abs(reached - 0.5) >= HALF_TOLERANCE) return time;
  const next = values.findIndex((value, index) => index > first && value !== null && value < reached);
  return (time + (times[next] ?? time)) / 2;
}
