import { useCallback, useMemo } from 'react';
import { type CasePosition, caseGeometry, pathThrough } from './case-course.ts';
import { CourseAxes, isNarrow, yearTicks } from './course-axes.tsx';
import styles from './course-chart.module.css';
import { CourseFrame, type CourseSpot } from './course-frame.tsx';
import { courseScale } from './course-scale.ts';
import { SignalShape } from './signal-mark.tsx';
import type { SpcMark } from './spc-point.ts';

export interface CusumPoint extends CasePosition {
  /** Evidence for more and for fewer events than expected; neither is below 0. */
  readonly more: number;
  readonly fewer: number;
  readonly words: readonly string[];
}

export interface CusumDirection {
  readonly limit: number;
  /** 'Limit 3.76:', '0.2 false alarms', 'a year': line by line. */
  readonly label: readonly string[];
  /** Numbers of the cases that signalled. */
  readonly signals: readonly number[];
  readonly mark: Exclude<SpcMark, 'common'>;
}

export interface CusumChartProps {
  readonly points: readonly CusumPoint[];
  readonly more: CusumDirection | null;
  readonly fewer: CusumDirection | null;
  readonly measure: string;
  readonly selected: string | undefined;
  readonly onSelect: (key: string | undefined) => void;
  readonly label: string;
}

const HEIGHT = 320;
const SHAPES = { worse: 'alarm-worse', better: 'alarm-better', neutral: 'alarm' } as const;

/** Two CUSUMs about one line: for more events upwards, for fewer downwards, each with its limit and its signals. */
export function CusumChart({ points, more, fewer, measure, selected, onSelect, label }: CusumChartProps) {
  const scale = useMemo(
    () =>
      courseScale(
        [...points.flatMap((point) => [point.more, -point.fewer]), more?.limit ?? 0, -(fewer?.limit ?? 0)],
        [],
      ),
    [points, more, fewer],
  );
  const geometry = useCallback(
    (width: number) => {
      const { area, x } = caseGeometry(width, HEIGHT, points);
      const y = (value: number) =>
        area.bottom - ((value - scale.lowest) / (scale.highest - scale.lowest)) * (area.bottom - area.top);
      return { area, x, y };
    },
    [points, scale],
  );
  const signalled = useMemo(
    () => ({ more: new Set(more?.signals), fewer: new Set(fewer?.signals) }),
    [more, fewer],
  );
  const place = useCallback(
    (width: number): CourseSpot[] => {
      const { x, y } = geometry(width);
      return points.map((point) => {
        const down = signalled.fewer.has(point.case) || point.fewer > point.more;
        return {
          key: String(point.case),
          x: x(point),
          y: y(down && !signalled.more.has(point.case) ? -point.fewer : point.more),
          words: point.words,
        };
      });
    },
    [geometry, points, signalled],
  );
  return (
    <CourseFrame label={label} height={HEIGHT} place={place} selected={selected} onSelect={onSelect}>
      {(width) => {
        const { area, x, y } = geometry(width);
        const line = (side: 'more' | 'fewer') => {
          const sign = side === 'more' ? 1 : -1;
          return pathThrough([
            { x: x({ case: 0, date: '' }), y: y(0) },
            ...points.flatMap((point) => {
              const at = { x: x(point), y: y(sign * point[side]) };
              // After a signal the chart begins again at 0.
              return signalled[side].has(point.case) ? [at, { x: at.x, y: y(0), anew: true }] : [at];
            }),
          ]);
        };
        return (
          <>
            <CourseAxes
              area={area}
              measure={measure}
              valueTicks={scale.ticks.map((tick) => ({ at: y(tick), text: String(Math.abs(tick)) }))}
              timeTicks={yearTicks(
                points.map(({ date }) => date),
                (index) => x(points[index] ?? { case: 0, date: '' }),
              )}
            />
            <line className={styles.axis} x1={area.left} x2={area.right} y1={y(0)} y2={y(0)} />
            {[
              { direction: more, sign: 1 },
              { direction: fewer, sign: -1 },
            ].map(({ direction, sign }) =>
              direction === null ? null : (
                <line
                  key={sign}
                  className={styles.limit}
                  x1={area.left}
                  x2={area.right}
                  y1={y(sign * direction.limit)}
                  y2={y(sign * direction.limit)}
                />
              ),
            )}
            <path className={styles.line} d={line('more')} />
            <path className={styles.line} d={line('fewer')} />
            {points.flatMap((point) =>
              (
                [
                  [more, 'more', 1],
                  [fewer, 'fewer', -1],
                ] as const
              ).flatMap(([direction, side, sign]) =>
                direction !== null && signalled[side].has(point.case)
                  ? [
                      <g
                        key={`${side}-${point.case}`}
                        transform={`translate(${x(point)} ${y(sign * point[side])})`}
                      >
                        <SignalShape mark={SHAPES[direction.mark]} />
                      </g>,
                    ]
                  : [],
              ),
            )}
            {isNarrow(width) ? null : (
              <>
                {more === null ? null : (
                  <LimitLabel lines={more.label} x={area.right + 8} y={y(more.limit)} />
                )}
                {fewer === null ? null : (
                  <LimitLabel lines={fewer.label} x={area.right + 8} y={y(-fewer.limit)} />
                )}
              </>
            )}
          </>
        );
      }}
    </CourseFrame>
  );
}

interface LimitLabelProps {
  readonly lines: readonly string[];
  readonly x: number;
  readonly y: number;
}

const LINE = 1.3;

/** Its lines about the limit that they name. */
function LimitLabel({ lines, x, y }: LimitLabelProps) {
  return (
    <text className={styles.lineLabel} x={x} y={y}>
      {lines.map((line, index) => (
        <tspan
          key={line}
          x={x}
          dy={index === 0 ? `${0.35 - ((lines.length - 1) / 2) * LINE}em` : `${LINE}em`}
        >
          {line}
        </tspan>
      ))}
    </text>
  );
}
