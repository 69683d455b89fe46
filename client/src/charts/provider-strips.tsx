import { type KeyboardEvent, type PointerEvent, useId, useState } from 'react';
import heard from '../components/heard.module.css';
import { ChartTooltip } from './chart-tooltip.tsx';
import { useDrawnWidth } from './drawn-width.ts';
import type { FunnelMark } from './funnel-point.ts';
import styles from './provider-strips.module.css';
import { SignalShape } from './signal-mark.tsx';
import { stripScale } from './strip-scale.ts';

export interface ProviderStrip {
  readonly id: number;
  readonly name: string;
  /** Median or mean; null where nothing was judged. */
  readonly value: number | null;
  readonly interval: { readonly lower: number; readonly upper: number } | null;
  /** The middle half of the cases, where the distribution is known. */
  readonly quartiles: { readonly lower: number; readonly upper: number } | null;
  /** Share of cases by whole value. */
  readonly shares: readonly { readonly value: number; readonly share: number }[];
  readonly mark: FunnelMark;
  /** The figure as it stands at the end of the row. */
  readonly figure: string;
  /** As a screen reader says it, the name first. */
  readonly words: readonly string[];
}

export interface ProviderStripsProps {
  readonly strips: readonly ProviderStrip[];
  /** All rows together: a dotted line. */
  readonly centre: number | null;
  readonly band: { readonly low: number; readonly high: number; readonly label: string } | null;
  readonly axisLabel: string;
  readonly formatValue: (value: number) => string;
  readonly selected: number | undefined;
  readonly onSelect: (id: number | undefined) => void;
  readonly label: string;
}

const ROW = 52;
/** With more rows than this the distributions give way to their quartiles. */
export const MOST_DISTRIBUTIONS = 12;
const COMPACT_ROW = 26;
/** Without distributions. */
const PLAIN_ROW = 36;
const HISTOGRAM = 24;
const HEAD = 22;
const FOOT = 44;
const NAME_WIDTH = 224;
const NARROW_NAME_WIDTH = 132;
const FIGURE_WIDTH = 96;
const NARROW = 520;

/** A row a provider on one scale: the distribution in columns, its middle half as a bar, median or mean with its interval. */
export function ProviderStrips({
  strips,
  centre,
  band,
  axisLabel,
  formatValue,
  selected,
  onSelect,
  label,
}: ProviderStripsProps) {
  const { ref, width } = useDrawnWidth();
  const [active, setActive] = useState<number | null>(null);
  const optionId = useId();
  const few = strips.length <= MOST_DISTRIBUTIONS;
  const full = few && strips.some(({ shares }) => shares.length > 0);
  const row = full ? ROW : few ? PLAIN_ROW : COMPACT_ROW;
  const height = HEAD + strips.length * row + FOOT;
  const left = width < NARROW ? NARROW_NAME_WIDTH : NAME_WIDTH;
  const right = Math.max(left + 40, width - FIGURE_WIDTH);
  const scale = stripScale(strips, centre, band);
  const x = (value: number) =>
    left +
    ((Math.min(Math.max(value, scale.lowest), scale.highest) - scale.lowest) /
      (scale.highest - scale.lowest)) *
      (right - left);
  const bottom = HEAD + strips.length * row;
  const selectedIndex = strips.findIndex(({ id }) => id === selected);
  const spoken = strips[active ?? Math.max(selectedIndex, 0)];
  const hovered = active === null || width === 0 ? undefined : strips[active];
  const highestShare = Math.max(0, ...strips.flatMap(({ shares }) => shares.map(({ share }) => share)));

  function toggle(index: number) {
    const id = strips[index]?.id;
    if (id !== undefined) onSelect(id === selected ? undefined : id);
  }

  function move(event: KeyboardEvent<HTMLDivElement>) {
    const at = active ?? selectedIndex;
    const last = strips.length - 1;
    const targets: Readonly<Record<string, number>> = {
      ArrowDown: Math.min(at + 1, last),
      ArrowUp: Math.max(at - 1, 0),
      Home: 0,
      End: last,
    };
    const target = targets[event.key];
    if (target !== undefined) {
      event.preventDefault();
      setActive(target);
      event.currentTarget.scrollTop = HEAD + (target + 0.5) * row - event.currentTarget.clientHeight / 2;
    } else if ((event.key === 'Enter' || event.key === ' ') && active !== null) {
      event.preventDefault();
      toggle(active);
    } else if (event.key === 'Escape') setActive(null);
  }

  function rowAt(event: { readonly clientY: number; readonly currentTarget: Element }): number | null {
    const index = Math.floor(
      (event.clientY -
        event.currentTarget.getBoundingClientRect().top +
        event.currentTarget.scrollTop -
        HEAD) /
        row,
    );
    return index >= 0 && index < strips.length ? index : null;
  }

  return (
    <div
      ref={ref}
      className={styles.strips}
      role="listbox"
      tabIndex={0}
      aria-label={`${label} Arrow keys go from row to row, Enter selects.`}
      aria-activedescendant={optionId}
      onKeyDown={move}
      onBlur={() => setActive(null)}
      onPointerMove={(event: PointerEvent<HTMLDivElement>) => setActive(rowAt(event))}
      onPointerLeave={() => setActive(null)}
      onClick={(event) => {
        const index = rowAt(event);
        if (index !== null) toggle(index);
      }}
    >
      {width === 0 ? null : (
        <svg
          data-chart=""
          width={width}
          height={height}
          viewBox={`0 0 ${width} ${height}`}
          aria-hidden="true"
        >
          {band === null ? null : (
            <g>
              <rect
                className={styles.band}
                x={x(band.low)}
                width={x(band.high) - x(band.low)}
                y={HEAD}
                height={bottom - HEAD}
              />
              <text
                className={styles.note}
                x={(x(band.low) + x(band.high)) / 2}
                y={HEAD - 7}
                textAnchor="middle"
              >
                {band.label}
              </text>
            </g>
          )}
          {scale.ticks.map((tick) => (
            <g key={tick}>
              <line className={styles.grid} x1={x(tick)} x2={x(tick)} y1={HEAD} y2={bottom} />
              <text className={styles.note} x={x(tick)} y={bottom + 18} textAnchor="middle">
                {formatValue(tick)}
              </text>
            </g>
          ))}
          <text className={styles.note} x={(left + right) / 2} y={bottom + 38} textAnchor="middle">
            {axisLabel}
          </text>
          {strips.map((strip, index) => {
            const top = HEAD + index * row;
            const middle = full ? top + 38 : top + row / 2;
            return (
              <g key={strip.id}>
                {strip.id === selected || index === active ? (
                  <rect
                    className={styles.wash}
                    data-selected={strip.id === selected}
                    x={0}
                    y={top}
                    width={width}
                    height={row}
                    rx={4}
                  />
                ) : null}
                <text
                  className={styles.name}
                  x={8}
                  y={top + row / 2}
                  dy="0.35em"
                  data-strong={strip.id === selected}
                >
                  {shortened(strip.name, left - 32)}
                </text>
                {full
                  ? strip.shares.map(({ value, share }) =>
                      value > scale.highest ? null : (
                        <rect
                          key={value}
                          className={styles.share}
                          x={x(value) - Math.max(1, (x(1) - x(0)) * 0.4)}
                          width={Math.max(2, (x(1) - x(0)) * 0.8)}
                          y={top + 4 + HISTOGRAM * (1 - share / highestShare)}
                          height={(HISTOGRAM * share) / highestShare}
                        />
                      ),
                    )
                  : null}
                {strip.quartiles === null ? null : (
                  <rect
                    className={styles.quartiles}
                    x={x(strip.quartiles.lower) - 2}
                    width={x(strip.quartiles.upper) - x(strip.quartiles.lower) + 4}
                    y={middle - 4}
                    height={8}
                    rx={2}
                  />
                )}
                {strip.interval === null ? null : (
                  <path
                    className={styles.interval}
                    d={`M${x(strip.interval.lower)} ${middle - 4}V${middle + 4}M${x(strip.interval.lower)} ${middle}H${x(strip.interval.upper)}M${x(strip.interval.upper)} ${middle - 4}V${middle + 4}`}
                  />
                )}
                {strip.value === null ? null : (
                  <g transform={`translate(${x(strip.value)} ${middle})`}>
                    <SignalShape mark={strip.mark} />
                  </g>
                )}
                <text className={styles.figure} x={width - 4} y={top + row / 2} dy="0.35em" textAnchor="end">
                  {strip.figure}
                </text>
              </g>
            );
          })}
          {centre === null ? null : (
            <line className={styles.centre} x1={x(centre)} x2={x(centre)} y1={HEAD} y2={bottom} />
          )}
        </svg>
      )}
      {hovered === undefined ? null : (
        <ChartTooltip
          x={x(hovered.value ?? scale.lowest)}
          y={HEAD + ((active ?? 0) + 0.5) * row}
          words={hovered.words}
          width={width}
          height={height}
        />
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
  );
}

const LETTER = 6.8;

function shortened(name: string, width: number): string {
  const most = Math.floor(width / LETTER);
  return name.length <= most ? name : `${name.slice(0, most - 1).trimEnd()}…`;
}
