export interface PairMark {
  readonly value: number;
  readonly interval: { readonly lower: number; readonly upper: number } | null;
  /** Told apart by shape: a ring or a filled square. */
  readonly shape: 'ring' | 'square';
}

export interface PairRow {
  readonly id: string;
  /** What this row and those after it are about, where that changes. */
  readonly heading: string | null;
  readonly label: string;
  readonly marks: readonly PairMark[];
  /** At the end of the row, column by column; a single one where there is nothing to put into columns. */
  readonly figures: readonly string[];
  /** The row in words. */
  readonly description: string;
}

export interface PairScale {
  readonly kind: 'linear' | 'logarithmic';
  readonly minimum: number;
  readonly maximum: number;
  readonly ticks: readonly { readonly value: number; readonly label: string }[];
  /** Where both are alike. */
  readonly centre: number | null;
}

/** Where a value lies between the ends of the scale, 0–1; what lies beyond is at the end. */
export function placeOf(value: number, { kind, minimum, maximum }: PairScale): number {
  const at = (number: number) => (kind === 'logarithmic' ? Math.log(Math.max(number, 1e-9)) : number);
  const share = (at(value) - at(minimum)) / (at(maximum) - at(minimum));
  return Math.min(Math.max(share, 0), 1);
}

const RATIO_TICKS = [0.1, 0.2, 0.5, 1, 2, 5, 10, 20, 50] as const;

/** A scale of ratios around 1 that holds all values; intervals may go beyond it. */
export function ratioScale(values: readonly number[]): PairScale {
  const lowest = Math.min(0.5, ...values.filter((value) => value > 0).map((value) => value / 1.25));
  const highest = Math.max(2, ...values.map((value) => value * 1.25));
  const minimum = RATIO_TICKS.findLast((tick) => tick <= lowest) ?? 0.1;
  const maximum = RATIO_TICKS.find((tick) => tick >= highest) ?? 50;
  return {
    kind: 'logarithmic',
    minimum,
    maximum,
    ticks: RATIO_TICKS.filter((tick) => tick >= minimum && tick <= maximum).map((value) => ({
      value,
      label: String(value),
    })),
    centre: 1,
  };
}

/** Shares of cases from 0 to all. */
export const SHARE_SCALE: PairScale = {
  kind: 'linear',
  minimum: 0,
  maximum: 1,
  ticks: [0, 0.25, 0.5, 0.75, 1].map((value) => ({ value, label: `${value * 100}\u00a0%` })),
  centre: null,
};
