import type { AgeBand } from '../domain/surgical-case.ts';
import type { CategoryTerm, NumberTerm } from './case-mix-term.ts';

const NOT_RECORDED = 'not recorded';

/** The age taken for a patient of whom only the band is reported: about the middle of those operated on within it. */
export const AGE_WITHIN_BAND: Readonly<Record<AgeBand, number>> = {
  '0-17': 15,
  '18-29': 25,
  '30-49': 41,
  '50-69': 60,
  '70+': 76,
};

/** Knots at about the 10th, 50th and 90th percentile of spinal decompression and fusion (Harrell 2015, table 2.3). */
export const AGE: NumberTerm = {
  kind: 'number',
  covariate: 'age',
  label: 'age',
  unit: 'years',
  knots: [38, 58, 76],
  whenMissing: 58,
  rationale:
    'Complications and mortality rise with age, not evenly: dural tear 1.6 % more odds a year (series of 3,140), readmission 1.4 to 1.6 times above 50 (PMC5516213).',
};

/** For rare outcomes, whose few events cannot bear a curve. */
export const AGE_STRAIGHT: NumberTerm = { ...AGE, knots: [] };

export const SEX: CategoryTerm = {
  kind: 'category',
  covariate: 'sex',
  label: 'sex',
  levels: [
    { name: 'female', values: ['female'] },
    { name: 'male', values: ['male'] },
    { name: 'other or not recorded', values: ['other'] },
  ],
  whenMissing: 'other or not recorded',
  rationale:
    'Women have more dural tears (odds 1.5 times, series of 3,140); men more deep infections after fusion (Korea, 194,036 fusions).',
};

const BODY_MASS_INDEX_BASIS = {
  kind: 'category',
  covariate: 'bodyMassIndex',
  label: 'body mass index',
  whenMissing: NOT_RECORDED,
  rationale:
    'Obesity doubles or trebles surgical site infection (relative risk 2.87, PMC6217168) and raises readmission; classes of the World Health Organization.',
} as const;

export const BODY_MASS_INDEX: CategoryTerm = {
  ...BODY_MASS_INDEX_BASIS,
  levels: [
    { name: '25 to 29.9', from: 25, below: 30 },
    { name: 'below 25', below: 25 },
    { name: '30 to 34.9', from: 30, below: 35 },
    { name: '35 to 39.9', from: 35, below: 40 },
    { name: '40 or more', from: 40 },
  ],
};

export const OBESITY: CategoryTerm = {
  ...BODY_MASS_INDEX_BASIS,
  levels: [
    { name: 'below 30', below: 30 },
    { name: '30 or more', from: 30 },
  ],
};

const ASA_CLASS_BASIS = {
  kind: 'category',
  covariate: 'asaClass',
  label: 'ASA class',
  whenMissing: NOT_RECORDED,
  rationale:
    'The anaesthetist’s grading of illness before surgery, in every published model of spinal complications: infection 2.63 above class 2 (PMC6217168), readmission 1.4 to 1.7.',
} as const;

export const ASA_CLASS: CategoryTerm = {
  ...ASA_CLASS_BASIS,
  levels: [
    { name: '2', values: [2] },
    { name: '1', values: [1] },
    { name: '3', values: [3] },
    { name: '4 or 5', values: [4, 5] },
  ],
};

export const ASA_THREE_OR_MORE: CategoryTerm = {
  ...ASA_CLASS_BASIS,
  levels: [
    { name: '1 or 2', values: [1, 2] },
    { name: '3 to 5', values: [3, 4, 5] },
  ],
};

function yesOrNo(
  covariate: 'diabetes' | 'smoker' | 'revision',
  label: string,
  rationale: string,
): CategoryTerm {
  return {
    kind: 'category',
    covariate,
    label,
    levels: [
      { name: 'no', values: [false] },
      { name: 'yes', values: [true] },
    ],
    whenMissing: NOT_RECORDED,
    rationale,
  };
}

export const DIABETES = yesOrNo(
  'diabetes',
  'diabetes',
  'Doubles surgical site infection (relative risk 2.19, PMC6217168); readmission 1.34 times (Michigan, 10,204 fusions).',
);

export const SMOKER = yesOrNo(
  'smoker',
  'smoker',
  'Readmission 1.33 times (Medicare, 52,567 fusions) and less relief (Swespine). The evidence for infection is divided.',
);

export const REVISION = yesOrNo(
  'revision',
  'earlier operation at this level',
  'Scar raises dural tear (odds 1.85, series of 3,140) and infection (relative risk 2.06, PMC6217168); relief is less.',
);

export const URGENCY: CategoryTerm = {
  kind: 'category',
  covariate: 'urgency',
  label: 'urgency',
  levels: [
    { name: 'elective', values: ['elective'] },
    { name: 'urgent', values: ['urgent'] },
    { name: 'emergency', values: ['emergency'] },
  ],
  whenMissing: NOT_RECORDED,
  rationale:
    'Emergencies are operated on unprepared and at any hour; among the heaviest weights of the Premier infection score (157,664 patients, PMC9860512).',
};

export const PROCEDURE: CategoryTerm = {
  kind: 'category',
  covariate: 'procedure',
  label: 'procedure',
  levels: [
    { name: 'discectomy', values: ['discectomy'] },
    { name: 'laminectomy', values: ['laminectomy'] },
    { name: 'fusion', values: ['fusion'] },
  ],
  whenMissing: NOT_RECORDED,
  rationale:
    'What was planned: a fusion carries several times the risk of a discectomy (California: 0.8 % against 0.25 % complex infections), and units differ in how many they do.',
};

export const REGION: CategoryTerm = {
  kind: 'category',
  covariate: 'region',
  label: 'region of the spine',
  levels: [
    { name: 'lumbar', values: ['lumbar'] },
    { name: 'cervical', values: ['cervical'] },
    { name: 'thoracic', values: ['thoracic'] },
  ],
  whenMissing: NOT_RECORDED,
  rationale:
    'Transfusion 32 % after thoracic, 17 % after lumbar and 1.5 % after cervical fusion (NSQIP); anterior cervical fusion has a fifth of the infections (Korea).',
};

export const LEVELS: CategoryTerm = {
  kind: 'category',
  covariate: 'levels',
  label: 'levels operated on',
  levels: [
    { name: '1', below: 2 },
    { name: '2', from: 2, below: 3 },
    { name: '3 or more', from: 3 },
  ],
  whenMissing: NOT_RECORDED,
  rationale:
    'The extent of the operation: dural tear 1.81 times at two and 3.18 at three levels (series of 3,140), transfusion 1.6 and 2.1 (4,223 fusions).',
};

export const INDICATION: CategoryTerm = {
  kind: 'category',
  covariate: 'indication',
  label: 'indication',
  levels: [
    { name: 'stenosis', values: ['stenosis'] },
    { name: 'disc herniation', values: ['disc-herniation'] },
    { name: 'spondylolisthesis', values: ['spondylolisthesis'] },
    { name: 'degenerative disc disease', values: ['degenerative-disc-disease'] },
    { name: 'scoliosis', values: ['scoliosis'] },
    { name: 'cauda equina syndrome', values: ['cauda-equina-syndrome'] },
    { name: 'other', values: ['other'] },
  ],
  whenMissing: NOT_RECORDED,
  rationale:
    'What is wrong decides what can be won: success after disc herniation 66 to 84 %, after stenosis 60 to 75 % (Solberg 2013; Joelson 2023, PMC10533696).',
};

/** Knots: two where a gain as large as the minimal important change begins to be possible at all, then two across the scale. */
function baselineScore(
  covariate: 'odiAtBaseline' | 'backPainAtBaseline' | 'legPainAtBaseline',
  label: string,
  knots: readonly [number, number, number, number],
  whenMissing: number,
): NumberTerm {
  return {
    kind: 'number',
    covariate,
    label,
    unit: 'points',
    knots,
    whenMissing,
    rationale:
      'Who begins low cannot gain much: the score before surgery is the strongest predictor of its change (Swespine outcome models, Fritzell 2022).',
  };
}

export const ODI_AT_BASELINE = baselineScore(
  'odiAtBaseline',
  'disability before surgery (ODI)',
  [12, 20, 40, 68],
  44,
);
export const BACK_PAIN_AT_BASELINE = baselineScore(
  'backPainAtBaseline',
  'back pain before surgery',
  [2, 3, 5, 9],
  7,
);
export const LEG_PAIN_AT_BASELINE = baselineScore(
  'legPainAtBaseline',
  'leg pain before surgery',
  [3, 4, 5, 9],
  7,
);
