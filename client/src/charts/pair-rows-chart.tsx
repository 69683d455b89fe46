import { type KeyboardEvent, type PointerEvent, useId, useState } from 'react';
import heard from '../components/heard.module.css';
import { ChartTooltip } from './chart-tooltip.tsx';
import { useDrawnWidth } from './drawn-width.ts';
import { type PairMark, type PairRow, type PairScale, placeOf } from './pair-rows.ts';
import styles from './pair-rows-chart.module.css';

export interface PairRowsChartProps {
  readonly rows: readonly PairRow[];
  readonly scale: PairScale;
  /** What the two shapes stand for. */
  readonly ring: string;
  readonly square: string;
  /** What stands at the end of each row. */
  readonly figuresHeading: string;
  /** What the chart shows, before its rows are read. */
  readonly label: string;
}

const HEAD = 30;
const FOOT = 26;
const ROW = 26;
const STACKED_ROW = 46;
const HEADING = 34;
/** Letters are smaller on paper, so that a chart of many rows has room on a sheet. */
const PAPER_ROW = 15;
const PAPER_HEADING = 21;
const NARROW = 620;
const LABEL_WIDTH = 232;
const FIGURE_WIDTH = 176;

/** Two figures a row on one scale, with their intervals: a ring and a square. */
export function PairRowsChart({ rows, scale, ring, square, figuresHeading, label }: PairRowsChartProps) {
  const { ref, width, onPaper } = useDrawnWidth();
  const [active, setActive] = useState<number | null>(null);
  const optionId = useId();
  const narrow = width < NARROW;
  const left = narrow ? 8 : LABEL_WIDTH;
  const right = Math.max(left + 40, width - (narrow ? 8 : FIGURE_WIDTH));
  const x = (value: number) => left + placeOf(value, scale) * (right - left);
  const rowHeight = narrow ? STACKED_ROW : onPaper ? PAPER_ROW : ROW;
  const tops = topsOf(rows, rowHeight, onPaper ? PAPER_HEADING : HEADING);
  const bottom = (tops.at(-1) ?? HEAD) + rowHeight;
  const spoken = rows[active ?? 0];
  const hovered = active === null || width === 0 ? undefined : rows[active];

  function move(event: KeyboardEvent<HTMLDivElement>) {
    const at = active ?? -1;
    const targets: Readonly<Record<string, number>> = {
      ArrowDown: Math.min(at + 1, rows.length - 1),
      ArrowUp: Math.max(at - 1, 0),
      Home: 0,
      End: rows.length - 1,
    };
    const target = targets[event.key];
    if (target === undefined) return;
    event.preventDefault();
    setActive(target);
  }

  function follow(event: PointerEvent<HTMLDivElement>) {
    const y = event.clientY - event.currentTarget.getBoundingClientRect().top;
    const index = tops.findIndex((top) => y >= top && y < top + rowHeight);
    setActive(index === -1 ? null : index);
  }

  return (
    <div
      ref={ref}
      className={styles.chart}
      role="listbox"
      tabIndex={0}
      aria-label={`${label} Arrow keys go from row to row.`}
      aria-activedescendant={optionId}
      onKeyDown={move}
      onBlur={() => setActive(null)}
      onPointerMove={follow}
      onPointerLeave={() => setActive(null)}
    >
      {width === 0 ? null : (
        <svg
          data-chart=""
          width={width}
          height={bottom + FOOT}
          viewBox={`0 0 ${width} ${bottom + FOOT}`}
          aria-hidden="true"
        >
          <Key x={narrow ? 0 : left} ring={ring} square={square} />
          {narrow ? null : (
            <text className={styles.note} x={width} y={14.5} textAnchor="end">
              {figuresHeading}
            </text>
          )}
          {scale.ticks.map(({ value, label: words }) => (
            <g key={value}>
              <line
                className={value === scale.centre ? styles.centre : styles.grid}
                x1={x(value)}
                x2={x(value)}
                y1={HEAD}
                y2={bottom}
              />
              <text
                className={styles.note}
                x={x(value)}
                y={bottom + 18}
                textAnchor={anchorAt(value, scale, narrow)}
              >
                {words}
              </text>
            </g>
          ))}
          {rows.map((row, index) => {
            const top = tops[index] ?? 0;
            const middle = top + (narrow ? 32 : rowHeight / 2);
            return (
              <g key={row.id}>
                {row.heading === null ? null : (
                  <text className={styles.heading} x={0} y={top - (onPaper ? 2 : 8)}>
                    {row.heading}
                  </text>
                )}
                {index === active ? (
                  <rect className={styles.active} x={0} width={width} y={top} height={rowHeight} />
                ) : null}
                <text className={styles.label} x={0} y={narrow ? top + 16 : middle + 4.5}>
                  {row.label}
                </text>
                <text
                  className={styles.figures}
                  x={width}
                  y={narrow ? top + 16 : middle + 4.5}
                  textAnchor="end"
                >
                  {row.figures}
                </text>
                {row.marks.map((mark) => (
                  <Mark
                    key={mark.shape}
                    mark={mark}
                    x={x}
                    y={
                      middle +
                      (row.marks.length > 1 && row.marks.some(({ interval }) => interval !== null)
                        ? mark.shape === 'ring'
                          ? -4.5
                          : 4.5
                        : 0)
                    }
                  />
                ))}
              </g>
            );
          })}
        </svg>
      )}
      {hovered === undefined ? null : (
        <ChartTooltip
          x={x(hovered.marks.at(-1)?.value ?? scale.minimum)}
          y={(tops[active ?? 0] ?? 0) + rowHeight / 2}
          words={hovered.description.replace(/\.$/, '').split(/: |; /)}
          width={width}
          height={bottom + FOOT}
        />
      )}
      {spoken === undefined ? null : (
        <div
          id={optionId}
          role="option"
          tabIndex={-1}
          aria-selected={active !== null}
          className={heard.heard}
        >
          {spoken.description}
        </div>
      )}
    </div>
  );
}

function Key({ x, ring, square }: { readonly x: number; readonly ring: string; readonly square: string }) {
  return (
    <g>
      <circle className={styles.ring} cx={x + 5} cy={10} r={4.5} />
      <text className={styles.note} x={x + 16} y={14.5}>
        {ring}
      </text>
      <g transform={`translate(${x + 32 + ring.length * 7} 0)`}>
        <rect className={styles.square} x={0} y={6} width={8.5} height={8.5} />
        <text className={styles.note} x={15} y={14.5}>
          {square}
        </text>
      </g>
    </g>
  );
}

function Mark({
  mark: { value, interval, shape },
  x,
  y,
}: {
  readonly mark: PairMark;
  readonly x: (value: number) => number;
  readonly y: number;
}) {
  return (
    <g>
      {interval === null ? null : (
        <line
          className={shape === 'ring' ? styles.crudeInterval : styles.interval}
          x1={x(interval.lower)}
          x2={x(interval.upper)}
          y1={y}
          y2={y}
        />
      )}
      {shape === 'ring' ? (
        <circle className={styles.ring} cx={x(value)} cy={y} r={4.5} />
      ) : (
        <rect className={styles.square} x={x(value) - 4.25} y={y - 4.25} width={8.5} height={8.5} />
      )}
    </g>
  );
}

function topsOf(rows: readonly PairRow[], rowHeight: number, headingHeight: number): number[] {
  let top = HEAD;
  return rows.map(({ heading }) => {
    if (heading !== null) top += headingHeight;
    const own = top;
    top += rowHeight;
    return own;
  });
}

function anchorAt(value: number, { minimum, maximum }: PairScale, narrow: boolean) {
  if (narrow && value === minimum) return 'start';
  return narrow && value === maximum ? 'end' : 'middle';
}
