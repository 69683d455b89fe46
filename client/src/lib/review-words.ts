import type {
  Contest,
  FactValue,
  Review,
  ReviewedFigure,
  SurgeonRole,
} from '@lamina/shared/contract/reviews.ts';
import { describeEventKind } from '@lamina/shared/indicators/describe-criterion.ts';
import type { Indicator } from '@lamina/shared/indicators/indicator.ts';
import { eventInWords, eventName } from './event-in-words.ts';
import { formatCases, formatDate, formatFigure, formatNights, formatShare } from './format.ts';
import { proceduresInWords } from './procedures-in-words.ts';
import { inWords } from './words.ts';

const ROLE_DEEDS: Readonly<Record<SurgeonRole, string>> = {
  operating: 'operated',
  assisting: 'assisted',
  responsible: 'was responsible',
};

/** 'Deep infection of 24 Mar 2026 was present at surgery': what somebody says is so, as a sentence without its full stop. */
export function contestInWords(contest: Contest): string {
  switch (contest.kind) {
    case 'present-at-surgery':
      return `${eventOn(contest.event)} was present at surgery`;
    case 'event-did-not-happen':
      return `${eventOn(contest.event)} did not happen`;
    case 'event-otherwise':
      return `${eventOn(contest.event)} is to read: ${eventInWords(contest.corrected)}`;
    case 'event-missing':
      return `An event is missing: ${eventInWords(contest.corrected)}`;
    case 'surgeon':
      return `Somebody else ${ROLE_DEEDS[contest.role]}`;
    case 'operation-date':
      return `The operation was on ${formatDate(contest.operationDate)}`;
    case 'stay':
      return `The stay was ${daysOf(contest)}`;
    case 'procedure':
      return `The operation was: ${proceduresInWords(contest)}`;
    case 'urgency':
    case 'indication':
      return `The ${contest.kind} was: ${inWords(contest.value)}`;
    case 'asa-class':
      return `The ASA class was ${contest.value}`;
    case 'revision':
      return contest.value ? 'This was a revision' : 'This was a first operation';
  }
}

/** 'Infection', 'Operating surgeon': which part of the record a value is of. */
export function factName(value: FactValue): string {
  switch (value.kind) {
    case 'events':
      return inWords(describeEventKind(value.event));
    case 'surgeon':
      return `${inWords(value.role)} surgeon`;
    case 'operation-date':
      return 'Operation date';
    case 'procedure':
      return 'Operation';
    case 'asa-class':
      return 'ASA class';
    default:
      return inWords(value.kind);
  }
}

/** 'None', '14 Mar 2026', 'Surgeon 12'; 'not reported' where nothing is known. */
export function factInWords(value: FactValue): string {
  switch (value.kind) {
    case 'events':
      return value.events.length === 0 ? 'None' : value.events.map(eventInWords).join('; ');
    case 'surgeon':
      return value.label ?? 'not named';
    case 'operation-date':
      return value.operationDate === null
        ? `${value.operationYear}, day not reported`
        : formatDate(value.operationDate);
    case 'stay':
      return `${daysOf(value)}${value.nights === null ? '' : `, ${value.isAtLeast ? 'at least ' : ''}${formatNights(value.nights)}`}`;
    case 'procedure':
      return proceduresInWords(value);
    case 'revision':
      return value.value === null ? NOT_REPORTED : value.value ? 'Yes' : 'No';
    case 'asa-class':
      return value.value === null ? NOT_REPORTED : String(value.value);
    default:
      return value.value === null ? NOT_REPORTED : inWords(value.value);
  }
}

const NOT_REPORTED = 'not reported';

/** '3.1 % (4 of 129)', '3 nights (129 cases)' */
export function reviewedFigureInWords(
  { unit }: Indicator,
  { value, numerator, denominator }: ReviewedFigure,
): string {
  if (value === null) return 'no case counts';
  const counted = numerator === null ? formatCases(denominator) : formatShare(numerator, denominator);
  return `${formatFigure(value, unit)} (${counted})`;
}

/** What the review says, as a sentence. */
export function reviewInWords({ stance, contest }: Pick<Review, 'stance' | 'contest'>): string {
  if (contest !== null) return contestInWords(contest);
  return stance === 'confirm' ? 'The record is right' : 'A remark';
}

export function reviewStateInWords({ state, stance }: Pick<Review, 'state' | 'stance'>): string {
  switch (state) {
    case 'open':
      return stance === 'comment' ? 'Waits for an answer' : 'Waits for a decision';
    case 'accepted':
      return 'Corrected';
    case 'rejected':
      return 'Left as reported';
    case 'withdrawn':
      return 'Withdrawn';
    case 'noted':
      return stance === 'confirm' ? 'Confirmed' : 'Answered';
  }
}

/** '22 Nov 2026' of a moment. */
export function dayOf(moment: string): string {
  return formatDate(moment.slice(0, 10));
}

type DatedEvent = Parameters<typeof eventInWords>[0];

function eventOn(event: DatedEvent): string {
  return `${eventName(event)}${event.onsetDate === null ? '' : ` of ${formatDate(event.onsetDate)}`}`;
}

function daysOf({
  admissionDate,
  dischargeDate,
}: {
  readonly admissionDate: string | null;
  readonly dischargeDate: string | null;
}): string {
  const day = (date: string | null) => (date === null ? NOT_REPORTED : formatDate(date));
  return `${day(admissionDate)} to ${day(dischargeDate)}`;
}
