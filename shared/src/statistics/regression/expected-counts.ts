import { type Computed, computed, notComputable } from '../computed.ts';
import { riskFault } from './outcome-fault.ts';

export interface UnitCounts {
  readonly unit: string;
  readonly caseCount: number;
  readonly observed: number;
  readonly expected: number;
}

/**
 * Observed and expected events of each unit (hospital, surgeon, month), in order of first appearance.
 *
 * Formula: expected = Σ predicted risks of the unit's cases.
 * Use: funnels, standardised ratios and VLAD all start here.
 * Assumptions: one unit, outcome and risk for each case.
 * Edge cases: arrays of different length, outcomes other than 0 or 1 and risks outside 0–1 are not computable.
 * Source: the definition.
 * Worked example: units a, b, a; outcomes 1, 0, 0; risks 0.2, 0.1, 0.3: a has 1 observed and 0.5 expected, b 0 and 0.1.
 */
export function expectedCounts(
  units: readonly string[],
  outcome: ArrayLike<number>,
  risks: ArrayLike<number>,
): Computed<{ readonly units: readonly UnitCounts[] }> {
  const fault = riskFault(risks, outcome);
  if (fault !== undefined) return notComputable(fault);
  if (units.length !== risks.length) return notComputable(`${units.length} units for ${risks.length} cases.`);
  const counts = new Map<string, { caseCount: number; observed: number; expected: number }>();
  units.forEach((unit, row) => {
    const count = counts.get(unit) ?? { caseCount: 0, observed: 0, expected: 0 };
    count.caseCount += 1;
    count.observed += outcome[row] as number;
    count.expected += risks[row] as number;
    counts.set(unit, count);
  });
  return computed({ units: [...counts].map(([unit, count]) => ({ unit, ...count })) });
}
