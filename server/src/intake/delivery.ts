import type { IsoDate } from '@lamina/shared/domain/period.ts';
import type { SurgicalCase } from '@lamina/shared/domain/surgical-case.ts';
import type { PublishedComparator } from './published-comparator.ts';

/** Why something in a line was not accepted. `value` is HIDDEN_VALUE for columns that may identify a patient. */
export interface Rejection {
  /** Line of the file, the header being line 1. */
  readonly line: number;
  readonly column: string | null;
  readonly value: string | null;
  /** What was expected. */
  readonly reason: string;
}

export const HIDDEN_VALUE = '(hidden)';

/** What a format makes of one line: a case, a published figure, at least one reason for rejecting it, or nothing that concerns Lamina. */
export type Delivery =
  | {
      readonly kind: 'case';
      readonly line: number;
      readonly surgicalCase: SurgicalCase;
      /** The latest date in the line. */
      readonly latestDate: IsoDate | null;
    }
  | { readonly kind: 'comparator'; readonly line: number; readonly comparator: PublishedComparator }
  | { readonly kind: 'rejected'; readonly line: number; readonly rejections: readonly Rejection[] }
  | { readonly kind: 'skipped'; readonly line: number };
