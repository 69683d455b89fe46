import {
  AGE,
  AGE_STRAIGHT,
  ASA_CLASS,
  ASA_THREE_OR_MORE,
  BACK_PAIN_AT_BASELINE,
  BODY_MASS_INDEX,
  DIABETES,
  INDICATION,
  LEG_PAIN_AT_BASELINE,
  LEVELS,
  OBESITY,
  ODI_AT_BASELINE,
  PROCEDURE,
  REGION,
  REVISION,
  SEX,
  SMOKER,
  URGENCY,
} from './case-mix-covariates.ts';
import type { CaseMixModel, NumberTerm } from './case-mix-term.ts';

/**
 * The case-mix models, by the name that an indicator's `caseMix` gives. A model is fitted anew for each indicator that names
 * it. All leave out what the provider chooses or causes: operating time, blood loss, approach, instruments, minimally
 * invasive technique, wound class and stay (adjusting for them would explain away what is to be compared).
 */
const MODELS: readonly CaseMixModel[] = [
  {
    name: 'infection',
    terms: [
      AGE,
      SEX,
      BODY_MASS_INDEX,
      ASA_CLASS,
      DIABETES,
      SMOKER,
      REVISION,
      URGENCY,
      PROCEDURE,
      REGION,
      LEVELS,
    ],
    rationale:
      'The patient factors of the NHSN and Premier models that are known beforehand; the NHSN also uses operating time, which is left out here as part of the care.',
  },
  {
    name: 'complex-infection',
    terms: [AGE_STRAIGHT, OBESITY, ASA_THREE_OR_MORE, DIABETES, REVISION, REGION, LEVELS],
    rationale:
      'Few events, so only the factors that every meta-analysis finds, in few categories. Procedure is fixed by the indicator.',
  },
  {
    name: 'nerve-root-injury',
    terms: [AGE_STRAIGHT, REVISION, URGENCY, PROCEDURE, REGION, LEVELS],
    rationale: 'A technical injury: the difficulty of the operation, hardly the patient’s other illnesses.',
  },
  {
    name: 'dural-tear',
    terms: [AGE, SEX, OBESITY, REVISION, URGENCY, PROCEDURE, REGION, LEVELS],
    rationale:
      'Thin dura and scar: age, sex, earlier operations, and the extent of the operation (series of 3,140).',
  },
  {
    name: 'bleeding',
    terms: [AGE, SEX, BODY_MASS_INDEX, ASA_CLASS, REVISION, URGENCY, PROCEDURE, REGION, LEVELS],
    rationale:
      'Transfusion depends on reserve and on the extent of the operation (NSQIP; 4,223 fusions). Haemoglobin before surgery would belong here and is not recorded.',
  },
  {
    name: 'thromboembolism',
    terms: [AGE_STRAIGHT, SEX, OBESITY, ASA_THREE_OR_MORE, URGENCY, PROCEDURE, REGION, LEVELS],
    rationale:
      'Age, weight, illness and extent (NSQIP 43,777). Cancer would belong here and is not recorded.',
  },
  {
    name: 'readmission',
    terms: [
      AGE,
      SEX,
      BODY_MASS_INDEX,
      ASA_CLASS,
      DIABETES,
      SMOKER,
      REVISION,
      URGENCY,
      PROCEDURE,
      REGION,
      LEVELS,
    ],
    rationale:
      'Readmission follows from illness, extent and complications; only the first two are given before surgery. Length of stay is care, not case mix.',
  },
  {
    name: 'return-to-theatre',
    terms: [
      AGE_STRAIGHT,
      OBESITY,
      ASA_THREE_OR_MORE,
      DIABETES,
      SMOKER,
      REVISION,
      URGENCY,
      PROCEDURE,
      REGION,
      LEVELS,
    ],
    rationale:
      'The factors of infection, haematoma and early failure together (Norway, 34,639; NSQIP 111,892).',
  },
  {
    name: 'death',
    terms: [AGE_STRAIGHT, ASA_THREE_OR_MORE, URGENCY, PROCEDURE],
    rationale: 'Very few events: the four factors that every surgical mortality model has.',
  },
  {
    name: 'early-recovery',
    terms: [AGE, SEX, BODY_MASS_INDEX, ASA_CLASS, URGENCY, INDICATION, PROCEDURE, REGION, LEVELS],
    rationale: 'How soon people move depends on age, illness, what was wrong and what was done.',
  },
  patientReported('disability-improved', ODI_AT_BASELINE),
  patientReported('back-pain-improved', BACK_PAIN_AT_BASELINE),
  patientReported('leg-pain-improved', LEG_PAIN_AT_BASELINE),
];

function patientReported(name: string, baseline: NumberTerm): CaseMixModel {
  return {
    name,
    terms: [
      baseline,
      AGE,
      SEX,
      BODY_MASS_INDEX,
      ASA_CLASS,
      DIABETES,
      SMOKER,
      REVISION,
      URGENCY,
      INDICATION,
      PROCEDURE,
      REGION,
      LEVELS,
    ],
    rationale:
      'The score before surgery first, then what the Swespine models use and Lamina records. Duration of symptoms, work and pensions would belong here and are not recorded.',
  };
}

/** By name. */
export const CASE_MIX_MODELS: ReadonlyMap<string, CaseMixModel> = new Map(
  MODELS.map((model) => [model.name, model]),
);

/** Throws when no model has this name. */
export function getCaseMixModel(name: string): CaseMixModel {
  const model = CASE_MIX_MODELS.get(name);
  if (model === undefined) throw new Error(`No case-mix model is called "${name}".`);
  return model;
}
