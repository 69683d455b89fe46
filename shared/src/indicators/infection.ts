import { EVERY_CASE } from './criterion.ts';
import type { Indicator, ProportionIndicator, WorkedExample } from './indicator.ts';
import { MINIMUM_DENOMINATOR, REVIEW } from './review.ts';

/** Days of surveillance for deep and organ-space infection: 90 after a fusion, 30 after a laminectomy (NHSN operative procedure categories FUSN and LAM). */
const FUSION_SURVEILLANCE_DAYS = 90;
const LAMINECTOMY_SURVEILLANCE_DAYS = 30;

function infectionWithin(days: 30 | 90): ProportionIndicator {
  const examples: readonly [WorkedExample, WorkedExample, WorkedExample, WorkedExample, WorkedExample] = [
    {
      title: 'wound infection on day 12',
      surgicalCase: { events: [{ kind: 'infection', depth: 'wound', onsetDate: '2024-03-13' }] },
      judgement: 1,
    },
    {
      title: 'deep infection on day 45',
      surgicalCase: { events: [{ kind: 'infection', depth: 'deep', onsetDate: '2024-04-15' }] },
      judgement: days === 90 ? 1 : 0,
    },
    {
      title: 'infected already when operated on',
      surgicalCase: {
        events: [{ kind: 'infection', depth: 'deep', onsetDate: '2024-03-02', presentAtSurgery: true }],
      },
      judgement: 0,
    },
    {
      title: 'data end twenty days after surgery',
      surgicalCase: {},
      cutOff: '2024-03-21',
      judgement: 'not-yet-eligible',
    },
    {
      title: 'source does not report infections',
      surgicalCase: { observed: {} },
      judgement: 'not-reported',
    },
  ];
  return {
    id: `infection-${days}-days`,
    name: `Wound or deep infection within ${days} days`,
    shortName: `Infection ${days} d`,
    family: 'safety',
    question: `How often does a wound infection of any depth follow my operations within ${days} days?`,
    kind: 'proportion',
    unit: 'proportion',
    numerator: { kind: 'event', kinds: ['infection'], window: { days, from: 'operation' } },
    denominator: EVERY_CASE,
    exclusions: [],
    improvement: 'decrease',
    followUp: { days, from: 'operation', observed: ['infection'] },
    minimumDenominator: MINIMUM_DENOMINATOR,
    caseMix: 'infection',
    chart: 'rare-events',
    rationale:
      'Infection of any depth is what patients are told about. It depends on how carefully superficial infections are looked for after discharge, so compare like with like.',
    ...REVIEW,
    examples,
  };
}

const infection30Days = infectionWithin(30);
const infection90Days = infectionWithin(90);

const complexInfectionBasis = {
  family: 'safety',
  kind: 'proportion',
  unit: 'proportion',
  exclusions: [],
  improvement: 'decrease',
  minimumDenominator: MINIMUM_DENOMINATOR,
  caseMix: 'complex-infection',
  chart: 'rare-events',
  rationale:
    'Deep and organ-space infection is the surveillance definition that public reporting uses: it nearly always means another admission, and is found more reliably than wound infection.',
  ...REVIEW,
} as const;

const complexInfectionFusion: ProportionIndicator = {
  ...complexInfectionBasis,
  id: 'complex-infection-fusion',
  name: 'Complex infection within 90 days of fusion',
  shortName: 'Complex infection',
  question: 'How often does a deep or organ-space infection follow my fusions within 90 days?',
  numerator: {
    kind: 'event',
    kinds: ['infection'],
    depths: ['deep', 'organ-space'],
    window: { days: FUSION_SURVEILLANCE_DAYS, from: 'operation' },
  },
  denominator: { kind: 'oneOf', field: 'procedure', values: ['fusion'] },
  followUp: { days: FUSION_SURVEILLANCE_DAYS, from: 'operation', observed: ['infection'] },
  examples: [
    {
      title: 'fusion, deep infection on day 45',
      surgicalCase: { fusion: true, events: [{ kind: 'infection', depth: 'deep', onsetDate: '2024-04-15' }] },
      judgement: 1,
    },
    {
      title: 'fusion, wound infection only',
      surgicalCase: {
        fusion: true,
        events: [{ kind: 'infection', depth: 'wound', onsetDate: '2024-03-13' }],
      },
      judgement: 0,
    },
    {
      title: 'fusion, infection of unknown depth on day 45',
      surgicalCase: { fusion: true, events: [{ kind: 'infection', onsetDate: '2024-04-15' }] },
      judgement: 'not-reported',
    },
    {
      title: 'discectomy, deep infection on day 10',
      surgicalCase: { events: [{ kind: 'infection', depth: 'deep', onsetDate: '2024-03-11' }] },
      judgement: 'not-applicable',
    },
  ],
};

const complexInfectionLaminectomy: ProportionIndicator = {
  ...complexInfectionBasis,
  id: 'complex-infection-laminectomy',
  name: 'Complex infection within 30 days of laminectomy',
  shortName: 'Complex infection',
  question: 'How often does a deep or organ-space infection follow my laminectomies within 30 days?',
  numerator: {
    kind: 'event',
    kinds: ['infection'],
    depths: ['deep', 'organ-space'],
    window: { days: LAMINECTOMY_SURVEILLANCE_DAYS, from: 'operation' },
  },
  denominator: { kind: 'oneOf', field: 'procedure', values: ['laminectomy'] },
  followUp: { days: LAMINECTOMY_SURVEILLANCE_DAYS, from: 'operation', observed: ['infection'] },
  examples: [
    {
      title: 'laminectomy, organ-space infection on day 29',
      surgicalCase: {
        laminectomy: true,
        events: [{ kind: 'infection', depth: 'organ-space', onsetDate: '2024-03-30' }],
      },
      judgement: 1,
    },
    {
      title: 'laminectomy, deep infection on day 45: after the window',
      surgicalCase: {
        laminectomy: true,
        events: [{ kind: 'infection', depth: 'deep', onsetDate: '2024-04-15' }],
      },
      judgement: 0,
    },
    {
      title: 'laminectomy with fusion counts as a fusion',
      surgicalCase: {
        laminectomy: true,
        fusion: true,
        events: [{ kind: 'infection', depth: 'deep', onsetDate: '2024-03-11' }],
      },
      judgement: 'not-applicable',
    },
  ],
};

export const INFECTION: readonly Indicator[] = [
  infection30Days,
  infection90Days,
  complexInfectionFusion,
  complexInfectionLaminectomy,
];
