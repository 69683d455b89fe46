import { areaOf, type CourseArea } from './course-axes.tsx';

/** A position of a chart that runs case by case. */
export interface CasePosition {
  readonly case: number;
  readonly date: string;
}

export interface CaseGeometry {
  readonly area: CourseArea;
  readonly x: (position: CasePosition) => number;
}

const INSET = 6;

/** Cases from left to right, evenly. */
export function caseGeometry(
  width: number,
  height: number,
  positions: readonly CasePosition[],
): CaseGeometry {
  const area = areaOf(width, height);
  const last = Math.max(positions.at(-1)?.case ?? 1, 1);
  const length = area.right - area.left - 2 * INSET;
  return { area, x: (position) => area.left + INSET + (position.case / last) * length };
}

/** 'M0 0L1 2…' through places, in one line; a place that starts anew lifts the pen. */
export function pathThrough(
  places: readonly { readonly x: number; readonly y: number; readonly anew?: boolean }[],
): string {
  return places
    .map(({ x, y, anew }, index) => `${index === 0 || anew === true ? 'M' : 'L'}${round(x)} ${round(y)}`)
    .join('');
}

function round(coordinate: number): number {
  return Math.round(coordinate * 100) / 100;
}
