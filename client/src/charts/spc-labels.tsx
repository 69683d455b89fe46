import styles from './course-chart.module.css';
import { spreadOut } from './place-labels.ts';
import type { SpcPoint } from './spc-point.ts';

const LABEL_LINE = 16;

export interface LineLabelsProps {
  readonly points: readonly SpcPoint[];
  readonly target: { readonly value: number; readonly label: string } | null;
  readonly centreName: string;
  readonly highest: number;
  readonly lowest: number;
  readonly formatValue: (value: number) => string;
  readonly at: number;
  readonly bottom: number;
  readonly y: (value: number) => number;
}

/** What the lines are called, at their right ends. */
export function LineLabels({
  points,
  target,
  centreName,
  highest,
  lowest,
  formatValue,
  at,
  bottom,
  y,
}: LineLabelsProps) {
  const last = points.findLast(({ centreLine }) => centreLine !== null);
  const end = points.findLast(
    ({ upperLimit, immature, value }) => upperLimit !== null && !immature && value !== null,
  );
  const labels = [
    ...(end?.upperLimit == null ? [] : [{ value: end.upperLimit, text: 'Upper limit', strong: false }]),
    ...(end?.lowerLimit == null || end.lowerLimit <= lowest
      ? []
      : [{ value: end.lowerLimit, text: 'Lower limit', strong: false }]),
    ...(last?.centreLine == null
      ? []
      : [{ value: last.centreLine, text: `${centreName} ${formatValue(last.centreLine)}`, strong: true }]),
    ...(target === null ? [] : [{ value: target.value, text: target.label, strong: false }]),
  ].filter(({ value }) => value <= highest);
  const places = spreadOut(
    labels.map(({ value }) => y(value)),
    LABEL_LINE,
    bottom,
  );
  return (
    <>
      {labels.map(({ text, strong }, index) => (
        <text
          key={text}
          className={strong ? styles.strongLabel : styles.lineLabel}
          x={at}
          y={places[index]}
          dy="0.35em"
        >
          {text}
        </text>
      ))}
    </>
  );
}

export interface PhaseStartProps {
  readonly at: number;
  readonly note: string;
  readonly top: number;
  readonly bottom: number;
  readonly right: number;
}

const NOTE_ROOM = 160;
const LETTER = 6.6;

/** Where limits begin anew, and why. */
export function PhaseStart({ at, note, top, bottom, right }: PhaseStartProps) {
  const toLeft = right - at < NOTE_ROOM;
  const most = Math.floor((toLeft ? at : right - at) / LETTER);
  const text = note.length > most ? `${note.slice(0, Math.max(1, most - 1)).trimEnd()}…` : note;
  return (
    <>
      <line className={styles.gap} x1={at} x2={at} y1={top - 4} y2={bottom} />
      <text
        className={styles.phaseNote}
        x={toLeft ? at - 6 : at + 6}
        y={top + 6}
        textAnchor={toLeft ? 'end' : 'start'}
      >
        {text}
      </text>
    </>
  );
}
