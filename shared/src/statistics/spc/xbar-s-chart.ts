/**
 * X̄ and S charts: mean and standard deviation of the cases of each subgroup.
 *
 * Formula: m_i and s_i of subgroup i with n_i cases. X̄ centre line = Σ n_i m_i / Σ n_i. With equal n, s̄ = mean(s_i), otherwise
 *   s̄ = √(Σ (n_i − 1) s_i² / Σ (n_i − 1)). X̄ limits: centre ∓ 3 s̄/(c4(n_i) √n_i). S chart: centre line s̄, limits
 *   s̄ (1 ∓ 3 c5/c4), lower ones at least 0, c5 = √(1 − c4²).
 * Use: measurements of individual cases (stay, blood loss, score) with several cases a month.
 * Assumptions: roughly normal within a subgroup, one variance. PowerBI-SPC pools also when n is equal, and so differs there.
 * Edge cases: an empty subgroup keeps its place without value; a subgroup of one has a mean but no standard deviation and no
 *   limits; no subgroup with two cases: no limits at all.
 * Source: Montgomery, Introduction to Statistical Quality Control, equations 6.29–6.31.
 * Worked example: five subgroups of four with means 5.75, 7, 4.75, 7, 6.5: centre line 6.2, s̄ 1.2578, limits 4.152 and 8.248.
 */
import type { Computed } from '../computed.ts';
import { computed, notComputable } from '../computed.ts';
import type { PhaseLimits } from './build-control-chart.ts';
import { controlChart, EMPTY_PHASE_LIMITS } from './build-control-chart.ts';
import { c4 } from './c4.ts';
import type { ChartOptions, ControlChart, Series } from './control-chart.ts';
import type { PhaseRange } from './phases.ts';

export interface XbarSCharts {
  readonly xbar: ControlChart;
  readonly s: ControlChart;
}

interface Subgroups {
  readonly sizes: readonly number[];
  readonly means: Series;
  readonly standardDeviations: Series;
}

interface Pooled {
  readonly mean: number;
  /** s̄; null when no subgroup has two cases. */
  readonly standardDeviation: number | null;
}

const NO_SPREAD_REASON = 'Limits need a subgroup with at least two cases.';

export function xbarSCharts(
  subgroups: readonly (readonly number[])[],
  options: ChartOptions = {},
): Computed<XbarSCharts> {
  if (subgroups.some((subgroup) => subgroup.some((value) => !Number.isFinite(value)))) {
    return notComputable('A value is not a finite number.');
  }
  const summary = summarise(subgroups);
  const c4BySize = new Map([...new Set(summary.sizes)].map((size) => [size, c4(size)]));
  const c4At = (index: number) => c4BySize.get(summary.sizes[index] as number) ?? null;

  const xbar = controlChart('xbar', summary.means, options, (range) => {
    const pooled = poolSubgroups(summary, range);
    return pooled === null ? EMPTY_PHASE_LIMITS : xbarLimits(pooled, summary, c4At);
  });
  if (xbar.kind === 'not-computable') return xbar;
  const s = controlChart('s', summary.standardDeviations, options, (range) => {
    const pooled = poolSubgroups(summary, range);
    return pooled === null ? EMPTY_PHASE_LIMITS : standardDeviationLimits(pooled, c4At);
  });
  if (s.kind === 'not-computable') return s;
  return computed({ xbar, s });
}

function xbarLimits(
  { mean, standardDeviation }: Pooled,
  { sizes }: Subgroups,
  c4At: (index: number) => number | null,
): PhaseLimits {
  if (standardDeviation === null) {
    return { centreLine: mean, mean, lines: null, limitsMissingBecause: NO_SPREAD_REASON };
  }
  return {
    centreLine: mean,
    mean,
    limitsMissingBecause: null,
    lines: {
      centre: mean,
      sigma: (index) => {
        const correction = c4At(index);
        return correction === null
          ? null
          : standardDeviation / (correction * Math.sqrt(sizes[index] as number));
      },
      floor: Number.NEGATIVE_INFINITY,
      ceiling: Number.POSITIVE_INFINITY,
    },
  };
}

function standardDeviationLimits(
  { standardDeviation }: Pooled,
  c4At: (index: number) => number | null,
): PhaseLimits {
  if (standardDeviation === null) return EMPTY_PHASE_LIMITS;
  return {
    centreLine: standardDeviation,
    mean: standardDeviation,
    limitsMissingBecause: null,
    lines: {
      centre: standardDeviation,
      sigma: (index) => {
        const correction = c4At(index);
        return correction === null ? null : (standardDeviation * Math.sqrt(1 - correction ** 2)) / correction;
      },
      floor: 0,
      ceiling: Number.POSITIVE_INFINITY,
    },
  };
}

function summarise(subgroups: readonly (readonly number[])[]): Subgroups {
  const means = subgroups.map((subgroup) => {
    if (subgroup.length === 0) return null;
    const mean = subgroup.reduce((sum, value) => sum + value, 0) / subgroup.length;
    return mean + subgroup.reduce((sum, value) => sum + (value - mean), 0) / subgroup.length;
  });
  const standardDeviations = subgroups.map((subgroup, index) => {
    const mean = means[index];
    if (subgroup.length < 2 || mean == null) return null;
    return Math.sqrt(subgroup.reduce((sum, value) => sum + (value - mean) ** 2, 0) / (subgroup.length - 1));
  });
  return { sizes: subgroups.map(({ length }) => length), means, standardDeviations };
}

// Which subgroups count is decided on the means, so that both charts rest on the same ones.
function poolSubgroups({ sizes, means, standardDeviations }: Subgroups, range: PhaseRange): Pooled | null {
  let cases = 0;
  let weightedMean = 0;
  let groupsWithSpread = 0;
  let sumOfDeviations = 0;
  let sumOfSquares = 0;
  let degreesOfFreedom = 0;
  const sizesSeen = new Set<number>();
  for (let index = range.start; index < range.end; index += 1) {
    const size = sizes[index] as number;
    if (range.used[index] !== 1) continue;
    const mean = means[index] as number;
    sizesSeen.add(size);
    cases += size;
    weightedMean += size * mean;
    const standardDeviation = standardDeviations[index];
    if (standardDeviation == null) continue;
    groupsWithSpread += 1;
    sumOfDeviations += standardDeviation;
    sumOfSquares += (size - 1) * standardDeviation ** 2;
    degreesOfFreedom += size - 1;
  }
  if (cases === 0) return null;
  const firstPass = weightedMean / cases;
  let residual = 0;
  for (let index = range.start; index < range.end; index += 1) {
    if (range.used[index] === 1)
      residual += (sizes[index] as number) * ((means[index] as number) - firstPass);
  }
  const mean = firstPass + residual / cases;
  if (degreesOfFreedom === 0) return { mean, standardDeviation: null };
  const pooled = Math.sqrt(sumOfSquares / degreesOfFreedom);
  return { mean, standardDeviation: sizesSeen.size === 1 ? sumOfDeviations / groupsWithSpread : pooled };
}
