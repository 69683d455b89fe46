import type { StayColumn } from './stay-column.ts';
import styles from './stay-histogram.module.css';

export interface StayHistogramProps {
  /** One column a night from 0, then one for longer stays. */
  readonly columns: readonly StayColumn[];
  /** Shared top of the scale, as a share 0–1, and its tick labels. */
  readonly maximumShare: number;
  readonly ticks: readonly { readonly share: number; readonly label: string }[];
  /** The reference range in nights, both ends included, drawn as a band. */
  readonly band: { readonly low: number; readonly high: number } | null;
  readonly median: number;
  readonly mean: number;
  readonly description: string;
}

/** Every how many nights the axis carries a number, so that numbers never touch. */
const MOST_LABELS = 8;

/** Columns of nights over a band; median and mean are ticks under the axis. */
export function StayHistogram({
  columns,
  maximumShare,
  ticks,
  band,
  median,
  mean,
  description,
}: StayHistogramProps) {
  const width = 100 / columns.length;
  const labelEvery = Math.max(1, Math.ceil((columns.length - 1) / MOST_LABELS));
  const lastNight = columns.length - 2;
  const centre = (nights: number) => (Math.min(nights, lastNight + 1) + 0.5) * width;
  return (
    <svg className={styles.histogram} role="img" aria-label={description}>
      <svg className={styles.plot} y="0" height="8.5rem" aria-hidden="true">
        {band === null ? null : (
          <rect
            className={styles.band}
            x={`${band.low * width}%`}
            width={`${(Math.min(band.high, lastNight) - band.low + 1) * width}%`}
            y="0"
            height="100%"
          />
        )}
        {ticks.map(({ share, label }) => {
          const y = `${100 - (share / maximumShare) * 100}%`;
          return (
            <g key={label}>
              <line className={styles.grid} x1="0%" x2="100%" y1={y} y2={y} />
              {share === 0 ? null : (
                <text className={styles.tick} x="100%" y={y} dy="-0.3em" textAnchor="end">
                  {label}
                </text>
              )}
            </g>
          );
        })}
        {columns.map((column, index) => {
          const height = (column.share / maximumShare) * 100;
          return (
            <rect
              key={column.label}
              className={index > lastNight ? styles.more : styles.column}
              x={`${(index + 0.1) * width}%`}
              width={`${width * 0.8}%`}
              y={`${100 - height}%`}
              height={`${height}%`}
            >
              <title>{`${column.label}: ${column.cases}`}</title>
            </rect>
          );
        })}
        <line className={styles.axis} x1="0%" x2="100%" y1="100%" y2="100%" />
      </svg>
      <svg className={styles.under} x={`${centre(mean)}%`} y="8.5rem" aria-hidden="true">
        <path className={styles.mean} d="M 0 1.5 L 4.5 9 L -4.5 9 Z" />
      </svg>
      <svg className={styles.under} x={`${centre(median)}%`} y="8.5rem" aria-hidden="true">
        <path className={styles.median} d="M 0 1.5 L 4.5 9 L -4.5 9 Z" />
      </svg>
      {columns.map((column, index) =>
        index > lastNight || (index % labelEvery === 0 && index <= lastNight - labelEvery / 2) ? (
          <text
            key={column.label}
            className={styles.night}
            x={`${index > lastNight ? 100 : (index + 0.5) * width}%`}
            y="10.1rem"
            textAnchor={index > lastNight ? 'end' : 'middle'}
          >
            {column.label}
          </text>
        ) : null,
      )}
    </svg>
  );
}
