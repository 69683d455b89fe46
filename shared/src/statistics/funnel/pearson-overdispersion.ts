import { type Computed, computed, notComputable } from '../computed.ts';
import { defaultTrim, sum } from './dispersion.ts';
import { funnelLevels, type LimitSeries, limitsOfUnits } from './funnel-limits.ts';
import {
  type FunnelUnit,
  type OverdispersionOptions,
  type ScoredUnits,
  scoreUnits,
  unitsProblem,
} from './overdispersion.ts';

export interface PearsonOverdispersion extends ScoredUnits {
  readonly target: number;
  /** target ± z s √max(1, φ): the same relative widening for all. */
  readonly multiplicative: readonly LimitSeries[];
  /** target ± z √(s² + τ²): large units keep a variance between them. */
  readonly additive: readonly LimitSeries[];
}

/**
 * Overdispersion on the untransformed scale, with multiplicative and additive limits.
 *
 * Formula: s = √(target (1 − target)/n) for a proportion, √(1/E) for a ratio of target 1; z = (y − target)/s; winsorised; φ, τ².
 * Use: the additive form is recommended: under the multiplicative one the limits of very large units close on the target.
 * Its τ² is a variance of true rates, which the exact classification can use (classification.ts).
 * Assumptions: the units scatter about one target.
 * Edge cases: a unit without denominator has null; a pooled proportion of 0 or 1, or fewer than two units, is not computable.
 * Source: Spiegelhalter 2005, QSHC 14:347.
 * Worked example: proportions 5/80 and 9/90, trim 0.1: target 0.08235, φ = 0.2523, τ² = 0.
 */
export function pearsonOverdispersion(
  kind: 'proportion' | 'ratio',
  units: readonly FunnelUnit[],
  options: OverdispersionOptions = {},
): Computed<PearsonOverdispersion> {
  const trim = options.trim ?? defaultTrim;
  const problem = unitsProblem(units, trim);
  if (problem !== undefined) return notComputable(problem);
  const sizes = units.map((unit) => unit.denominator);
  const isProportion = kind === 'proportion';
  const target = isProportion ? sum(units.map((unit) => unit.numerator)) / sum(sizes) : 1;
  const unitVariance = isProportion ? target * (1 - target) : 1;
  if (!(unitVariance > 0))
    return notComputable('The pooled proportion is 0 or 1, so that nothing can scatter about it');
  const scored = scoreUnits(
    units.map(({ numerator, denominator }) =>
      denominator === 0
        ? undefined
        : {
            distance: numerator / denominator - target,
            standardError: Math.sqrt(unitVariance / denominator),
          },
    ),
    trim,
  );
  if (scored.kind === 'not-computable') return scored;
  const greatest = isProportion ? 1 : Number.POSITIVE_INFINITY;
  const levels = options.levels ?? funnelLevels;
  const widening = Math.max(1, scored.phi);
  const multiplicative = limitsOfUnits(
    target,
    sizes,
    levels,
    (size, _, z) => target + z * Math.sqrt((widening * unitVariance) / size),
    greatest,
  );
  const additive = limitsOfUnits(
    target,
    sizes,
    levels,
    (size, _, z) => target + z * Math.sqrt(unitVariance / size + scored.tau2),
    greatest,
  );
  if (multiplicative.kind === 'not-computable') return multiplicative;
  if (additive.kind === 'not-computable') return additive;
  return computed({ ...scored, target, multiplicative: multiplicative.limits, additive: additive.limits });
}
