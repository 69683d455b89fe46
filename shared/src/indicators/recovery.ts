import { EVERY_CASE } from './criterion.ts';
import type { Indicator, ProportionIndicator } from './indicator.ts';
import { MINIMUM_DENOMINATOR, REVIEW } from './review.ts';

const walkedWithinADay: ProportionIndicator = {
  id: 'walked-within-a-day',
  name: 'Walked within a day',
  shortName: 'Walked in 1 d',
  family: 'recovery',
  question: 'How many of my patients are on their feet by the day after surgery?',
  kind: 'proportion',
  unit: 'proportion',
  numerator: { kind: 'between', field: 'firstWalkedDay', to: 1 },
  denominator: EVERY_CASE,
  exclusions: [],
  improvement: 'increase',
  followUp: null,
  minimumDenominator: MINIMUM_DENOMINATOR,
  caseMix: 'early-recovery',
  chart: 'proportion',
  rationale: 'Most people walk within a day. Early walking goes with fewer readmissions after fusion.',
  ...REVIEW,
  examples: [
    { title: 'walked on the evening of surgery', surgicalCase: { firstWalkedDay: 0 }, judgement: 1 },
    { title: 'walked on the second day', surgicalCase: { firstWalkedDay: 2 }, judgement: 0 },
    { title: 'not reported', surgicalCase: { firstWalkedDay: null }, judgement: 'not-reported' },
  ],
};

const strenuousActivitySixWeeks: ProportionIndicator = {
  id: 'strenuous-activity-6-weeks',
  name: 'Back to strenuous activity by six weeks',
  shortName: 'Active by 6 wk',
  family: 'recovery',
  question: 'How many of my patients are back at strenuous activity after six weeks?',
  kind: 'proportion',
  unit: 'proportion',
  numerator: { kind: 'between', field: 'strenuousActivityWeek', to: 6 },
  denominator: EVERY_CASE,
  exclusions: [],
  improvement: 'increase',
  followUp: { days: 42, from: 'operation', observed: [] },
  minimumDenominator: MINIMUM_DENOMINATOR,
  caseMix: 'early-recovery',
  chart: 'proportion',
  rationale:
    'About six weeks to strenuous activity is what patients are told. Those who never answer are not counted: look at how many are missing.',
  ...REVIEW,
  examples: [
    { title: 'back in week 6', surgicalCase: { strenuousActivityWeek: 6 }, judgement: 1 },
    { title: 'back in week 9', surgicalCase: { strenuousActivityWeek: 9 }, judgement: 0 },
    {
      title: 'data end after four weeks',
      surgicalCase: { strenuousActivityWeek: null },
      cutOff: '2024-03-29',
      judgement: 'not-yet-eligible',
    },
    { title: 'not reported', surgicalCase: { strenuousActivityWeek: null }, judgement: 'not-reported' },
  ],
};

export const RECOVERY: readonly Indicator[] = [walkedWithinADay, strenuousActivitySixWeeks];
