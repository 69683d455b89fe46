import { type Computed, computed, notComputable } from '../computed.ts';
import { defaultTrim, sum } from './dispersion.ts';
import {
  type FunnelUnit,
  type OverdispersionOptions,
  type ScoredUnits,
  scoreUnits,
  unitsProblem,
} from './overdispersion.ts';

/**
 * Overdispersion of ratios of two counts on the log scale.
 *
 * Formula: y = ln((a + ½)/(b + ½)), s = √(a/(a + ½)² + b/(b + ½)²), target = ln(Σa/Σb), z = (y − target)/s; winsorised; φ, τ².
 * Use: numerator and denominator both random (emergency against planned operations).
 * Assumptions: independent Poisson counts. Tools draw different limits for this chart, so none are given.
 * Edge cases: a unit with neither count has null z; no events in either total, or fewer than two units, is not computable.
 * Source: Spiegelhalter 2005, Stat Med 24:1185; FunnelPlotR (data type RC).
 * Worked example: a = 12, b = 25 among the eight units of the vectors: z = −0.7456.
 */
export function ratioOfCountsOverdispersion(
  units: readonly FunnelUnit[],
  options: OverdispersionOptions = {},
): Computed<ScoredUnits & { readonly target: number }> {
  const trim = options.trim ?? defaultTrim;
  const problem = unitsProblem(units, trim);
  if (problem !== undefined) return notComputable(problem);
  const numerators = sum(units.map((unit) => unit.numerator));
  const denominators = sum(units.map((unit) => unit.denominator));
  if (numerators === 0 || denominators === 0)
    return notComputable('One of the two counts is 0 in every unit');
  const target = numerators / denominators;
  const scored = scoreUnits(
    units.map(({ numerator: a, denominator: b }) =>
      a + b === 0
        ? undefined
        : {
            distance: Math.log((a + 0.5) / (b + 0.5)) - Math.log(target),
            standardError: Math.sqrt(a / (a + 0.5) ** 2 + b / (b + 0.5) ** 2),
          },
    ),
    trim,
  );
  return scored.kind === 'computed' ? computed({ ...scored, target }) : scored;
}
