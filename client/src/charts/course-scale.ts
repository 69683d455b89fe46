export interface CourseScale {
  readonly lowest: number;
  readonly highest: number;
  readonly ticks: readonly number[];
}

/** So that no point sits on the very edge. */
const HEADROOM = 1.06;
/** Limits of periods with few cases may stretch the scale to this many times what else is drawn; they leave the picture above it. */
const LIMIT_STRETCH = 1.5;
const STEPS = [1, 2, 2.5, 5, 10] as const;
const TICKS = 5;

/** An axis from 0 (below it where values are negative) that has room for `core`, and for `limits` as far as they do not dwarf it. */
export function courseScale(
  core: readonly number[],
  limits: readonly number[],
  ceiling = Number.POSITIVE_INFINITY,
): CourseScale {
  const reach = (sign: 1 | -1) => {
    const inner = Math.max(0, ...core.map((value) => sign * value));
    const outer = Math.max(0, ...limits.map((limit) => sign * limit));
    return (inner === 0 ? outer : Math.max(inner, Math.min(outer, inner * LIMIT_STRETCH))) * HEADROOM;
  };
  const above = Math.min(reach(1), ceiling);
  const below = core.some((value) => value < 0) ? reach(-1) : 0;
  const step = niceStep((above + below || 1) / TICKS);
  const highest = Math.min(Math.ceil(above / step - 1e-9) * step || (below === 0 ? step : 0), ceiling);
  const lowest = below === 0 ? 0 : -Math.ceil(below / step - 1e-9) * step;
  const ticks: number[] = [];
  for (let index = Math.round(lowest / step); index * step <= highest + step * 1e-6; index += 1) {
    ticks.push(Number((index * step).toPrecision(6)));
  }
  return { lowest, highest, ticks };
}

/** Shares that are nearly all lie at the top: the axis then hangs from 1, as that of the rest would stand on 0. */
const NEARLY_ALL = 0.75;

/** The axis of shares: from 0, or where all of them are high, down from 1. */
export function shareScale(core: readonly number[], limits: readonly number[]): CourseScale {
  if (core.length === 0 || Math.min(...core) < NEARLY_ALL) return courseScale(core, limits, 1);
  const rest = courseScale(core.map(restOf), limits.map(restOf), 1);
  const fromBelow = rest.ticks.map(restOf).toReversed();
  return { lowest: restOf(rest.highest), highest: 1, ticks: fromBelow };
}

function restOf(share: number): number {
  return Number((1 - share).toPrecision(6));
}

function niceStep(rough: number): number {
  const magnitude = 10 ** Math.floor(Math.log10(rough));
  const step = STEPS.find((candidate) => candidate * magnitude >= rough * (1 - 1e-9)) ?? 10;
  return Number((step * magnitude).toPrecision(6));
}
