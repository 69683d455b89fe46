import { type Computed, computed, notComputable } from '../computed.ts';
import type { Tails } from '../distributions.ts';
import { alarmLevel, alertLevel } from './funnel-limits.ts';
import { betaBinomialTails, negativeBinomialTails } from './predictive-tails.ts';

/** Where a unit lies: within chance, beyond the inner limits (alert) or beyond the outer ones (alarm). */
export type FunnelPosition = 'below-alarm' | 'below-alert' | 'inside' | 'above-alert' | 'above-alarm';

/** Fewer events expected than this are not classified: NHSN and CMS publish no ratio below it. */
export const fewestExpectedToClassify = 1;

export interface ClassificationOptions {
  /** Whole probability of the count seen in each tail (exact), or half of it (midP: nearer to nominal, sometimes above it). */
  readonly tails?: 'exact' | 'midP';
  readonly alertLevel?: number;
  readonly alarmLevel?: number;
  /** Variance of the units' true rates about the target (pearsonOverdispersion); 0 for chance alone. */
  readonly tau2?: number;
  readonly fewestExpected?: number;
}

export interface FunnelClassification {
  readonly position: FunnelPosition;
  /** Probability of a count as low as this, or lower, in a unit at the target. */
  readonly lowerTail: number;
  /** Probability of a count as high as this, or higher, in a unit at the target. */
  readonly upperTail: number;
}

/**
 * Classification of a standardised ratio by the exact tail of its count.
 *
 * Rule: above-alert where P(X ≥ O) ≤ (1 − 0.95)/2, above-alarm where ≤ (1 − 0.998)/2; below likewise with P(X ≤ O). X is Poisson
 * of mean target × E, or negative binomial where τ² > 0.
 * Use: the colour of a point. The drawn limits are interpolated and flag too many: of in-control units above the upper 95 % limit
 * (nominal 2.5 %) the drawn curve flags 8.0 % at E = 1, 3.2 % at 5, 3.4 % at 20; the exact tail 1.9 %, 1.4 %, 2.2 %
 * (docs/calibration.md). It never flags more than nominal.
 * Assumptions: Poisson counts, E without error, τ² known.
 * Edge cases: fewer than fewestExpected (1) events expected: not computable ("too few").
 * Source: Seaton & Manktelow 2012, BMC Med Res Methodol 12:98; Spiegelhalter 2005, Stat Med 24:1185.
 * Worked example: O = 4, E = 1: P(X ≥ 4) = 0.0190: above-alert.
 */
export function classifyRatio(
  observed: number,
  expected: number,
  target = 1,
  options: ClassificationOptions = {},
): Computed<FunnelClassification> {
  if (!Number.isSafeInteger(observed) || observed < 0)
    return notComputable('The observed count must be a whole number');
  if (!(expected > 0 && target > 0 && Number.isFinite(expected * target))) {
    return notComputable('The expected count and the target must be more than 0');
  }
  if (expected * target < (options.fewestExpected ?? fewestExpectedToClassify)) {
    return notComputable('Too few events are expected to classify the unit');
  }
  const tau2 = options.tau2 ?? 0;
  if (!(tau2 >= 0 && tau2 < Infinity)) return notComputable('The variance between units must be 0 or more');
  return positionOf(negativeBinomialTails(observed, expected, target, tau2), options);
}

/**
 * Classification of a proportion by the exact tail of its count: binomial, or beta-binomial where τ² > 0.
 *
 * Edge cases: a target of 0 or 1, a τ² as great as target (1 − target), or too few events expected is not computable.
 * Worked example: 4 of 100 at a target of 0.01: P(X ≥ 4) = 0.0184: above-alert.
 */
export function classifyProportion(
  numerator: number,
  denominator: number,
  target: number,
  options: ClassificationOptions = {},
): Computed<FunnelClassification> {
  if (!Number.isSafeInteger(numerator) || !Number.isSafeInteger(denominator)) {
    return notComputable('The counts must be whole numbers');
  }
  if (numerator < 0 || numerator > denominator) {
    return notComputable('The numerator must lie between 0 and the denominator');
  }
  if (!(target > 0 && target < 1)) return notComputable('The target must lie between 0 and 1');
  if (denominator * target < (options.fewestExpected ?? fewestExpectedToClassify)) {
    return notComputable('Too few events are expected to classify the unit');
  }
  const tau2 = options.tau2 ?? 0;
  if (!(tau2 >= 0 && tau2 <= greatestShareOfVariance * target * (1 - target))) {
    return notComputable('The variance between units must be 0 or more and under that of the target');
  }
  return positionOf(betaBinomialTails(numerator, denominator, target, tau2), options);
}

/** Nearer to target (1 − target) than this, units are all or none and no count says anything about them. */
const greatestShareOfVariance = 0.999;

function positionOf(
  { below, at, above }: Tails,
  options: ClassificationOptions,
): Computed<FunnelClassification> {
  const share = options.tails === 'midP' ? 0.5 : 1;
  const lowerTail = Math.min(1, below + share * at);
  const upperTail = Math.min(1, above + share * at);
  const alarm = (1 - (options.alarmLevel ?? alarmLevel)) / 2;
  const alert = (1 - (options.alertLevel ?? alertLevel)) / 2;
  return computed({ position: positionFrom(lowerTail, upperTail, alert, alarm), lowerTail, upperTail });
}

function positionFrom(lowerTail: number, upperTail: number, alert: number, alarm: number): FunnelPosition {
  if (upperTail <= alarm) return 'above-alarm';
  if (lowerTail <= alarm) return 'below-alarm';
  if (upperTail <= alert) return 'above-alert';
  return lowerTail <= alert ? 'below-alert' : 'inside';
}
