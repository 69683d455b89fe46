import { type Computed, computed, notComputable } from '../computed.ts';
import { chiSquareSurvival } from '../distributions.ts';
import { riskFault } from './outcome-fault.ts';
import { type RiskGroup, riskGroups } from './risk-groups.ts';

export interface HosmerLemeshow {
  readonly chiSquare: number;
  readonly degreesOfFreedom: number;
  readonly pValue: number;
  readonly groups: readonly RiskGroup[];
}

/** Groups of the original test. */
export const HOSMER_LEMESHOW_GROUPS = 10;

/**
 * Hosmer–Lemeshow test of goodness of fit.
 *
 * Formula: χ² = Σ over groups and both outcomes (O − E)² / E, degrees of freedom groups − 2.
 * Use: customary; read with the calibration curve, for with many cases it flags differences of no consequence, and with few
 * it sees nothing.
 * Assumptions: risks from a model fitted to these cases (in new cases the degrees of freedom are nearer to the groups).
 * Edge cases: fewer than three groups after ties, or a group in which no event or no non-event is expected, is not computable.
 * Source: Hosmer & Lemeshow 1980 Commun Stat A 9:1043; golden vectors performance.hosmerLemeshow (ResourceSelection).
 * Worked example: the 12 patients of the golden vector in 4 groups: χ² = 1.41434 on 2, p = 0.49304.
 */
export function hosmerLemeshow(
  risks: ArrayLike<number>,
  outcome: ArrayLike<number>,
  groupCount = HOSMER_LEMESHOW_GROUPS,
): Computed<HosmerLemeshow> {
  const fault = riskFault(risks, outcome);
  if (fault !== undefined) return notComputable(fault);
  const groups = riskGroups(risks, outcome, groupCount);
  if (groups.length < 3) return notComputable('Ties leave fewer than three risk groups.');
  let chiSquare = 0;
  for (const { caseCount, observed, expected } of groups) {
    const expectedOthers = caseCount - expected;
    if (!(expected > 0 && expectedOthers > 0)) {
      return notComputable('In one risk group no event, or nothing but events, is expected.');
    }
    chiSquare += (observed - expected) ** 2 * (1 / expected + 1 / expectedOthers);
  }
  const degreesOfFreedom = groups.length - 2;
  return computed({
    chiSquare,
    degreesOfFreedom,
    pValue: chiSquareSurvival(chiSquare, degreesOfFreedom),
    groups,
  });
}
