import { type Computed, computed, notComputable } from '../computed.ts';
import { normalQuantile } from '../distributions.ts';

/** Two-sided coverage of the inner limits: beyond them is an alert (HQIP 2011; Spiegelhalter 2005). */
export const alertLevel = 0.95;

/** Two-sided coverage of the outer limits: beyond them is an alarm (HQIP 2011; Spiegelhalter 2005). */
export const alarmLevel = 0.998;

export const funnelLevels: readonly number[] = [alertLevel, alarmLevel];

/** Limits of every unit at one level, in the order of the units; null where a unit has no denominator. */
export interface LimitSeries {
  /** Two-sided coverage, 0–1. */
  readonly level: number;
  readonly lower: readonly (number | null)[];
  readonly upper: readonly (number | null)[];
}

export interface FunnelLimits {
  readonly target: number;
  readonly limits: readonly LimitSeries[];
}

/** The limit of a unit of this size at a one-sided probability. */
type LimitAt = (size: number, probability: number, z: number) => number;

/**
 * Lays out the limits of many units at many levels from the formula of one.
 *
 * @throws nothing: an impossible level or target is not computable.
 */
export function limitsOfUnits(
  target: number,
  sizes: readonly number[],
  levels: readonly number[],
  limitAt: LimitAt,
  greatest = Number.POSITIVE_INFINITY,
): Computed<FunnelLimits> {
  if (!(target >= 0 && target <= greatest && Number.isFinite(target))) {
    return notComputable('The target is outside the range of the quantity');
  }
  if (levels.some((level) => !(level > 0 && level < 1)))
    return notComputable('Every level must lie between 0 and 1');
  return computed({
    target,
    limits: levels.map((level) => {
      const tail = (1 - level) / 2;
      const z = normalQuantile(1 - tail);
      const at = (probability: number, deviate: number) =>
        sizes.map((size) =>
          size > 0 && Number.isFinite(size)
            ? Math.min(greatest, Math.max(0, limitAt(size, probability, deviate)))
            : null,
        );
      return { level, lower: at(tail, -z), upper: at(1 - tail, z) };
    }),
  });
}
