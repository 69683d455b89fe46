import { type Computed, computed, notComputable } from '../computed.ts';

/** Fewer expected events than this and a ratio is not published by NHSN: it would rest on chance alone. */
export const SMALLEST_PUBLISHED_EXPECTED = 1;

export interface StandardisedRatio {
  readonly ratio: number;
  /** Whether fewer events are expected than NHSN requires for a published ratio. */
  readonly tooFewExpected: boolean;
}

/**
 * Observed / expected events: the indirectly standardised ratio (SIR, SMR).
 *
 * Formula: O / E, E = Σ predicted risks of the same cases. Intervals: the intervals family.
 * Use: comparison with the population the model was fitted to, not of two providers with each other.
 * Assumptions: the model holds for these cases.
 * Edge cases: E = 0 is not computable; E < 1 is flagged.
 * Source: CDC, NHSN Standardized Infection Ratio guide; Breslow & Day, vol. 2, 1987, chapter 2.
 * Worked example: 8 observed, 3.5 expected: 2.2857.
 */
export function observedExpectedRatio(observed: number, expected: number): Computed<StandardisedRatio> {
  if (!(observed >= 0 && Number.isFinite(observed)))
    return notComputable('Observed events must be 0 or more.');
  if (!(expected > 0 && Number.isFinite(expected))) return notComputable('No events are expected.');
  const ratio = observed / expected;
  if (!Number.isFinite(ratio)) return notComputable('No events are expected.');
  return computed({ ratio, tooFewExpected: expected < SMALLEST_PUBLISHED_EXPECTED });
}

/**
 * Indirectly standardised rate: what the reference population's rate would be with this provider's ratio.
 *
 * Formula: O / E × reference rate. Use: for readers who want a rate and not a ratio; same caution as the ratio.
 * Assumptions: the reference rate belongs to the population that E was computed from.
 * Edge cases: as observedExpectedRatio; a proportion standardised so can exceed 1, and is then given as it is.
 * Source: Breslow & Day, Statistical Methods in Cancer Research, vol. 2, 1987, chapter 2.
 * Worked example: 8 observed, 3.5 expected, reference 2 %: 0.045714.
 */
export function indirectlyStandardisedRate(
  observed: number,
  expected: number,
  referenceRate: number,
): Computed<{ readonly rate: number; readonly tooFewExpected: boolean }> {
  const standardised = observedExpectedRatio(observed, expected);
  if (standardised.kind === 'not-computable') return standardised;
  if (!(referenceRate >= 0 && Number.isFinite(referenceRate)))
    return notComputable('The reference rate must be 0 or more.');
  return computed({ rate: standardised.ratio * referenceRate, tooFewExpected: standardised.tooFewExpected });
}
