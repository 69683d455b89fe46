import type { Generated, GeneratedAlways } from 'kysely';

type Flag = 0 | 1;

/**
 * One operation as reported. NULL is "not reported". `…_observed_days`: days after the operation through which this kind
 * of event was looked for; NULL when the source does not report it, so that no recorded event says nothing.
 */
export interface SurgicalCaseTable {
  id: Generated<number>;
  source_system: string;
  /** Keyed hash of the source's case id. */
  source_case_key: string;
  /** Keyed hash of the source's patient id. */
  patient_key: string | null;
  /** Hash of everything that the source reported of this case: a re-import with the same hash changes nothing. */
  content_hash: string;
  import_id: number;
  hospital_id: number;
  operating_surgeon_id: number | null;
  assisting_surgeon_id: number | null;
  responsible_surgeon_id: number | null;
  fusion: Flag;
  laminectomy: Flag;
  discectomy: Flag;
  /** Fusion before laminectomy before discectomy. */
  procedure: GeneratedAlways<string>;
  region: string | null;
  levels: number | null;
  approach: string | null;
  minimally_invasive: Flag | null;
  instrumented: Flag | null;
  revision: Flag | null;
  urgency: string | null;
  admission_date: string | null;
  operation_date: string | null;
  operation_year: number;
  discharge_date: string | null;
  length_of_stay_nights: number | null;
  length_of_stay_is_at_least: Flag;
  age: number | null;
  age_band: string | null;
  sex: string | null;
  body_mass_index: number | null;
  asa_class: number | null;
  diabetes: Flag | null;
  smoker: Flag | null;
  indication: string | null;
  conservative_care_months: number | null;
  traction: Flag | null;
  physiotherapy: Flag | null;
  injections: Flag | null;
  medication: Flag | null;
  walking_distance_metres: number | null;
  duration_minutes: number | null;
  blood_loss_millilitres: number | null;
  transfusion: Flag | null;
  wound_class: string | null;
  infection_observed_days: number | null;
  nerve_root_injury_observed_days: number | null;
  dural_tear_observed_days: number | null;
  bleeding_observed_days: number | null;
  vessel_injury_observed_days: number | null;
  deep_vein_thrombosis_observed_days: number | null;
  pulmonary_embolism_observed_days: number | null;
  readmission_observed_days: number | null;
  return_to_theatre_observed_days: number | null;
  death_observed_days: number | null;
  proms_observed_days: number | null;
}
