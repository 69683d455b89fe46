import type { CaseOutput, RecordedCase } from '@lamina/shared/contract/case.ts';
import { EVENT_KINDS } from '@lamina/shared/domain/event.ts';
import { daysBetween } from '@lamina/shared/domain/period.ts';
import { describeEventKind } from '@lamina/shared/indicators/describe-criterion.ts';
import { eventInWords } from '../../lib/event-in-words.ts';
import { formatCount, formatDate, formatNights } from '../../lib/format.ts';
import { proceduresInWords } from '../../lib/procedures-in-words.ts';
import { ageBandInWords, inWords } from '../../lib/words.ts';

export interface RecordLine {
  readonly label: string;
  /** Null where the source does not report it. */
  readonly value: string | null;
  /** The name of the fact that the line shows, where it can be corrected. */
  readonly fact?: string;
}

export interface RecordGroup {
  readonly title: string;
  readonly lines: readonly RecordLine[];
}

const words = (value: string | null) => (value === null ? null : inWords(value));
const yesNo = (value: boolean | null) => (value === null ? null : value ? 'Yes' : 'No');
const date = (value: string | null) => (value === null ? null : formatDate(value));
const withUnit = (value: number | null, one: string, many: string) =>
  value === null ? null : `${formatCount(value)}${one === '' ? '' : ` ${value === 1 ? one : many}`}`;

/** What the record says of a case, grouped as a clinician would read it. */
export function recordGroups({ record, surgeons, hospital, source, cutOff }: CaseOutput): RecordGroup[] {
  const surgeonsOf = (role: CaseOutput['surgeons'][number]['role']) =>
    surgeons.find((surgeon) => surgeon.role === role)?.label ?? null;
  return [
    {
      title: 'Operation',
      lines: [
        {
          label: 'Date',
          value: date(record.operationDate) ?? `${record.operationYear}, day not reported`,
          fact: 'operation-date',
        },
        { label: 'Done', value: proceduresInWords(record), fact: 'procedure' },
        { label: 'Region', value: words(record.region) },
        { label: 'Levels', value: withUnit(record.levels, '', '') },
        { label: 'Approach', value: words(record.approach) },
        { label: 'Minimally invasive', value: yesNo(record.minimallyInvasive) },
        { label: 'Implants', value: yesNo(record.instrumented) },
        { label: 'Revision', value: yesNo(record.revision), fact: 'revision' },
        { label: 'Urgency', value: words(record.urgency), fact: 'urgency' },
        { label: 'Duration', value: withUnit(record.durationMinutes, 'minute', 'minutes') },
        { label: 'Blood loss', value: withUnit(record.bloodLossMillilitres, 'ml', 'ml') },
        { label: 'Transfusion', value: yesNo(record.transfusion) },
        { label: 'Wound class', value: words(record.woundClass) },
      ],
    },
    {
      title: 'Patient',
      lines: [
        { label: 'Age', value: ageOf(record) },
        { label: 'Sex', value: words(record.sex) },
        { label: 'Body mass index', value: withUnit(record.bodyMassIndex, 'kg/m²', 'kg/m²') },
        { label: 'ASA class', value: withUnit(record.asaClass, '', ''), fact: 'asa-class' },
        { label: 'Diabetes', value: yesNo(record.diabetes) },
        { label: 'Smoker', value: yesNo(record.smoker) },
        { label: 'Indication', value: words(record.indication), fact: 'indication' },
      ],
    },
    {
      title: 'Before surgery',
      lines: [
        {
          label: 'Care without surgery',
          value: withUnit(record.conservativeCareMonths, 'month', 'months'),
        },
        { label: 'Traction', value: yesNo(record.traction) },
        { label: 'Physiotherapy', value: yesNo(record.physiotherapy) },
        { label: 'Injections', value: yesNo(record.injections) },
        { label: 'Medication', value: yesNo(record.medication) },
        { label: 'Walking distance', value: withUnit(record.walkingDistanceMetres, 'metre', 'metres') },
      ],
    },
    {
      title: 'Stay and recovery',
      lines: [
        { label: 'Admitted', value: date(record.admissionDate) },
        { label: 'Discharged', value: date(record.dischargeDate) },
        { label: 'Stay', value: stayOf(record), fact: 'stay' },
        {
          label: 'First walk',
          value: record.firstWalkedDay === null ? null : `Day ${record.firstWalkedDay} after the operation`,
        },
        {
          label: 'Strenuous activity',
          value: record.strenuousActivityWeek === null ? null : `Week ${record.strenuousActivityWeek}`,
        },
      ],
    },
    { title: 'Events', lines: eventLines(record) },
    {
      title: 'Where it comes from',
      lines: [
        { label: 'Hospital', value: hospital.label },
        { label: 'Operating surgeon', value: surgeonsOf('operating'), fact: 'surgeon:operating' },
        { label: 'Assisting surgeon', value: surgeonsOf('assisting'), fact: 'surgeon:assisting' },
        { label: 'Responsible surgeon', value: surgeonsOf('responsible'), fact: 'surgeon:responsible' },
        { label: 'Source', value: source },
        { label: 'Data up to', value: date(cutOff) },
      ],
    },
  ];
}

/** Every kind: what is recorded, or through which day it was looked for in vain. */
function eventLines(record: RecordedCase): RecordLine[] {
  return EVENT_KINDS.map((kind) => {
    const label = describeEventKind(kind);
    const recorded = record.events.filter((event) => event.kind === kind);
    const observed = record.observed[kind];
    const lookedFor = observed === undefined ? null : `looked for through day ${formatCount(observed)}`;
    const value =
      recorded.length > 0
        ? recorded.map(eventInWords).join('; ')
        : lookedFor === null
          ? null
          : `None, ${lookedFor}`;
    return { label: label.charAt(0).toUpperCase() + label.slice(1), value, fact: `events:${kind}` };
  });
}

function ageOf({ age, ageBand }: RecordedCase): string | null {
  if (age !== null) return `${age} years`;
  return ageBand === null ? null : ageBandInWords(ageBand);
}

function stayOf({
  lengthOfStayNights,
  lengthOfStayIsAtLeast,
  admissionDate,
  dischargeDate,
}: RecordedCase): string | null {
  const betweenDates =
    admissionDate === null || dischargeDate === null ? null : daysBetween(admissionDate, dischargeDate);
  const nights = lengthOfStayNights ?? betweenDates;
  if (nights === null) return null;
  return lengthOfStayIsAtLeast ? `At least ${formatNights(nights)}` : formatNights(nights);
}
