import styles from './course-chart.module.css';

export interface CourseArea {
  readonly left: number;
  readonly right: number;
  readonly top: number;
  readonly bottom: number;
}

export interface CourseTick {
  readonly at: number;
  readonly text: string;
}

/** Room for the labels of the value axis, the line labels on the right, and the time axis. */
const LEFT = 52;
const RIGHT = 116;
const NARROW_RIGHT = 12;
const TOP = 28;
const BOTTOM = 32;
const NARROW = 560;
const CLOSEST_TICKS = 44;

export function isNarrow(width: number): boolean {
  return width < NARROW;
}

export function areaOf(width: number, height: number): CourseArea {
  return {
    left: LEFT,
    right: Math.max(LEFT + 40, width - (isNarrow(width) ? NARROW_RIGHT : RIGHT)),
    top: TOP,
    bottom: height - BOTTOM,
  };
}

/** Where each year begins, without those that would touch the one before. */
export function yearTicks(dates: readonly string[], x: (index: number) => number): CourseTick[] {
  const ticks: CourseTick[] = [];
  dates.forEach((date, index) => {
    const year = date.slice(0, 4);
    if (index > 0 && dates[index - 1]?.slice(0, 4) === year) return;
    const last = ticks.at(-1);
    const next = { at: x(index), text: year };
    // A first year of a few points gives way to the next one.
    if (last !== undefined && next.at - last.at < CLOSEST_TICKS) {
      if (ticks.length === 1) ticks.pop();
      else return;
    }
    ticks.push(next);
  });
  return ticks;
}

export interface CourseAxesProps {
  readonly area: CourseArea;
  readonly valueTicks: readonly CourseTick[];
  readonly timeTicks: readonly CourseTick[];
  readonly measure: string;
}

/** Hairlines for values, years along the foot, and what is measured above the value axis. */
export function CourseAxes({ area, valueTicks, timeTicks, measure }: CourseAxesProps) {
  return (
    <>
      <text className={styles.measure} x={0} y={12}>
        {measure}
      </text>
      {valueTicks.map(({ at, text }) => (
        <g key={at}>
          <line className={styles.grid} x1={area.left} x2={area.right} y1={at} y2={at} />
          <text className={styles.tick} x={area.left - 10} y={at} dy="0.35em" textAnchor="end">
            {text}
          </text>
        </g>
      ))}
      <line className={styles.axis} x1={area.left} x2={area.right} y1={area.bottom} y2={area.bottom} />
      {timeTicks.map(({ at, text }) => (
        <g key={at}>
          <line className={styles.axis} x1={at} x2={at} y1={area.bottom} y2={area.bottom + 5} />
          <text className={styles.tick} x={at} y={area.bottom + 20} textAnchor="middle">
            {text}
          </text>
        </g>
      ))}
    </>
  );
}
