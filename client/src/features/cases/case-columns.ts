import type { CaseColumn, CaseRow } from '@lamina/shared/contract/cases.ts';
import type { EventKind } from '@lamina/shared/domain/event.ts';
import { describeEventKind } from '@lamina/shared/indicators/describe-criterion.ts';
import type { Indicator } from '@lamina/shared/indicators/indicator.ts';
import { formatCount, formatDate, formatFigure } from '../../lib/format.ts';
import { ageBandInWords, inWords } from '../../lib/words.ts';

export interface ListColumn {
  readonly id: CaseColumn;
  readonly heading: string;
  readonly numeric: boolean;
  /** Long texts go over several lines. */
  readonly wraps: boolean;
  /** Null where the source does not report it. */
  readonly text: (row: CaseRow) => string | null;
}

const words = (value: string | null) => (value === null ? null : inWords(value));
const date = (value: string | null) => (value === null ? null : formatDate(value));
const count = (value: number | null) => (value === null ? null : formatCount(value));
const yesNo = (value: boolean | null) => (value === null ? null : value ? 'Yes' : 'No');

function column(
  id: CaseColumn,
  heading: string,
  text: ListColumn['text'],
  { numeric = false, wraps = false } = {},
): ListColumn {
  return { id, heading, numeric, wraps, text };
}

/** Every column of the list, units in the heading. */
export const LIST_COLUMNS: readonly ListColumn[] = [
  column('key', 'Case', (row) => row.key),
  column('operation', 'Operation', (row) => date(row.operation) ?? String(row.operationYear)),
  column('procedure', 'Procedure', (row) => words(row.procedure)),
  column('outcome', 'Outcome', (row) => count(row.outcome)),
  column('hospital', 'Hospital', (row) => row.hospital, { wraps: true }),
  column('surgeon', 'Surgeon', (row) => row.surgeon),
  column('indication', 'Indication', (row) => words(row.indication), { wraps: true }),
  column('region', 'Region', (row) => words(row.region)),
  column('levels', 'Levels', (row) => count(row.levels), { numeric: true }),
  column('approach', 'Approach', (row) => words(row.approach)),
  column('urgency', 'Urgency', (row) => words(row.urgency)),
  column('revision', 'Revision', (row) => yesNo(row.revision)),
  column('minimallyInvasive', 'Minimally invasive', (row) => yesNo(row.minimallyInvasive)),
  column('instrumented', 'Implants', (row) => yesNo(row.instrumented)),
  column(
    'age',
    'Age, years',
    (row) => count(row.age) ?? (row.ageBand === null ? null : ageBandInWords(row.ageBand)),
    { numeric: true },
  ),
  column('sex', 'Sex', (row) => words(row.sex)),
  column('asaClass', 'ASA class', (row) => count(row.asaClass), { numeric: true }),
  column('diabetes', 'Diabetes', (row) => yesNo(row.diabetes)),
  column('smoker', 'Smoker', (row) => yesNo(row.smoker)),
  column('admission', 'Admission', (row) => date(row.admission)),
  column('discharge', 'Discharge', (row) => date(row.discharge)),
  column(
    'nights',
    'Stay, nights',
    (row) =>
      row.nights !== null && row.nightsAreAtLeast ? `${formatCount(row.nights)} or more` : count(row.nights),
    { numeric: true },
  ),
  column('duration', 'Duration, minutes', (row) => count(row.duration), { numeric: true }),
  column('bloodLoss', 'Blood loss, ml', (row) => count(row.bloodLoss), { numeric: true }),
  column('events', 'Events', eventsInWords, { wraps: true }),
  column('source', 'Source', (row) => row.source),
];

function eventsInWords({ events }: CaseRow): string {
  if (events.length === 0) return 'None recorded';
  const kinds = events.map((kind) => describeEventKind(kind as EventKind)).join(', ');
  return kinds.charAt(0).toUpperCase() + kinds.slice(1);
}

const USUAL: readonly CaseColumn[] = [
  'key',
  'operation',
  'procedure',
  'hospital',
  'surgeon',
  'indication',
  'age',
  'nights',
  'events',
];

/** Which columns stand in the list: the usual ones, or those of the address; the key always, in a fixed order. */
export function chosenColumns(
  names: readonly string[] | undefined,
  indicator: Indicator | undefined,
): ListColumn[] {
  const wanted = new Set<string>(names ?? [...USUAL, 'outcome']);
  return LIST_COLUMNS.filter(({ id }) => id === 'key' || wanted.has(id))
    .filter(({ id }) => id !== 'outcome' || indicator !== undefined)
    .map((each) => (each.id === 'outcome' && indicator !== undefined ? outcomeColumn(indicator) : each));
}

function outcomeColumn(indicator: Indicator): ListColumn {
  const isProportion = indicator.kind === 'proportion';
  return column(
    'outcome',
    indicator.shortName,
    ({ outcome }) => {
      if (outcome === null) return 'Not counted';
      return isProportion ? yesNo(outcome === 1) : formatFigure(outcome, indicator.unit);
    },
    { numeric: !isProportion },
  );
}

export interface ListView {
  readonly label: string;
  /** Absent: the usual ones. */
  readonly columns?: readonly CaseColumn[];
  readonly sort?: string;
}

/** Views of the list that are asked for often; each is an address like any other. */
export const LIST_VIEWS: readonly ListView[] = [
  { label: 'Usual' },
  {
    label: 'Operation',
    columns: [
      'operation',
      'procedure',
      'outcome',
      'surgeon',
      'region',
      'levels',
      'approach',
      'minimallyInvasive',
      'instrumented',
      'duration',
      'bloodLoss',
    ],
  },
  {
    label: 'Patient',
    columns: [
      'operation',
      'procedure',
      'outcome',
      'indication',
      'urgency',
      'revision',
      'age',
      'sex',
      'asaClass',
      'diabetes',
      'smoker',
    ],
  },
  {
    label: 'Longest stays',
    columns: ['operation', 'procedure', 'outcome', 'hospital', 'admission', 'discharge', 'nights', 'events'],
    sort: '-nights',
  },
];
