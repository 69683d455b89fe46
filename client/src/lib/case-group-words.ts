import type { CaseGroup, REPORTED_FIELDS } from '@lamina/shared/contract/case-group.ts';
import type { PromInstrument, PromTimepoint } from '@lamina/shared/domain/prom.ts';
import { PROM_THRESHOLDS } from '@lamina/shared/domain/prom-follow-up.ts';
import { formatCount, formatNights } from './format.ts';
import { levelInWords } from './level-in-words.ts';
import { inWords } from './words.ts';

export interface GroupWords {
  readonly label: string;
  readonly selection: string;
  /** What makes a case one of the group, as a sentence. */
  readonly meaning: string;
}

const REPORTED = { reported: 'reported', 'not-reported': 'not reported' } as const;

const FIELDS: Readonly<Record<(typeof REPORTED_FIELDS)[number], string>> = {
  indication: 'Indication',
  ageBand: 'Age',
  sex: 'Sex',
  asaClass: 'ASA class',
  diabetes: 'Diabetes',
  smoker: 'Smoking',
  revision: 'Earlier operation',
  region: 'Region',
  urgency: 'Urgency',
  levels: 'Levels operated on',
};

const INSTRUMENTS: Readonly<Record<PromInstrument, string>> = {
  odi: 'Disability (ODI)',
  'back-pain': 'Back pain',
  'leg-pain': 'Leg pain',
  'eq-5d': 'Health (EQ-5D)',
};

const TIMEPOINTS: Readonly<Record<PromTimepoint, string>> = {
  baseline: 'before the operation',
  'week-6': 'at 6 weeks',
  'month-3': 'at 3 months',
  'month-12': 'at 12 months',
  'month-24': 'at 24 months',
};

const ELECTIVE = 'Elective operations, without those that must not wait';

/** How the group is called, in a chip and in a heading, and what it means. */
export function groupInWords(group: CaseGroup): GroupWords {
  switch (group.kind) {
    case 'care-months':
      return {
        label: 'Conservative care',
        selection: lowerCase(levelInWords(group.band)),
        meaning:
          'Cases that the criterion of conservative care judges, by the months of care before surgery.',
      };
    case 'care-kind': {
      const label = group.care === 'none' ? 'Kinds of conservative care' : inWords(group.care);
      const tried = group.care === 'none' ? 'none of the four tried' : 'tried';
      return {
        label,
        selection: group.part === 'tried' ? tried : REPORTED[group.part],
        meaning: `${ELECTIVE}, by what was tried before surgery.`,
      };
    }
    case 'walking-distance':
      return {
        label: 'Walking distance',
        selection: reportedOr(group.distance),
        meaning: `${ELECTIVE}, by how far the patient could walk.`,
      };
    case 'waiting':
      return {
        label: 'Admission to operation',
        selection: reportedOr(group.days),
        meaning: 'By calendar days from admission to operation; hours are not recorded.',
      };
    case 'criterion-outcome':
      return {
        label: `Criterion ${group.criterion === 'met' ? 'met' : 'not met'}`,
        selection: {
          asked: 'followed for 12 months',
          answered: 'ODI answered before and at 12 months',
          improved: 'ODI improved at 12 months',
        }[group.part],
        meaning:
          'Cases that the criterion of conservative care judges, by what is known of their disability at 12 months.',
      };
    case 'field':
      return {
        label: FIELDS[group.field],
        selection: REPORTED[group.reported],
        meaning: 'By whether the source reports this field.',
      };
    case 'levels':
      return {
        label: FIELDS.levels,
        selection: group.levels.endsWith('+') ? `${group.levels.slice(0, -1)} or more` : group.levels,
        meaning: 'By the number of levels operated on.',
      };
    case 'nights':
      return {
        label: 'Stay',
        selection: formatNights(group.nights),
        meaning: 'Cases whose stay counts, by nights in hospital.',
      };
    case 'more-nights':
      return {
        label: 'Stay',
        selection: `more than ${formatNights(group.nights)}`,
        meaning: 'Cases whose stay counts, by nights in hospital.',
      };
    case 'scores-due':
      return {
        label: 'Questionnaire',
        selection: `${group.part === 'asked' ? 'due' : 'not yet due'} ${TIMEPOINTS[group.timepoint]}`,
        meaning:
          'By whether the case was followed for long enough to have been asked, whatever was answered.',
      };
    case 'score-answered':
      return {
        label: INSTRUMENTS[group.instrument],
        selection: `answered ${TIMEPOINTS[group.timepoint]}`,
        meaning: 'Cases followed for long enough to have been asked, and that answered.',
      };
    case 'score-change':
      return {
        label: INSTRUMENTS[group.instrument],
        selection: `${changeInWords(group)} ${TIMEPOINTS[group.timepoint]}`,
        meaning:
          'Cases followed for long enough to have been asked that answered before the operation and at this time, by the change between the two.',
      };
    case 'walked':
      return {
        label: 'Walked',
        selection: `by day ${group.byDay}`,
        meaning: 'Cases of which it is reported when they first walked after the operation.',
      };
    case 'active':
      return {
        label: 'Strenuous activity',
        selection: `by week ${group.byWeek}`,
        meaning: 'Cases of which it is reported when they were back at strenuous activity.',
      };
    case 'theatre-followed':
      return {
        label: 'Return to theatre',
        selection: `followed to day ${formatCount(group.onDay)} without one`,
        meaning:
          'Cases still under observation on this day: alive, not yet back in theatre, and looked after.',
      };
    case 'theatre-not-followed':
      return {
        label: 'Return to theatre',
        selection: 'not followed',
        meaning: 'Cases of which returns to theatre were not looked for, or the day is not known.',
      };
  }
}

function changeInWords({ instrument, change }: Extract<CaseGroup, { kind: 'score-change' }>): string {
  const { important, detectable } = PROM_THRESHOLDS[instrument];
  switch (change) {
    case 'any':
      return 'answered before and';
    case 'improved':
      return `better by ${important} points or more`;
    case 'beyond-error':
      return `better by ${detectable} points or more`;
    case 'worsened':
      return `worse by ${important} points or more`;
  }
}

function reportedOr(level: string): string {
  if (level === 'reported' || level === 'not-reported') return REPORTED[level];
  return lowerCase(levelInWords(level));
}

function lowerCase(words: string): string {
  return words.charAt(0).toLowerCase() + words.slice(1);
}
