import styles from './own-whisker.module.css';
import type { WhiskerScale } from './whisker-scale.ts';

interface Range {
  readonly low: number;
  readonly high: number;
}

export interface OwnWhiskerProps {
  readonly value: number;
  readonly interval: { readonly lower: number; readonly upper: number } | null;
  readonly reference: Range | null;
  /** Others as a band, and one's own figure made comparable with it. */
  readonly colleagues: (Range & { readonly own: number | null }) | null;
  readonly scale: WhiskerScale;
  /** Drawn hollow: too few cases to tell. */
  readonly hollow: boolean;
  readonly description: string;
}

/** One's own figure and interval over the reference (filled band, above) and colleagues (bracket, below). */
export function OwnWhisker({
  value,
  interval,
  reference,
  colleagues,
  scale,
  hollow,
  description,
}: OwnWhiskerProps) {
  const place = (figure: number) => `${percentOf(figure, scale)}%`;
  const width = (low: number, high: number) => `${percentOf(high, scale) - percentOf(low, scale)}%`;
  return (
    <svg
      className={styles.whisker}
      role="img"
      aria-label={description}
      data-hollow={hollow}
      data-colleagues={colleagues !== null}
    >
      <line className={styles.axis} x1="0%" x2="100%" y1="12" y2="12" />
      {reference === null ? null : (
        <rect
          className={styles.reference}
          x={place(reference.low)}
          width={width(reference.low, reference.high)}
          y="0.5"
          height="23"
        />
      )}
      {colleagues === null ? null : (
        <>
          <rect
            className={styles.colleagues}
            x={place(colleagues.low)}
            width={width(colleagues.low, colleagues.high)}
            y="28"
            height="6"
            rx="1"
          />
          {colleagues.own === null ? null : (
            <line
              className={styles.steadied}
              x1={place(colleagues.own)}
              x2={place(colleagues.own)}
              y1="25"
              y2="37"
            />
          )}
        </>
      )}
      {interval === null ? null : (
        <line
          className={styles.interval}
          x1={place(interval.lower)}
          x2={place(interval.upper)}
          y1="12"
          y2="12"
        />
      )}
      <circle className={styles.value} cx={place(value)} cy="12" r="4.5" />
    </svg>
  );
}

function percentOf(figure: number, { minimum, maximum }: WhiskerScale): number {
  if (maximum <= minimum) return 0;
  return Math.min(Math.max(((figure - minimum) / (maximum - minimum)) * 100, 0), 100);
}
