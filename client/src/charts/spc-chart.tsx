import { useCallback, useMemo } from 'react';
import { areaOf, CourseAxes, isNarrow, yearTicks } from './course-axes.tsx';
import styles from './course-chart.module.css';
import { CourseFrame, type CourseSpot } from './course-frame.tsx';
import { courseScale, shareScale } from './course-scale.ts';
import { SignalShape } from './signal-mark.tsx';
import { phaseShift, steppedArea, steppedLine } from './spc-geometry.ts';
import { LineLabels, PhaseStart } from './spc-labels.tsx';
import type { SpcPhase, SpcPoint } from './spc-point.ts';

export interface SpcChartProps {
  readonly points: readonly SpcPoint[];
  readonly phases: readonly SpcPhase[];
  readonly target: { readonly value: number; readonly label: string } | null;
  readonly measure: string;
  readonly centreName: string;
  /** Whether values are shares, which end at 1. */
  readonly shares: boolean;
  readonly formatTick: (value: number) => string;
  readonly formatValue: (value: number) => string;
  readonly selected: string | undefined;
  readonly onSelect: (key: string | undefined) => void;
  readonly label: string;
}

const HEIGHT = 400;
/** With more points than this marks are small and the line is thin. */
const MANY = 90;
const SHAPES = { worse: 'alarm-worse', better: 'alarm-better', neutral: 'alarm' } as const;

/** A control chart: points joined, centre line and limits of each phase, a gap where limits begin anew. */
export function SpcChart({
  points,
  phases,
  target,
  measure,
  centreName,
  shares,
  formatTick,
  formatValue,
  selected,
  onSelect,
  label,
}: SpcChartProps) {
  const scale = useMemo(() => {
    const shown = (values: readonly (number | null | undefined)[]) => values.filter((value) => value != null);
    const core = shown([...points.flatMap(({ value, centreLine }) => [value, centreLine]), target?.value]);
    const limits = shown(points.flatMap(({ lowerLimit, upperLimit }) => [lowerLimit, upperLimit]));
    return shares ? shareScale(core, limits) : courseScale(core, limits);
  }, [points, target, shares]);
  const geometry = useCallback(
    (width: number) => {
      const area = areaOf(width, HEIGHT);
      const shifts = phaseShift(points.length, phases);
      const total = Math.max(1, points.length - 1) + (shifts.at(-1) ?? 0);
      const step = (area.right - area.left) / (total + 1);
      const x = (index: number) => area.left + (index + 0.5 + (shifts[index] ?? 0)) * step;
      const y = (value: number) =>
        area.bottom -
        ((Math.min(Math.max(value, scale.lowest), scale.highest) - scale.lowest) /
          (scale.highest - scale.lowest)) *
          (area.bottom - area.top);
      return { area, x, y, step };
    },
    [points, phases, scale],
  );
  const place = useCallback(
    (width: number): CourseSpot[] => {
      const { x, y, area } = geometry(width);
      return points.map(({ key, value, words }, index) => ({
        key,
        words,
        x: x(index),
        y: value === null ? area.bottom : y(value),
      }));
    },
    [geometry, points],
  );
  const many = points.length > MANY;

  return (
    <CourseFrame label={label} height={HEIGHT} place={place} selected={selected} onSelect={onSelect}>
      {(width) => {
        const { area, x, y, step } = geometry(width);
        const narrow = isNarrow(width);
        return (
          <>
            {phases.map(({ start, end }) => (
              <path key={start} className={styles.within} d={steppedArea(points, start, end, x, y, step)} />
            ))}
            <CourseAxes
              area={area}
              measure={
                scale.lowest > 0 ? `${measure}; the axis begins at ${formatTick(scale.lowest)}` : measure
              }
              valueTicks={scale.ticks.map((tick) => ({ at: y(tick), text: formatTick(tick) }))}
              timeTicks={yearTicks(
                points.map(({ date }) => date),
                x,
              )}
            />
            {phases.map(({ start, end }) => (
              <g key={start}>
                <path
                  className={styles.limit}
                  d={steppedLine(
                    points,
                    'upperLimit',
                    start,
                    end,
                    x,
                    (value) => (value > scale.highest ? null : y(value)),
                    step,
                  )}
                />
                <path
                  className={styles.limit}
                  d={steppedLine(
                    points,
                    'lowerLimit',
                    start,
                    end,
                    x,
                    (value) => (value <= scale.lowest ? null : y(value)),
                    step,
                  )}
                />
                <path
                  className={styles.centre}
                  d={steppedLine(points, 'centreLine', start, end, x, y, step)}
                />
              </g>
            ))}
            {target === null ? null : (
              <line
                className={styles.target}
                x1={area.left}
                x2={area.right}
                y1={y(target.value)}
                y2={y(target.value)}
              />
            )}
            {phases.map(({ start, note }) =>
              start === 0 ? null : (
                <PhaseStart
                  key={start}
                  at={(x(start - 1) + x(start)) / 2}
                  note={note ?? ''}
                  top={area.top}
                  bottom={area.bottom}
                  right={area.right}
                />
              ),
            )}
            {points.map((point, index) => {
              const before = points[index - 1];
              if (point.value === null || before == null || before.value === null) return null;
              if (phases.some(({ start }) => start === index)) return null;
              const waiting = point.immature || before.immature;
              return (
                <path
                  key={point.key}
                  className={waiting ? styles.waiting : `${styles.line} ${many ? styles.thin : ''}`}
                  d={`M${x(index - 1)} ${y(before.value)}L${x(index)} ${y(point.value)}`}
                />
              );
            })}
            {points.map((point, index) => {
              if (point.value === null) {
                return (
                  <path
                    key={point.key}
                    className={styles.empty}
                    d={`M${x(index) - 2.5} ${area.bottom - 2.5}l5 5m0 -5l-5 5`}
                  />
                );
              }
              return point.mark === 'common' || point.immature ? (
                <circle
                  key={point.key}
                  className={point.immature ? styles.hollow : styles.point}
                  cx={x(index)}
                  cy={y(point.value)}
                  r={many || narrow ? 2.25 : 3.25}
                />
              ) : (
                <g
                  key={point.key}
                  transform={`translate(${x(index)} ${y(point.value)})${many || narrow ? ' scale(0.75)' : ''}`}
                >
                  <SignalShape mark={SHAPES[point.mark]} />
                </g>
              );
            })}
            {narrow ? null : (
              <LineLabels
                points={points}
                target={target}
                centreName={centreName}
                highest={scale.highest}
                lowest={scale.lowest}
                formatValue={formatValue}
                at={area.right + 8}
                bottom={area.bottom}
                y={y}
              />
            )}
          </>
        );
      }}
    </CourseFrame>
  );
}
