import { addDays, daysBetween } from '@lamina/shared/domain/period.ts';
import type { Sex, SurgicalCaseInput, Urgency } from '@lamina/shared/domain/surgical-case.ts';
import { deliverCase } from '../deliver-case.ts';
import type { Delivery } from '../delivery.ts';
import { type Format, missingColumns, type RowReader } from '../format.ts';
import type { Row, TableHeader } from '../row.ts';
import { codedOperation } from './chilean-procedures.ts';
import { codedComplications, codedIndication, codedRegion, hasDiabetes, smokes } from './icd10-diagnoses.ts';

/**
 * Injuries at the operation are known by discharge. Infections, clots and deaths are recorded where they are coded, but not
 * judged: their windows reach beyond discharge, and those still in hospital on day 30 are the sickest.
 */
const JUDGED_BY_THE_STAY = ['dural-tear', 'bleeding'] as const;

const NEEDED = [
  'case_id',
  'hospital_code',
  'admit_date',
  'operation_date',
  'discharge_date',
  'dx_principal',
  'dx_secondary',
  'procedures_icd9cm',
];

const BLANKS = ['nan', 'na', 'desconocido'];

const READMISSION_DAYS = 30;
const DIED = 'fallecido';

const SEX = new Map<string, Sex>([
  ['f', 'female'],
  ['mujer', 'female'],
  ['m', 'male'],
  ['hombre', 'male'],
]);

const URGENCY = new Map<string, Urgency | null>([
  ['programada', 'elective'],
  ['urgencia', 'emergency'],
  ['obstetrica', null],
]);

const READMITTED = new Map([
  ['0', false],
  ['1', true],
]);

/** Spinal operations in the discharge records of Chile's Instituto de Neurocirugía (GRD): dates, surgeon, ICD-9-CM procedures, ICD-10 diagnoses. */
export const INCA: Format = {
  id: 'inca',
  title: 'Chile, discharge records (GRD) of the Instituto de Neurocirugía, spinal operations',
  delivers: 'cases',
  sourceSystem: 'inca',
  legacyEncoding: 'windows-1252',
  hiddenColumns: ['case_id', 'patient'],
  blanks: BLANKS,
  recognises: (header) => faultOf(header) === undefined,
  faultOf,
  reader,
};

function faultOf(header: TableHeader): string | undefined {
  return missingColumns(header, NEEDED);
}

function reader(sourceSystem: string): RowReader {
  return (row) => {
    const operation = codedOperation(codesOf(row, 'procedures_icd9cm'));
    if (!operation.fusion && !operation.laminectomy && !operation.discectomy) {
      return { kind: 'skipped', line: row.line };
    }
    return caseOf(row, operation, sourceSystem);
  };
}

function caseOf(row: Row, operation: ReturnType<typeof codedOperation>, sourceSystem: string): Delivery {
  const principal = codesOf(row, 'dx_principal')[0] ?? null;
  const secondary = codesOf(row, 'dx_secondary');
  const diagnoses = principal === null ? secondary : [principal, ...secondary];
  const urgency = row.word('admission_type', URGENCY);
  const admissionDate = row.date('admit_date');
  const operationDate = row.date('operation_date');
  const dischargeDate = row.date('discharge_date');
  const nights = nightsOf(row, admissionDate, dischargeDate);
  const yearSource = operationDate ?? admissionDate ?? dischargeDate;
  if (yearSource === null)
    row.reject('operation_date', 'expected a date of operation, admission or discharge');
  const surgeon = row.text('surgeon')?.replace(/\.0$/, '') ?? null;
  return deliverCase(
    row,
    {
      sourceSystem,
      sourceCaseId: row.required('case_id', 'the id of the case') ?? '',
      patientId: row.text('patient')?.replace(/\.0$/, '') ?? null,
      hospital: {
        code: row.required('hospital_code', 'the code of the hospital') ?? '',
        name: row.text('hospital_name'),
      },
      operatingSurgeon: surgeon,
      ...operation,
      region: operation.region ?? codedRegion(principal),
      urgency,
      admissionDate,
      operationDate,
      operationYear: Number(yearSource?.slice(0, 4) ?? 0),
      dischargeDate,
      lengthOfStayNights: nights,
      age: row.wholeNumber('age'),
      sex: row.word('sex', SEX),
      diabetes: hasDiabetes(diagnoses),
      smoker: smokes(diagnoses),
      indication: codedIndication(principal, secondary, urgency === 'emergency'),
      ...outcomesOf(row, principal, secondary, operationDate, dischargeDate),
    },
    (path) => FIELD_COLUMNS[String(path[0])] ?? null,
  );
}

const FIELD_COLUMNS: Readonly<Record<string, string>> = {
  sourceCaseId: 'case_id',
  patientId: 'patient',
  hospital: 'hospital_code',
  operatingSurgeon: 'surgeon',
  admissionDate: 'admit_date',
  operationDate: 'operation_date',
  operationYear: 'operation_date',
  dischargeDate: 'discharge_date',
  lengthOfStayNights: 'los_days',
  age: 'age',
};

/** Codes of a cell, separated by semicolons; a question mark stands for one that could not be restored. */
function codesOf(row: Row, column: string): string[] {
  const codes = (row.text(column) ?? '').split(';').map((code) => code.trim().toUpperCase());
  return codes.filter((code) => code !== '' && !code.endsWith('?') && !BLANKS.includes(code.toLowerCase()));
}

function nightsOf(row: Row, admissionDate: string | null, dischargeDate: string | null): number | null {
  const stated = row.wholeNumber('los_days');
  if (admissionDate === null || dischargeDate === null) return stated;
  const nights = daysBetween(admissionDate, dischargeDate);
  if (stated !== null && stated !== nights && nights >= 0) {
    row.reject('los_days', `expected ${nights}, the nights from admission to discharge`);
  }
  return nights < 0 ? null : nights;
}

/** What the stay tells: complications until discharge, death at discharge, and whether the patient was back in this hospital within 30 days. */
function outcomesOf(
  row: Row,
  principal: string | null,
  secondary: readonly string[],
  operationDate: string | null,
  dischargeDate: string | null,
): Pick<SurgicalCaseInput, 'events' | 'observed'> {
  const events = codedComplications(principal, secondary, dischargeDate);
  const discharge = row.text('discharge_type')?.toLowerCase() ?? null;
  const readmitted = row.word('readmit30_same_hospital', READMITTED);
  if (discharge === DIED) events.push({ kind: 'death', onsetDate: dischargeDate, source: 'coding' });
  if (operationDate === null || dischargeDate === null || dischargeDate < operationDate) return { events };

  const daysToDischarge = daysBetween(operationDate, dischargeDate);
  const observed: SurgicalCaseInput['observed'] = {};
  for (const kind of JUDGED_BY_THE_STAY) observed[kind] = daysToDischarge;
  if (readmitted !== null && discharge !== DIED) observed.readmission = daysToDischarge + READMISSION_DAYS;
  if (readmitted === true) {
    events.push({
      kind: 'readmission',
      onsetDate: addDays(dischargeDate, READMISSION_DAYS),
      onsetPrecision: 'at-latest',
      source: 'coding',
    });
  }
  return { events, observed };
}
