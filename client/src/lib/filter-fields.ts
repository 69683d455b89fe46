import type { FilterOptions } from '@lamina/shared/contract/overview.ts';
import { Attribution, type CaseFilter } from '@lamina/shared/domain/filter.ts';
import { PROCEDURES } from '@lamina/shared/domain/procedure.ts';
import {
  AGE_BANDS,
  APPROACHES,
  INDICATIONS,
  REGIONS,
  SEXES,
  URGENCIES,
} from '@lamina/shared/domain/surgical-case.ts';
import { listInWords } from '@lamina/shared/indicators/describe-criterion.ts';
import { formatCases, formatCount } from './format.ts';
import { periodInWords } from './period-presets.ts';
import { periodOfYear } from './published-filter.ts';
import { ageBandInWords, inWords } from './words.ts';

export interface FilterChoice {
  readonly value: string;
  readonly label: string;
  readonly note?: string;
}

/** One field of the filter as the bar shows it: values are texts here and become typed only in `write`. */
export interface FilterField {
  readonly name: keyof CaseFilter;
  readonly label: string;
  readonly anyLabel: string;
  /** Always in the bar, or only when set or added. */
  readonly prominent: boolean;
  readonly choices: (options: FilterOptions) => readonly FilterChoice[];
  readonly read: (filter: CaseFilter) => readonly string[];
  readonly write: (values: readonly string[]) => CaseFilter;
}

type ListName = {
  [Name in keyof CaseFilter]-?: NonNullable<CaseFilter[Name]> extends readonly (string | number)[]
    ? Name
    : never;
}[keyof CaseFilter];
type FlagName = {
  [Name in keyof CaseFilter]-?: NonNullable<CaseFilter[Name]> extends boolean ? Name : never;
}[keyof CaseFilter];

function listField(
  name: ListName,
  label: string,
  choices: (options: FilterOptions) => readonly FilterChoice[],
  { prominent = false, numeric = false, anyLabel = 'all' } = {},
): FilterField {
  return {
    name,
    label,
    anyLabel,
    prominent,
    choices,
    read: (filter) => (filter[name] ?? []).map(String),
    write: (values) => (values.length === 0 ? {} : { [name]: numeric ? values.map(Number) : values }),
  };
}

function flagField(name: FlagName, label: string, yes: string, no: string): FilterField {
  return {
    name,
    label,
    anyLabel: 'all',
    prominent: false,
    choices: () => [
      { value: 'yes', label: yes },
      { value: 'no', label: no },
    ],
    read: (filter) => (filter[name] === undefined ? [] : [filter[name] ? 'yes' : 'no']),
    write: (values) => (values.length === 1 ? { [name]: values[0] === 'yes' } : {}),
  };
}

const fixed = (values: readonly string[], label = inWords) => {
  const choices = values.map((value) => ({ value, label: label(value) }));
  return () => choices;
};

/** Every field of the filter but the period, in the order of the bar. */
export const FILTER_FIELDS: readonly FilterField[] = [
  listField('procedures', 'Procedure', fixed(PROCEDURES), { prominent: true, anyLabel: 'all three' }),
  listField(
    'hospitals',
    'Hospital',
    ({ hospitals }) =>
      hospitals.map(({ id, label, cases }) => ({
        value: String(id),
        label,
        ...(cases === null ? {} : { note: formatCases(cases) }),
      })),
    { prominent: true, numeric: true },
  ),
  listField(
    'surgeons',
    'Surgeon',
    ({ surgeons }) =>
      surgeons.map(({ id, label, cases }) => ({ value: String(id), label, note: formatCases(cases) })),
    { prominent: true, numeric: true },
  ),
  {
    name: 'attribution',
    label: 'Counted for',
    anyLabel: 'the operating surgeon',
    prominent: false,
    choices: () => [
      { value: 'responsible', label: 'the responsible surgeon' },
      { value: 'assisting', label: 'the assisting surgeon' },
    ],
    read: ({ attribution }) =>
      attribution === undefined || attribution === 'operating' ? [] : [attribution],
    // One at a time: the last one chosen.
    write: (values) => {
      const { data } = Attribution.safeParse(values.at(-1));
      return data === undefined ? {} : { attribution: data };
    },
  },
  listField('regions', 'Region', fixed(REGIONS)),
  listField('approaches', 'Approach', fixed(APPROACHES)),
  flagField('revision', 'Revision', 'Revisions', 'First operations'),
  listField('urgencies', 'Urgency', fixed(URGENCIES)),
  listField('indications', 'Indication', fixed(INDICATIONS)),
  listField('ageBands', 'Age', fixed(AGE_BANDS, ageBandInWords)),
  listField(
    'asaClasses',
    'ASA class',
    fixed(['1', '2', '3', '4', '5'], (value) => `ASA ${value}`),
    {
      numeric: true,
    },
  ),
  listField('sexes', 'Sex', fixed(SEXES)),
  flagField('minimallyInvasive', 'Technique', 'Minimally invasive', 'Open'),
  flagField('instrumented', 'Implants', 'With implants', 'Without implants'),
  flagField('diabetes', 'Diabetes', 'With diabetes', 'Without diabetes'),
  flagField('smoker', 'Smoking', 'Smokers', 'Non-smokers'),
  listField('sources', 'Source', ({ sources }) =>
    sources.map(({ id, cases }) => ({ value: id, label: id, note: formatCases(cases) })),
  ),
];

/** What readers of published figures may choose, one value at a time. */
export const PUBLISHED_FIELDS: ReadonlySet<string> = new Set<keyof CaseFilter>(['procedures', 'hospitals']);

const NAMED_AT_MOST = 2;

/** 'all three', 'fusion or laminectomy', '4 hospitals': what one field of the filter selects. */
export function selectionInWords(field: FilterField, filter: CaseFilter, options: FilterOptions): string {
  const selected = field.read(filter);
  if (selected.length === 0) return field.anyLabel;
  if (selected.length > NAMED_AT_MOST) return `${formatCount(selected.length)} chosen`;
  const choices = field.choices(options);
  return listInWords(
    selected.map((value) => choices.find((choice) => choice.value === value)?.label ?? value),
    'or',
  );
}

/** 'All dates', 'Last 12 months: …', or where only whole years are answered '2025'. */
export function selectedPeriodInWords(
  { from, to }: CaseFilter,
  { published, lastOperation }: Pick<FilterOptions, 'published' | 'lastOperation'>,
): string {
  const period = { ...(from === undefined ? {} : { from }), ...(to === undefined ? {} : { to }) };
  if (published === null) return periodInWords(period, lastOperation);
  const year = published.years.find(
    (each) => periodOfYear(each).from === from && periodOfYear(each).to === to,
  );
  return year === undefined ? periodInWords(period, null) : String(year);
}

/** The whole filter as one line, for print and exports: 'Procedure: Fusion · All dates'. */
export function filterInWords(filter: CaseFilter, options: FilterOptions): string {
  const isTold = ({ name }: FilterField) => options.published === null || PUBLISHED_FIELDS.has(name);
  const set = FILTER_FIELDS.filter(
    (field) => (field.prominent && isTold(field)) || field.read(filter).length > 0,
  ).map((field) => `${field.label}: ${selectionInWords(field, filter, options)}`);
  return [...set, selectedPeriodInWords(filter, options)].join(' · ');
}
