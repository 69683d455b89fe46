import type { DisclosureProfile } from '@lamina/shared/domain/disclosure.ts';
import type { Procedure } from '@lamina/shared/domain/procedure.ts';

declare const madeSafe: unique symbol;

/** A value with its interval, rounded so that it does not tell how many cases it was made of. */
export interface Summary {
  readonly value: number;
  readonly interval: {
    readonly lower: number;
    readonly upper: number;
    readonly confidence: number;
    readonly method: string;
  } | null;
}

/** What may be told of one measure in one cell. Counts are rounded where the profile says so. */
export type PublishedMeasure =
  | { readonly state: 'suppressed' }
  /** No case was judged. */
  | { readonly state: 'no-data' }
  | {
      readonly state: 'counted';
      readonly numerator: number;
      readonly denominator: number;
      /** Events expected of the case mix; null without a case-mix model. */
      readonly expected: number | null;
    }
  | { readonly state: 'summarised'; readonly denominator: number; readonly summary: Summary };

export interface PublishedCell {
  readonly [madeSafe]: true;
  /** Null where suppressed. */
  readonly cases: number | null;
  /** By indicator id. */
  readonly measures: ReadonlyMap<string, PublishedMeasure>;
}

export interface Selection {
  readonly procedure: Procedure | 'all';
  readonly hospital: number | 'all';
  readonly year: number | 'all';
}

/**
 * All that may be told of all cases to somebody who may not count them. Only `publish` makes one, so that whatever is
 * calculated from its cells is calculated from what is safe.
 */
export interface PublishedCube {
  readonly [madeSafe]: true;
  readonly profile: DisclosureProfile;
  /** Ids, ascending. */
  readonly hospitals: readonly number[];
  readonly years: readonly number[];
  /** Throws where a hospital or year has no case at all. */
  cellOf(selection: Selection): PublishedCell;
}
