import type { EventKind } from '../domain/event.ts';
import { EVERY_CASE, type Window } from './criterion.ts';
import type { Indicator, ProportionIndicator } from './indicator.ts';
import { MINIMUM_DENOMINATOR, REVIEW } from './review.ts';

interface WindowedEvent {
  readonly id: string;
  readonly name: string;
  readonly shortName: string;
  readonly question: string;
  readonly kinds: readonly [EventKind, ...EventKind[]];
  readonly from: Window['from'];
  readonly caseMix: string;
  readonly rationale: string;
}

/** The example patient is operated on on 1 March 2024 and goes home on 3 March 2024. */
const START = { operation: '2024-03-01', discharge: '2024-03-03' } as const;
const DAY_29 = { operation: '2024-03-30', discharge: '2024-04-01' } as const;
const DAY_60 = { operation: '2024-04-30', discharge: '2024-05-02' } as const;

function within(days: 30 | 90, event: WindowedEvent): ProportionIndicator {
  const kind = event.kinds[0];
  return {
    id: `${event.id}-${days}-days`,
    name: `${event.name} within ${days} days${event.from === 'discharge' ? ' of discharge' : ''}`,
    shortName: `${event.shortName} ${days} d`,
    family: 'safety',
    question: event.question.replace('#', String(days)),
    kind: 'proportion',
    unit: 'proportion',
    numerator: { kind: 'event', kinds: event.kinds, window: { days, from: event.from } },
    denominator: EVERY_CASE,
    exclusions: [],
    improvement: 'decrease',
    followUp: { days, from: event.from, observed: event.kinds },
    minimumDenominator: MINIMUM_DENOMINATOR,
    caseMix: event.caseMix,
    chart: 'rare-events',
    rationale: event.rationale,
    ...REVIEW,
    examples: [
      {
        title: 'on day 29',
        surgicalCase: { events: [{ kind, onsetDate: DAY_29[event.from] }] },
        judgement: 1,
      },
      {
        title: 'on day 60',
        surgicalCase: { events: [{ kind, onsetDate: DAY_60[event.from] }] },
        judgement: days === 90 ? 1 : 0,
      },
      {
        title: 'followed for ten days only',
        surgicalCase: { observed: Object.fromEntries(event.kinds.map((each) => [each, 10])) },
        judgement: 'follow-up-too-short',
      },
      {
        title: 'data end on the first day',
        surgicalCase: {},
        cutOff: START[event.from],
        judgement: 'not-yet-eligible',
      },
    ],
  };
}

const THROMBOEMBOLISM: WindowedEvent = {
  id: 'thromboembolism',
  name: 'Deep vein thrombosis or pulmonary embolism',
  shortName: 'Clots',
  question: 'How often do my patients have a clot in a leg or lung within # days?',
  kinds: ['deep-vein-thrombosis', 'pulmonary-embolism'],
  from: 'operation',
  caseMix: 'thromboembolism',
  rationale:
    'Clots found by routine scanning are many times as frequent as those that cause complaints: look at how they were found.',
};

const READMISSION: WindowedEvent = {
  id: 'readmission',
  name: 'Readmission',
  shortName: 'Readmission',
  question: 'How many of my patients are back in hospital within # days of going home?',
  kinds: ['readmission'],
  from: 'discharge',
  caseMix: 'readmission',
  rationale:
    'Counted from discharge, for any reason. Sources that see only their own hospital miss readmissions elsewhere.',
};

const RETURN_TO_THEATRE: WindowedEvent = {
  id: 'return-to-theatre',
  name: 'Return to theatre',
  shortName: 'Return to theatre',
  question: 'How many of my patients need another, unplanned operation within # days?',
  kinds: ['return-to-theatre'],
  from: 'operation',
  caseMix: 'return-to-theatre',
  rationale: 'Unplanned only: a planned second stage is not a return to theatre.',
};

const DEATH: WindowedEvent = {
  id: 'death',
  name: 'Death',
  shortName: 'Death',
  question: 'How many of my patients die within # days?',
  kinds: ['death'],
  from: 'operation',
  caseMix: 'death',
  rationale:
    'Death after elective decompression is very rare: every case is reviewed, and a rate needs thousands of cases.',
};

const thromboembolism30Days = within(30, THROMBOEMBOLISM);
const thromboembolism90Days = within(90, THROMBOEMBOLISM);
const readmission30Days = within(30, READMISSION);
const readmission90Days = within(90, READMISSION);
const returnToTheatre30Days = within(30, RETURN_TO_THEATRE);
const returnToTheatre90Days = within(90, RETURN_TO_THEATRE);
const death30Days = within(30, DEATH);
const death90Days = within(90, DEATH);

export const AFTER_DISCHARGE: readonly Indicator[] = [
  thromboembolism30Days,
  thromboembolism90Days,
  readmission30Days,
  readmission90Days,
  returnToTheatre30Days,
  returnToTheatre90Days,
  death30Days,
  death90Days,
];
