/** One number a position (month, case, subgroup), in time order; null keeps the place of a period that has no value. */
export type Series = readonly (number | null)[];

export type ChartKind =
  | 'run'
  | 'individuals'
  | 'moving-range'
  | 'p'
  | 'laney-p'
  | 'u'
  | 'laney-u'
  | 'c'
  | 'g'
  | 't'
  | 'xbar'
  | 's';

/** A manual re-basing: from this position on, limits are calculated anew, for the reason in the note. */
export interface PhaseStart {
  readonly start: number;
  readonly note: string;
}

interface PointExclusion {
  readonly index: number;
  readonly note: string;
}

export interface ChartOptions {
  /** Where the limits are calculated anew, by position, each with the reason that readers are given. */
  readonly phases?: readonly PhaseStart[];
  /** How many of the first positions of each phase the limits rest on; null or absent: all of them. */
  readonly baseline?: number | null;
  /** Points that stay on the chart but out of the limits. */
  readonly exclude?: readonly PointExclusion[];
}

/** Why a point, or the moving range that ends at it, does not count towards the limits of its phase. */
export type LeftOutReason = 'no-value' | 'after-baseline' | 'excluded' | 'moving-range-screened';

export interface LeftOutPoint {
  readonly index: number;
  readonly reason: LeftOutReason;
  readonly note: string | null;
}

export interface ChartPhase {
  /** First position of the phase, and the position after its last one. */
  readonly start: number;
  readonly end: number;
  readonly note: string | null;
  readonly pointsUsed: number;
  /** The mean that the limits are built on; on a g chart it differs from the centre line. Null where there is none. */
  readonly mean: number | null;
  /** After screening; on the transformed scale of a t chart. */
  readonly meanMovingRange: number | null;
  /** Laney's ratio of the variation seen to the variation that binomial or Poisson counts would have. */
  readonly sigmaZ: number | null;
  readonly limitsMissingBecause: string | null;
}

/** The same shape for every chart: one entry a position in each column, positions never dropped. */
export interface ControlChart {
  readonly chart: ChartKind;
  readonly values: Series;
  readonly centreLine: Series;
  readonly lowerLimit3Sigma: Series;
  readonly lowerLimit2Sigma: Series;
  readonly upperLimit2Sigma: Series;
  readonly upperLimit3Sigma: Series;
  readonly leftOut: readonly LeftOutPoint[];
  readonly phases: readonly ChartPhase[];
}
