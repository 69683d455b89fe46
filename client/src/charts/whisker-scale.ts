/** The ends of an axis, in the unit of what is drawn on it. */
export interface WhiskerScale {
  readonly minimum: number;
  readonly maximum: number;
}

export interface ScaledFigure {
  readonly value: number;
  readonly interval: { readonly lower: number; readonly upper: number } | null;
  readonly bands: readonly { readonly low: number; readonly high: number }[];
}

/** An interval may stretch the scale to this many times what matters (values and bands); what lies beyond becomes an arrow. */
const INTERVAL_STRETCH = 2;
/** So that a value never sits on the very end. */
const HEADROOM = 1.04;
const PROPORTION_CEILING = 1;
const STEPS = [1, 1.5, 2, 2.5, 3, 4, 5, 6, 8, 10] as const;

/** One scale for figures that are read beside each other. It begins at 0 unless figures are negative. */
export function whiskerScale(
  figures: readonly ScaledFigure[],
  unit: 'proportion' | 'nights' | 'points',
): WhiskerScale {
  const matters = figures.flatMap(({ value, bands }) => [
    value,
    ...bands.flatMap(({ low, high }) => [low, high]),
  ]);
  const ends = figures.flatMap(({ interval }) => (interval === null ? [] : [interval.lower, interval.upper]));
  const maximum = reach(matters, ends);
  const below = reach(negated(matters), negated(ends));
  if (maximum === 0 && below === 0) return { minimum: 0, maximum: 1 };
  const ceiling = unit === 'proportion' ? PROPORTION_CEILING : Number.POSITIVE_INFINITY;
  return { minimum: below === 0 ? 0 : -below, maximum: Math.min(maximum, ceiling) };
}

function reach(matters: readonly number[], ends: readonly number[]): number {
  const core = Math.max(0, ...matters);
  const end = Math.max(0, ...ends);
  const stretched = core === 0 ? end : Math.max(core, Math.min(end, core * INTERVAL_STRETCH));
  return niceCeiling(stretched * HEADROOM);
}

function negated(numbers: readonly number[]): number[] {
  return numbers.map((number) => -number);
}

function niceCeiling(number: number): number {
  if (number <= 0) return 0;
  const magnitude = 10 ** Math.floor(Math.log10(number));
  const step = STEPS.find((candidate) => candidate * magnitude >= number * (1 - Number.EPSILON * 4)) ?? 10;
  return Number((step * magnitude).toPrecision(6));
}
