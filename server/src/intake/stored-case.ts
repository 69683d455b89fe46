import { hash } from 'node:crypto';
import { EVENT_KINDS } from '@lamina/shared/domain/event.ts';
import { daysBetween, type IsoDate } from '@lamina/shared/domain/period.ts';
import type { SurgicalCase } from '@lamina/shared/domain/surgical-case.ts';
import type { StoredCase, StoredScore } from '../repositories/record-writer.repository.ts';

/** What a case is known by in the record instead of by the source's identifiers. */
export interface CaseKeys {
  readonly sourceCaseKey: string;
  readonly patientKey: string | null;
}

export interface CaseProviders {
  readonly hospitalId: number;
  readonly operatingSurgeonId: number | null;
  readonly assistingSurgeonId: number | null;
  readonly responsibleSurgeonId: number | null;
}

/** The parts of a case as they are stored, and the hash of everything that was reported. */
export interface ReportedCase {
  readonly surgicalCase: SurgicalCase;
  readonly keys: CaseKeys;
  readonly fields: StoredCase['fields'];
  readonly events: StoredCase['events'];
  readonly recovery: StoredCase['recovery'];
  readonly scores: StoredCase['scores'];
  readonly contentHash: string;
}

const OBSERVED_KINDS = [...EVENT_KINDS, 'proms'] as const;

export function reportedCase(surgicalCase: SurgicalCase, keys: CaseKeys): ReportedCase {
  const fields = reportedFields(surgicalCase);
  const events = surgicalCase.events.map((event) => ({
    kind: event.kind,
    depth: event.depth,
    onset_date: event.onsetDate,
    onset_precision: event.onsetPrecision,
    source: event.source,
    present_at_surgery: flag(event.presentAtSurgery),
  }));
  const { firstWalkedDay, strenuousActivityWeek } = surgicalCase;
  const recovery =
    firstWalkedDay === null && strenuousActivityWeek === null
      ? null
      : { first_walked_day: firstWalkedDay, strenuous_activity_week: strenuousActivityWeek };
  const scores = surgicalCase.proms.map(
    ({ instrument, timepoint, score, answeredOn }): StoredScore => [instrument, timepoint, score, answeredOn],
  );
  const content = [
    keys.patientKey,
    surgicalCase.hospital.code,
    surgicalCase.operatingSurgeon,
    surgicalCase.assistingSurgeon,
    surgicalCase.responsibleSurgeon,
    Object.values(fields),
    OBSERVED_KINDS.map((kind) => surgicalCase.observed[kind] ?? null),
    events.map((event) => Object.values(event)),
    recovery === null ? null : Object.values(recovery),
    scores,
  ];
  const contentHash = hash('sha256', JSON.stringify(content));
  return { surgicalCase, keys, fields, events, recovery, scores, contentHash };
}

export function storedCase(
  reported: ReportedCase,
  caseId: number,
  importId: number,
  providers: CaseProviders,
  cutOff: IsoDate | null,
): StoredCase {
  return {
    identity: {
      id: caseId,
      source_system: reported.surgicalCase.sourceSystem,
      source_case_key: reported.keys.sourceCaseKey,
      patient_key: reported.keys.patientKey,
      content_hash: reported.contentHash,
      import_id: importId,
      hospital_id: providers.hospitalId,
      operating_surgeon_id: providers.operatingSurgeonId,
      assisting_surgeon_id: providers.assistingSurgeonId,
      responsible_surgeon_id: providers.responsibleSurgeonId,
    },
    fields: reported.fields,
    observedDays: observedDays(reported.surgicalCase, cutOff),
    events: reported.events,
    recovery: reported.recovery,
    scores: reported.scores,
  };
}

function reportedFields(surgicalCase: SurgicalCase): StoredCase['fields'] {
  return {
    fusion: surgicalCase.fusion ? 1 : 0,
    laminectomy: surgicalCase.laminectomy ? 1 : 0,
    discectomy: surgicalCase.discectomy ? 1 : 0,
    region: surgicalCase.region,
    levels: surgicalCase.levels,
    approach: surgicalCase.approach,
    minimally_invasive: flag(surgicalCase.minimallyInvasive),
    instrumented: flag(surgicalCase.instrumented),
    revision: flag(surgicalCase.revision),
    urgency: surgicalCase.urgency,
    admission_date: surgicalCase.admissionDate,
    operation_date: surgicalCase.operationDate,
    operation_year: surgicalCase.operationYear,
    discharge_date: surgicalCase.dischargeDate,
    length_of_stay_nights: surgicalCase.lengthOfStayNights,
    length_of_stay_is_at_least: surgicalCase.lengthOfStayIsAtLeast ? 1 : 0,
    age: surgicalCase.age,
    age_band: surgicalCase.ageBand,
    sex: surgicalCase.sex,
    body_mass_index: surgicalCase.bodyMassIndex,
    asa_class: surgicalCase.asaClass,
    diabetes: flag(surgicalCase.diabetes),
    smoker: flag(surgicalCase.smoker),
    indication: surgicalCase.indication,
    conservative_care_months: surgicalCase.conservativeCareMonths,
    traction: flag(surgicalCase.traction),
    physiotherapy: flag(surgicalCase.physiotherapy),
    injections: flag(surgicalCase.injections),
    medication: flag(surgicalCase.medication),
    walking_distance_metres: surgicalCase.walkingDistanceMetres,
    duration_minutes: surgicalCase.durationMinutes,
    blood_loss_millilitres: surgicalCase.bloodLossMillilitres,
    transfusion: flag(surgicalCase.transfusion),
    wound_class: surgicalCase.woundClass,
  };
}

function flag(value: boolean | null): 0 | 1 | null {
  return value === null ? null : value ? 1 : 0;
}

/**
 * Days after the operation through which each kind of event was looked for. Nobody can have looked beyond the cut-off;
 * where only the year of the operation is known, its last day stands for it, so that no follow-up is claimed that may
 * not have been.
 */
function observedDays({ observed, operationDate, operationYear }: SurgicalCase, cutOff: IsoDate | null) {
  const daysToCutOff =
    cutOff === null ? null : Math.max(0, daysBetween(operationDate ?? `${operationYear}-12-31`, cutOff));
  const daysOf = (kind: (typeof OBSERVED_KINDS)[number]) => {
    const days = observed[kind];
    if (days === undefined) return null;
    if (days === 'cut-off') return daysToCutOff;
    return daysToCutOff === null || operationDate === null ? days : Math.min(days, daysToCutOff);
  };
  return {
    infection_observed_days: daysOf('infection'),
    nerve_root_injury_observed_days: daysOf('nerve-root-injury'),
    dural_tear_observed_days: daysOf('dural-tear'),
    bleeding_observed_days: daysOf('bleeding'),
    vessel_injury_observed_days: daysOf('vessel-injury'),
    deep_vein_thrombosis_observed_days: daysOf('deep-vein-thrombosis'),
    pulmonary_embolism_observed_days: daysOf('pulmonary-embolism'),
    readmission_observed_days: daysOf('readmission'),
    return_to_theatre_observed_days: daysOf('return-to-theatre'),
    death_observed_days: daysOf('death'),
    proms_observed_days: daysOf('proms'),
  };
}
