import { useCallback, useMemo } from 'react';
import { type CasePosition, caseGeometry, pathThrough } from './case-course.ts';
import { CourseAxes, isNarrow, yearTicks } from './course-axes.tsx';
import styles from './course-chart.module.css';
import { CourseFrame, type CourseSpot } from './course-frame.tsx';
import { courseScale } from './course-scale.ts';

export interface VladPoint extends CasePosition {
  /** Events expected less events seen. */
  readonly value: number;
  readonly words: readonly string[];
}

export interface VladChartProps {
  readonly points: readonly VladPoint[];
  /** What lies above and below the line at 0. */
  readonly above: string;
  readonly below: string;
  readonly measure: string;
  readonly formatTick: (value: number) => string;
  /** What the line has come to, at its end. */
  readonly endLabel: string;
  readonly label: string;
}

const HEIGHT = 300;

/** Expected less observed events, case by case: up means fewer events than expected. */
export function VladChart({ points, above, below, measure, formatTick, endLabel, label }: VladChartProps) {
  const scale = useMemo(() => {
    const values = points.map(({ value }) => value);
    // Room on both sides of the line, so that a course near it does not fill the picture.
    return courseScale([...values, 1, -1], []);
  }, [points]);
  const geometry = useCallback(
    (width: number) => {
      const { area, x } = caseGeometry(width, HEIGHT, points);
      const y = (value: number) =>
        area.bottom - ((value - scale.lowest) / (scale.highest - scale.lowest)) * (area.bottom - area.top);
      return { area, x, y };
    },
    [points, scale],
  );
  const place = useCallback(
    (width: number): CourseSpot[] => {
      const { x, y } = geometry(width);
      return points.map((point) => ({
        key: String(point.case),
        x: x(point),
        y: y(point.value),
        words: point.words,
      }));
    },
    [geometry, points],
  );
  const end = points.at(-1);
  return (
    <CourseFrame label={label} height={HEIGHT} place={place}>
      {(width) => {
        const { area, x, y } = geometry(width);
        return (
          <>
            <CourseAxes
              area={area}
              measure={measure}
              valueTicks={scale.ticks.map((tick) => ({ at: y(tick), text: formatTick(tick) }))}
              timeTicks={yearTicks(
                points.map(({ date }) => date),
                (index) => x(points[index] ?? { case: 0, date: '' }),
              )}
            />
            <line className={styles.centre} x1={area.left} x2={area.right} y1={y(0)} y2={y(0)} />
            <path
              className={styles.line}
              d={pathThrough([
                { x: x({ case: 0, date: '' }), y: y(0) },
                ...points.map((point) => ({ x: x(point), y: y(point.value) })),
              ])}
            />
            <text className={styles.note} x={area.left + 10} y={area.top + 8}>
              {above}
            </text>
            <text className={styles.note} x={area.left + 10} y={area.bottom - 8}>
              {below}
            </text>
            {isNarrow(width) || end === undefined ? null : (
              <text className={styles.strongLabel} x={area.right + 8} y={y(end.value)} dy="0.35em">
                {endLabel}
              </text>
            )}
          </>
        );
      }}
    </CourseFrame>
  );
}
