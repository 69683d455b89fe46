import { type Computed, computed, notComputable } from '../computed.ts';
import { NO_VALUES, type ValueCounts } from './value-counts.ts';

/** Left out at each end unless told: customary for length of stay, as R mean(trim = 0.05). */
export const TRIMMED_SHARE = 0.05;

/**
 * Trimmed mean.
 *
 * Formula: mean of what is left after dropping ⌊n · share⌋ of the smallest and as many of the largest values.
 * Use: a mean stay that a few very long ones do not carry away.
 * Assumptions: share from 0 to below 0.5.
 * Edge cases: few values (n · share < 1) lose none; no values is not computable.
 * Source: R mean(trim); golden vectors los.quantiles.
 * Worked example: 1, …, 19, 1000: the smallest and the largest go: 10.5.
 */
export function trimmedMean(
  sample: ValueCounts,
  share = TRIMMED_SHARE,
): Computed<{ readonly trimmedMean: number }> {
  const { values, counts, caseCount } = sample;
  if (caseCount === 0) return notComputable(NO_VALUES);
  if (!(share >= 0 && share < 0.5))
    return notComputable('The share trimmed at each end must be from 0 to below 0.5.');
  const dropped = Math.floor(caseCount * share);
  const lastKept = caseCount - dropped;
  let before = 0;
  let sum = 0;
  values.forEach((value, index) => {
    const upTo = before + (counts[index] as number);
    sum += value * Math.max(0, Math.min(upTo, lastKept) - Math.max(before, dropped));
    before = upTo;
  });
  return computed({ trimmedMean: sum / (lastKept - dropped) });
}
