import { useElementSize } from '@mantine/hooks';
import { type KeyboardEvent, useId, useState } from 'react';
import styles from './kaplan-meier-chart.module.css';

export interface SurvivalCurve {
  readonly name: string;
  readonly dashed: boolean;
  /** From `day` on this share (0–1) has had the event; before the first point nobody. */
  readonly points: readonly {
    readonly day: number;
    readonly share: number;
    readonly lower: number | null;
    readonly upper: number | null;
  }[];
  /** Under observation at each moment; the curve ends with the last that has any. */
  readonly atRisk: readonly number[];
  /** What holds at each moment, in words. */
  readonly words: readonly string[];
}

export interface KaplanMeierChartProps {
  readonly curves: readonly SurvivalCurve[];
  readonly moments: readonly { readonly day: number; readonly label: string }[];
  readonly formatShare: (share: number) => string;
  readonly label: string;
}

const TOP = 12;
const PLOT = 260;
const AXIS = 26;
const RISK_HEAD = 30;
const RISK_ROW = 22;
const LEFT = 52;
const STEPS = [0.01, 0.02, 0.025, 0.05, 0.1, 0.2, 0.25] as const;
const MOST_TICKS = 5;

/** The share with the event over time, as steps with their limits, and under them how many are still followed. */
export function KaplanMeierChart({ curves, moments, formatShare, label }: KaplanMeierChartProps) {
  const { ref, width } = useElementSize();
  const optionId = useId();
  const [active, setActive] = useState<number | null>(null);
  const horizon = moments.at(-1)?.day ?? 1;
  const right = Math.max(LEFT + 60, width - 28);
  const highest = Math.max(
    0.005,
    ...curves.flatMap(({ points }) => points.map(({ share, upper }) => upper ?? share)),
  );
  const step = STEPS.find((candidate) => highest / candidate <= MOST_TICKS) ?? 0.25;
  const top = Math.ceil(highest / step) * step;
  const ticks = Array.from({ length: Math.round(top / step) + 1 }, (_, index) => index * step);
  const x = (day: number) => LEFT + (day / horizon) * (right - LEFT);
  const y = (share: number) => TOP + PLOT - (share / top) * PLOT;
  const shownMoments = moments.filter(({ day }, index) => {
    const next = moments[index + 1];
    return index === 0 || next === undefined || x(day) - x(0) > 48;
  });
  const bottom = TOP + PLOT;
  const riskTop = bottom + AXIS + RISK_HEAD;

  function move(event: KeyboardEvent<HTMLDivElement>) {
    const at = active ?? -1;
    const targets: Readonly<Record<string, number>> = {
      ArrowRight: Math.min(at + 1, moments.length - 1),
      ArrowLeft: Math.max(at - 1, 0),
      Home: 0,
      End: moments.length - 1,
    };
    const target = targets[event.key];
    if (target === undefined) return;
    event.preventDefault();
    setActive(target);
  }

  const moment = moments[active ?? moments.length - 1];
  const wordsAt = active ?? moments.length - 1;
  return (
    <div
      ref={ref}
      className={styles.chart}
      role="listbox"
      tabIndex={0}
      aria-label={`${label} Arrow keys go through time.`}
      aria-activedescendant={optionId}
      onKeyDown={move}
      onBlur={() => setActive(null)}
    >
      {width === 0 ? null : (
        <svg data-chart="" width={width} height={riskTop + curves.length * RISK_ROW} aria-hidden="true">
          {ticks.map((tick) => (
            <g key={tick}>
              <line className={styles.grid} x1={LEFT} x2={right} y1={y(tick)} y2={y(tick)} />
              <text className={styles.note} x={LEFT - 8} y={y(tick) + 4.5} textAnchor="end">
                {formatShare(tick)}
              </text>
            </g>
          ))}
          {active === null || moment === undefined ? null : (
            <line className={styles.active} x1={x(moment.day)} x2={x(moment.day)} y1={TOP} y2={bottom} />
          )}
          {curves.map((curve) => {
            const end = endOf(curve, moments);
            return (
              <g key={curve.name}>
                <path className={styles.band} d={bandPath(curve, x, y, end)} />
                <path className={styles.line} data-dashed={curve.dashed} d={stepPath(curve, x, y, end)} />
              </g>
            );
          })}
          {curves.map((curve, index) => {
            const last = curve.points.at(-1);
            if (last === undefined) return null;
            const other = curves[1 - index]?.points.at(-1);
            const above = other === undefined || last.share >= other.share;
            return (
              <text
                key={curve.name}
                className={styles.name}
                x={right}
                y={y(last.share) + (above ? -18 : 30)}
                textAnchor="end"
              >
                {curve.name}
              </text>
            );
          })}
          <line className={styles.axis} x1={LEFT} x2={right} y1={bottom} y2={bottom} />
          {shownMoments.map(({ day, label: words }) => (
            <g key={day}>
              <line className={styles.axis} x1={x(day)} x2={x(day)} y1={bottom} y2={bottom + 5} />
              <text className={styles.note} x={x(day)} y={bottom + 20} textAnchor="middle">
                {words}
              </text>
            </g>
          ))}
          <text className={styles.heading} x={0} y={riskTop - 8}>
            Still followed
          </text>
          {curves.map((curve, index) => (
            <g key={curve.name}>
              {moments.map(({ day }, at) =>
                shownMoments.some((shown) => shown.day === day) ? (
                  <text
                    key={day}
                    className={styles.figure}
                    x={x(day)}
                    y={riskTop + 14 + index * RISK_ROW}
                    textAnchor="middle"
                  >
                    {(curve.atRisk[at] ?? 0).toLocaleString('en-GB')}
                  </text>
                ) : null,
              )}
              <line
                className={styles.line}
                data-dashed={curve.dashed}
                x1={0}
                x2={20}
                y1={riskTop + 9.5 + index * RISK_ROW}
                y2={riskTop + 9.5 + index * RISK_ROW}
              />
            </g>
          ))}
        </svg>
      )}
      <div
        id={optionId}
        role="option"
        tabIndex={-1}
        aria-selected={active !== null}
        className={styles.spoken}
      >
        {moment?.label}: {curves.map((curve) => curve.words[wordsAt]).join(' ')}
      </div>
    </div>
  );
}

type Place = (value: number) => number;

/** The last moment at which somebody is still followed. */
function endOf(curve: SurvivalCurve, moments: KaplanMeierChartProps['moments']): number {
  const last = curve.atRisk.findLastIndex((count) => count > 0);
  return Math.max(moments[last]?.day ?? 0, curve.points.at(-1)?.day ?? 0);
}

function stepPath({ points }: SurvivalCurve, x: Place, y: Place, end: number): string {
  return `M ${x(0)} ${y(0)} ${points.map(({ day, share }) => `H ${x(day)} V ${y(share)}`).join(' ')} H ${x(end)}`;
}

function bandPath({ points }: SurvivalCurve, x: Place, y: Place, end: number): string {
  const limited = points.flatMap(({ day, lower, upper }) =>
    lower === null || upper === null ? [] : [{ day, lower, upper }],
  );
  const [first] = limited;
  const last = limited.at(-1);
  if (first === undefined || last === undefined) return '';
  const up = limited.map(({ day, upper }) => `H ${x(day)} V ${y(upper)}`).join(' ');
  const down = limited
    .toReversed()
    .map(({ day, lower }) => `V ${y(lower)} H ${x(day)}`)
    .join(' ');
  return `M ${x(first.day)} ${y(first.lower)} ${up} H ${x(end)} ${down} Z`;
}
