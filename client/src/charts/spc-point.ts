export type SpcMark = 'common' | 'worse' | 'better' | 'neutral';

export interface SpcPoint {
  readonly key: string;
  /** First day of what the point is about. */
  readonly date: string;
  /** Null where there is nothing to draw. */
  readonly value: number | null;
  /** Still waiting for follow-up: hollow, outside limits and rules. */
  readonly immature: boolean;
  readonly mark: SpcMark;
  readonly centreLine: number | null;
  readonly lowerLimit: number | null;
  readonly upperLimit: number | null;
  readonly words: readonly string[];
}

export interface SpcPhase {
  readonly start: number;
  readonly end: number;
  /** Why limits begin anew; null for the first phase. */
  readonly note: string | null;
}
