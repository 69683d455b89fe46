import type { Contest, FactValue } from '@lamina/shared/contract/reviews.ts';
import type { EventKind } from '@lamina/shared/domain/event.ts';
import { daysBetween } from '@lamina/shared/domain/period.ts';
import type { CaseEvent } from '@lamina/shared/domain/surgical-case.ts';
import { LaminaError } from '../lamina-error.ts';
import {
  type CaseParts,
  datesFollow,
  eventKey,
  factNameOf,
  readFact,
  type StoredFact,
  sameFact,
  withFacts,
} from '../repositories/case-fact.repository.ts';
import type { Correction, StoredAmendment } from '../repositories/review-amendment.repository.ts';

/** What is corrected: the fact as the figures follow it now, what the source has, and what it becomes. */
export interface ProposedCorrection extends Correction {
  readonly effective: StoredFact;
}

export interface CorrectedCase {
  readonly corrections: readonly ProposedCorrection[];
  readonly parts: CaseParts;
}

/**
 * What a contest asks for, for the case as it is now. `amendments`: those of the case. Throws 'bad-input' where the record says so already or
 * the result could not be, and 'conflict' where the record has no such event (any more).
 */
export function correctCase(
  contest: Contest,
  parts: CaseParts,
  amendments: readonly StoredAmendment[],
  cutOff: string | null,
): CorrectedCase {
  const corrections = correctedFacts(contest, parts)
    .map((corrected): ProposedCorrection => {
      const effective = readFact(parts, corrected);
      return { effective, corrected, delivered: deliveredFact(effective, amendments) };
    })
    .filter(({ corrected, effective }) => !sameFact(corrected, effective));
  if (corrections.length === 0) throw new LaminaError('bad-input', 'The record says so already.');
  const changed = withFacts(
    parts,
    corrections.map(({ corrected, delivered }) => ({ value: corrected, delivered })),
  );
  assertPossible(parts, changed, cutOff);
  return { corrections, parts: changed };
}

/** As the source has it, whatever was corrected since. */
function deliveredFact(effective: StoredFact, amendments: readonly StoredAmendment[]): StoredFact {
  const fact = factNameOf(effective);
  const standing = amendments.find(
    (amendment) => amendment.fact === fact && ['in-force', 'conflict'].includes(amendment.state),
  );
  return standing?.delivered ?? effective;
}

function correctedFacts(contest: Contest, parts: CaseParts): FactValue[] {
  switch (contest.kind) {
    case 'present-at-surgery':
      return replaceEvent(parts, contest.event, { ...contest.event, presentAtSurgery: true });
    case 'event-did-not-happen':
      return replaceEvent(parts, contest.event, null);
    case 'event-otherwise':
      return replaceEvent(parts, contest.event, contest.corrected);
    case 'event-missing':
      return addEvent(parts, contest.corrected);
    case 'surgeon':
      return [{ kind: 'surgeon', role: contest.role, surgeon: contest.surgeon, label: null }];
    case 'operation-date': {
      const { operationDate } = contest;
      return [{ kind: 'operation-date', operationDate, operationYear: Number(operationDate.slice(0, 4)) }];
    }
    case 'stay':
      return [correctedStay(contest)];
    default:
      return [contest];
  }
}

function correctedStay({
  admissionDate,
  dischargeDate,
}: Extract<Contest, { kind: 'stay' }>): Extract<FactValue, { kind: 'stay' }> {
  if (admissionDate === null || dischargeDate === null) {
    throw new LaminaError('bad-input', 'A stay needs the day of admission and the day of discharge.');
  }
  const nights = daysBetween(admissionDate, dischargeDate);
  if (nights < 0) throw new LaminaError('bad-input', 'The discharge cannot come before the admission.');
  return { kind: 'stay', admissionDate, dischargeDate, nights, isAtLeast: false };
}

function addEvent(parts: CaseParts, event: CaseEvent): FactValue[] {
  const recorded = eventsOf(parts, event.kind);
  const known = recorded.some((other) => eventKey(other) === eventKey(event));
  return known ? [] : [withEvents(event.kind, [...recorded, event])];
}

function replaceEvent(parts: CaseParts, event: CaseEvent, by: CaseEvent | null): FactValue[] {
  const recorded = eventsOf(parts, event.kind);
  const at = recorded.findIndex((other) => eventKey(other) === eventKey(event));
  if (at < 0) {
    throw new LaminaError('conflict', 'The record of this case has changed: it has no such event any more.');
  }
  const others = recorded.toSpliced(at, 1);
  if (by === null) return [withEvents(event.kind, others)];
  if (by.kind === event.kind) return [withEvents(event.kind, [...others, by])];
  return [withEvents(event.kind, others), withEvents(by.kind, [...eventsOf(parts, by.kind), by])];
}

function eventsOf(parts: CaseParts, event: EventKind): readonly CaseEvent[] {
  const fact = readFact(parts, { kind: 'events', event, events: [] });
  return fact.kind === 'events' ? fact.events : [];
}

function withEvents(event: EventKind, events: CaseEvent[]): FactValue {
  return { kind: 'events', event, events };
}

function assertPossible(before: CaseParts, after: CaseParts, cutOff: string | null): void {
  if (!datesFollow(after)) {
    throw new LaminaError('bad-input', 'Admission, operation and discharge must follow one another.');
  }
  const known = new Set(daysOf(before));
  const late = daysOf(after).find((day) => !known.has(day) && cutOff !== null && day > cutOff);
  if (late !== undefined) {
    throw new LaminaError('bad-input', `The source reports up to ${cutOff}; ${late} is after that day.`);
  }
  const operated = after.row.operation_date;
  const early = after.events.some(
    ({ onset_date: onset, present_at_surgery: present }) =>
      present !== 1 && onset !== null && operated !== null && onset < operated,
  );
  if (early) {
    throw new LaminaError('bad-input', 'An event before the operation must be marked as present at surgery.');
  }
}

function daysOf({ row, events }: CaseParts): string[] {
  const days = [row.operation_date, row.discharge_date, ...events.map(({ onset_date }) => onset_date)];
  return days.filter((day) => day !== null);
}
