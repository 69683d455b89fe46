import { EVERY_CASE } from './criterion.ts';
import type { DurationIndicator, Indicator, ProportionIndicator } from './indicator.ts';
import { MINIMUM_DENOMINATOR, REVIEW } from './review.ts';

const lengthOfStay: DurationIndicator = {
  id: 'length-of-stay',
  name: 'Length of stay',
  shortName: 'Stay',
  family: 'stay',
  question: 'How many nights do my patients spend in hospital?',
  kind: 'duration',
  unit: 'nights',
  measure: 'lengthOfStayNights',
  denominator: EVERY_CASE,
  exclusions: [],
  improvement: 'decrease',
  followUp: null,
  minimumDenominator: MINIMUM_DENOMINATOR,
  caseMix: null,
  chart: 'distribution',
  rationale:
    'The stay is felt by every patient and differs between hospitals more by custom than by case mix. The median is shown first: a few long stays move the mean.',
  ...REVIEW,
  examples: [
    {
      title: 'admitted on the 1st, home on the 3rd: two nights',
      surgicalCase: { admissionDate: '2024-03-01', dischargeDate: '2024-03-03', lengthOfStayNights: 2 },
      judgement: 2,
    },
    {
      title: 'home on the day of surgery: no night',
      surgicalCase: { admissionDate: '2024-03-01', dischargeDate: '2024-03-01', lengthOfStayNights: 0 },
      judgement: 0,
    },
    {
      title: 'no discharge date and no stay reported',
      surgicalCase: { dischargeDate: null, lengthOfStayNights: null },
      judgement: 'not-reported',
    },
  ],
};

const stayOneToFourNights: ProportionIndicator = {
  id: 'stay-one-to-four-nights',
  name: 'Stay of one to four nights',
  shortName: '1–4 nights',
  family: 'stay',
  question: 'How many of my patients stay the usual one to four nights?',
  kind: 'proportion',
  unit: 'proportion',
  numerator: { kind: 'between', field: 'lengthOfStayNights', from: 1, to: 4 },
  denominator: EVERY_CASE,
  exclusions: [],
  improvement: 'neutral',
  followUp: null,
  minimumDenominator: MINIMUM_DENOMINATOR,
  caseMix: null,
  chart: 'proportion',
  rationale:
    'One to four days is what patients are told to expect. Day surgery lies outside it and is no fault: neither direction is better.',
  ...REVIEW,
  examples: [
    { title: 'two nights', surgicalCase: { lengthOfStayNights: 2 }, judgement: 1 },
    {
      title: 'day surgery',
      surgicalCase: { dischargeDate: '2024-03-01', lengthOfStayNights: 0 },
      judgement: 0,
    },
    {
      title: 'five nights',
      surgicalCase: { dischargeDate: '2024-03-06', lengthOfStayNights: 5 },
      judgement: 0,
    },
    {
      title: 'stay not reported',
      surgicalCase: { dischargeDate: null, lengthOfStayNights: null },
      judgement: 'not-reported',
    },
  ],
};

export const LENGTH_OF_STAY: readonly Indicator[] = [lengthOfStay, stayOneToFourNights];
