import type { CaseFilter, Dimension } from '@lamina/shared/domain/filter.ts';
import type { NotCountedReason } from '@lamina/shared/indicators/indicator.ts';
import type { Scope } from '../auth/scope.ts';

export interface TallyQuestion {
  /** Whose cases may be counted. */
  readonly scope: Scope;
  readonly filter: CaseFilter;
  /** At most MAXIMUM_GROUPING dimensions; none gives one cell. */
  readonly groupBy: readonly Dimension[];
  readonly indicators: readonly string[];
  /** Leaves expected events out, which take as long to add up as all else to count. */
  readonly countsOnly?: boolean;
}

export type DimensionValue = string | number | boolean | null;

export type NotCounted = Readonly<Record<NotCountedReason, number>>;

export interface ProportionTally {
  readonly kind: 'proportion';
  readonly numerator: number;
  readonly denominator: number;
  /**
   * Events expected of the counted cases from their case mix: the sum of their risks. Null or absent where the question asks for counts only,
   * or where the indicator has no case-mix model that belongs to these facts: listAdjustedIndicators says which have. Of no counted
   * cases it is 0.
   */
  readonly expected?: number | null;
  readonly notCounted: NotCounted;
}

export interface DurationTally {
  readonly kind: 'duration';
  readonly denominator: number;
  /** Cases by whole value, ascending; values without cases are left out. */
  readonly histogram: readonly { readonly value: number; readonly cases: number }[];
  /** How many of them the source gives only as "at least". */
  readonly atLeast: number;
  readonly notCounted: NotCounted;
}

export interface MeanChangeTally {
  readonly kind: 'mean-change';
  readonly denominator: number;
  readonly sum: number;
  readonly sumOfSquares: number;
  readonly notCounted: NotCounted;
}

export type IndicatorTally = ProportionTally | DurationTally | MeanChangeTally;

export interface TallyCell {
  /** The value of each dimension of the question, null where the source does not report it. */
  readonly key: Readonly<Partial<Record<Dimension, DimensionValue>>>;
  readonly cases: number;
  /** Earliest and latest day on which the cases can have been operated on. */
  readonly periodStart: string;
  readonly periodEnd: string;
  /** By indicator id, for the indicators of the question. */
  readonly indicators: Readonly<Record<string, IndicatorTally>>;
}

/**
 * Counts cases: the sufficient statistics of every indicator for every group that has cases. It knows no statistics.
 * Cells come ordered by their key. Engines are interchangeable.
 */
export interface Tally {
  count(question: TallyQuestion): Promise<readonly TallyCell[]>;
  /** Names the state of the record that is counted: while it stays the same, so do the answers. */
  version(): Promise<string>;
  /** Where answers come from now. Absent where it is always SQL. */
  state?(): 'loading' | 'memory' | 'sql';
  /** Resolves when answers come from the record as it was when this was asked, or later. Absent where they always do. */
  catchUp?(): Promise<void>;
}
