import { EVENT_KINDS, EVENT_SOURCES, INFECTION_DEPTHS } from '@lamina/shared/domain/event.ts';
import { PROM_INSTRUMENTS, PROM_TIMEPOINTS } from '@lamina/shared/domain/prom.ts';
import {
  AGE_BANDS,
  APPROACHES,
  INDICATIONS,
  REGIONS,
  SEXES,
  URGENCIES,
  WOUND_CLASSES,
} from '@lamina/shared/domain/surgical-case.ts';

export interface DescribedColumn {
  readonly about: string;
  readonly unit?: string;
  readonly values?: readonly string[];
  /** The column that this one points to, as 'hospital.id'. */
  readonly refersTo?: string;
}

export interface DescribedTable {
  readonly about: string;
  readonly columns: Readonly<Record<string, string | DescribedColumn>>;
}

const CASE: DescribedColumn = { about: 'The case', refersTo: 'surgical_case.id' };
const REVIEW: DescribedColumn = { about: 'The review', refersTo: 'case_review.id' };
const IMPORT: DescribedColumn = { about: 'The import that last wrote it', refersTo: 'import.id' };
const SURGEON = (role: string): DescribedColumn => ({ about: `${role} surgeon`, refersTo: 'surgeon.id' });
const DATE = (about: string): DescribedColumn => ({ about, unit: 'ISO 8601 date' });
const TIME = (about: string): DescribedColumn => ({ about, unit: 'ISO 8601, UTC' });
const FLAG = (about: string): DescribedColumn => ({ about, values: ['0', '1'] });
const DAYS = (kind: string): DescribedColumn => ({
  about: `Through which day after the operation ${kind} was looked for; empty: not reported at all`,
  unit: 'days',
});

/** What stands in the files of an export. A column is described once, here; its type is the database's. */
export const RECORD_TABLES: Readonly<Record<string, DescribedTable>> = {
  hospital: {
    about: 'Hospitals that operate',
    columns: {
      id: 'Identifier',
      source_system: 'Under which name the code is unique',
      code: 'As the source calls it',
      name: 'Name, where reported',
    },
  },
  surgeon: {
    about: 'Surgeons, by code',
    columns: {
      id: 'Identifier',
      source_system: 'Under which name the code is unique',
      code: 'As the source calls them',
    },
  },
  import: {
    about: 'Files that were imported',
    columns: {
      id: 'Identifier',
      format: 'Format of the file',
      source_system: 'Under which name its case ids are unique',
      file_name: 'Name of the file',
      file_sha256: 'SHA-256 of the file',
      imported_at: TIME('When'),
      cut_off: DATE('Last day on which anything could be reported'),
      rows_added: 'Cases added',
      rows_updated: 'Cases updated',
      rows_unchanged: 'Cases that were the same already',
      rows_rejected: 'Lines left out',
    },
  },
  import_rejection: {
    about: 'Why lines of a file were left out',
    columns: {
      id: 'Identifier',
      import_id: { about: 'The import', refersTo: 'import.id' },
      line: 'Line of the file',
      column_name: 'Column of the file',
      value: 'What stood there; empty where it may identify a patient',
      reason: 'Why it was not accepted',
    },
  },
  surgical_case: {
    about: 'Operations as reported, one row each; an empty field is not reported',
    columns: {
      id: 'Identifier',
      source_system: 'Under which name the case key is unique',
      source_case_key: 'Keyed hash (HMAC-SHA-256) of the case id of the source',
      patient_key: 'Keyed hash of the patient id of the source',
      content_hash: 'Hash of everything that the source reported of the case',
      import_id: IMPORT,
      hospital_id: { about: 'Hospital', refersTo: 'hospital.id' },
      operating_surgeon_id: SURGEON('Operating'),
      assisting_surgeon_id: SURGEON('Assisting'),
      responsible_surgeon_id: SURGEON('Responsible'),
      fusion: FLAG('Fusion'),
      laminectomy: FLAG('Laminectomy'),
      discectomy: FLAG('Discectomy'),
      procedure: {
        about: 'Counted as: fusion before laminectomy before discectomy',
        values: ['fusion', 'laminectomy', 'discectomy'],
      },
      region: { about: 'Region of the spine', values: REGIONS },
      levels: 'Levels operated on',
      approach: { about: 'Approach', values: APPROACHES },
      urgency: { about: 'Urgency', values: URGENCIES },
      admission_date: DATE('Admission'),
      operation_date: DATE('Operation'),
      operation_year: 'Year of the operation',
      discharge_date: DATE('Discharge'),
      length_of_stay_nights: { about: 'Stay', unit: 'nights' },
      length_of_stay_is_at_least: FLAG('The stay was this long or longer'),
      age: { about: 'Age at the operation', unit: 'years' },
      age_band: { about: 'Age at the operation', unit: 'years', values: AGE_BANDS },
      sex: { about: 'Sex', values: SEXES },
      body_mass_index: { about: 'Body mass index', unit: 'kg/m²' },
      asa_class: 'ASA class, 1–5',
      indication: { about: 'Indication', values: INDICATIONS },
      conservative_care_months: { about: 'Conservative care before', unit: 'months' },
      walking_distance_metres: { about: 'Walking distance before', unit: 'm' },
      duration_minutes: { about: 'Duration of the operation', unit: 'minutes' },
      blood_loss_millilitres: { about: 'Blood loss', unit: 'ml' },
      wound_class: { about: 'Wound class', values: WOUND_CLASSES },
      minimally_invasive: FLAG('Minimally invasive'),
      instrumented: FLAG('Implants'),
      revision: FLAG('Revision'),
      diabetes: FLAG('Diabetes'),
      smoker: FLAG('Smoker'),
      traction: FLAG('Traction before'),
      physiotherapy: FLAG('Physiotherapy before'),
      injections: FLAG('Injections before'),
      medication: FLAG('Medication before'),
      transfusion: FLAG('Transfusion'),
      ...Object.fromEntries(
        [...EVENT_KINDS, 'proms'].map((kind) => [
          `${kind.replaceAll('-', '_')}_observed_days`,
          DAYS(kind.replaceAll('-', ' ')),
        ]),
      ),
    },
  },
  event: {
    about: 'What happened to a case',
    columns: {
      id: 'Identifier',
      case_id: CASE,
      kind: { about: 'What', values: EVENT_KINDS },
      depth: { about: 'Depth of an infection', values: INFECTION_DEPTHS },
      onset_date: DATE('When it began'),
      onset_precision: { about: 'Whether it began on that day or by then', values: ['day', 'at-latest'] },
      source: { about: 'How it became known', values: EVENT_SOURCES },
      present_at_surgery: FLAG('It was there at the operation'),
    },
  },
  recovery: {
    about: 'How a patient recovered',
    columns: {
      case_id: CASE,
      first_walked_day: { about: 'First walked', unit: 'days after the operation' },
      strenuous_activity_week: { about: 'Strenuous activity again', unit: 'weeks after the operation' },
    },
  },
  prom_score: {
    about: 'What patients reported themselves',
    columns: {
      case_id: CASE,
      instrument: { about: 'Questionnaire', values: PROM_INSTRUMENTS },
      timepoint: { about: 'When it was due', values: PROM_TIMEPOINTS },
      score: {
        about: 'ODI 0–100 and pain 0–10: lower is better; EQ-5D index up to 1: higher is better',
        unit: 'points of the instrument',
      },
      answered_on: DATE('When it was answered'),
    },
  },
  published_comparator: {
    about: 'Figures that somebody published about hospitals',
    columns: {
      id: 'Identifier',
      publisher: 'Who published it',
      indicator_id: 'Indicator',
      procedure: 'Procedure, as the publisher divides them',
      year: 'Year',
      facility_code: 'Code of the facility',
      facility_name: 'Name of the facility',
      pooled: FLAG('All facilities together'),
      operations: 'Operations',
      observed: 'Events observed',
      predicted: 'Events expected',
      ratio: 'Standardised ratio',
      ratio_lower: 'Its lower 95 % limit',
      ratio_upper: 'Its upper 95 % limit',
      published_verdict: 'What the publisher concluded',
      content_hash: 'Hash of the figures',
      import_id: IMPORT,
    },
  },
  case_review: {
    about: 'What people said about single cases',
    columns: {
      id: 'Identifier',
      case_id: CASE,
      indicator_id: 'Indicator that it is about',
      stance: { about: 'What they said', values: ['confirm', 'contest', 'comment'] },
      contest: 'What is contested (JSON)',
      note: 'In words',
      opened_by_id: 'Who',
      opened_by_name: 'Their name then',
      opened_by_role: 'Their role then',
      opened_at: TIME('When'),
      state: { about: 'What became of it', values: ['open', 'accepted', 'rejected', 'withdrawn', 'noted'] },
      decided_by_id: 'Who decided',
      decided_by_name: 'Their name then',
      decided_at: TIME('When it was decided'),
      decision_reason: 'Why',
      effect: 'The figures before and after (JSON)',
    },
  },
  review_comment: {
    about: 'Answers to reviews',
    columns: {
      id: 'Identifier',
      review_id: REVIEW,
      person_id: 'Who',
      person_name: 'Their name then',
      person_role: 'Their role then',
      written_at: TIME('When'),
      text: 'In words',
    },
  },
  case_amendment: {
    about: 'Facts that a review corrected; what the source reported stays in surgical_case',
    columns: {
      id: 'Identifier',
      review_id: REVIEW,
      case_id: CASE,
      fact: 'Which fact',
      version: 'Version of the correction of this fact',
      reported: 'What the source had when it was decided (JSON)',
      delivered: 'What the source delivered last (JSON)',
      corrected: 'What the figures follow (JSON)',
      state: { about: 'Whether it holds', values: ['in-force', 'conflict', 'superseded', 'ended'] },
      applied: FLAG('The figures follow it'),
      decided_by_id: 'Who decided',
      decided_by_name: 'Their name then',
      decided_at: TIME('When it was decided'),
      reason: 'Why',
      ended_by_name: 'Who ended it',
      ended_at: TIME('When it ended'),
      ended_reason: 'Why it ended',
    },
  },
};

/** Derived or about people with accounts, and therefore not in an export: outcome facts and models are made anew, the audit log has an export of its own. */
export const NOT_EXPORTED: readonly string[] = [
  'account',
  'audit_entry',
  'audit_head',
  'case_expected',
  'case_outcome',
  'covariate_effect',
  'person',
  'person_hospital',
  'person_right',
  'rate_limit',
  'record_state',
  'risk_model',
  'session',
  'setting',
  'two_factor',
  'verification',
];
