import type { Computed } from '../computed.ts';
import { type RateRatio, type RateRatioOptions, rateRatio } from './rate-ratio.ts';

interface ObservedAndExpected {
  readonly observed: number;
  readonly expected: number;
}

/**
 * Two standardised ratios against each other: their quotient with its limits and p-value.
 *
 * Formula: the rate ratio with the expected counts as exposures, mid-P by default.
 * Use: this year's SIR against last year's, one hospital's against another's on the same model.
 * Assumptions: two independent Poisson counts and expected counts from the same model; those are known without error.
 * Edge cases: as rateRatio.
 * Source: CDC NHSN, Statistics Calculator, "compare two SIRs".
 * Worked example: O/E 8/3.5 against 5/4: 1.829, 0.591 to 6.144, p = 0.301.
 */
export function compareStandardisedRatios(
  first: ObservedAndExpected,
  second: ObservedAndExpected,
  options: RateRatioOptions = {},
): Computed<RateRatio> {
  return rateRatio(
    { events: first.observed, exposure: first.expected },
    { events: second.observed, exposure: second.expected },
    options,
  );
}
