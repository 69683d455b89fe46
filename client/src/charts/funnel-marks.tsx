import { useId, useMemo } from 'react';
import { apartLayers } from './apart-layers.ts';
import styles from './funnel-chart.module.css';
import {
  type FunnelBand,
  type FunnelComparator,
  type FunnelLimit,
  type FunnelPoint,
  isSignal,
} from './funnel-point.ts';
import type { FunnelSpace } from './funnel-space.ts';
import { placeLabels, spreadOut } from './place-labels.ts';
import { SignalShape } from './signal-mark.tsx';

export interface PlacedPoint {
  readonly x: number;
  readonly y: number;
}

export interface FunnelMarksProps {
  readonly points: readonly FunnelPoint[];
  /** Of the points, in their order. */
  readonly places: readonly PlacedPoint[];
  readonly comparators: readonly FunnelComparator[];
  readonly limits: readonly FunnelLimit[];
  readonly centre: { readonly value: number; readonly label: string };
  readonly band: FunnelBand | null;
  readonly lowestValue: number;
  readonly highestValue: number;
  readonly space: FunnelSpace;
}

const COMPARATOR_ARM = 3.5;
const LINE_HEIGHT = 15;
/** At the edge, for a value beyond it. */
const ARROW_UP = 'm0 -5l4.5 8h-9z';
const ARROW_DOWN = 'm0 5l4.5 -8h-9z';

const LIMITS = [
  { key: 'upperAlarm', className: styles.alarmLimit },
  { key: 'upperAlert', className: styles.alertLimit },
  { key: 'lowerAlert', className: styles.alertLimit },
  { key: 'lowerAlarm', className: styles.alarmLimit },
] as const;

const RADIUS = 3.5;
/** Diameter and outline: marks that are farther from each other do not touch. */
const REACH = 9;
const DOT = `m${-RADIUS} 0a${RADIUS} ${RADIUS} 0 1 0 ${2 * RADIUS} 0a${RADIUS} ${RADIUS} 0 1 0 ${-2 * RADIUS} 0z`;

/** Everything of a funnel that is not an axis, in one layer of plain shapes: hundreds of providers are a few paths. */
export function FunnelMarks({
  points,
  places,
  comparators,
  limits,
  centre,
  band,
  lowestValue,
  highestValue,
  space,
}: FunnelMarksProps) {
  const clipId = useId();
  const { left, right, top, bottom, x, y } = space;
  const shapes = useMemo(
    () => [
      { className: styles.inside, layers: layersOf('inside', points, places, lowestValue, highestValue) },
      { className: styles.untold, layers: layersOf('untold', points, places, lowestValue, highestValue) },
    ],
    [points, places, lowestValue, highestValue],
  );
  const names = useMemo(() => {
    const signals = points.flatMap(({ mark, name }, index) => {
      const place = places[index];
      return place !== undefined && isSignal(mark)
        ? [{ ...place, text: name, alarm: mark.startsWith('alarm') }]
        : [];
    });
    const first = signals.toSorted((one, other) => Number(other.alarm) - Number(one.alarm));
    const lines = limits.flatMap((limit) =>
      LIMITS.map(({ key }) => ({ x: x(limit.size), y: y(limit[key]) })),
    );
    return placeLabels(first, { left, right, top, bottom }, places, lines);
  }, [points, places, limits, left, right, top, bottom, x, y]);

  const lastLimit = limits.at(-1);
  const ends = [
    ...(lastLimit === undefined
      ? []
      : [
          { value: lastLimit.upperAlarm, text: '99.8 %', strong: false },
          { value: lastLimit.upperAlert, text: '95 %', strong: false },
          { value: lastLimit.lowerAlert, text: '95 %', strong: false },
          { value: lastLimit.lowerAlarm, text: '99.8 %', strong: false },
        ]),
    { value: centre.value, text: centre.label, strong: true },
  ].filter(({ value }) => value >= lowestValue && value <= highestValue);
  const endPlaces = spreadOut(
    ends.map(({ value }) => y(value)),
    LINE_HEIGHT,
    bottom,
  );

  return (
    <>
      <clipPath id={clipId}>
        <rect x={left} y={top} width={right - left} height={bottom - top} />
      </clipPath>
      <g clipPath={`url(#${clipId})`}>
        {band === null ? null : (
          <rect
            className={styles.band}
            x={left}
            width={right - left}
            y={y(band.high)}
            height={Math.max(0, y(band.low) - y(band.high))}
          />
        )}
        <path className={styles.centre} d={`M${left} ${y(centre.value)}H${right}`} />
        {LIMITS.map(({ key, className }) => (
          <path
            key={key}
            className={className}
            d={lineThrough(limits.map((limit) => [x(limit.size), y(limit[key])]))}
          />
        ))}
      </g>
      {comparators.map(({ name, size, value }) => (
        <path key={name} className={styles.comparator} d={crossAt(x(size), y(value))} />
      ))}
      {band === null ? null : (
        <text
          className={styles.bandLabel}
          x={right - 6}
          y={
            band.high - centre.value > centre.value - band.low
              ? y(Math.min(band.high, highestValue)) + 14
              : y(Math.max(band.low, lowestValue)) - 7
          }
          textAnchor="end"
        >
          {band.label}
        </text>
      )}
      {shapes.map(({ className, layers }) =>
        layers.map((path, depth) => <path key={depth} className={className} d={path} />),
      )}
      {places.map((place, index) => {
        const point = points[index];
        return point === undefined || !isSignal(point.mark) ? null : (
          <g key={point.id} transform={`translate(${place.x} ${place.y})`}>
            <SignalShape mark={point.mark} />
          </g>
        );
      })}
      {names.map(({ text, labelX, labelY, textAnchor }) => (
        <text
          key={`${text}-${labelX}`}
          className={styles.name}
          x={labelX}
          y={labelY}
          dy="0.35em"
          textAnchor={textAnchor}
        >
          {text}
        </text>
      ))}
      {ends.map(({ text, strong, value }, index) => (
        <text
          key={`${text}-${value}`}
          className={strong ? styles.centreLabel : styles.limitLabel}
          x={right + 8}
          y={endPlaces[index]}
          dy="0.35em"
        >
          {text}
        </text>
      ))}
    </>
  );
}

/** Paths that draw the points of this kind: dots, and arrows at the edge for values beyond it. */
function layersOf(
  mark: FunnelPoint['mark'],
  points: readonly FunnelPoint[],
  places: readonly PlacedPoint[],
  lowestValue: number,
  highestValue: number,
): string[] {
  const marks = points.flatMap((point, index) => {
    const place = places[index];
    if (place === undefined || point.mark !== mark) return [];
    const shape = point.value > highestValue ? ARROW_UP : point.value < lowestValue ? ARROW_DOWN : DOT;
    return [{ ...place, shape }];
  });
  return apartLayers(marks, REACH).map((layer) =>
    layer.map(({ x, y, shape }) => `M${x.toFixed(1)} ${y.toFixed(1)}${shape}`).join(''),
  );
}

function crossAt(x: number, y: number): string {
  return `M${x - COMPARATOR_ARM} ${y}H${x + COMPARATOR_ARM}M${x} ${y - COMPARATOR_ARM}V${y + COMPARATOR_ARM}`;
}

function lineThrough(points: readonly (readonly [number, number])[]): string {
  return points.map(([x, y], index) => `${index === 0 ? 'M' : 'L'}${x.toFixed(1)} ${y.toFixed(1)}`).join('');
}
