import styles from './chart-tooltip.module.css';

export interface ChartTooltipProps {
  /** What it speaks of, in pixels of the chart. */
  readonly x: number;
  readonly y: number;
  /** Its name first, then a line each. */
  readonly words: readonly string[];
  /** Of the chart, which it does not leave. */
  readonly width: number;
  readonly height: number;
}

const WIDTH = 264;
const DISTANCE = 16;

/** What a mark stands for, beside it. */
export function ChartTooltip({ x, y, words, width, height }: ChartTooltipProps) {
  const [name, ...lines] = words;
  const left = Math.min(Math.max(x - WIDTH / 2, 0), Math.max(width - WIDTH, 0));
  const vertical = y < height / 2 ? { top: y + DISTANCE } : { bottom: height - y + DISTANCE };
  return (
    <div className={styles.tooltip} style={{ left, width: WIDTH, ...vertical }} aria-hidden="true">
      <strong>{name}</strong>
      {lines.map((line) => (
        <span key={line}>{line}</span>
      ))}
    </div>
  );
}
