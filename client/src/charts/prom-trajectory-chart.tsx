import { useElementSize } from '@mantine/hooks';
import { type KeyboardEvent, useId, useState } from 'react';
import styles from './prom-trajectory-chart.module.css';

export interface TrajectoryStop {
  readonly value: number | null;
  readonly interval: { readonly lower: number; readonly upper: number } | null;
  /** Under the picture: how many stand behind the value. */
  readonly count: string;
  readonly words: string;
}

export interface Trajectory {
  readonly name: string;
  /** One for each moment. */
  readonly stops: readonly TrajectoryStop[];
}

export interface PromTrajectoryChartProps {
  /** At most three; told apart by dash and mark. */
  readonly trajectories: readonly Trajectory[];
  /** `at` places a moment on the axis, in any unit. */
  readonly moments: readonly { readonly at: number; readonly label: string }[];
  readonly minimum: number;
  readonly maximum: number;
  readonly ticks: readonly { readonly value: number; readonly label: string }[];
  readonly countHeading: string;
  readonly label: string;
}

const TOP = 34;
const PLOT = 250;
const AXIS = 26;
const COUNT_HEAD = 30;
const COUNT_ROW = 22;
const LEFT = 64;
const SMALLEST_GAP = 44;
const NARROW = 480;

/** Values over time with their intervals, a line a group, and under them how many each rests on. */
export function PromTrajectoryChart({
  trajectories,
  moments,
  minimum,
  maximum,
  ticks,
  countHeading,
  label,
}: PromTrajectoryChartProps) {
  const { ref, width } = useElementSize();
  const optionId = useId();
  const [active, setActive] = useState<number | null>(null);
  const right = Math.max(LEFT + 80, width - 30);
  const [first, last] = [moments[0]?.at ?? 0, moments.at(-1)?.at ?? 1];
  const places = spacedApart(
    moments.map(({ at }) => LEFT + 24 + ((at - first) / Math.max(last - first, 1)) * (right - LEFT - 24)),
    right,
  );
  const x = (index: number) => places[index] ?? LEFT;
  const y = (value: number) => TOP + PLOT - ((value - minimum) / (maximum - minimum)) * PLOT;
  const every = Math.max(1, Math.ceil((moments.length * SMALLEST_GAP) / Math.max(right - LEFT, 1)));
  const bottom = TOP + PLOT;
  const countTop = bottom + AXIS + COUNT_HEAD;

  function move(event: KeyboardEvent<HTMLDivElement>) {
    const at = active ?? -1;
    const targets: Readonly<Record<string, number>> = {
      ArrowRight: Math.min(at + 1, moments.length - 1),
      ArrowLeft: Math.max(at - 1, 0),
      Home: 0,
      End: moments.length - 1,
    };
    const target = targets[event.key];
    if (target === undefined) return;
    event.preventDefault();
    setActive(target);
  }

  const spoken = active ?? moments.length - 1;
  return (
    <div
      ref={ref}
      className={styles.chart}
      role="listbox"
      tabIndex={0}
      aria-label={`${label} Arrow keys go through time.`}
      aria-activedescendant={optionId}
      onKeyDown={move}
      onBlur={() => setActive(null)}
    >
      {width === 0 ? null : (
        <svg
          data-chart=""
          width={width}
          height={countTop + trajectories.length * COUNT_ROW}
          aria-hidden="true"
        >
          {trajectories.map(({ name }, index) => (
            <g key={name} transform={`translate(${(width < NARROW ? 0 : LEFT) + index * 116} 10)`}>
              <line className={styles.line} data-line={index} x1={0} x2={22} y1={0} y2={0} />
              <Mark index={index} x={11} y={0} />
              <text className={styles.name} x={28} y={4.5}>
                {name}
              </text>
            </g>
          ))}
          {ticks.map(({ value, label: words }) => (
            <g key={value}>
              <line className={styles.grid} x1={LEFT} x2={right} y1={y(value)} y2={y(value)} />
              <text className={styles.note} x={LEFT - 8} y={y(value) + 4.5} textAnchor="end">
                {words}
              </text>
            </g>
          ))}
          {active === null ? null : (
            <line className={styles.active} x1={x(active)} x2={x(active)} y1={TOP} y2={bottom} />
          )}
          {trajectories.map(({ name, stops }, index) => {
            const shift = (index - (trajectories.length - 1) / 2) * 7;
            const drawn = stops.flatMap(({ value, interval }, at) =>
              value === null ? [] : [{ at, value, interval }],
            );
            return (
              <g key={name} transform={`translate(${shift} 0)`}>
                <path
                  className={styles.line}
                  data-line={index}
                  d={drawn
                    .map(({ at, value }, step) => `${step === 0 ? 'M' : 'L'} ${x(at)} ${y(value)}`)
                    .join(' ')}
                />
                {drawn.map(({ at, value, interval }) => (
                  <g key={at}>
                    {interval === null ? null : (
                      <line
                        className={styles.interval}
                        x1={x(at)}
                        x2={x(at)}
                        y1={y(interval.lower)}
                        y2={y(interval.upper)}
                      />
                    )}
                    <Mark index={index} x={x(at)} y={y(value)} />
                  </g>
                ))}
              </g>
            );
          })}
          <line className={styles.axis} x1={LEFT} x2={right} y1={bottom} y2={bottom} />
          {moments.map(({ at, label: words }, index) =>
            index % every === 0 ? (
              <text key={at} className={styles.note} x={x(index)} y={bottom + 20} textAnchor="middle">
                {words}
              </text>
            ) : null,
          )}
          <text className={styles.heading} x={0} y={countTop - 8}>
            {countHeading}
          </text>
          {trajectories.map(({ name, stops }, index) => (
            <g key={name}>
              <line
                className={styles.line}
                data-line={index}
                x1={0}
                x2={22}
                y1={countTop + 9.5 + index * COUNT_ROW}
                y2={countTop + 9.5 + index * COUNT_ROW}
              />
              <Mark index={index} x={11} y={countTop + 9.5 + index * COUNT_ROW} />
              {stops.map(({ count }, at) =>
                at % every === 0 ? (
                  <text
                    key={moments[at]?.label ?? at}
                    className={styles.figure}
                    x={x(at)}
                    y={countTop + 14 + index * COUNT_ROW}
                    textAnchor="middle"
                  >
                    {count}
                  </text>
                ) : null,
              )}
            </g>
          ))}
        </svg>
      )}
      <div
        id={optionId}
        role="option"
        tabIndex={-1}
        aria-selected={active !== null}
        className={styles.spoken}
      >
        {moments[spoken]?.label}: {trajectories.map(({ stops }) => stops[spoken]?.words ?? '').join(' ')}
      </div>
    </div>
  );
}

function Mark({ index, x, y }: { readonly index: number; readonly x: number; readonly y: number }) {
  if (index === 0) return <rect className={styles.filled} x={x - 4} y={y - 4} width={8} height={8} />;
  if (index === 1) return <circle className={styles.hollow} cx={x} cy={y} r={4.25} />;
  return <path className={styles.filled} d={`M ${x} ${y - 5} l 5 9 h -10 Z`} />;
}

/** The first moments lie close together: each is moved on until its words have room, as far as there is any. */
function spacedApart(places: readonly number[], right: number): number[] {
  const gap = Math.min(SMALLEST_GAP, (right - (places[0] ?? 0)) / Math.max(places.length - 1, 1));
  const spaced: number[] = [];
  for (const [index, place] of places.entries()) {
    spaced.push(Math.max(place, (spaced[index - 1] ?? Number.NEGATIVE_INFINITY) + gap));
  }
  for (let index = spaced.length - 1; index >= 0; index -= 1) {
    spaced[index] = Math.min(spaced[index] ?? right, (spaced[index + 1] ?? right + gap) - gap);
  }
  return spaced;
}
