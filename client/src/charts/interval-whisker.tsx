import styles from './interval-whisker.module.css';
import type { WhiskerScale } from './whisker-scale.ts';

export interface WhiskerMark {
  readonly value: number;
  readonly label: string;
}

export interface IntervalWhiskerProps {
  readonly value: number;
  readonly interval: { readonly lower: number; readonly upper: number } | null;
  /** The reference range, drawn as a band. */
  readonly band: { readonly low: number; readonly high: number } | null;
  /** Figures published about others, drawn as separate marks. */
  readonly marks?: readonly WhiskerMark[];
  readonly scale: WhiskerScale;
  /** Drawn hollow: too few cases to tell. */
  readonly hollow: boolean;
  /** The text alternative, verdict included. */
  readonly description: string;
}

/** A value and its interval as a whisker over a reference band. Ends beyond the scale are drawn as arrows. */
export function IntervalWhisker({
  value,
  interval,
  band,
  marks = [],
  scale,
  hollow,
  description,
}: IntervalWhiskerProps) {
  const place = (figure: number) => percentOf(figure, scale);
  return (
    <svg className={styles.whisker} role="img" aria-label={description} data-hollow={hollow}>
      <line className={styles.axis} x1="0%" x2="100%" y1="50%" y2="50%" />
      {band === null ? null : <Band from={place(band.low)} to={place(band.high)} />}
      {marks.map((mark) => (
        <g key={mark.label}>
          <svg x={`${place(mark.value)}%`} y="0" className={styles.overflowing} aria-hidden="true">
            <path className={styles.mark} d="M -4 0.5 L 4 0.5 L 0 6.5 Z" />
          </svg>
        </g>
      ))}
      {interval === null ? null : (
        <>
          <line
            className={styles.interval}
            x1={`${place(interval.lower)}%`}
            x2={`${place(interval.upper)}%`}
            y1="50%"
            y2="50%"
          />
          <End at={place(interval.lower)} beyond={interval.lower < scale.minimum} direction={-1} />
          <End at={place(interval.upper)} beyond={interval.upper > scale.maximum} direction={1} />
        </>
      )}
      <circle className={styles.value} cx={`${place(value)}%`} cy="50%" r="4.5" />
    </svg>
  );
}

function Band({ from, to }: { readonly from: number; readonly to: number }) {
  return (
    <>
      <rect className={styles.band} x={`${from}%`} width={`${Math.max(to - from, 0)}%`} y="0" height="100%" />
      <line className={styles.bandEdge} x1={`${from}%`} x2={`${from}%`} y1="0" y2="100%" />
      <line className={styles.bandEdge} x1={`${to}%`} x2={`${to}%`} y1="0" y2="100%" />
    </>
  );
}

function End({
  at,
  beyond,
  direction,
}: {
  readonly at: number;
  readonly beyond: boolean;
  readonly direction: -1 | 1;
}) {
  return (
    <svg x={`${at}%`} y="50%" className={styles.overflowing} aria-hidden="true">
      {beyond ? (
        <path
          className={styles.arrow}
          d={`M ${direction} 0 L ${-5 * direction} -4 L ${-5 * direction} 4 Z`}
        />
      ) : (
        <line className={styles.interval} x1="0" x2="0" y1="-4" y2="4" />
      )}
    </svg>
  );
}

function percentOf(figure: number, { minimum, maximum }: WhiskerScale): number {
  if (maximum <= minimum) return 0;
  return Math.min(Math.max(((figure - minimum) / (maximum - minimum)) * 100, 0), 100);
}
