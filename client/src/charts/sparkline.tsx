import styles from './sparkline.module.css';

export interface SparklinePoint {
  readonly value: number | null;
  /** Still waiting for follow-up: drawn hollow. */
  readonly immature: boolean;
}

export interface SparklineProps {
  readonly points: readonly SparklinePoint[];
  /** Top of the scale, which begins at `minimum`. */
  readonly minimum: number;
  readonly maximum: number;
  readonly description: string;
  /** The point of the latest special cause, drawn with its sign. */
  readonly cause?: { readonly index: number; readonly meaning: 'improvement' | 'concern' | 'neutral' } | null;
}

const SIGNS = {
  concern: 'M0 -4.5 L4.5 0 L0 4.5 L-4.5 0 Z',
  improvement: 'M-3.25 -3.25 H3.25 V3.25 H-3.25 Z',
  neutral: 'M0 -4 L4 3.25 L-4 3.25 Z',
} as const;

const WIDTH = 112;
const HEIGHT = 32;
const MARGIN = 3;

/** A series of quarters without axes. Quarters without cases are gaps. */
export function Sparkline({ points, minimum, maximum, description, cause = null }: SparklineProps) {
  const spread = maximum - minimum || 1;
  const x = (index: number) => MARGIN + (index / Math.max(points.length - 1, 1)) * (WIDTH - 2 * MARGIN);
  const y = (value: number) =>
    HEIGHT - MARGIN - ((Math.min(value, maximum) - minimum) / spread) * (HEIGHT - 2 * MARGIN);
  const placed = points.map(({ value, immature }, index) =>
    value === null ? null : { x: x(index), y: y(value), immature },
  );
  const caused = cause === null ? null : (placed[cause.index] ?? null);
  const last = placed.findLast((point) => point !== null && !point.immature);
  return (
    <svg
      className={styles.sparkline}
      role="img"
      aria-label={description}
      width={WIDTH}
      height={HEIGHT}
      viewBox={`0 0 ${WIDTH} ${HEIGHT}`}
    >
      <line
        className={styles.ground}
        x1={MARGIN}
        x2={WIDTH - MARGIN}
        y1={HEIGHT - MARGIN + 0.5}
        y2={HEIGHT - MARGIN + 0.5}
      />
      <path className={styles.line} d={pathOf(placed, (point) => !point.immature)} />
      <path
        className={styles.immature}
        d={pathOf(
          placed,
          () => true,
          (point) => point.immature,
        )}
      />
      {placed.map((point) =>
        point?.immature ? (
          <circle key={point.x} className={styles.hollow} cx={point.x} cy={point.y} r="2" />
        ) : null,
      )}
      {last === undefined || last === null ? null : (
        <circle className={styles.last} cx={last.x} cy={last.y} r="2.5" />
      )}
      {cause === null || caused === null ? null : (
        <path
          className={styles.cause}
          data-meaning={cause.meaning}
          transform={`translate(${round(caused.x)} ${round(caused.y)})`}
          d={SIGNS[cause.meaning]}
        />
      )}
    </svg>
  );
}

interface PlacedPoint {
  readonly x: number;
  readonly y: number;
  readonly immature: boolean;
}

/** Joins neighbours that are both `drawn`; with `ending`, only the pieces that end in such a point. */
function pathOf(
  points: readonly (PlacedPoint | null)[],
  drawn: (point: PlacedPoint) => boolean,
  ending: (point: PlacedPoint) => boolean = () => true,
): string {
  return points
    .map((point, index) => {
      const previous = points[index - 1];
      if (point === null || previous === null || previous === undefined) return '';
      if (!drawn(point) || !drawn(previous) || !ending(point)) return '';
      return `M ${round(previous.x)} ${round(previous.y)} L ${round(point.x)} ${round(point.y)}`;
    })
    .filter((piece) => piece !== '')
    .join(' ');
}

function round(coordinate: number): number {
  return Math.round(coordinate * 100) / 100;
}
