import { CourseFrame } from './course-frame.tsx';
import { MOMENT_SPACE } from './moment-space.ts';
import styles from './moments-chart.module.css';

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
  /** What the value axis measures. */
  readonly measure: string;
  readonly countHeading: string;
  readonly label: string;
}

const TOP = 58;
const PLOT = 250;
const LEFT = 64;
const SMALLEST_GAP = 44;
const NARROW = 480;
const BOTTOM = TOP + PLOT;
const COUNT_TOP = BOTTOM + MOMENT_SPACE.axis + MOMENT_SPACE.head;

/** Values over time with their intervals, a line a group, and under them how many each rests on. */
export function PromTrajectoryChart({
  trajectories,
  moments,
  minimum,
  maximum,
  ticks,
  measure,
  countHeading,
  label,
}: PromTrajectoryChartProps) {
  const [first, last] = [moments[0]?.at ?? 0, moments.at(-1)?.at ?? 1];
  const y = (value: number) => TOP + PLOT - ((value - minimum) / (maximum - minimum)) * PLOT;
  const rightOf = (width: number) => Math.max(LEFT + 80, width - 30);
  const placesOn = (right: number) =>
    spacedApart(
      moments.map(({ at }) => LEFT + 24 + ((at - first) / Math.max(last - first, 1)) * (right - LEFT - 24)),
      right,
    );

  return (
    <CourseFrame
      label={label}
      height={COUNT_TOP + trajectories.length * MOMENT_SPACE.row}
      place={(width) =>
        placesOn(rightOf(width)).map((x, index) => {
          const stops = trajectories.flatMap((trajectory) => trajectory.stops[index] ?? []);
          const moment = moments[index]?.label ?? '';
          return {
            key: moment,
            x,
            y: y(stops.find(({ value }) => value !== null)?.value ?? minimum),
            words: [moment, ...stops.map(({ words }) => words)],
          };
        })
      }
    >
      {(width) => {
        const right = rightOf(width);
        const places = placesOn(right);
        const x = (index: number) => places[index] ?? LEFT;
        const every = Math.max(1, Math.ceil((moments.length * SMALLEST_GAP) / Math.max(right - LEFT, 1)));
        return (
          <>
            {trajectories.map(({ name }, index) => (
              <g
                key={name}
                transform={`translate(${(width < NARROW ? 0 : LEFT) + keyPlace(trajectories, index)} 10)`}
              >
                <line className={styles.line} data-line={index} x1={0} x2={22} y1={0} y2={0} />
                <Mark index={index} x={11} y={0} />
                <text className={styles.figure} x={28} y={4.5}>
                  {name}
                </text>
              </g>
            ))}
            <text className={styles.note} x={0} y={TOP - 18}>
              {measure}
            </text>
            {ticks.map(({ value, label: words }) => (
              <g key={value}>
                <line className={styles.grid} x1={LEFT} x2={right} y1={y(value)} y2={y(value)} />
                <text className={styles.note} x={LEFT - 8} y={y(value) + 4.5} textAnchor="end">
                  {words}
                </text>
              </g>
            ))}
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
            <line className={styles.axis} x1={LEFT} x2={right} y1={BOTTOM} y2={BOTTOM} />
            {moments.map(({ at, label: words }, index) =>
              index % every === 0 ? (
                <text key={at} className={styles.note} x={x(index)} y={BOTTOM + 20} textAnchor="middle">
                  {words}
                </text>
              ) : null,
            )}
            <text className={styles.heading} x={0} y={COUNT_TOP - 8}>
              {countHeading}
            </text>
            {trajectories.map(({ name, stops }, index) => (
              <g key={name}>
                <line
                  className={styles.line}
                  data-line={index}
                  x1={0}
                  x2={22}
                  y1={COUNT_TOP + 9.5 + index * MOMENT_SPACE.row}
                  y2={COUNT_TOP + 9.5 + index * MOMENT_SPACE.row}
                />
                <Mark index={index} x={11} y={COUNT_TOP + 9.5 + index * MOMENT_SPACE.row} />
                {stops.map(({ count }, at) =>
                  at % every === 0 ? (
                    <text
                      key={moments[at]?.label ?? at}
                      className={styles.figure}
                      x={x(at)}
                      y={COUNT_TOP + 14 + index * MOMENT_SPACE.row}
                      textAnchor="middle"
                    >
                      {count}
                    </text>
                  ) : null,
                )}
              </g>
            ))}
          </>
        );
      }}
    </CourseFrame>
  );
}

/** Where a name of the key begins: after those before it, whose letters are about seven pixels wide. */
function keyPlace(trajectories: readonly Trajectory[], index: number): number {
  return trajectories.slice(0, index).reduce((place, { name }) => place + 46 + name.length * 7, 0);
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
