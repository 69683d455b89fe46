/**
 * Log-likelihood-ratio weights of one case (Steiner's score).
 *
 * Formula: with risk p, odds ratio R0 under the null and RA under the alternative,
 *   event: log(RA (1 − p + R0 p) / ((1 − p + RA p) R0)); no event: log((1 − p + R0 p) / (1 − p + RA p)).
 * Use: what each case adds to a risk-adjusted CUSUM; RA > 1 looks for deterioration, RA < 1 for improvement.
 * Assumptions: the risk model is right when performance is at R0.
 * Edge cases: risk 0 and 1 give finite weights; the outcome that such a risk predicts weighs 0. RA = R0 weighs 0 throughout.
 * Source: Steiner, Cook, Farewell & Treasure 2000, Biostatistics 1:441.
 * Worked example: risk of Parsonnet score 0, 1/(1 + e^3.68) = 0.0246, RA = 2: no event −0.024, event 0.669.
 */
export interface SteinerWeights {
  readonly event: number;
  readonly noEvent: number;
}

export function steinerWeights(
  risk: number,
  oddsRatioAlternative: number,
  oddsRatioNull = 1,
): SteinerWeights {
  const noEvent = Math.log1p((oddsRatioNull - 1) * risk) - Math.log1p((oddsRatioAlternative - 1) * risk);
  return { noEvent, event: noEvent + Math.log(oddsRatioAlternative / oddsRatioNull) };
}

/** The weight that each case of a series has, given its outcome, against the null that the risks are right. */
export function observedWeights(
  risks: readonly number[],
  outcomes: readonly (0 | 1)[],
  oddsRatio: number,
): Float64Array {
  const weights = new Float64Array(risks.length);
  const eventGain = Math.log(oddsRatio);
  const excess = oddsRatio - 1;
  for (let index = 0; index < weights.length; index += 1) {
    const noEvent = -Math.log1p(excess * (risks[index] as number));
    weights[index] = outcomes[index] === 1 ? noEvent + eventGain : noEvent;
  }
  return weights;
}
