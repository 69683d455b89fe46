import type { ChangeSignal, Level, OutsideSignal } from '@lamina/shared/contract/signals.ts';
import type { Procedure } from '@lamina/shared/domain/procedure.ts';
import type { Indicator } from '@lamina/shared/indicators/indicator.ts';

/** Whose cases were looked at; the id is null for all together. */
export interface ScreenedUnit {
  readonly by: 'all' | 'hospital' | 'surgeon';
  readonly id: number | null;
}

interface CandidateBasis {
  readonly indicator: Indicator;
  /** Null for all procedures of the filter together. */
  readonly procedure: Procedure | null;
  readonly unit: ScreenedUnit;
  readonly pValue: number;
  readonly level: Level;
  readonly adjusted: boolean;
}

export interface OutsideCandidate
  extends CandidateBasis,
    Pick<OutsideSignal, 'kind' | 'direction' | 'since' | 'expected' | 'against' | 'spreadAllowed'> {}

export interface ChangeCandidate
  extends CandidateBasis,
    Pick<ChangeSignal, 'kind' | 'direction' | 'since' | 'before'> {}

export type Candidate = OutsideCandidate | ChangeCandidate;
