import { type Computed, computed, notComputable } from '../computed.ts';
import { arcsineProportionLimits } from './arcsine-limits.ts';
import { defaultTrim, sum } from './dispersion.ts';
import type { FunnelLimits } from './funnel-limits.ts';
import {
  type FunnelUnit,
  type OverdispersionOptions,
  type ScoredUnits,
  scoreUnits,
  unitsProblem,
} from './overdispersion.ts';

/**
 * Overdispersion of proportions on the arcsine scale, and the limits that allow for it.
 *
 * Formula: y = asin √(k/n), s = 1/(2√n), z = (y − asin √target)/s, target = Σk/Σn; winsorised; φ, τ²; arcsine limits with τ².
 * Use: default for proportions of many units whose case mix is not fully adjusted for.
 * Assumptions: the units scatter about one target; ten units at least for the estimate to mean much.
 * Edge cases: a unit without cases has null z and limits; fewer than two units are not computable.
 * Source: Spiegelhalter et al. 2012, JRSS A 175:1; FunnelPlotR (data type PR).
 * Worked example: 12 hospitals of the BUGS "surgical" data, trim 0.1: target 0.07392, z of the first −3.775.
 */
export function arcsineOverdispersion(
  units: readonly FunnelUnit[],
  options: OverdispersionOptions = {},
): Computed<FunnelLimits & ScoredUnits> {
  const trim = options.trim ?? defaultTrim;
  const problem = unitsProblem(units, trim);
  if (problem !== undefined) return notComputable(problem);
  if (units.some(({ numerator, denominator }) => numerator > denominator)) {
    return notComputable('A numerator is greater than its denominator');
  }
  const target = sum(units.map((unit) => unit.numerator)) / sum(units.map((unit) => unit.denominator));
  const angle = Math.asin(Math.sqrt(target));
  const scored = scoreUnits(
    units.map(({ numerator, denominator }) =>
      denominator === 0
        ? undefined
        : {
            distance: Math.asin(Math.sqrt(numerator / denominator)) - angle,
            standardError: 1 / (2 * Math.sqrt(denominator)),
          },
    ),
    trim,
  );
  if (scored.kind === 'not-computable') return scored;
  const limits = arcsineProportionLimits(
    target,
    units.map((unit) => unit.denominator),
    { ...options, tau2: scored.tau2 },
  );
  return limits.kind === 'computed' ? computed({ ...scored, ...limits }) : limits;
}
