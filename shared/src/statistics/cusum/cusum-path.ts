/**
 * What happens to a chart that signals.
 *   'next-case': its crossing value stays in the path, and it starts from 0 at the next case; the other chart goes on.
 *   'at-signal': 0 is stored at the signalling case itself (R package cusum).
 *   'both-charts': a signal of either chart restarts both at the next case (R package vlad, which signals above, not at, the limit).
 *   'none': charts run on, and every case at or above the limit is a signal.
 */
export type ResetPolicy = 'next-case' | 'at-signal' | 'both-charts' | 'none';

export interface CusumPath {
  /** The chart's value after each case, never below 0. */
  readonly path: readonly number[];
  /** Positions of the signalling cases, from 0. */
  readonly signals: readonly number[];
}

/** One chart: X_t = max(0, X_(t−1) + weight_t), a signal at X_t ≥ decision limit. */
export function cusumPath(
  weights: Float64Array,
  decisionLimit: number,
  reset: Exclude<ResetPolicy, 'both-charts'>,
): CusumPath {
  const path = new Array<number>(weights.length);
  const signals: number[] = [];
  let value = 0;
  for (let index = 0; index < weights.length; index += 1) {
    value = Math.max(0, value + (weights[index] as number));
    path[index] = value;
    if (value >= decisionLimit) {
      signals.push(index);
      if (reset === 'at-signal') path[index] = 0;
      if (reset !== 'none') value = 0;
    }
  }
  return { path, signals };
}

/** Two charts that restart together at the case after either signals. */
export function jointCusumPaths(
  upWeights: Float64Array,
  downWeights: Float64Array,
  upLimit: number,
  downLimit: number,
): { readonly up: CusumPath; readonly down: CusumPath } {
  const up = { path: new Array<number>(upWeights.length), signals: [] as number[] };
  const down = { path: new Array<number>(upWeights.length), signals: [] as number[] };
  let upper = 0;
  let lower = 0;
  for (let index = 0; index < upWeights.length; index += 1) {
    upper = Math.max(0, upper + (upWeights[index] as number));
    lower = Math.max(0, lower + (downWeights[index] as number));
    up.path[index] = upper;
    down.path[index] = lower;
    const upSignals = upper >= upLimit;
    const downSignals = lower >= downLimit;
    if (upSignals) up.signals.push(index);
    if (downSignals) down.signals.push(index);
    if (upSignals || downSignals) {
      upper = 0;
      lower = 0;
    }
  }
  return { up, down };
}
