import { type Computed, computed, notComputable } from '../computed.ts';
import { defaultTrim } from './dispersion.ts';
import type { FunnelLimits } from './funnel-limits.ts';
import {
  type FunnelUnit,
  type OverdispersionOptions,
  type ScoredUnits,
  scoreUnits,
  unitsProblem,
} from './overdispersion.ts';
import { squareRootRatioLimits } from './transformed-ratio-limits.ts';

/**
 * Overdispersion of standardised ratios on the square-root scale (CQC), and the limits that allow for it.
 *
 * Formula: y = √(O/E), s = 1/(2√E), z = (y − 1)/s; winsorised; φ, τ²; limits max(0, 1 ± z √(s² + τ²))².
 * Use: default for O/E of many units: it has a place for O = 0, which the log scale has not.
 * Assumptions: the units scatter about 1; ten units at least for the estimate to mean much.
 * Edge cases: a unit with E = 0 has null z and limits; fewer than two units are not computable.
 * Source: Spiegelhalter et al. 2012, JRSS A 175:1; PowerBI-Funnels.
 * Worked example: O = 4, E = 4.2: z = −0.0988.
 */
export function squareRootOverdispersion(
  units: readonly FunnelUnit[],
  options: OverdispersionOptions = {},
): Computed<FunnelLimits & ScoredUnits> {
  const trim = options.trim ?? defaultTrim;
  const problem = unitsProblem(units, trim);
  if (problem !== undefined) return notComputable(problem);
  const scored = scoreUnits(
    units.map(({ numerator, denominator }) =>
      denominator === 0
        ? undefined
        : {
            distance: Math.sqrt(numerator / denominator) - 1,
            standardError: 1 / (2 * Math.sqrt(denominator)),
          },
    ),
    trim,
  );
  if (scored.kind === 'not-computable') return scored;
  const limits = squareRootRatioLimits(
    units.map((unit) => unit.denominator),
    { ...options, tau2: scored.tau2 },
  );
  return limits.kind === 'computed' ? computed({ ...scored, ...limits }) : limits;
}
