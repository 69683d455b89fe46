import { type Computed, computed, notComputable } from '../computed.ts';

/** Below this a comparison of providers is mostly noise; from it, customary for public comparison (Adams 2009, RAND). */
export const reliabilityForComparison = 0.7;

/**
 * Reliability of a provider's rate: the share of its variance that is between providers and not chance.
 *
 * Formula: τ²/(τ² + σ²/n), τ² the variance between providers and σ² that of one case on the same scale; for a proportion p, σ² is
 * p(1 − p) on the scale of proportions and 1/(p(1 − p)) on that of logits.
 * Use: whether a caseload can carry a comparison; also the weight of a provider's own rate in shrinkage.
 * Assumptions: providers differ at random about one mean.
 * Edge cases: n = 0 or τ² = 0 give 0 (all noise); a case without variance gives 1.
 * Source: Adams 2009, The Reliability of Provider Profiling (RAND TR-653); Dimick 2012, Health Serv Res 47:1235.
 * Worked example: τ² = 0.09, p = 0.045 (σ² = 23.27 on logits), n = 603: 0.70.
 */
export function reliability(
  betweenVariance: number,
  caseVariance: number,
  cases: number,
): Computed<{ readonly reliability: number }> {
  const problem = varianceProblem(betweenVariance, caseVariance);
  if (problem !== undefined) return notComputable(problem);
  if (!(cases >= 0 && Number.isFinite(cases))) return notComputable('The number of cases must be 0 or more');
  if (cases === 0 || betweenVariance === 0) return computed({ reliability: 0 });
  return computed({ reliability: betweenVariance / (betweenVariance + caseVariance / cases) });
}

/**
 * The smallest whole caseload whose rate has a wanted reliability: ⌈R/(1 − R) σ²/τ²⌉.
 *
 * Edge cases: τ² = 0 is not computable: no caseload would do.
 * Source: as reliability. Worked example: reliability 0.7, logit SD 0.3, p = 0.015: 1,755 cases.
 */
export function minimumCaseload(
  wanted: number,
  betweenVariance: number,
  caseVariance: number,
): Computed<{ readonly cases: number }> {
  const problem = varianceProblem(betweenVariance, caseVariance);
  if (problem !== undefined) return notComputable(problem);
  if (!(wanted > 0 && wanted < 1)) return notComputable('The reliability wanted must lie between 0 and 1');
  if (betweenVariance === 0)
    return notComputable('Providers do not differ: no caseload would tell them apart');
  const cases = ((wanted / (1 - wanted)) * caseVariance) / betweenVariance;
  return computed({ cases: Math.ceil(cases * (1 - rounding)) });
}

/** Keeps a caseload that is whole but for the last digits of a double from being rounded up. */
const rounding = 1e-12;

function varianceProblem(betweenVariance: number, caseVariance: number): string | undefined {
  const valid = betweenVariance >= 0 && caseVariance >= 0 && Number.isFinite(betweenVariance + caseVariance);
  return valid ? undefined : 'Variances must be 0 or more';
}
