import { type Computed, computed, notComputable } from '../computed.ts';
import { binomialSurvival } from '../distributions.ts';

/** Chance of being noticed that a caseload is asked for (Cohen 1988; customary). */
export const DETECTION_POWER = 0.8;
/** One-sided: the upper half of a two-sided 5 %. */
export const DETECTION_LEVEL = 0.025;

export interface DetectableProportion {
  /** Events from which on so many cases would stand out from the baseline. */
  readonly criticalCount: number;
  /** The lowest proportion that would be noticed with the wanted power. */
  readonly proportion: number;
}

/**
 * The lowest true proportion that a number of cases would probably reveal to be higher than a baseline.
 *
 * Formula: c is the smallest count with P(X ≥ c | n, baseline) ≤ level; the result is the p with P(X ≥ c | n, p) = power,
 * X binomial. P(X ≥ c) is the regularised incomplete beta function and rises with p, so p is found by bisection.
 * Use: beside a small caseload: "43 cases would show a rate of 12 % or more". For an event that ought to happen, take its
 * absence.
 * Assumptions: independent cases of one probability; the baseline is known.
 * Edge cases: where even n events of n would not stand out (n too small for the baseline) it is not computable; so are a
 * baseline of 0 or 1 and no cases. The result falls in steps as n grows (whole counts), and not evenly.
 * Source: Chernick & Liu 2002, Am Stat 56:149; Clopper & Pearson 1934 for the exact tail.
 * Worked example: 100 cases, baseline 0.02: c = 6 (P = 0.0155), p = 0.0779.
 */
export function detectableProportion(
  cases: number,
  baseline: number,
  { power = DETECTION_POWER, level = DETECTION_LEVEL } = {},
): Computed<DetectableProportion> {
  if (!(Number.isSafeInteger(cases) && cases > 0))
    return notComputable('The number of cases must be 1 or more');
  if (!(baseline > 0 && baseline < 1)) return notComputable('The baseline must lie between 0 and 1');
  if (!(power > 0 && power < 1 && level > 0 && level < 1)) {
    return notComputable('Power and level must lie between 0 and 1');
  }
  const reaching = (count: number, proportion: number) => binomialSurvival(count - 1, cases, proportion);
  let criticalCount = Math.max(1, Math.floor(cases * baseline));
  while (criticalCount <= cases && reaching(criticalCount, baseline) > level) criticalCount += 1;
  if (criticalCount > cases) return notComputable('Not even an event in every case would stand out');
  let low = baseline;
  let high = 1;
  for (let step = 0; step < BISECTIONS; step += 1) {
    const middle = (low + high) / 2;
    if (reaching(criticalCount, middle) < power) low = middle;
    else high = middle;
  }
  return computed({ criticalCount, proportion: (low + high) / 2 });
}

/** Halves the range to well under what is ever printed. */
const BISECTIONS = 50;
