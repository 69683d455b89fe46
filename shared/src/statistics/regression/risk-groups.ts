import { partitionPoint } from '../quantile.ts';

/** Cases of similar predicted risk, in ascending order of risk. */
export interface RiskGroup {
  readonly caseCount: number;
  readonly observed: number;
  /** Sum of the predicted risks. */
  readonly expected: number;
  readonly lowestRisk: number;
  readonly highestRisk: number;
}

/**
 * Groups of about equal size by predicted risk.
 *
 * Formula: breaks are the distinct type-7 quantiles at 0, 1/g, …, 1; groups are (a, b], the first closed on the left.
 * Use: Hosmer–Lemeshow, calibration curve.
 * Assumptions: at least one case; groupCount ≥ 1.
 * Edge cases: equal risks never part, so groups can be unequal and fewer than asked for; a group may hold nobody when there
 * are fewer cases than groups, and is then left out.
 * Source: Hosmer & Lemeshow 1980 Commun Stat A 9:1043; golden vectors performance.hosmerLemeshow.
 * Worked example: risks 0.1, 0.2, 0.3, 0.4 in two groups: break 0.25, groups {0.1, 0.2} and {0.3, 0.4}.
 */
export function riskGroups(
  risks: ArrayLike<number>,
  outcome: ArrayLike<number>,
  groupCount: number,
): readonly RiskGroup[] {
  const sorted = Float64Array.from(risks).sort();
  const breaks: number[] = [];
  for (let part = 1; part <= groupCount; part += 1) {
    const point = partitionPoint(sorted.length, (rank) => sorted[rank] as number, part, groupCount);
    if (point !== breaks.at(-1)) breaks.push(point);
  }
  // A first break equal to the smallest risk would be the lower end of the first group, not a group of its own.
  if (breaks.length > 1 && breaks[0] === sorted[0]) breaks.shift();
  const groups = breaks.map(() => ({
    caseCount: 0,
    observed: 0,
    expected: 0,
    lowestRisk: Number.POSITIVE_INFINITY,
    highestRisk: Number.NEGATIVE_INFINITY,
  }));
  for (let row = 0; row < risks.length; row += 1) {
    const risk = risks[row] as number;
    const group = groups[breaks.findIndex((end) => risk <= end)] as (typeof groups)[number];
    group.caseCount += 1;
    group.observed += outcome[row] as number;
    group.expected += risk;
    group.lowestRisk = Math.min(group.lowestRisk, risk);
    group.highestRisk = Math.max(group.highestRisk, risk);
  }
  return groups.filter(({ caseCount }) => caseCount > 0);
}
