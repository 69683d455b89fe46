import type { PromInstrument } from '../domain/prom.ts';
import type { Indicator, MeanChangeIndicator, ProportionIndicator } from './indicator.ts';
import { MINIMUM_DENOMINATOR, REVIEW } from './review.ts';

/** Twelve-month answers are accepted until two months later: 365 + 60 days. */
const TWELVE_MONTHS_WITH_TOLERANCE_DAYS = 425;

const FOLLOW_UP = {
  days: TWELVE_MONTHS_WITH_TOLERANCE_DAYS,
  from: 'operation',
  observed: ['proms'],
} as const;

/**
 * Minimal important changes. ODI 12.8 points: Quality Outcomes Database. Back pain 2.7 and leg pain 3.2 points:
 * Swespine, Parai et al. 2020 (n = 98,732), where the smallest detectable change of one person is larger (3.6 and 3.7).
 */
const MINIMAL_IMPORTANT_CHANGE = { odi: 12.8, 'back-pain': 2.7, 'leg-pain': 3.2 } as const;

interface ImprovedScore {
  readonly id: string;
  readonly name: string;
  readonly shortName: string;
  readonly question: string;
  readonly instrument: keyof typeof MINIMAL_IMPORTANT_CHANGE;
  readonly caseMix: string;
  readonly baseline: number;
  readonly improved: number;
  readonly barelyChanged: number;
}

function scores(instrument: PromInstrument, baseline: number, after: number | null) {
  return [
    { instrument, timepoint: 'baseline' as const, score: baseline },
    ...(after === null ? [] : [{ instrument, timepoint: 'month-12' as const, score: after }]),
  ];
}

function improvedAtTwelveMonths(score: ImprovedScore): ProportionIndicator {
  const { instrument, baseline } = score;
  return {
    id: score.id,
    name: score.name,
    shortName: score.shortName,
    family: 'patient-reported',
    question: score.question,
    kind: 'proportion',
    unit: 'proportion',
    numerator: { kind: 'improved', instrument, at: 'month-12', by: MINIMAL_IMPORTANT_CHANGE[instrument] },
    denominator: { kind: 'all', criteria: [] },
    exclusions: [],
    improvement: 'increase',
    followUp: FOLLOW_UP,
    minimumDenominator: MINIMUM_DENOMINATOR,
    caseMix: score.caseMix,
    chart: 'proportion',
    rationale:
      'The share who changed by at least what patients call important. Measurement error of a single answer is larger than that, so it speaks for groups, never for one person. Non-responders are not counted.',
    ...REVIEW,
    examples: [
      {
        title: 'clearly better',
        surgicalCase: { proms: scores(instrument, baseline, score.improved) },
        judgement: 1,
      },
      {
        title: 'hardly changed',
        surgicalCase: { proms: scores(instrument, baseline, score.barelyChanged) },
        judgement: 0,
      },
      {
        title: 'did not answer at twelve months',
        surgicalCase: { proms: scores(instrument, baseline, null) },
        judgement: 'not-reported',
      },
      {
        title: 'data end after six months',
        surgicalCase: {},
        cutOff: '2024-09-01',
        judgement: 'not-yet-eligible',
      },
    ],
  };
}

const odiImproved = improvedAtTwelveMonths({
  id: 'odi-improved-12-months',
  name: 'Disability improved at 12 months (ODI)',
  shortName: 'ODI improved',
  question: 'How many of my patients are importantly less disabled a year later?',
  instrument: 'odi',
  caseMix: 'disability-improved',
  baseline: 44,
  improved: 31.2,
  barelyChanged: 31.3,
});

const backPainImproved = improvedAtTwelveMonths({
  id: 'back-pain-improved-12-months',
  name: 'Back pain improved at 12 months',
  shortName: 'Back pain improved',
  question: 'How many of my patients have importantly less back pain a year later?',
  instrument: 'back-pain',
  caseMix: 'back-pain-improved',
  baseline: 7,
  improved: 4,
  barelyChanged: 5,
});

const legPainImproved = improvedAtTwelveMonths({
  id: 'leg-pain-improved-12-months',
  name: 'Leg pain improved at 12 months',
  shortName: 'Leg pain improved',
  question: 'How many of my patients have importantly less leg pain a year later?',
  instrument: 'leg-pain',
  caseMix: 'leg-pain-improved',
  baseline: 8,
  improved: 4,
  barelyChanged: 5,
});

const odiChange: MeanChangeIndicator = {
  id: 'odi-change-12-months',
  name: 'Mean improvement in disability at 12 months (ODI)',
  shortName: 'ODI change',
  family: 'patient-reported',
  question: 'By how many points are my patients less disabled a year later?',
  kind: 'mean-change',
  unit: 'points',
  change: { instrument: 'odi', at: 'month-12' },
  denominator: { kind: 'all', criteria: [] },
  exclusions: [],
  improvement: 'increase',
  followUp: FOLLOW_UP,
  minimumDenominator: MINIMUM_DENOMINATOR,
  caseMix: null,
  chart: 'mean',
  rationale: 'The mean change uses every answer, where the share that improved throws away by how much.',
  ...REVIEW,
  examples: [
    { title: 'from 44 to 20', surgicalCase: { proms: scores('odi', 44, 20) }, judgement: 24 },
    { title: 'from 30 to 36: worse', surgicalCase: { proms: scores('odi', 30, 36) }, judgement: -6 },
    {
      title: 'no baseline',
      surgicalCase: { proms: [{ instrument: 'odi', timepoint: 'month-12', score: 20 }] },
      judgement: 'not-reported',
    },
  ],
};

const promResponse: ProportionIndicator = {
  id: 'prom-response-12-months',
  name: 'Answered the 12-month questionnaire',
  shortName: 'Response rate',
  family: 'patient-reported',
  question: 'How many of my patients tell us how they are a year later?',
  kind: 'proportion',
  unit: 'proportion',
  numerator: { kind: 'answered', instrument: 'odi', at: 'month-12' },
  denominator: { kind: 'all', criteria: [] },
  exclusions: [],
  improvement: 'increase',
  followUp: FOLLOW_UP,
  minimumDenominator: MINIMUM_DENOMINATOR,
  caseMix: null,
  chart: 'proportion',
  rationale:
    'Non-responders smoke more and were operated on before more often: below about 80 % the other figures may flatter.',
  ...REVIEW,
  examples: [
    { title: 'answered', surgicalCase: { proms: scores('odi', 44, 20) }, judgement: 1 },
    { title: 'answered before surgery only', surgicalCase: { proms: scores('odi', 44, null) }, judgement: 0 },
    { title: 'questionnaires are not collected', surgicalCase: { observed: {} }, judgement: 'not-reported' },
  ],
};

export const PATIENT_REPORTED: readonly Indicator[] = [
  odiImproved,
  odiChange,
  backPainImproved,
  legPainImproved,
  promResponse,
];
