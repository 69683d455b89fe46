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
  /** What stands at the end of each row, column by column. */
  readonly figuresHeading: readonly string[];
  /** What the scale measures. */
  readonly axis: string;
  /** What the chart shows, before its rows are read. */
  readonly label: string;
}

const HEAD = 30;
/** Where the columns of figures have no room beside the key, they are named on a line below it. */
const STACKED_HEAD = 50;
const FOOT = 46;
const ROW = 26;
const STACKED_ROW = 46;
const HEADING = 34;
/** Letters are smaller on paper, so that a chart of many rows has room on a sheet. */
const PAPER_ROW = 15;
const PAPER_HEADING = 21;
/** With no more rows than this each has more room on a sheet, and its marks keep off those of the next. */
const FEW_ROWS = 28;
const AIRY_PAPER_ROW = 18;
const PAPER_LABEL_WIDTH = 168;
const PAPER_FIGURE_COLUMN = 72;
const NARROW = 620;
const LABEL_WIDTH = 232;
const FIGURE_WIDTH = 176;
const FIGURE_COLUMN = 96;

/** Two figures a row on one scale, with their intervals: a ring and a square. */
export function PairRowsChart({
  rows,
  scale,
  ring,
  square,
  figuresHeading,
  axis,
  label,
}: PairRowsChartProps) {
  const { ref, width, onPaper } = useDrawnWidth();
  const [active, setActive] = useState<number | null>(null);
  const optionId = useId();
  const narrow = width < NARROW;
  const left = narrow ? 8 : onPaper ? PAPER_LABEL_WIDTH : LABEL_WIDTH;
  const column = onPaper ? PAPER_FIGURE_COLUMN : FIGURE_COLUMN;
  const figureWidth = Math.max(onPaper ? 0 : FIGURE_WIDTH, figuresHeading.length * column + 24);
  const right = Math.max(left + 40, width - (narrow ? 8 : figureWidth));
  const columnEnd = (place: number) => width - (figuresHeading.length - 1 - place) * column;
  const x = (value: number) => left + placeOf(value, scale) * (right - left);
  const paperRow = rows.length > FEW_ROWS ? PAPER_ROW : AIRY_PAPER_ROW;
  const rowHeight = narrow ? STACKED_ROW : onPaper ? paperRow : ROW;
  const head = narrow ? STACKED_HEAD : HEAD;
  const tops = topsOf(rows, head, rowHeight, onPaper ? PAPER_HEADING : HEADING);
  const bottom = (tops.at(-1) ?? head) + rowHeight;
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
          <Figures
            className={styles.note}
            figures={figuresHeading}
            y={narrow ? 36 : 14.5}
            end={width}
            columnEnd={narrow ? undefined : columnEnd}
          />
          {scale.ticks.map(({ value, label: words }) => (
            <g key={value}>
              <line
                className={value === scale.centre ? styles.centre : styles.grid}
                x1={x(value)}
                x2={x(value)}
                y1={head}
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
          <text className={styles.note} x={(left + right) / 2} y={bottom + 38} textAnchor="middle">
            {axis}
          </text>
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
                <Figures
                  className={styles.figures}
                  figures={row.figures}
                  y={narrow ? top + 16 : middle + 4.5}
                  end={width}
                  columnEnd={narrow || row.figures.length !== figuresHeading.length ? undefined : columnEnd}
                />
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

interface FiguresProps {
  readonly className: string | undefined;
  readonly figures: readonly string[];
  readonly y: number;
  readonly end: number;
  /** Where each column ends; absent where they stand in one line. */
  readonly columnEnd: ((column: number) => number) | undefined;
}

/** Figures or their headings, each at the end of its column. */
function Figures({ className, figures, y, end, columnEnd }: FiguresProps) {
  if (columnEnd === undefined) {
    return (
      <text className={className} x={end} y={y} textAnchor="end">
        {figures.join(' · ')}
      </text>
    );
  }
  return figures.map((words, column) => (
    <text key={`${column} ${words}`} className={className} x={columnEnd(column)} y={y} textAnchor="end">
      {words}
    </text>
  ));
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

function topsOf(rows: readonly PairRow[], head: number, rowHeight: number, headingHeight: number): number[] {
  let top = head;
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
