import type { Measure } from '@lamina/shared/contract/compare.ts';
import { formatFigure, formatRange, formatRatio, formatTick } from '../../lib/format.ts';

const UNITS = { proportion: 'proportion', median: 'nights', mean: 'points' } as const;

export function valueInWords(value: number, measure: Measure): string {
  return measure === 'ratio' ? formatRatio(value) : formatFigure(value, UNITS[measure]);
}

export function intervalInWords(
  { lower, upper }: { readonly lower: number; readonly upper: number },
  measure: Measure,
): string {
  return measure === 'ratio'
    ? `${formatRatio(lower)}–${formatRatio(upper)}`
    : formatRange(lower, upper, UNITS[measure]);
}

export function tickInWords(value: number, measure: Measure): string {
  return measure === 'ratio' ? String(value) : formatTick(value, UNITS[measure]);
}

/** What the column of values is headed. */
export const MEASURE_HEADINGS: Readonly<Record<Measure, string>> = {
  proportion: 'Rate',
  ratio: 'O/E',
  median: 'Median',
  mean: 'Mean',
};
