import type { Computed } from '../computed.ts';
import { computed, notComputable } from '../computed.ts';
import type {
  ChartKind,
  ChartOptions,
  ChartPhase,
  ControlChart,
  LeftOutPoint,
  Series,
} from './control-chart.ts';
import type { PhaseRange } from './phases.ts';
import { findProblemInPhases, phaseRanges, pointsInLimits } from './phases.ts';

interface LimitLines {
  readonly centre: number;
  /** One standard deviation, the same for every point or by position; null where a point has no limits. */
  readonly sigma: number | ((index: number) => number | null);
  readonly floor: number;
  readonly ceiling: number;
  /** From the scale of the calculation to the scale of the chart. */
  readonly display?: (limit: number) => number;
}

export interface PhaseLimits {
  readonly centreLine: number | null;
  readonly lines: LimitLines | null;
  readonly limitsMissingBecause: string | null;
  readonly mean?: number;
  readonly meanMovingRange?: number;
  readonly sigmaZ?: number;
  /** Positions whose moving range was screened out. */
  readonly screened?: readonly number[];
}

type Column = (number | null)[];

interface Columns {
  readonly centreLine: Column;
  readonly lowerLimit3Sigma: Column;
  readonly lowerLimit2Sigma: Column;
  readonly upperLimit2Sigma: Column;
  readonly upperLimit3Sigma: Column;
}

const NO_MEAN_REASON = 'No point of this phase can be used for a centre line.';

/** A phase from which nothing can be calculated. */
export const EMPTY_PHASE_LIMITS: PhaseLimits = {
  centreLine: null,
  lines: null,
  limitsMissingBecause: NO_MEAN_REASON,
};

/** Says what is wrong with a series, or null when every entry is a finite number or null. */
export function findProblemInSeries(values: Series): string | null {
  if (values.length === 0) return 'There are no points.';
  for (let index = 0; index < values.length; index += 1) {
    const value = values[index];
    if (value !== null && !Number.isFinite(value)) return `Point ${index + 1} is not a finite number.`;
  }
  return null;
}

function drawLimits(columns: Columns, range: PhaseRange, limits: PhaseLimits): void {
  const { start, end } = range;
  columns.centreLine.fill(limits.centreLine, start, end);
  const { lines } = limits;
  if (lines === null || typeof lines.sigma === 'number') {
    const at = (multiple: number) =>
      lines === null ? null : limitAt(lines, multiple, lines.sigma as number);
    columns.lowerLimit3Sigma.fill(at(-3), start, end);
    columns.lowerLimit2Sigma.fill(at(-2), start, end);
    columns.upperLimit2Sigma.fill(at(2), start, end);
    columns.upperLimit3Sigma.fill(at(3), start, end);
    return;
  }
  const { sigma } = lines;
  for (let index = start; index < end; index += 1) {
    const deviation = sigma(index);
    columns.lowerLimit3Sigma[index] = deviation === null ? null : limitAt(lines, -3, deviation);
    columns.lowerLimit2Sigma[index] = deviation === null ? null : limitAt(lines, -2, deviation);
    columns.upperLimit2Sigma[index] = deviation === null ? null : limitAt(lines, 2, deviation);
    columns.upperLimit3Sigma[index] = deviation === null ? null : limitAt(lines, 3, deviation);
  }
}

function limitAt(lines: LimitLines, multiple: number, sigma: number): number {
  const limit = Math.min(lines.ceiling, Math.max(lines.floor, lines.centre + multiple * sigma));
  return lines.display === undefined ? limit : lines.display(limit);
}

/**
 * Builds a chart phase by phase; `limitsOf` answers for one phase, given which positions count.
 * Not computable when the series is empty or not finite, or when the options contradict the series.
 */
export function controlChart(
  chart: ChartKind,
  values: Series,
  options: ChartOptions,
  limitsOf: (range: PhaseRange) => PhaseLimits,
): Computed<ControlChart> {
  const problem = findProblemInSeries(values) ?? findProblemInPhases(values.length, options);
  if (problem !== null) return notComputable(problem);

  const length = values.length;
  const columns: Columns = {
    centreLine: new Array<number | null>(length),
    lowerLimit3Sigma: new Array<number | null>(length),
    lowerLimit2Sigma: new Array<number | null>(length),
    upperLimit2Sigma: new Array<number | null>(length),
    upperLimit3Sigma: new Array<number | null>(length),
  };
  const { used, leftOut } = pointsInLimits(values, options);
  const screenedOut: LeftOutPoint[] = [];
  const phases: ChartPhase[] = [];
  for (const phase of phaseRanges(length, options.phases)) {
    const range = { ...phase, used };
    const limits = limitsOf(range);
    drawLimits(columns, range, limits);
    for (const index of limits.screened ?? []) {
      screenedOut.push({ index, reason: 'moving-range-screened', note: null });
    }
    let pointsUsed = 0;
    for (let index = phase.start; index < phase.end; index += 1) pointsUsed += used[index] as number;
    phases.push({
      ...phase,
      pointsUsed,
      mean: limits.mean ?? null,
      meanMovingRange: limits.meanMovingRange ?? null,
      sigmaZ: limits.sigmaZ ?? null,
      limitsMissingBecause: limits.limitsMissingBecause,
    });
  }
  const allLeftOut =
    screenedOut.length === 0
      ? leftOut
      : [...leftOut, ...screenedOut].sort((one, other) => one.index - other.index);
  return computed({ chart, values, ...columns, leftOut: allLeftOut, phases });
}
