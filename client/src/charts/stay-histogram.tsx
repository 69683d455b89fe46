import { formatCases, formatProportion } from '../lib/format.ts';
import { CourseFrame } from './course-frame.tsx';
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

const PLOT = 136;
const LABELS = 162;
const HEIGHT = 168;

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
  const labelEvery = Math.max(1, Math.ceil((columns.length - 1) / MOST_LABELS));
  const lastNight = columns.length - 2;
  const y = (share: number) => PLOT - (share / maximumShare) * PLOT;
  const centreOn = (width: number) => (nights: number) =>
    ((Math.min(nights, lastNight + 1) + 0.5) / columns.length) * width;
  return (
    <CourseFrame
      label={description}
      height={HEIGHT}
      place={(width) =>
        columns.map((column, index) => ({
          key: column.label,
          x: centreOn(width)(index),
          y: y(column.share),
          words: [
            nightsInWords(column.label, lastNight),
            `${formatCases(column.cases)}, ${formatProportion(column.share)} of all`,
          ],
        }))
      }
    >
      {(width) => {
        const each = width / columns.length;
        const centre = centreOn(width);
        return (
          <>
            {band === null ? null : (
              <rect
                className={styles.band}
                x={band.low * each}
                width={(Math.min(band.high, lastNight) - band.low + 1) * each}
                y={0}
                height={PLOT}
              />
            )}
            {ticks.map(({ share, label }) => (
              <g key={label}>
                <line className={styles.grid} x1={0} x2={width} y1={y(share)} y2={y(share)} />
                {share === 0 ? null : (
                  <text className={styles.tick} x={width} y={y(share) - 4} textAnchor="end">
                    {label}
                  </text>
                )}
              </g>
            ))}
            {columns.map((column, index) => (
              <rect
                key={column.label}
                className={index > lastNight ? styles.more : styles.column}
                x={(index + 0.1) * each}
                width={each * 0.8}
                y={y(column.share)}
                height={PLOT - y(column.share)}
              />
            ))}
            <line className={styles.axis} x1={0} x2={width} y1={PLOT} y2={PLOT} />
            <path className={styles.mean} d={markUnderAxis(centre(mean))} />
            <path className={styles.median} d={markUnderAxis(centre(median))} />
            {columns.map((column, index) =>
              index > lastNight || (index % labelEvery === 0 && index <= lastNight - labelEvery / 2) ? (
                <text
                  key={column.label}
                  className={styles.night}
                  x={index > lastNight ? width : centre(index)}
                  y={LABELS}
                  textAnchor={index > lastNight ? 'end' : 'middle'}
                >
                  {column.label}
                </text>
              ) : null,
            )}
          </>
        );
      }}
    </CourseFrame>
  );
}

function markUnderAxis(x: number): string {
  return `M ${x} ${PLOT + 1.5} l 4.5 7.5 h -9 Z`;
}

function nightsInWords(label: string, lastNight: number): string {
  if (!/^\d+$/.test(label)) return `More than ${lastNight} nights`;
  return label === '1' ? '1 night' : `${label} nights`;
}
