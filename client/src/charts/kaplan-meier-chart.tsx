import { CourseFrame } from './course-frame.tsx';
import { MOMENT_SPACE } from './moment-space.ts';
import styles from './moments-chart.module.css';

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
  /** What the value axis measures. */
  readonly measure: string;
  readonly formatShare: (share: number) => string;
  readonly label: string;
}

const TOP = 28;
const PLOT = 260;
const LEFT = 52;
const BOTTOM = TOP + PLOT;
const RISK_TOP = BOTTOM + MOMENT_SPACE.axis + MOMENT_SPACE.head;
const STEPS = [0.01, 0.02, 0.025, 0.05, 0.1, 0.2, 0.25] as const;
const MOST_TICKS = 5;
/** Mean width of a letter of a curve's name. */
const LETTER = 7.2;

/** The share with the event over time, as steps with their limits, and under them how many are still followed. */
export function KaplanMeierChart({ curves, moments, measure, formatShare, label }: KaplanMeierChartProps) {
  const horizon = moments.at(-1)?.day ?? 1;
  const highest = Math.max(
    0.005,
    ...curves.flatMap(({ points }) => points.map(({ share, upper }) => upper ?? share)),
  );
  const step = STEPS.find((candidate) => highest / candidate <= MOST_TICKS) ?? 0.25;
  const top = Math.ceil(highest / step) * step;
  const ticks = Array.from({ length: Math.round(top / step) + 1 }, (_, index) => index * step);
  const y = (share: number) => TOP + PLOT - (share / top) * PLOT;
  const placeOn = (width: number) => {
    const right = Math.max(LEFT + 60, width - 28);
    return { right, x: (day: number) => LEFT + (day / horizon) * (right - LEFT) };
  };

  return (
    <CourseFrame
      label={label}
      height={RISK_TOP + curves.length * MOMENT_SPACE.row}
      place={(width) =>
        moments.map(({ day, label: moment }, index) => ({
          key: moment,
          x: placeOn(width).x(day),
          y: y(Math.max(0, ...curves.map((curve) => shareAt(curve, day)))),
          words: [moment, ...curves.flatMap(({ words }) => words[index] ?? [])],
        }))
      }
    >
      {(width) => {
        const { right, x } = placeOn(width);
        const shownMoments = moments.filter(({ day }, index) => {
          const next = moments[index + 1];
          return index === 0 || next === undefined || x(day) - x(0) > 48;
        });
        return (
          <>
            <text className={styles.note} x={0} y={12}>
              {measure}
            </text>
            {ticks.map((tick) => (
              <g key={tick}>
                <line className={styles.grid} x1={LEFT} x2={right} y1={y(tick)} y2={y(tick)} />
                <text className={styles.note} x={LEFT - 8} y={y(tick) + 4.5} textAnchor="end">
                  {formatShare(tick)}
                </text>
              </g>
            ))}
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
              // The lower name keeps below its band along its whole length, where the curve was lower still.
              const start = ((right - LEFT - curve.name.length * LETTER) / (right - LEFT)) * horizon;
              const beside = curve.points.findLast(({ day }) => day <= start);
              return (
                <text
                  key={curve.name}
                  className={styles.name}
                  x={right}
                  y={above ? y(last.share) - 18 : y(beside?.lower ?? beside?.share ?? 0) + 18}
                  textAnchor="end"
                >
                  {curve.name}
                </text>
              );
            })}
            <line className={styles.axis} x1={LEFT} x2={right} y1={BOTTOM} y2={BOTTOM} />
            {shownMoments.map(({ day, label: words }) => (
              <g key={day}>
                <line className={styles.axis} x1={x(day)} x2={x(day)} y1={BOTTOM} y2={BOTTOM + 5} />
                <text className={styles.note} x={x(day)} y={BOTTOM + 20} textAnchor="middle">
                  {words}
                </text>
              </g>
            ))}
            <text className={styles.heading} x={0} y={RISK_TOP - 8}>
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
                      y={RISK_TOP + 14 + index * MOMENT_SPACE.row}
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
                  y1={RISK_TOP + 9.5 + index * MOMENT_SPACE.row}
                  y2={RISK_TOP + 9.5 + index * MOMENT_SPACE.row}
                />
              </g>
            ))}
          </>
        );
      }}
    </CourseFrame>
  );
}

function shareAt({ points }: SurvivalCurve, day: number): number {
  return points.findLast((point) => point.day <= day)?.share ?? 0;
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
