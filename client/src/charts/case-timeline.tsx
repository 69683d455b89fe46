import styles from './case-timeline.module.css';
import { useDrawnWidth } from './drawn-width.ts';

export interface TimelineMark {
  /** Days after the operation; negative before it. */
  readonly day: number;
  /** Beside the mark: 'day 23'. */
  readonly label: string;
  /** In full, for those who point at it: 'Deep infection, 24 Mar 2026'. */
  readonly words: string;
  readonly shape: 'operation' | 'event' | 'uncertain' | 'step' | 'answer' | 'end' | 'beyond';
}

export interface TimelineRow {
  readonly label: string;
  /** A stretch of days: a stay, or how long something was looked for. */
  readonly span: {
    readonly from: number;
    readonly to: number;
    readonly words: string;
    readonly kind: 'stay' | 'looked-for';
  } | null;
  readonly marks: readonly TimelineMark[];
}

export interface CaseTimelineProps {
  readonly rows: readonly TimelineRow[];
  readonly firstDay: number;
  readonly lastDay: number;
  /** The data cut-off, where it lies on the timeline. */
  readonly cutOff: { readonly day: number; readonly words: string } | null;
  readonly description: string;
}

const ROW_HEIGHT = 34;
const AXIS_HEIGHT = 26;
const HEAD_HEIGHT = 18;
const NAMES_WIDTH = 168;
const NARROW = 640;
/** Room for a label beyond the last day. */
const RIGHT_MARGIN = 104;
const LABEL_GAP = 10;
const TICKS: readonly (readonly [day: number, label: string])[] = [
  [0, 'Operation'],
  [7, '1 week'],
  [30, '30 days'],
  [90, '90 days'],
  [365, '1 year'],
  [730, '2 years'],
];
const TICK_WIDTH = 66;

/** A case from admission to the last follow-up, a row a subject. Days are on a square-root scale: the first weeks, in which most happens, take most of the width. */
export function CaseTimeline({ rows, firstDay, lastDay, cutOff, description }: CaseTimelineProps) {
  const { ref, width } = useDrawnWidth();
  const narrow = width < NARROW;
  const left = narrow ? 8 : NAMES_WIDTH;
  const rowHeight = narrow ? ROW_HEIGHT + 12 : ROW_HEIGHT;
  const root = (day: number) => Math.sign(day) * Math.sqrt(Math.abs(day));
  const low = root(Math.min(firstDay, -1));
  const high = root(Math.max(lastDay, 1));
  const right = width - (narrow ? RIGHT_MARGIN / 3 : RIGHT_MARGIN);
  const x = (day: number) => left + ((root(day) - low) / (high - low)) * Math.max(0, right - left);
  const bottom = HEAD_HEIGHT + rows.length * rowHeight;
  const ticks = spaced(
    TICKS.filter(([day]) => day <= lastDay),
    x,
  );
  return (
    <div ref={ref} className={styles.timeline}>
      {width === 0 ? null : (
        <svg
          data-chart
          role="img"
          aria-label={description}
          width={width}
          height={bottom + AXIS_HEIGHT}
          className={styles.drawing}
        >
          {ticks.map(([day, label]) => (
            <g key={label}>
              <line
                className={day === 0 ? styles.operation : styles.grid}
                x1={x(day)}
                x2={x(day)}
                y1={HEAD_HEIGHT}
                y2={bottom}
              />
              <text className={styles.tick} x={x(day)} y={bottom + 18} textAnchor="middle">
                {label}
              </text>
            </g>
          ))}
          {cutOff === null ? null : (
            <g>
              <line
                className={styles.cutOff}
                x1={x(cutOff.day)}
                x2={x(cutOff.day)}
                y1={HEAD_HEIGHT - 2}
                y2={bottom}
              />
              <text className={styles.tick} x={x(cutOff.day)} y={11} textAnchor="end">
                {cutOff.words}
              </text>
            </g>
          )}
          {rows.map((row, index) => {
            const middle = HEAD_HEIGHT + index * rowHeight + rowHeight - ROW_HEIGHT / 2;
            return (
              <g key={row.label}>
                <text className={styles.name} x={0} y={narrow ? middle - 15 : middle} dy="0.35em">
                  {row.label}
                </text>
                <Span row={row} x={x} middle={middle} />
                {withLabelSides(row.marks, x, left, width).map(({ mark, side }) => (
                  <Mark
                    key={`${mark.day} ${mark.words}`}
                    mark={mark}
                    side={side}
                    x={x(mark.day)}
                    y={middle}
                  />
                ))}
              </g>
            );
          })}
        </svg>
      )}
    </div>
  );
}

/** As many ticks as have room beside each other. */
function spaced(ticks: typeof TICKS, x: (day: number) => number): (typeof TICKS)[number][] {
  const shown: (typeof TICKS)[number][] = [];
  for (const tick of ticks) {
    const before = shown.at(-1);
    if (before === undefined || x(tick[0]) - x(before[0]) >= TICK_WIDTH) shown.push(tick);
  }
  return shown;
}

interface SpanProps {
  readonly row: TimelineRow;
  readonly x: (day: number) => number;
  readonly middle: number;
}

function Span({ row: { span }, x, middle }: SpanProps) {
  if (span === null) return null;
  const height = span.kind === 'stay' ? 10 : 3;
  return (
    <rect
      className={span.kind === 'stay' ? styles.stay : styles.lookedFor}
      x={x(span.from)}
      width={Math.max(2, x(span.to) - x(span.from))}
      y={middle - height / 2}
      height={height}
      rx={1.5}
    >
      <title>{span.words}</title>
    </rect>
  );
}

type LabelSide = 'after' | 'before' | null;

const LETTER_WIDTH = 7;

/** Where each label has room: after its mark, or before it, or nowhere but in the tooltip. Marks are in order of their days. */
function withLabelSides(
  marks: readonly TimelineMark[],
  x: (day: number) => number,
  left: number,
  width: number,
): { readonly mark: TimelineMark; readonly side: LabelSide }[] {
  let taken = left;
  return marks.map((mark, index) => {
    const next = marks[index + 1];
    const needed = mark.label.length * LETTER_WIDTH + LABEL_GAP;
    const here = x(mark.day);
    const end = next === undefined ? width : x(next.day) - LABEL_GAP;
    const side = here + needed <= end ? 'after' : here - needed >= taken ? 'before' : null;
    taken = side === 'after' ? here + needed : here + LABEL_GAP;
    return { mark, side };
  });
}

interface MarkProps {
  readonly mark: TimelineMark;
  readonly side: LabelSide;
  readonly x: number;
  readonly y: number;
}

function Mark({ mark, side, x, y }: MarkProps) {
  // Before the end of a stretch the label would lie on its line.
  const onLine = side === 'before' && (mark.shape === 'end' || mark.shape === 'beyond');
  return (
    <g>
      <title>{mark.words}</title>
      <Shape shape={mark.shape} x={x} y={y} />
      {side === null ? null : (
        <text
          className={styles.label}
          x={side === 'after' ? x + LABEL_GAP : x - LABEL_GAP}
          y={onLine ? y - LABEL_GAP : y}
          dy="0.35em"
          textAnchor={side === 'after' ? 'start' : 'end'}
        >
          {mark.label}
        </text>
      )}
    </g>
  );
}

function Shape({
  shape,
  x,
  y,
}: {
  readonly shape: TimelineMark['shape'];
  readonly x: number;
  readonly y: number;
}) {
  const diamond = `M ${x} ${y - 6} L ${x + 6} ${y} L ${x} ${y + 6} L ${x - 6} ${y} Z`;
  switch (shape) {
    case 'operation':
      return (
        <path
          className={styles.solid}
          d={`M ${x} ${y - 8} V ${y + 8}`}
          strokeWidth={3}
          stroke="currentColor"
        />
      );
    case 'event':
      return <path className={styles.event} d={diamond} />;
    case 'uncertain':
      return <path className={styles.uncertain} d={diamond} />;
    case 'step':
      return <path className={styles.step} d={`M ${x} ${y - 5} L ${x + 5} ${y + 4} L ${x - 5} ${y + 4} Z`} />;
    case 'end':
      return <path className={styles.end} d={`M ${x} ${y - 5} V ${y + 5}`} />;
    case 'beyond':
      return <path className={styles.beyond} d={`M ${x + 6} ${y} L ${x - 2} ${y - 5} V ${y + 5} Z`} />;
    case 'answer':
      return <circle className={styles.answer} cx={x} cy={y} r={4.5} />;
  }
}
