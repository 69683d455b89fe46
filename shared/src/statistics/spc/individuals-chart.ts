/**
 * Individuals chart (the X of XmR).
 *
 * Formula: centre line = mean(y); sigma = mean moving range / 1.128; limits = centre ∓ 3 sigma (and ∓ 2 sigma), not clipped.
 *   With scaling 'making-data-count' the limits are mean ∓ 2.66 × mean moving range, the warning lines two thirds of that.
 * Use: one measurement a period (median stay, mean score, a rate with ample denominators).
 * Assumptions: roughly symmetric, independent in time; limits are trial limits below 12 points.
 * Edge cases: two points are enough; one point, or no two neighbours, gives a centre line without limits; a constant series
 *   gives limits equal to its value; empty months stay in place.
 * Choices: 3/1.128 = 2.6596 (qicharts2, PowerBI-SPC) by default, 2.66 (NHS) by `scaling`; moving ranges are not screened
 *   by default (qicharts2, NHS workbook), screened by `screenMovingRanges` (NHSRplotthedots, PowerBI-SPC).
 * Source: Provost & Murray, The Health Care Data Guide; Montgomery; NHS England, Making Data Count.
 * Worked example: 5, 9: mean 7, moving range 4, sigma 3.546, limits −3.638 and 17.638.
 */
import type { Computed } from '../computed.ts';
import type { PhaseLimits } from './build-control-chart.ts';
import { controlChart, EMPTY_PHASE_LIMITS } from './build-control-chart.ts';
import type { ChartOptions, ControlChart, Series } from './control-chart.ts';
import { D2_OF_TWO, meanMovingRange } from './mean-moving-range.ts';
import type { PhaseRange } from './phases.ts';
import { meanOfUsed } from './series-centre.ts';

/** The multiple of the mean moving range that NHS England's Making Data Count uses in place of 3/1.128. */
export const MAKING_DATA_COUNT_MULTIPLE = 2.66;

export type IndividualsScaling = 'd2' | 'making-data-count';

export interface IndividualsOptions extends ChartOptions {
  readonly scaling?: IndividualsScaling;
  readonly screenMovingRanges?: boolean;
}

export const NO_MOVING_RANGE_REASON = 'Limits need at least two neighbouring points.';

export function individualsChart(values: Series, options: IndividualsOptions = {}): Computed<ControlChart> {
  return controlChart('individuals', values, options, (range) => individualsLimits(values, range, options));
}

/** Centre and limits of one phase; shared with the t chart, which works on transformed values. */
export function individualsLimits(
  values: Series,
  range: PhaseRange,
  { scaling = 'd2', screenMovingRanges = false }: IndividualsOptions,
): PhaseLimits {
  const mean = meanOfUsed(values, range);
  if (mean === null) return EMPTY_PHASE_LIMITS;
  const ranges = meanMovingRange(values, range, screenMovingRanges);
  if (ranges === null) {
    return { centreLine: mean, mean, lines: null, limitsMissingBecause: NO_MOVING_RANGE_REASON };
  }
  const multiple = scaling === 'd2' ? 1 / D2_OF_TWO : MAKING_DATA_COUNT_MULTIPLE / 3;
  return {
    centreLine: mean,
    mean,
    meanMovingRange: ranges.mean,
    screened: ranges.screened,
    limitsMissingBecause: null,
    lines: {
      centre: mean,
      sigma: ranges.mean * multiple,
      floor: Number.NEGATIVE_INFINITY,
      ceiling: Number.POSITIVE_INFINITY,
    },
  };
}
