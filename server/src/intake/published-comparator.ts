import type { Procedure } from '@lamina/shared/domain/procedure.ts';

/** A figure that somebody published about one hospital's (or, `pooled`, a whole state's) operations of one kind in one year. */
export interface PublishedComparator {
  readonly publisher: string;
  /** The indicator whose definition comes closest to the published one. */
  readonly indicatorId: string;
  readonly procedure: Procedure;
  readonly year: number;
  readonly facilityCode: string | null;
  readonly facilityName: string;
  readonly pooled: boolean;
  readonly operations: number;
  readonly observed: number;
  readonly predicted: number | null;
  readonly ratio: number | null;
  readonly ratioLower: number | null;
  readonly ratioUpper: number | null;
  readonly verdict: string | null;
}
