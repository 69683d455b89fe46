import { EVENT_KINDS, EVENT_SOURCES, INFECTION_DEPTHS } from '@lamina/shared/domain/event.ts';
import { daysBetween, type IsoDate } from '@lamina/shared/domain/period.ts';
import { PROM_INSTRUMENTS, PROM_TIMEPOINTS } from '@lamina/shared/domain/prom.ts';
import {
  AGE_BANDS,
  APPROACHES,
  INDICATIONS,
  REGIONS,
  SEXES,
  type SurgicalCaseInput,
  URGENCIES,
  WOUND_CLASSES,
} from '@lamina/shared/domain/surgical-case.ts';
import { deliverCase } from '../deliver-case.ts';
import type { Delivery } from '../delivery.ts';
import { type Format, missingColumns } from '../format.ts';
import type { Row, TableHeader } from '../row.ts';
import { EVENT_COLUMNS, LAMINA_COLUMNS, PROM_COLUMNS, timepointSuffix } from './lamina-columns.ts';
import { nearestName } from './nearest-column.ts';

const KNOWN_COLUMNS = LAMINA_COLUMNS.map(({ name }) => name);
const REQUIRED_COLUMNS = LAMINA_COLUMNS.filter(({ required }) => required).map(({ name }) => name);

const YES_NO = new Map([
  ['yes', true],
  ['no', false],
]);

const WORDS = {
  region: asWords(REGIONS),
  approach: asWords(APPROACHES),
  urgency: asWords(URGENCIES),
  ageBand: asWords(AGE_BANDS),
  sex: asWords(SEXES),
  indication: asWords(INDICATIONS),
  woundClass: asWords(WOUND_CLASSES),
  infectionDepth: asWords(INFECTION_DEPTHS),
  eventSource: asWords(EVENT_SOURCES),
};

/** The columns of each kind of event. */
const EVENTS = EVENT_KINDS.map((kind) => {
  const { prefix } = EVENT_COLUMNS[kind];
  const date = `${prefix}_date`;
  const foundBy = `${prefix}_found_by`;
  return { kind, prefix, date, foundBy, details: kind === 'infection' ? [date, 'infection_depth'] : [date] };
});

/** The columns of the scores of each timepoint. */
const SCORES = PROM_TIMEPOINTS.map((timepoint) => {
  const suffix = timepointSuffix(timepoint);
  const scores = PROM_INSTRUMENTS.map((instrument) => ({
    instrument,
    column: `${PROM_COLUMNS[instrument].prefix}_${suffix}`,
  }));
  return { timepoint, answeredOn: `proms_date_${suffix}`, scores };
});

function asWords<Value extends string>(values: readonly Value[]): ReadonlyMap<string, Value> {
  return new Map(values.map((value) => [value, value]));
}

/** Lamina's own format, which a registry can fill from a spreadsheet. */
export const LAMINA_CSV: Format = {
  id: 'lamina-csv',
  title: "Lamina's own CSV, one row a case (data/README.md)",
  delivers: 'cases',
  sourceSystem: 'lamina-csv',
  hiddenColumns: ['case_id', 'patient_id'],
  blanks: [],
  recognises: (header) =>
    ['case_id', 'laminectomy', 'discectomy', 'fusion'].filter((name) => header.positions.has(name)).length >
    2,
  faultOf,
  reader: (sourceSystem) => (row) => caseOf(row, sourceSystem),
};

function faultOf(header: TableHeader): string | undefined {
  const strangers = [...header.positions.keys()].filter((name) => !KNOWN_COLUMNS.includes(name));
  const advice = strangers.map((name) => {
    const original = header.names[header.positions.get(name) ?? 0] ?? name;
    return `"${original.slice(0, 60)}" (did you mean ${nearestName(name.slice(0, 60), KNOWN_COLUMNS)}?)`;
  });
  const faults = [
    missingColumns(header, REQUIRED_COLUMNS),
    advice.length === 0 ? undefined : `Lamina does not know ${advice.slice(0, 5).join(', ')}`,
  ].filter((fault) => fault !== undefined);
  return faults.length === 0 ? undefined : `${faults.join('; ')}. All columns are listed in data/README.md`;
}

function caseOf(row: Row, sourceSystem: string): Delivery {
  const operationDate = row.date('operation_date');
  const admissionDate = row.date('admission_date');
  const dischargeDate = row.date('discharge_date');
  const proms = promsOf(row);
  return deliverCase(
    row,
    {
      sourceSystem,
      sourceCaseId: row.required('case_id', 'the id of the case') ?? '',
      patientId: row.text('patient_id'),
      hospital: {
        code: row.required('hospital', 'the code of the hospital') ?? '',
        name: row.text('hospital_name'),
      },
      operatingSurgeon: row.text('operating_surgeon'),
      assistingSurgeon: row.text('assisting_surgeon'),
      responsibleSurgeon: row.text('responsible_surgeon'),
      fusion: certain(row, 'fusion'),
      laminectomy: certain(row, 'laminectomy'),
      discectomy: certain(row, 'discectomy'),
      region: row.word('region', WORDS.region),
      levels: row.wholeNumber('levels'),
      approach: row.word('approach', WORDS.approach),
      minimallyInvasive: yesNo(row, 'minimally_invasive'),
      instrumented: yesNo(row, 'instrumented'),
      revision: yesNo(row, 'revision'),
      urgency: row.word('urgency', WORDS.urgency),
      admissionDate,
      operationDate,
      operationYear: operationYear(row, operationDate),
      dischargeDate,
      lengthOfStayNights: nightsOf(row, admissionDate, dischargeDate),
      lengthOfStayIsAtLeast: false,
      age: row.wholeNumber('age'),
      ageBand: row.word('age_band', WORDS.ageBand),
      sex: row.word('sex', WORDS.sex),
      bodyMassIndex: row.number('body_mass_index'),
      asaClass: row.wholeNumber('asa_class'),
      diabetes: yesNo(row, 'diabetes'),
      smoker: yesNo(row, 'smoker'),
      indication: row.word('indication', WORDS.indication),
      conservativeCareMonths: row.number('conservative_care_months'),
      traction: yesNo(row, 'traction'),
      physiotherapy: yesNo(row, 'physiotherapy'),
      injections: yesNo(row, 'injections'),
      medication: yesNo(row, 'medication'),
      walkingDistanceMetres: row.wholeNumber('walking_distance_metres'),
      durationMinutes: row.wholeNumber('duration_minutes'),
      bloodLossMillilitres: row.wholeNumber('blood_loss_millilitres'),
      transfusion: yesNo(row, 'transfusion'),
      woundClass: row.word('wound_class', WORDS.woundClass),
      firstWalkedDay: row.wholeNumber('first_walked_day'),
      strenuousActivityWeek: row.wholeNumber('strenuous_activity_week'),
      proms,
      ...eventsOf(row, operationDate, proms.length > 0),
    },
    (path) => columnOf(row, path),
  );
}

function yesNo(row: Row, column: string): boolean | null {
  return row.word(column, YES_NO);
}

function certain(row: Row, column: string): boolean {
  row.required(column, 'yes or no');
  return yesNo(row, column) ?? false;
}

function operationYear(row: Row, operationDate: IsoDate | null): number {
  const year = row.wholeNumber('operation_year');
  if (operationDate !== null) return year ?? Number(operationDate.slice(0, 4));
  if (year === null && row.text('operation_date') === null) {
    row.reject('operation_date', 'expected a date as YYYY-MM-DD, or the year in operation_year');
  }
  return year ?? 0;
}

function nightsOf(row: Row, admissionDate: IsoDate | null, dischargeDate: IsoDate | null): number | null {
  const stated = row.wholeNumber('length_of_stay_nights');
  if (admissionDate === null || dischargeDate === null || dischargeDate < admissionDate) return stated;
  const nights = daysBetween(admissionDate, dischargeDate);
  if (stated !== null && stated !== nights) {
    row.reject('length_of_stay_nights', `expected ${nights}, the nights from admission to discharge`);
  }
  return nights;
}

/** Yes or no says that the event was looked for until the end of follow-up; a blank says nothing. */
function eventsOf(
  row: Row,
  operationDate: IsoDate | null,
  anyScore: boolean,
): Pick<SurgicalCaseInput, 'events' | 'observed'> {
  const followedUntil = row.date('followed_until');
  const events: NonNullable<SurgicalCaseInput['events']> = [];
  const observed: NonNullable<SurgicalCaseInput['observed']> = {};
  const observedDays =
    followedUntil === null || operationDate === null ? 'cut-off' : daysBetween(operationDate, followedUntil);
  if (typeof observedDays === 'number' && observedDays < 0) {
    row.reject('followed_until', `expected a date on or after the operation, ${operationDate}`);
  }
  for (const columns of EVENTS) {
    const happened = yesNo(row, columns.prefix);
    if (happened !== null) observed[columns.kind] = observedDays;
    if (happened === true) events.push(eventOf(row, columns));
    else rejectDetails(row, columns);
  }
  if (anyScore || yesNo(row, 'proms_requested') === true) observed.proms = observedDays;
  return { events, observed };
}

type EventColumns = (typeof EVENTS)[number];

function eventOf(
  row: Row,
  { kind, date: dateColumn, foundBy }: EventColumns,
): NonNullable<SurgicalCaseInput['events']>[number] {
  const [, atLatest, date] = /^(by +)?(.*)$/i.exec(row.text(dateColumn) ?? '') ?? [];
  return {
    kind,
    depth: kind === 'infection' ? row.word('infection_depth', WORDS.infectionDepth) : null,
    onsetDate: date === undefined || date === '' ? null : row.dateOf(dateColumn, date),
    onsetPrecision: atLatest === undefined ? 'day' : 'at-latest',
    source: row.word(foundBy, WORDS.eventSource),
    presentAtSurgery: kind === 'infection' ? yesNo(row, 'infection_present_at_surgery') : null,
  };
}

/** A date or a depth of something that is not said to have happened is a contradiction that somebody must look at. */
function rejectDetails(row: Row, { prefix, details }: EventColumns): void {
  for (const column of details) {
    if (row.text(column) !== null) row.reject(column, `expected nothing unless ${prefix} is yes`);
  }
}

function promsOf(row: Row): NonNullable<SurgicalCaseInput['proms']> {
  const proms: NonNullable<SurgicalCaseInput['proms']> = [];
  for (const { timepoint, answeredOn: dateColumn, scores } of SCORES) {
    const answeredOn = row.date(dateColumn);
    for (const { instrument, column } of scores) {
      const score = row.number(column);
      if (score !== null) proms.push({ instrument, timepoint, score, answeredOn });
    }
  }
  return proms;
}

/** Fields are called in the record as columns are here, but for capitals, identifiers and what repeats. */
function columnOf(row: Row, path: readonly PropertyKey[]): string | null {
  const field = String(path[0]);
  switch (field) {
    case 'sourceCaseId':
      return 'case_id';
    case 'hospital':
      return path[1] === 'name' ? 'hospital_name' : 'hospital';
    case 'events':
      return columnOfEvent(row, Number(path[1]));
    case 'proms':
      return columnOfScore(row, Number(path[1]));
    default:
      return field.replace(/[A-Z]/g, (letter) => `_${letter.toLowerCase()}`);
  }
}

function columnOfEvent(row: Row, index: number): string | null {
  return EVENTS.filter(({ prefix }) => yesNo(row, prefix) === true)[index]?.date ?? null;
}

function columnOfScore(row: Row, index: number): string | null {
  const score = promsOf(row)[index];
  if (score === undefined) return null;
  return `${PROM_COLUMNS[score.instrument].prefix}_${timepointSuffix(score.timepoint)}`;
}
