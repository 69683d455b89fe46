import { useId, useLayoutEffect, useMemo } from 'react';
import { usePlotArea, useXAxisScale, useYAxisScale } from 'recharts';
import styles from './funnel-chart.module.css';
import {
  type FunnelBand,
  type FunnelComparator,
  type FunnelLimit,
  type FunnelPoint,
  isSignal,
} from './funnel-point.ts';
import { placeLabels, spreadOut } from './place-labels.ts';
import { SignalShape } from './signal-mark.tsx';

export interface PlacedPoint {
  readonly x: number;
  readonly y: number;
}

export interface FunnelMarksProps {
  readonly points: readonly FunnelPoint[];
  readonly comparators: readonly FunnelComparator[];
  readonly limits: readonly FunnelLimit[];
  readonly centre: { readonly value: number; readonly label: string };
  readonly band: FunnelBand | null;
  readonly lowestValue: number;
  readonly highestValue: number;
  /** Called with the places of the points, in their order, whenever they moved. */
  readonly onPlaced: (places: readonly PlacedPoint[]) => void;
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

/**
 * Everything of a funnel that is not an axis, in one layer of plain shapes: the chart library's own scatter is
 * ten times slower at 600 points.
 */
export function FunnelMarks({
  points,
  comparators,
  limits,
  centre,
  band,
  lowestValue,
  highestValue,
  onPlaced,
}: FunnelMarksProps) {
  const clipId = useId();
  const x = useXAxisScale();
  const y = useYAxisScale();
  const area = usePlotArea();
  const places = useMemo(
    () =>
      x === undefined || y === undefined
        ? []
        : points.map(({ size, value }) => ({
            x: x(size) ?? 0,
            y: y(Math.min(Math.max(value, lowestValue), highestValue)) ?? 0,
          })),
    [points, lowestValue, highestValue, x, y],
  );
  useLayoutEffect(() => onPlaced(places), [places, onPlaced]);
  const names = useMemo(() => {
    if (area === undefined) return [];
    const signals = points.flatMap(({ mark, name }, index) => {
      const place = places[index];
      return place !== undefined && isSignal(mark)
        ? [{ ...place, text: name, alarm: mark.startsWith('alarm') }]
        : [];
    });
    const first = signals.toSorted((one, other) => Number(other.alarm) - Number(one.alarm));
    const edges = { left: area.x, right: area.x + area.width, top: area.y, bottom: area.y + area.height };
    return placeLabels(first, edges, places);
  }, [points, places, area]);
  if (x === undefined || y === undefined || area === undefined) return null;

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
    ends.map(({ value }) => y(value) ?? 0),
    LINE_HEIGHT,
    area.y + area.height,
  );

  const right = area.x + area.width;
  return (
    <>
      <clipPath id={clipId}>
        <rect x={area.x} y={area.y} width={area.width} height={area.height} />
      </clipPath>
      <g clipPath={`url(#${clipId})`}>
        {band === null ? null : (
          <rect
            className={styles.band}
            x={area.x}
            width={area.width}
            y={y(band.high)}
            height={Math.max(0, (y(band.low) ?? 0) - (y(band.high) ?? 0))}
          />
        )}
        <path className={styles.centre} d={`M${area.x} ${y(centre.value)}H${right}`} />
        {LIMITS.map(({ key, className }) => (
          <path
            key={key}
            className={className}
            d={lineThrough(limits.map((limit) => [x(limit.size), y(limit[key])]))}
          />
        ))}
      </g>
      {comparators.map(({ name, size, value }) => (
        <path key={name} className={styles.comparator} d={crossAt(x(size) ?? 0, y(value) ?? 0)} />
      ))}
      {band === null ? null : (
        <text
          className={styles.bandLabel}
          x={area.x + area.width - 6}
          y={
            band.high - centre.value > centre.value - band.low
              ? (y(Math.min(band.high, highestValue)) ?? 0) + 14
              : (y(Math.max(band.low, lowestValue)) ?? 0) - 7
          }
          textAnchor="end"
        >
          {band.label}
        </text>
      )}
      {places.map((place, index) => {
        const point = points[index];
        if (point === undefined || isSignal(point.mark)) return null;
        const className = point.mark === 'untold' ? styles.untold : styles.inside;
        return point.value > highestValue || point.value < lowestValue ? (
          <path
            key={point.id}
            className={className}
            d={`M${place.x} ${place.y}${point.value > highestValue ? ARROW_UP : ARROW_DOWN}`}
          />
        ) : (
          <circle key={point.id} className={className} cx={place.x} cy={place.y} r={3.5} />
        );
      })}
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
          x={area.x + area.width + 8}
          y={endPlaces[index]}
          dy="0.35em"
        >
          {text}
        </text>
      ))}
    </>
  );
}

function crossAt(x: number, y: number): string {
  return `M${x - COMPARATOR_ARM} ${y}H${x + COMPARATOR_ARM}M${x} ${y - COMPARATOR_ARM}V${y + COMPARATOR_ARM}`;
}

function lineThrough(points: readonly (readonly [number | undefined, number | undefined])[]): string {
  return points
    .map(([x = 0, y = 0], index) => `${index === 0 ? 'M' : 'L'}${x.toFixed(1)} ${y.toFixed(1)}`)
    .join('');
}
