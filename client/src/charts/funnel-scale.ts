export interface FunnelScale {
  readonly largestSize: number;
  readonly lowestValue: number;
  readonly highestValue: number;
  readonly sizeTicks: readonly number[];
  readonly valueTicks: readonly number[];
}

export interface ScaledFunnel {
  readonly points: readonly { readonly size: number; readonly value: number; readonly told: boolean }[];
  readonly limits: readonly {
    readonly size: number;
    readonly lowerAlarm: number;
    readonly upperAlarm: number;
  }[];
  readonly centre: number;
  readonly band: { readonly high: number } | null;
  /** The most that a value can be, as 1 for a proportion. */
  readonly ceiling: number;
}

/** So that no point sits on the very edge. */
const HEADROOM = 1.06;
/** Limits of small providers may stretch the scale to this many times what else is drawn; they leave the picture above it. */
const LIMIT_STRETCH = 1.6;
const STEPS = [1, 2, 2.5, 5, 10] as const;
const SIZE_TICKS = 6;
const VALUE_TICKS = 5;

/** Where nearly all cases count, the scale runs down from its ceiling: what is missing to it is read from there as from 0. */
const FROM_CEILING = 0.75;

/** Both axes from 0. Providers with too few cases do not stretch the scale: they may be anywhere. */
export function funnelScale({ points, limits, centre, band, ceiling }: ScaledFunnel): FunnelScale {
  const largest = Math.max(1, ...points.map(({ size }) => size)) * HEADROOM;
  const sizeTicks = ticks(0, largest, niceStep(largest / SIZE_TICKS, true));
  const told = points.some((point) => point.told) ? points.filter((point) => point.told) : points;
  const smallest = Math.min(...told.map(({ size }) => size));
  const limitAtSmallest = limits.find(({ size }) => size >= smallest);
  const fromCeiling = centre > FROM_CEILING * ceiling;
  const distance = (value: number) => (fromCeiling ? ceiling - value : value);

  const values = [
    ...told.map(({ value }) => value),
    centre,
    ...(band === null ? [] : [fromCeiling ? centre : band.high]),
  ];
  const core = Math.max(...values.map(distance));
  const limit = fromCeiling ? limitAtSmallest?.lowerAlarm : limitAtSmallest?.upperAlarm;
  const stretched = Math.min(limit === undefined ? core : distance(limit), core * LIMIT_STRETCH);
  const wanted = Math.max(core, stretched) * HEADROOM;
  const step = niceStep((wanted > 0 ? wanted : 1) / VALUE_TICKS);
  const reach = Math.min(Math.ceil(wanted / step - 1e-9) * step || 1, ceiling);
  const [lowest, highest] = fromCeiling ? [ceiling - reach, ceiling] : [0, reach];
  return {
    largestSize: largest,
    lowestValue: Number(lowest.toPrecision(6)),
    highestValue: highest,
    sizeTicks,
    valueTicks: ticks(Number(lowest.toPrecision(6)), highest, step),
  };
}

function ticks(lowest: number, highest: number, step: number): number[] {
  const count = Math.floor((highest - lowest) / step + 1e-9);
  return Array.from({ length: count + 1 }, (_, index) => Number((lowest + index * step).toPrecision(6)));
}

function niceStep(rough: number, whole = false): number {
  const magnitude = 10 ** Math.floor(Math.log10(rough));
  const steps = whole ? STEPS.filter((step) => Number.isInteger(step * magnitude)) : STEPS;
  const step = steps.find((candidate) => candidate * magnitude >= rough * (1 - 1e-9)) ?? 10;
  return Number((step * magnitude).toPrecision(6));
}
