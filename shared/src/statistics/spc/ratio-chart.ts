import type { Computed } from '../computed.ts';
import { notComputable } from '../computed.ts';
import type { PhaseLimits } from './build-control-chart.ts';
import { controlChart, EMPTY_PHASE_LIMITS } from './build-control-chart.ts';
import type { ChartKind, ChartOptions, ControlChart } from './control-chart.ts';
import { NO_MOVING_RANGE_REASON } from './individuals-chart.ts';
import { D2_OF_TWO, meanMovingRange } from './mean-moving-range.ts';
import type { PhaseRange } from './phases.ts';
import type { RatioSeries } from './ratio-series.ts';
import { findProblemInRatios, pooledRatio, ratios, sigmaByDenominator } from './ratio-series.ts';

/** What tells the four attribute charts on ratios apart. */
interface RatioChartKind {
  readonly chart: ChartKind;
  /** Largest possible value: 1 for a proportion, Infinity for a rate. */
  readonly ceiling: number;
  /** Variance of a point at denominator 1. */
  readonly unitVariance: (centre: number) => number;
  /** Whether limits are widened or narrowed by Laney's sigma z. */
  readonly laney: boolean;
}

export function ratioChart(
  kind: RatioChartKind,
  series: RatioSeries,
  options: ChartOptions,
): Computed<ControlChart> {
  const problem = findProblemInRatios(series, kind.ceiling === 1);
  if (problem !== null) return notComputable(problem);
  const values = ratios(series);
  return controlChart(kind.chart, values, options, (range) => {
    const centre = pooledRatio(series, range);
    if (centre === null) return EMPTY_PHASE_LIMITS;
    const unitSigma = Math.sqrt(kind.unitVariance(centre));
    const without = { centreLine: centre, mean: centre, limitsMissingBecause: null };
    if (!kind.laney) return { ...without, lines: linesAt(kind, centre, unitSigma, series) };
    return { ...without, ...laneyLimits(kind, centre, unitSigma, series, values, range) };
  });
}

function laneyLimits(
  kind: RatioChartKind,
  centre: number,
  unitSigma: number,
  series: RatioSeries,
  values: readonly (number | null)[],
  range: PhaseRange,
): Pick<PhaseLimits, 'lines' | 'limitsMissingBecause' | 'sigmaZ'> {
  if (unitSigma === 0) {
    return {
      lines: null,
      limitsMissingBecause: 'The points do not vary, so there is no variation to rescale.',
    };
  }
  const sigmaAt = sigmaByDenominator(unitSigma, series.denominators);
  const standardised = values.map((value, index) =>
    value === null ? null : (value - centre) / (sigmaAt(index) as number),
  );
  const ranges = meanMovingRange(standardised, range, false);
  if (ranges === null) return { lines: null, limitsMissingBecause: NO_MOVING_RANGE_REASON };
  const sigmaZ = ranges.mean / D2_OF_TWO;
  return { sigmaZ, limitsMissingBecause: null, lines: linesAt(kind, centre, unitSigma * sigmaZ, series) };
}

function linesAt(kind: RatioChartKind, centre: number, unitSigma: number, series: RatioSeries) {
  return {
    centre,
    sigma: sigmaByDenominator(unitSigma, series.denominators),
    floor: 0,
    ceiling: kind.ceiling,
  };
}
