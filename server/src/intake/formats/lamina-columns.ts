import { EVENT_KINDS, EVENT_SOURCES, type EventKind, INFECTION_DEPTHS } from '@lamina/shared/domain/event.ts';
import { PROM_SCALES, PROM_TIMEPOINTS, type PromInstrument } from '@lamina/shared/domain/prom.ts';
import {
  AGE_BANDS,
  APPROACHES,
  INDICATIONS,
  REGIONS,
  SEXES,
  URGENCIES,
  WOUND_CLASSES,
} from '@lamina/shared/domain/surgical-case.ts';

/** One column of Lamina's own CSV, as data/README.md describes it. */
export interface LaminaColumn {
  readonly name: string;
  readonly meaning: string;
  /** Which values it takes, in words. */
  readonly values: string;
  readonly example: string;
  readonly required: boolean;
}

const YES_NO = 'yes or no';
const DATE = 'a date as YYYY-MM-DD';

/** How the columns of each kind of event begin, and what its question is. */
export const EVENT_COLUMNS: Readonly<Record<EventKind, { prefix: string; question: string }>> = {
  infection: { prefix: 'infection', question: 'Infection of the wound, superficial or deep' },
  'nerve-root-injury': { prefix: 'nerve_root_injury', question: 'New injury of a nerve root' },
  'dural-tear': { prefix: 'dural_tear', question: 'Dura torn, with or without a leak' },
  bleeding: { prefix: 'bleeding', question: 'Excess bleeding or a haematoma that needed something done' },
  'vessel-injury': { prefix: 'vessel_injury', question: 'Injury of a blood vessel' },
  'deep-vein-thrombosis': { prefix: 'deep_vein_thrombosis', question: 'Deep vein thrombosis' },
  'pulmonary-embolism': { prefix: 'pulmonary_embolism', question: 'Pulmonary embolism' },
  readmission: { prefix: 'readmission', question: 'Admitted again after discharge; the first time counts' },
  'return-to-theatre': {
    prefix: 'return_to_theatre',
    question: 'Unplanned return to theatre; the first time counts',
  },
  death: { prefix: 'death', question: 'Died of any cause' },
};

/** What scores are called in column names. */
export const PROM_COLUMNS: Readonly<
  Record<PromInstrument, { prefix: string; title: string; example: string }>
> = {
  odi: { prefix: 'odi', title: 'Oswestry Disability Index', example: '44' },
  'back-pain': { prefix: 'back_pain', title: 'Back pain, numeric rating scale', example: '7' },
  'leg-pain': { prefix: 'leg_pain', title: 'Leg pain, numeric rating scale', example: '8' },
  'eq-5d': { prefix: 'eq5d', title: 'EQ-5D index', example: '0.52' },
};

export function timepointSuffix(timepoint: (typeof PROM_TIMEPOINTS)[number]): string {
  return timepoint.replaceAll('-', '_');
}

const TIMEPOINT_WORDS: Readonly<Record<(typeof PROM_TIMEPOINTS)[number], string>> = {
  baseline: 'before the operation',
  'week-6': '6 weeks after',
  'month-3': '3 months after',
  'month-12': '12 months after',
  'month-24': '24 months after',
};

function column(
  name: string,
  meaning: string,
  values: string | readonly string[],
  example: string,
  required = false,
): LaminaColumn {
  const words = typeof values === 'string' ? values : values.join(', ');
  return { name, meaning, values: words, example, required };
}

const CASE_COLUMNS: readonly LaminaColumn[] = [
  column(
    'case_id',
    'Your own id of the operation; stored only as a keyed hash',
    'any text, once in the file',
    'OP-2024-00123',
    true,
  ),
  column('patient_id', 'Your own id of the patient; stored only as a keyed hash', 'any text', '4711'),
  column('hospital', 'Code of the hospital', 'any text', 'H01', true),
  column('hospital_name', 'Its name, as it is to be shown', 'any text', "St Anne's"),
  column('operating_surgeon', 'Code of the surgeon who operated', 'any text', 'S12'),
  column('assisting_surgeon', 'Code of the surgeon who assisted', 'any text', 'S31'),
  column('responsible_surgeon', 'Code of the surgeon in charge of the patient', 'any text', 'S12'),
  column('laminectomy', 'Bone removed to decompress the canal or a root', YES_NO, 'yes', true),
  column('discectomy', 'Disc excised', YES_NO, 'no', true),
  column('fusion', 'Vertebrae fused', YES_NO, 'no', true),
  column('region', 'Region of the spine', REGIONS, 'lumbar'),
  column('levels', 'Levels operated on', 'a whole number from 1 to 20', '1'),
  column('approach', 'Surgical approach', APPROACHES, 'posterior'),
  column('minimally_invasive', 'Tubular, endoscopic or otherwise minimally invasive', YES_NO, 'no'),
  column('instrumented', 'Implants put in', YES_NO, 'no'),
  column('revision', 'Operated on at this level before', YES_NO, 'no'),
  column('urgency', 'Urgency of the operation', URGENCIES, 'elective'),
  column('admission_date', 'Day of admission', DATE, '2024-03-13'),
  column(
    'operation_date',
    'Day of the operation; if it is not known, give operation_year',
    DATE,
    '2024-03-14',
  ),
  column('operation_year', 'Year of the operation; not needed beside operation_date', 'a year', '2024'),
  column('discharge_date', 'Day of discharge', DATE, '2024-03-16'),
  column(
    'length_of_stay_nights',
    'Nights in hospital; not needed beside the two dates',
    'a whole number',
    '3',
  ),
  column('age', 'Age at the operation in years', 'a whole number from 0 to 120', '58'),
  column('age_band', 'Band of the age, where the age itself may not be given', AGE_BANDS, '50-69'),
  column('sex', 'Sex', SEXES, 'female'),
  column('body_mass_index', 'kg/m²', 'a number from 8 to 120', '27.4'),
  column('asa_class', 'ASA physical status', 'a whole number from 1 to 5', '2'),
  column('diabetes', 'Diabetes of either type', YES_NO, 'no'),
  column('smoker', 'Smokes at the time of the operation', YES_NO, 'no'),
  column('indication', 'Main reason for the operation', INDICATIONS, 'stenosis'),
  column('conservative_care_months', 'Months of conservative care before the operation', 'a number', '4'),
  column('traction', 'Traction was tried', YES_NO, 'no'),
  column('physiotherapy', 'Physiotherapy was tried', YES_NO, 'yes'),
  column('injections', 'Injections were tried', YES_NO, 'yes'),
  column('medication', 'Medication was tried', YES_NO, 'yes'),
  column(
    'walking_distance_metres',
    'How far the patient could walk before the operation',
    'a whole number',
    '250',
  ),
  column('duration_minutes', 'Skin to skin', 'a whole number', '95'),
  column('blood_loss_millilitres', 'Estimated blood loss', 'a whole number', '150'),
  column('transfusion', 'Blood given', YES_NO, 'no'),
  column('wound_class', 'Class of the wound at the end', WOUND_CLASSES, 'clean'),
  column(
    'followed_until',
    'Last day on which anything could have been noticed about this patient; blank: the data cut-off',
    DATE,
    '2025-03-20',
  ),
];

const RECOVERY_COLUMNS: readonly LaminaColumn[] = [
  column(
    'first_walked_day',
    'Days from the operation to the first walk; 0: the same day',
    'a whole number',
    '1',
  ),
  column(
    'strenuous_activity_week',
    'Week after the operation in which strenuous activity was taken up again',
    'a whole number',
    '6',
  ),
];

function eventColumns(kind: EventKind): LaminaColumn[] {
  const { prefix, question } = EVENT_COLUMNS[kind];
  const columns = [
    column(prefix, `${question}. No and blank differ: no says that it was looked for`, YES_NO, 'no'),
    column(
      `${prefix}_date`,
      'Day on which it was noticed',
      `${DATE}; "by" before it when it was that day at the latest`,
      '2024-03-26',
    ),
    column(`${prefix}_found_by`, 'How it came to be known', EVENT_SOURCES, 'clinician'),
  ];
  if (kind !== 'infection') return columns;
  return [
    ...columns,
    column(
      'infection_depth',
      'Depth: superficial (wound), deep, or organ and space',
      INFECTION_DEPTHS,
      'wound',
    ),
    column('infection_present_at_surgery', 'There already when the patient was operated on', YES_NO, 'no'),
  ];
}

function promColumns(timepoint: (typeof PROM_TIMEPOINTS)[number]): LaminaColumn[] {
  const suffix = timepointSuffix(timepoint);
  const when = TIMEPOINT_WORDS[timepoint];
  const scores = (Object.keys(PROM_COLUMNS) as PromInstrument[]).map((instrument) => {
    const { prefix, title, example } = PROM_COLUMNS[instrument];
    const { lowest, highest } = PROM_SCALES[instrument];
    return column(
      `${prefix}_${suffix}`,
      `${title}, ${when}`,
      `a number from ${lowest} to ${highest}`,
      example,
    );
  });
  return [
    ...scores,
    column(`proms_date_${suffix}`, `Day on which the scores ${when} were given`, DATE, '2024-03-01'),
  ];
}

/** Every column, in the order in which data/README.md lists them. A file needs the required ones and may have any others, in any order. */
export const LAMINA_COLUMNS: readonly LaminaColumn[] = [
  ...CASE_COLUMNS,
  ...EVENT_KINDS.flatMap(eventColumns),
  ...RECOVERY_COLUMNS,
  column(
    'proms_requested',
    'Patients were asked for scores. Not needed where a score is given',
    YES_NO,
    'yes',
  ),
  ...PROM_TIMEPOINTS.flatMap(promColumns),
];
