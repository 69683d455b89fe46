import { type Computed, computed, notComputable } from '../computed.ts';
import { normalCdf } from '../distributions.ts';
import { riskFault } from './outcome-fault.ts';

export interface BrierScore {
  readonly brier: number;
  /** Of predicting the overall rate for everybody. */
  readonly brierOfMean: number;
  /** 1 − brier / brierOfMean; null where one class only is present. */
  readonly scaled: number | null;
  /** Spiegelhalter's test of calibration; null where every risk is 0, ½ or 1. */
  readonly z: number | null;
  readonly pValue: number | null;
}

/**
 * Brier score, its scaled form and Spiegelhalter's z.
 *
 * Formula: brier = mean (y − p)²; brierOfMean = ȳ(1 − ȳ); scaled = 1 − brier / brierOfMean;
 * z = Σ(y − p)(1 − 2p) / √Σ(1 − 2p)² p(1 − p), two-sided p.
 * Use: overall accuracy (scaled: 1 perfect, 0 no better than the overall rate, negative worse); z tests calibration.
 * Assumptions: independent cases; z is normal only with many cases.
 * Edge cases: see the fields; no cases is not computable.
 * Source: Brier 1950 Mon Weather Rev 78:1; Spiegelhalter 1986 Stat Med 5:421; golden vectors performance.brier (rms).
 * Worked example: y = 0,0,0,1,1, p = 0.1,0.2,0.3,0.7,0.9: brier 0.048, of the mean 0.24, scaled 0.8, z −1.0614.
 */
export function brierScore(risks: ArrayLike<number>, outcome: ArrayLike<number>): Computed<BrierScore> {
  const fault = riskFault(risks, outcome);
  if (fault !== undefined) return notComputable(fault);
  let squares = 0;
  let events = 0;
  let excess = 0;
  let excessVariance = 0;
  for (let row = 0; row < risks.length; row += 1) {
    const risk = risks[row] as number;
    const observed = outcome[row] as number;
    const tilt = 1 - 2 * risk;
    squares += (observed - risk) ** 2;
    events += observed;
    excess += (observed - risk) * tilt;
    excessVariance += tilt * tilt * risk * (1 - risk);
  }
  const brier = squares / risks.length;
  const rate = events / risks.length;
  const brierOfMean = rate * (1 - rate);
  const z = excessVariance > 0 ? excess / Math.sqrt(excessVariance) : null;
  return computed({
    brier,
    brierOfMean,
    scaled: brierOfMean > 0 ? 1 - brier / brierOfMean : null,
    z,
    pValue: z === null ? null : 2 * normalCdf(-Math.abs(z)),
  });
}
