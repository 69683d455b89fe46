import { type Computed, computed, notComputable } from '../computed.ts';
import { type Dispersion, defaultTrim, dispersionOf, winsorised } from './dispersion.ts';

/** One unit's count and its denominator: cases of a proportion, expected events of a ratio. */
export interface FunnelUnit {
  readonly numerator: number;
  readonly denominator: number;
}

export interface OverdispersionOptions {
  /** Share of units winsorised (log: truncated) in each tail; 0 for none. */
  readonly trim?: number;
  readonly levels?: readonly number[];
}

/** A unit on the transformed scale: its distance from the target and its standard error; undefined where it has neither. */
interface Transformed {
  readonly distance: number;
  readonly standardError: number;
}

export interface ScoredUnits extends Dispersion {
  /** In the order of the units; null for one without a place on the scale. */
  readonly z: readonly (number | null)[];
  readonly zWinsorised: readonly (number | null)[];
}

/** Why units have no overdispersion, or undefined when they have. */
export function unitsProblem(units: readonly FunnelUnit[], trim: number): string | undefined {
  if (!(trim >= 0 && trim < 0.5))
    return 'The share winsorised in each tail must be 0 or more and under a half';
  const bad = units.some(({ numerator, denominator }) => !(numerator >= 0 && denominator >= 0));
  return bad ? 'Counts and denominators must be 0 or more' : undefined;
}

/** z-scores of the units, winsorised, and the φ and τ² that follow from them. */
export function scoreUnits(
  transformed: readonly (Transformed | undefined)[],
  trim = defaultTrim,
): Computed<ScoredUnits> {
  const present = transformed.filter((unit) => unit !== undefined);
  if (present.length < 2) return notComputable('Overdispersion needs two units at least');
  const scores = winsorised(
    present.map((unit) => unit.distance / unit.standardError),
    trim,
  );
  let next = 0;
  return computed({
    z: transformed.map((unit) => (unit === undefined ? null : unit.distance / unit.standardError)),
    zWinsorised: transformed.map((unit) => {
      if (unit === undefined) return null;
      next += 1;
      return scores[next - 1] ?? null;
    }),
    ...dispersionOf(
      scores,
      present.map((unit) => unit.standardError),
    ),
  });
}
