import type { ChartOptions, LeftOutPoint, PhaseStart, Series } from './control-chart.ts';

interface PhaseExtent {
  readonly start: number;
  readonly end: number;
  readonly note: string | null;
}

/** A phase, and for each position of the whole chart 1 where the point counts towards limits. */
export interface PhaseRange extends PhaseExtent {
  readonly used: Uint8Array;
}

/** Says why phases, baseline or exclusions do not fit a series of this length, or null when they do. */
export function findProblemInPhases(length: number, options: ChartOptions): string | null {
  let previous = -1;
  for (const { start } of options.phases ?? []) {
    if (!Number.isInteger(start) || start < 0 || start >= length) {
      return `A phase starts at ${start}, which is no position of the series.`;
    }
    if (start <= previous) return 'Phases are not in order of their start.';
    previous = start;
  }
  const baseline = options.baseline ?? 1;
  if (!Number.isInteger(baseline) || baseline < 1)
    return 'A baseline is a whole number of points, at least 1.';
  for (const { index } of options.exclude ?? []) {
    if (!Number.isInteger(index) || index < 0 || index >= length) {
      return `An excluded point is at ${index}, which is no position of the series.`;
    }
  }
  return null;
}

/** The phases of a series in order; the first starts at 0 whether or not it was named. */
export function phaseRanges(length: number, phases: readonly PhaseStart[] = []): readonly PhaseExtent[] {
  const starts: readonly { start: number; note: string | null }[] =
    phases[0]?.start === 0 ? phases : [{ start: 0, note: null }, ...phases];
  return starts.map(({ start, note }, order) => ({ start, end: starts[order + 1]?.start ?? length, note }));
}

/** Which positions count towards the limits, and for those that do not, why. An empty position is always listed as such. */
export function pointsInLimits(
  values: Series,
  options: ChartOptions,
): { readonly used: Uint8Array; readonly leftOut: readonly LeftOutPoint[] } {
  const used = new Uint8Array(values.length);
  const leftOut: LeftOutPoint[] = [];
  const excluded = new Map((options.exclude ?? []).map(({ index, note }) => [index, note]));
  const baseline = options.baseline ?? values.length;
  for (const { start, end } of phaseRanges(values.length, options.phases)) {
    for (let index = start; index < end; index += 1) {
      const note = excluded.size > 0 ? excluded.get(index) : undefined;
      if (values[index] === null) leftOut.push({ index, reason: 'no-value', note: null });
      else if (note !== undefined) leftOut.push({ index, reason: 'excluded', note });
      else if (index - start >= baseline) leftOut.push({ index, reason: 'after-baseline', note: null });
      else used[index] = 1;
    }
  }
  return { used, leftOut };
}
