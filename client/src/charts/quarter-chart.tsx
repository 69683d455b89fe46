import {
  CartesianGrid,
  Line,
  LineChart,
  ReferenceArea,
  ResponsiveContainer,
  Tooltip,
  XAxis,
  YAxis,
} from 'recharts';
import styles from './quarter-chart.module.css';

export interface QuarterChartPoint {
  readonly label: string;
  readonly value: number | null;
  /** Still waiting for follow-up: drawn hollow. */
  readonly immature: boolean;
  /** Value and count in words, for the tooltip. */
  readonly words: string;
}

export interface QuarterChartProps {
  readonly points: readonly QuarterChartPoint[];
  readonly band: { readonly low: number; readonly high: number } | null;
  readonly minimum: number;
  readonly maximum: number;
  readonly formatTick: (value: number) => string;
  readonly description: string;
}

const HEIGHT = 200;

/** The course by quarter over the reference band, scale from zero. Quarters without judged cases are gaps. */
export function QuarterChart({ points, band, minimum, maximum, formatTick, description }: QuarterChartProps) {
  return (
    <div className={styles.chart} role="img" aria-label={description}>
      <ResponsiveContainer width="100%" height={HEIGHT}>
        <LineChart
          data={[...points]}
          margin={{ top: 8, right: 8, bottom: 0, left: 0 }}
          accessibilityLayer={false}
        >
          <CartesianGrid vertical={false} stroke="var(--rule)" />
          {band === null ? null : (
            <ReferenceArea
              y1={band.low}
              y2={Math.min(band.high, maximum)}
              fill="var(--band)"
              fillOpacity={1}
              stroke="none"
            />
          )}
          <XAxis
            dataKey="label"
            interval="preserveStartEnd"
            minTickGap={32}
            tickMargin={8}
            padding={{ left: 16, right: 16 }}
            tickLine={false}
            axisLine={{ stroke: 'var(--rule-strong)' }}
            tick={{ fill: 'var(--ink-quiet)', fontSize: 13 }}
          />
          <YAxis
            domain={[minimum, maximum]}
            tickFormatter={formatTick}
            tickLine={false}
            axisLine={false}
            tickCount={4}
            width={52}
            tick={{ fill: 'var(--ink-quiet)', fontSize: 13 }}
          />
          <Tooltip
            isAnimationActive={false}
            cursor={{ stroke: 'var(--rule-strong)' }}
            content={({ payload }) => <PointInWords point={payload[0]?.payload} />}
          />
          <Line
            dataKey="value"
            stroke="var(--data)"
            strokeWidth={1.5}
            isAnimationActive={false}
            dot={({ cx, cy, payload }) => <Dot key={payload.label} cx={cx} cy={cy} point={payload} />}
            activeDot={{ r: 4, fill: 'var(--data)' }}
          />
        </LineChart>
      </ResponsiveContainer>
    </div>
  );
}

function PointInWords({ point }: { readonly point: QuarterChartPoint | undefined }) {
  if (point === undefined) return null;
  return (
    <p className={styles.tooltip}>
      <strong>{point.label}</strong>
      <br />
      {point.words}
    </p>
  );
}

interface DotProps {
  readonly cx: number | undefined;
  readonly cy: number | undefined;
  readonly point: QuarterChartPoint;
}

function Dot({ cx, cy, point }: DotProps) {
  if (cx === undefined || cy === undefined || point.value === null) return null;
  return (
    <circle
      cx={cx}
      cy={cy}
      r={3}
      stroke="var(--data)"
      fill={point.immature ? 'var(--float)' : 'var(--data)'}
    />
  );
}
