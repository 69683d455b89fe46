/**
 * Shift: a run of points on one side of the centre line.
 *
 * Rule: every point of every run of at least `length` consecutive points strictly on the same side is flagged.
 * Use: sustained change of level. In-control false-alarm chance of a given run: 2 × 0.5^length.
 * Assumptions: independent points, centre line near the median.
 * Edge cases: a point on the line ends the run (Making Data Count, PowerBI-SPC; Anhøj's analysis skips it: see
 *   runs-and-crossings.ts); so does a point without a value, and the start of a phase.
 * Source: NHS England, Making Data Count (7); Provost & Murray, The Health Care Data Guide (8 on Shewhart charts, 6 on run charts).
 * Worked example: seven values of 6 about a line at 5: all seven flagged upper; with a 5 in fourth place: none.
 */
import type { Series } from '../control-chart.ts';
import type { RuleFlag } from './rule-flag.ts';
import { stretches, unflagged } from './rule-flag.ts';

/** NHS England, Making Data Count: seven points. */
export const SHIFT_LENGTH_MAKING_DATA_COUNT = 7;
/** Provost & Murray, The Health Care Data Guide, Shewhart charts: eight points. */
export const SHIFT_LENGTH_PROVOST_MURRAY = 8;
/** Provost & Murray, The Health Care Data Guide, run charts: six points. */
export const SHIFT_LENGTH_RUN_CHART = 6;

export interface ShiftInput {
  readonly values: Series;
  readonly centreLine: Series;
  readonly length?: number;
  /** Positions where the chart was re-based. */
  readonly phaseStarts?: readonly number[];
}

export function shifts({
  values,
  centreLine,
  length = SHIFT_LENGTH_MAKING_DATA_COUNT,
  phaseStarts,
}: ShiftInput): readonly RuleFlag[] {
  const flags = unflagged(values.length);
  for (const { start, end } of stretches(values.length, phaseStarts)) {
    let runStart = start;
    let runSide = 0;
    for (let index = start; index <= end; index += 1) {
      const side = index < end ? sideOfLine(values[index], centreLine[index]) : 0;
      if (side === runSide) continue;
      if (runSide !== 0 && index - runStart >= length) {
        flags.fill(runSide > 0 ? 'upper' : 'lower', runStart, index);
      }
      runStart = index;
      runSide = side;
    }
  }
  return flags;
}

/** +1 above the line, −1 below, 0 on it or when either is missing. */
export function sideOfLine(value: number | null | undefined, line: number | null | undefined): number {
  if (value == null || line == null) return 0;
  if (value > line) return 1;
  return value < line ? -1 : 0;
}
