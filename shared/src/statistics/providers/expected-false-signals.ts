import { type Computed, computed, notComputable } from '../computed.ts';

export interface FalseSignals {
  /** Signals to be expected among charts that are all in control. */
  readonly expected: number;
  /** Probability of one or more, charts being independent. */
  readonly probabilityOfAny: number;
}

/**
 * False signals to be expected among k charts or units that are all in control.
 *
 * Formula: kα, and 1 − (1 − α)^k.
 * Use: beside a screen of many charts ("of 40 charts one signals by chance").
 * Assumptions: every chart signals with probability α (exact classification signals less); independence for the second.
 * Edge cases: no charts give 0 and 0.
 * Source: Spiegelhalter et al. 2012, JRSS A 175:1, on multiple providers.
 * Worked example: 40 charts at α = 0.025: 1 expected; some with probability 0.637.
 */
export function expectedFalseSignals(charts: number, falseSignalRate: number): Computed<FalseSignals> {
  if (!Number.isSafeInteger(charts) || charts < 0)
    return notComputable('The number of charts must be whole, 0 or more');
  if (!(falseSignalRate >= 0 && falseSignalRate <= 1)) {
    return notComputable('The rate of false signals must lie between 0 and 1');
  }
  const probabilityOfAny =
    charts === 0 ? 0 : falseSignalRate === 1 ? 1 : -Math.expm1(charts * Math.log1p(-falseSignalRate));
  return computed({ expected: charts * falseSignalRate, probabilityOfAny });
}
