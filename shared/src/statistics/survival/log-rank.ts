import { CholeskyDecomposition, Matrix } from 'ml-matrix';
import { type Computed, computed, notComputable } from '../computed.ts';
import { chiSquareSurvival } from '../distributions.ts';
import { endingsByTime, followUpFault } from './follow-up.ts';

export interface LogRankGroup {
  readonly group: string;
  readonly caseCount: number;
  readonly observed: number;
  readonly expected: number;
}

export interface LogRank {
  readonly chiSquare: number;
  readonly degreesOfFreedom: number;
  readonly pValue: number;
  /** In ascending order: of number when every group is one, else of text. */
  readonly groups: readonly LogRankGroup[];
}

/** Share of a variance left by the other groups below which it is none but rounding. */
const SMALLEST_PIVOT = 1e-12;

/**
 * Log-rank test of equal survival in two groups or more.
 *
 * Formula: at each event time expected events of a group nᵢ d/n, covariance d(n − d)/(n − 1) · (nᵢ/n)(δᵢₖ − nₖ/n);
 * χ² = (O − E)ᵀ V⁻¹ (O − E) without the last group, groups − 1 degrees of freedom.
 * Use: comparison of whole curves, unadjusted for case mix.
 * Assumptions: censoring tells nothing of the risk and is alike in the groups; most powerful for proportional hazards.
 * Edge cases: groups in which no event could be expected are left out of the statistic; fewer than two others, no events, or
 * groups never at risk together are not computable.
 * Source: Mantel 1966 Cancer Chemother Rep 50:163; golden vectors survival.logrank (R survdiff).
 * Worked example: Freireich's 6-MP against placebo: 9 and 21 observed, 19.25 and 10.75 expected, χ² = 16.793.
 */
export function logRank(
  time: ArrayLike<number>,
  status: ArrayLike<number>,
  group: ArrayLike<string | number>,
): Computed<LogRank> {
  const fault = followUpFault(time, status, 2);
  if (fault !== undefined) return notComputable(fault);
  if (group.length !== time.length) return notComputable(`${group.length} groups for ${time.length} cases.`);
  const names = sortedNames(group);
  const place = new Map(names.map((name, index) => [name, index]));
  const kindOf = Int32Array.from(
    { length: time.length },
    (_, row) => 2 * (place.get(group[row] as string | number) as number) + (status[row] as number),
  );
  const sizes = names.map(() => 0);
  for (const kind of kindOf) sizes[kind >> 1] = (sizes[kind >> 1] as number) + 1;
  const { observed, expected, covariance } = compareGroups(
    endingsByTime(time, kindOf, 2 * names.length),
    sizes,
  );
  const counted = names.flatMap((_, index) => ((expected[index] as number) > 0 ? [index] : []));
  if (counted.length < 2)
    return notComputable('Fewer than two groups had cases at risk when an event occurred.');
  const compared = counted.slice(0, -1);
  const reduced = covariance.selection(compared, compared);
  const decomposition = new CholeskyDecomposition(reduced);
  const pivots = decomposition.lowerTriangularMatrix.diagonal();
  if (!pivots.every((pivot, index) => pivot ** 2 > SMALLEST_PIVOT * reduced.get(index, index))) {
    return notComputable('Some groups were never at risk at the same time as the others.');
  }
  const difference = Matrix.columnVector(
    compared.map((index) => (observed[index] as number) - (expected[index] as number)),
  );
  const chiSquare = difference.transpose().mmul(decomposition.solve(difference)).get(0, 0);
  return computed({
    chiSquare,
    degreesOfFreedom: compared.length,
    pValue: chiSquareSurvival(chiSquare, compared.length),
    groups: names.map((name, index) => ({
      group: String(name),
      caseCount: sizes[index] as number,
      observed: observed[index] as number,
      expected: expected[index] as number,
    })),
  });
}

function sortedNames(group: ArrayLike<string | number>): (string | number)[] {
  return [...new Set(Array.from(group))].sort((left, right) =>
    typeof left === 'number' && typeof right === 'number'
      ? left - right
      : String(left) < String(right)
        ? -1
        : 1,
  );
}

function compareGroups(
  { times, counts }: ReturnType<typeof endingsByTime>,
  sizes: readonly number[],
): { readonly observed: number[]; readonly expected: number[]; readonly covariance: Matrix } {
  const atRisk = [...sizes];
  const observed = sizes.map(() => 0);
  const expected = sizes.map(() => 0);
  const covariance = Matrix.zeros(sizes.length, sizes.length);
  times.forEach((_, index) => {
    const censored = sizes.map((_, group) => counts[2 * group]?.[index] as number);
    const events = sizes.map((_, group) => counts[2 * group + 1]?.[index] as number);
    const allEvents = events.reduce((sum, count) => sum + count, 0);
    const allAtRisk = atRisk.reduce((sum, count) => sum + count, 0);
    const spread = allAtRisk > 1 ? (allEvents * (allAtRisk - allEvents)) / (allAtRisk - 1) : 0;
    sizes.forEach((_, group) => {
      const share = (atRisk[group] as number) / allAtRisk;
      observed[group] = (observed[group] as number) + (events[group] as number);
      expected[group] = (expected[group] as number) + share * allEvents;
      for (let other = 0; other <= group && spread > 0; other += 1) {
        const otherShare = (atRisk[other] as number) / allAtRisk;
        const change = spread * share * ((group === other ? 1 : 0) - otherShare);
        covariance.set(group, other, covariance.get(group, other) + change);
        covariance.set(other, group, covariance.get(group, other));
      }
    });
    sizes.forEach((_, group) => {
      atRisk[group] = (atRisk[group] as number) - (events[group] as number) - (censored[group] as number);
    });
  });
  return { observed, expected, covariance };
}
