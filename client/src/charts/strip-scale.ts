export interface StripScale {
  readonly lowest: number;
  readonly highest: number;
  readonly ticks: readonly number[];
}

interface ScaledStrip {
  readonly value: number | null;
  readonly interval: { readonly lower: number; readonly upper: number } | null;
  readonly quartiles: { readonly lower: number; readonly upper: number } | null;
  readonly shares: readonly { readonly value: number; readonly share: number }[];
}

/** The longest stays of a provider up to this share of its cases lie beyond the scale. */
const TAIL = 0.02;
const TICKS = 8;
const STEPS = [1, 2, 5, 10] as const;

/** One scale for all rows, from 0 unless figures are negative. */
export function stripScale(
  strips: readonly ScaledStrip[],
  centre: number | null,
  band: { readonly low: number; readonly high: number } | null,
): StripScale {
  const shown = strips.filter(({ value }) => value !== null);
  const figures = [
    ...(centre === null ? [] : [centre]),
    ...(band === null ? [] : [band.low, band.high]),
    ...shown.flatMap(({ value, quartiles, shares }) => [
      value ?? 0,
      ...(quartiles === null ? [] : [quartiles.lower, quartiles.upper]),
      ...(shares.length === 0 ? [] : [bulkOf(shares)]),
    ]),
    ...middleHalf(
      shown.flatMap(({ interval }) => (interval === null ? [] : [interval.lower, interval.upper])),
    ),
  ];
  const least = Math.min(0, ...figures);
  const most = Math.max(1, ...figures);
  const rough = (most - least) / TICKS;
  const magnitude = 10 ** Math.floor(Math.log10(rough));
  // Nights are whole, and so are the ticks of points.
  const step = Math.max(1, (STEPS.find((candidate) => candidate * magnitude >= rough) ?? 10) * magnitude);
  const lowest = Math.floor(least / step) * step;
  const highest = Math.ceil(most / step) * step;
  const count = Math.round((highest - lowest) / step);
  return {
    lowest,
    highest,
    ticks: Array.from({ length: count + 1 }, (_, index) => Number((lowest + index * step).toPrecision(6))),
  };
}

function bulkOf(shares: readonly { readonly value: number; readonly share: number }[]): number {
  let beyond = 0;
  for (const { value, share } of shares.toReversed()) {
    beyond += share;
    if (beyond > TAIL) return value;
  }
  return 0;
}

/** Intervals of a handful of cases do not stretch the scale. */
function middleHalf(ends: readonly number[]): number[] {
  const sorted = ends.toSorted((one, other) => one - other);
  return sorted.slice(Math.floor(sorted.length * 0.1), Math.ceil(sorted.length * 0.9));
}
