/**
 * Trend: consecutive points that all rise or all fall.
 *
 * Rule: every point of every run of at least `length` points whose successive differences have the same non-zero sign is flagged.
 * Use: gradual change; needs no limits.
 * Assumptions: independent points; weak on its own (it finds little that the shift rule does not).
 * Edge cases: equal neighbours end the run; so does a point without a value, and the start of a phase; where a point ends
 *   one trend and starts another the later trend wins.
 * Source: NHS England, Making Data Count (6 points, published rule); NHSRplotthedots hard-codes 7; PowerBI-SPC defaults to 5.
 * Worked example: 1, 2, 3, 4, 5, 6: six points, five rises: all flagged upper.
 */
import type { Series } from '../control-chart.ts';
import type { RuleFlag } from './rule-flag.ts';
import { stretches, unflagged } from './rule-flag.ts';
import { sideOfLine } from './shift.ts';

/** NHS England, Making Data Count: six points. */
export const TREND_LENGTH_MAKING_DATA_COUNT = 6;
/** NHSRplotthedots 0.2.2: seven points. */
export const TREND_LENGTH_NHSR_PLOT_THE_DOTS = 7;
/** PowerBI-SPC default, and Provost & Murray's run chart rule: five points. */
export const TREND_LENGTH_RUN_CHART = 5;

export interface TrendInput {
  readonly values: Series;
  /** Points, not steps. */
  readonly length?: number;
  readonly phaseStarts?: readonly number[];
}

export function trends({
  values,
  length = TREND_LENGTH_MAKING_DATA_COUNT,
  phaseStarts,
}: TrendInput): readonly RuleFlag[] {
  const flags = unflagged(values.length);
  for (const { start, end } of stretches(values.length, phaseStarts)) {
    let runStart = start;
    let runDirection = 0;
    for (let index = start + 1; index <= end; index += 1) {
      const direction = index < end ? sideOfLine(values[index], values[index - 1]) : 0;
      if (direction === runDirection) continue;
      if (runDirection !== 0 && index - runStart >= length) {
        flags.fill(runDirection > 0 ? 'upper' : 'lower', runStart, index);
      }
      runStart = index - 1;
      runDirection = direction;
    }
  }
  return flags;
}
