import { type Computed, computed, notComputable } from '../computed.ts';
import type { ValueCounts } from './value-counts.ts';

export interface HistogramBin {
  readonly from: number;
  /** Not included; null for a last bin that holds everything from `from` on. */
  readonly to: number | null;
  readonly count: number;
}

export interface HistogramOptions {
  readonly start: number;
  readonly binWidth: number;
  /** Start of the last bin, open to the right; without it bins run on to the largest value. */
  readonly openFrom?: number;
}

/** More bins than this cannot be drawn, and are a mistake of unit. */
const MOST_BINS = 10_000;

/**
 * Histogram with bins of equal width.
 *
 * Formula: bin j holds start + j·width ≤ x < start + (j + 1)·width.
 * Use: the shape of length of stay; whole nights take start 0 and width 1.
 * Assumptions: width > 0; openFrom, where given, is on the grid of bins.
 * Edge cases: empty bins stay, with count 0; no values gives no bins, or the bins up to openFrom; values below start are
 * not computable, for they would vanish.
 * Source: the definition.
 * Worked example: 1, 1, 2, 9 from 0 by 1, open from 3: counts 0, 2, 1, 1.
 */
export function histogram(
  sample: ValueCounts,
  { start, binWidth, openFrom }: HistogramOptions,
): Computed<{ readonly bins: readonly HistogramBin[] }> {
  if (!(binWidth > 0 && Number.isFinite(start)))
    return notComputable('Bins need a start and a width above 0.');
  const smallest = sample.values[0] ?? start;
  if (smallest < start) return notComputable('Some values lie below the first bin.');
  const binOf = (value: number): number => Math.floor((value - start) / binWidth);
  const largest = sample.values.at(-1);
  const last =
    openFrom === undefined
      ? largest === undefined
        ? -1
        : binOf(largest)
      : Math.round((openFrom - start) / binWidth);
  if (last < -1 || last >= MOST_BINS) return notComputable(`Between 1 and ${MOST_BINS} bins can be drawn.`);
  const counts = Array.from({ length: last + 1 }, () => 0);
  sample.values.forEach((value, index) => {
    const bin = Math.min(last, binOf(value));
    counts[bin] = (counts[bin] as number) + (sample.counts[index] as number);
  });
  return computed({
    bins: counts.map((count, bin) => ({
      from: start + bin * binWidth,
      to: openFrom !== undefined && bin === last ? null : start + (bin + 1) * binWidth,
      count,
    })),
  });
}
