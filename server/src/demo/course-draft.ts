import type { EventKind, EventSource, InfectionDepth } from '@lamina/shared/domain/event.ts';
import type { CaseMix } from './case-mix.ts';
import type { RiskedOutcome } from './published-rates.ts';

export interface CourseEvent {
  readonly kind: EventKind;
  readonly depth: InfectionDepth | null;
  /** Days after the operation. */
  readonly day: number;
  readonly source: EventSource;
  readonly presentAtSurgery: boolean;
}

export interface CourseSetting {
  readonly caseMix: CaseMix;
  readonly factors: Float64Array;
  risk(outcome: RiskedOutcome): number;
  /** Risk of a dural tear on record, at least that of a tear; what is beyond comes from coding alone. */
  readonly recordedTearRisk: number;
  /** Log ratio of nights, of hospital and planted signal together, and of the planted signal alone. */
  readonly stay: number;
  readonly plantedStay: number;
  /** Days from the operation to the data cut-off: what comes later need not be drawn. */
  readonly horizon: number;
}

/** A patient's way while it is being drawn: each part of the story adds to it and may lengthen the stay. All in days after the operation. */
export interface CourseDraft {
  readonly events: CourseEvent[];
  readonly returns: number[];
  readonly readmissions: number[];
  nights: number;
  deathDay: number;
  transfused: boolean;
  duralTear: boolean;
  nerveRootInjury: boolean;
  complexInfection: boolean;
}

export function addEvent(
  draft: CourseDraft,
  kind: EventKind,
  day: number,
  source: EventSource,
  infection: { depth: InfectionDepth; presentAtSurgery: boolean } | null = null,
): void {
  draft.events.push({
    kind,
    day,
    source,
    depth: infection?.depth ?? null,
    presentAtSurgery: infection?.presentAtSurgery ?? false,
  });
}
