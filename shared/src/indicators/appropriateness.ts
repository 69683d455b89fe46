import type { Indicator, ProportionIndicator } from './indicator.ts';
import { MINIMUM_DENOMINATOR, REVIEW } from './review.ts';

/** Months of care without surgery before an elective operation that guidelines and patient information ask for. */
const CONSERVATIVE_CARE_MONTHS = 3;

const conservativeCareThreeMonths: ProportionIndicator = {
  id: 'conservative-care-3-months',
  name: 'Conservative care for three months before elective surgery',
  shortName: 'Conservative care',
  family: 'appropriateness',
  question: 'How many of my elective patients had at least three months of care without surgery first?',
  kind: 'proportion',
  unit: 'proportion',
  numerator: { kind: 'between', field: 'conservativeCareMonths', from: CONSERVATIVE_CARE_MONTHS },
  denominator: { kind: 'oneOf', field: 'urgency', values: ['elective'] },
  exclusions: [{ kind: 'oneOf', field: 'indication', values: ['cauda-equina-syndrome'] }],
  improvement: 'increase',
  followUp: null,
  minimumDenominator: MINIMUM_DENOMINATOR,
  caseMix: null,
  chart: 'proportion',
  rationale:
    'Traction, physiotherapy, injections and medication help many. Cauda equina syndrome and emergencies must not wait and are left out.',
  ...REVIEW,
  examples: [
    {
      title: 'five months of physiotherapy',
      surgicalCase: { conservativeCareMonths: 5, physiotherapy: true },
      judgement: 1,
    },
    { title: 'one month', surgicalCase: { conservativeCareMonths: 1 }, judgement: 0 },
    {
      title: 'cauda equina syndrome',
      surgicalCase: { indication: 'cauda-equina-syndrome', conservativeCareMonths: 0 },
      judgement: 'excluded',
    },
    {
      title: 'emergency',
      surgicalCase: { urgency: 'emergency', conservativeCareMonths: 0 },
      judgement: 'not-applicable',
    },
    {
      title: 'months not reported',
      surgicalCase: { conservativeCareMonths: null },
      judgement: 'not-reported',
    },
  ],
};

export const APPROPRIATENESS: readonly Indicator[] = [conservativeCareThreeMonths];
