import type { ComparedIndicator } from '@lamina/shared/contract/procedures.ts';
import { formatCount } from '../../lib/format.ts';

/** Chance alone puts this share of intervals at 95 % beside 1. */
const BESIDE_BY_CHANCE = 0.05;

/** 'With fusion 7 of 14 rates are higher and 2 lower beyond chance (crude); adjusted for case mix, 6 and 1 of 12' */
export function indicatorFinding(indicators: readonly ComparedIndicator[]): string {
  const crude = indicators.flatMap(({ ratio }) => (ratio === null ? [] : [ratio.interval]));
  const adjusted = indicators.flatMap((entry) =>
    entry.adjusted.state === 'adjusted' ? [entry.adjusted.interval] : [],
  );
  if (crude.length === 0) return 'Too few cases in one of the groups to compare any rate';
  const [higher, lower] = sidesOf(crude);
  const words =
    adjusted.length === 0
      ? ''
      : `; adjusted for case mix, ${sidesOf(adjusted).map(formatCount).join(' and ')} of ${formatCount(adjusted.length)}`;
  return `With fusion ${formatCount(higher)} of ${formatCount(crude.length)} rates are higher and ${formatCount(lower)} lower than with decompression alone${words} (chance alone: about ${(crude.length * BESIDE_BY_CHANCE).toFixed(1)})`;
}

function sidesOf(intervals: readonly { readonly lower: number; readonly upper: number }[]): [number, number] {
  return [
    intervals.filter(({ lower }) => lower > 1).length,
    intervals.filter(({ upper }) => upper < 1).length,
  ];
}

/** Why there is no ratio. */
export function stateInWords({ decompression, fusion }: ComparedIndicator): string {
  if (decompression.state === 'no-data' || fusion.state === 'no-data') return 'no data';
  if (decompression.state === 'too-few' || fusion.state === 'too-few') return 'too few cases to tell';
  return 'no event with decompression alone';
}
