import { type KeyboardEvent, type PointerEvent, useId, useMemo, useRef, useState } from 'react';
import heard from '../components/heard.module.css';
import { useDrawnWidth } from './drawn-width.ts';
import styles from './funnel-chart.module.css';
import type { PlacedPoint } from './funnel-marks.tsx';
import { FunnelPlot } from './funnel-plot.tsx';
import type { FunnelBand, FunnelComparator, FunnelLimit, FunnelPoint } from './funnel-point.ts';
import { funnelScale } from './funnel-scale.ts';
import { funnelSpace } from './funnel-space.ts';
import { PointOverlay } from './point-overlay.tsx';

export interface FunnelChartProps {
  readonly points: readonly FunnelPoint[];
  readonly limits: readonly FunnelLimit[];
  readonly centre: { readonly value: number; readonly label: string };
  readonly band: FunnelBand | null;
  readonly comparators: readonly FunnelComparator[];
  /** What the value axis measures, above it. */
  readonly valueLabel: string;
  readonly sizeLabel: string;
  readonly formatSize: (size: number) => string;
  readonly formatValue: (value: number) => string;
  /** The most that a value can be, as 1 for a proportion. */
  readonly ceiling: number;
  /** Id of the point that is ringed. */
  readonly selected: number | undefined;
  readonly onSelect: (id: number | undefined) => void;
  /** What the points are and what the picture shows, for those who do not see it. */
  readonly label: string;
}

const HEIGHT = 440;
const NARROW = 480;
const NARROW_HEIGHT = 320;
/** A pointer nearer than this to a point means it. */
const REACH = 18;

/**
 * A funnel: value against size, limits by chance, a mark a provider. Points are reached with the arrow keys in the order
 * of their size and chosen with Enter.
 */
export function FunnelChart({
  points,
  limits,
  centre,
  band,
  comparators,
  valueLabel,
  sizeLabel,
  formatSize,
  formatValue,
  ceiling,
  selected,
  onSelect,
  label,
}: FunnelChartProps) {
  const { ref, width } = useDrawnWidth();
  const [active, setActive] = useState<number | null>(null);
  const optionId = useId();
  const box = useRef<HTMLDivElement>(null);
  const scale = useMemo(
    () =>
      funnelScale({
        points: points.map(({ size, value, mark }) => ({ size, value, told: mark !== 'untold' })),
        limits,
        centre: centre.value,
        band,
        ceiling,
      }),
    [points, limits, centre, band, ceiling],
  );
  const shownComparators = useMemo(
    () =>
      comparators.filter(
        ({ size, value }) =>
          size <= scale.largestSize && value >= scale.lowestValue && value <= scale.highestValue,
      ),
    [comparators, scale],
  );
  const bySize = useMemo(
    () =>
      points
        .map((_, index) => index)
        .toSorted((one, other) => (points[one]?.size ?? 0) - (points[other]?.size ?? 0)),
    [points],
  );
  const height = width < NARROW ? NARROW_HEIGHT : HEIGHT;
  const space = useMemo(() => funnelSpace(scale, width, height), [scale, width, height]);
  const places = useMemo(
    () =>
      points.map(
        ({ size, value }): PlacedPoint => ({
          x: space.x(size),
          y: space.y(Math.min(Math.max(value, scale.lowestValue), scale.highestValue)),
        }),
      ),
    [points, scale, space],
  );
  const selectedIndex = points.findIndex(({ id }) => id === selected);
  const spoken = points[active ?? (selectedIndex >= 0 ? selectedIndex : (bySize[0] ?? 0))];

  function nearest(event: PointerEvent<HTMLDivElement>): number | null {
    const bounds = event.currentTarget.getBoundingClientRect();
    const [x, y] = [event.clientX - bounds.left, event.clientY - bounds.top];
    let found: number | null = null;
    let least = REACH;
    places.forEach((point, index) => {
      const distance = Math.hypot(point.x - x, point.y - y);
      if (distance < least) [found, least] = [index, distance];
    });
    return found;
  }

  function move(event: KeyboardEvent<HTMLDivElement>) {
    const rank = bySize.indexOf(active ?? selectedIndex);
    const last = bySize.length - 1;
    const targets: Readonly<Record<string, number>> = {
      ArrowRight: rank < 0 ? 0 : Math.min(rank + 1, last),
      ArrowUp: rank < 0 ? 0 : Math.min(rank + 1, last),
      ArrowLeft: Math.max(rank - 1, 0),
      ArrowDown: Math.max(rank - 1, 0),
      Home: 0,
      End: last,
    };
    const target = targets[event.key];
    if (target !== undefined) {
      event.preventDefault();
      setActive(bySize[target] ?? null);
    } else if ((event.key === 'Enter' || event.key === ' ') && active !== null) {
      event.preventDefault();
      toggle(active);
    } else if (event.key === 'Escape') setActive(null);
  }

  function toggle(index: number) {
    const id = points[index]?.id;
    onSelect(id === selected ? undefined : id);
  }

  const activePoint = active === null ? undefined : points[active];
  const activePlace = active === null ? undefined : places[active];
  const ring = places[selectedIndex];
  return (
    <div ref={box} className={styles.funnel}>
      <div
        ref={ref}
        className={styles.picture}
        style={{ height }}
        role="listbox"
        tabIndex={0}
        aria-label={`${label} Arrow keys go from point to point, Enter selects.`}
        aria-activedescendant={optionId}
        data-chart=""
        onKeyDown={move}
        onBlur={() => setActive(null)}
        onPointerMove={(event) => setActive(nearest(event))}
        onPointerLeave={() => setActive(null)}
        onClick={(event) => {
          const found = nearest(event as unknown as PointerEvent<HTMLDivElement>);
          if (found !== null) toggle(found);
        }}
      >
        {width === 0 ? null : (
          <div aria-hidden="true">
            <FunnelPlot
              points={points}
              places={places}
              limits={limits}
              centre={centre}
              band={band}
              comparators={shownComparators}
              scale={scale}
              space={space}
              valueLabel={valueLabel}
              sizeLabel={sizeLabel}
              formatSize={formatSize}
              formatValue={formatValue}
              width={width}
              height={height}
            />
            <PointOverlay
              width={width}
              height={height}
              chosen={ring}
              active={
                activePlace === undefined || activePoint === undefined
                  ? undefined
                  : { ...activePlace, words: activePoint.words }
              }
            />
          </div>
        )}
        {spoken === undefined ? null : (
          <span
            id={optionId}
            role="option"
            tabIndex={-1}
            aria-selected={spoken.id === selected}
            className={heard.heard}
          >
            {`${spoken.words.join('. ')}.`}
          </span>
        )}
      </div>
    </div>
  );
}
