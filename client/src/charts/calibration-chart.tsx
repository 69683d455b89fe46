import styles from './calibration-chart.module.css';

export interface CalibrationChartGroup {
  readonly cases: number;
  readonly observed: number;
  readonly expected: number;
}

export interface CalibrationChartProps {
  readonly groups: readonly CalibrationChartGroup[];
  /** The text alternative, every group in words. */
  readonly label: string;
}

const SIZE = 240;
const LEFT = 44;
const BOTTOM = 34;
const MARGIN = 10;
const STEPS = [0.005, 0.01, 0.02, 0.05, 0.1, 0.2, 0.5, 1];
const TICKS = 4;

/** The observed rate of groups of cases over the rate that was expected of them, with the line on which both are equal. */
export function CalibrationChart({ groups, label }: CalibrationChartProps) {
  const points = groups.map(({ cases, observed, expected }) => ({
    x: expected / cases,
    y: observed / cases,
  }));
  const largest = Math.max(...points.flatMap(({ x, y }) => [x, y]));
  const step = STEPS.find((candidate) => candidate * TICKS >= largest) ?? 1;
  const end = Math.min(step * Math.max(1, Math.ceil(largest / step)), 1);
  const across = (value: number) => LEFT + (value / end) * (SIZE - LEFT - MARGIN);
  const up = (value: number) => SIZE - BOTTOM - (value / end) * (SIZE - BOTTOM - MARGIN);
  const ticks = Array.from({ length: Math.round(end / step) + 1 }, (_, index) => index * step);
  return (
    <svg className={styles.chart} viewBox={`0 0 ${SIZE} ${SIZE}`} role="img" aria-label={label}>
      {ticks.map((tick) => (
        <g key={tick}>
          <line className={styles.grid} x1={LEFT} x2={SIZE - MARGIN} y1={up(tick)} y2={up(tick)} />
          <text className={styles.tick} x={LEFT - 6} y={up(tick)} dy="0.35em" textAnchor="end">
            {percent(tick)}
          </text>
          <text className={styles.tick} x={across(tick)} y={SIZE - BOTTOM + 14} textAnchor="middle">
            {percent(tick)}
          </text>
        </g>
      ))}
      <text className={styles.tick} x={(LEFT + SIZE) / 2} y={SIZE - 4} textAnchor="middle">
        expected, %
      </text>
      <text className={styles.tick} x={LEFT + 4} y={MARGIN + 10}>
        observed, %
      </text>
      <line className={styles.equal} x1={across(0)} y1={up(0)} x2={across(end)} y2={up(end)} />
      {points.map(({ x, y }) => (
        <circle key={x} className={styles.point} cx={across(x)} cy={up(y)} r="4" />
      ))}
    </svg>
  );
}

function percent(proportion: number): string {
  return String(Number((proportion * 100).toPrecision(3)));
}
