import { z } from 'zod';
import { CaseFilter } from '../domain/filter.ts';
import { IsoDate } from '../domain/period.ts';
import { Procedure } from '../domain/procedure.ts';
import { NOT_COUNTED_REASONS } from '../indicators/indicator.ts';
import { CaseGroup } from './case-group.ts';

/** What became of a case in an indicator: an event, judged and no event, judged at all, or why it does not count. */
export const CaseCounted = z.enum(['numerator', 'not-numerator', 'denominator', ...NOT_COUNTED_REASONS]);
export type CaseCounted = z.infer<typeof CaseCounted>;

/** The columns of the list of cases, in the order in which they stand. `outcome` is the case's value in the indicator asked about. */
export const CASE_COLUMNS = [
  'key',
  'operation',
  'procedure',
  'outcome',
  'hospital',
  'surgeon',
  'indication',
  'region',
  'levels',
  'approach',
  'urgency',
  'revision',
  'minimallyInvasive',
  'instrumented',
  'age',
  'sex',
  'asaClass',
  'diabetes',
  'smoker',
  'admission',
  'discharge',
  'nights',
  'duration',
  'bloodLoss',
  'events',
  'source',
] as const;
export const CaseColumn = z.enum(CASE_COLUMNS);
export type CaseColumn = z.infer<typeof CaseColumn>;

/** Cases on one page of the list. */
export const CASES_A_PAGE = 50;

/** A file of more cases than this is refused: nobody reads it, and the server would hold all of it at once. */
export const CASES_A_FILE = 50_000;

/** An indicator, and what became of the cases in it. */
export const CasesOfIndicator = z.object({ indicator: z.string(), counted: CaseCounted });
export type CasesOfIndicator = z.infer<typeof CasesOfIndicator>;

export const CaseSort = z.object({ column: CaseColumn, descending: z.boolean() });
export type CaseSort = z.infer<typeof CaseSort>;

const Which = z.object({
  filter: CaseFilter.default({}),
  /** Absent: all cases of the filter. */
  of: CasesOfIndicator.optional(),
  /** Of those, only the ones of this group. */
  group: CaseGroup.optional(),
  sort: CaseSort.default({ column: 'operation', descending: true }),
});

export const CasesInput = Which.extend({ page: z.int().min(1).max(1_000_000).default(1) });
export type CasesInput = z.infer<typeof CasesInput>;

export const CasesCsvInput = Which.extend({
  columns: z.array(CaseColumn).min(1),
  /** What the cases are, in words, for the head of the file: a line each. */
  about: z.array(z.string().max(2000)).max(10),
});
export type CasesCsvInput = z.infer<typeof CasesCsvInput>;

const flag = z.boolean().nullable();
const text = z.string().nullable();
const number = z.number().nullable();

/** One case of the list; null where the source does not report a field. */
export const CaseRow = z.object({
  id: z.int(),
  /** Short form of the pseudonymous key: tells cases apart, names nobody. */
  key: z.string(),
  /** Operation date; null where the source gives only the year. */
  operation: IsoDate.nullable(),
  operationYear: z.int(),
  procedure: Procedure,
  /** Value in the indicator asked about: 1 or 0, nights or points; null where it does not count or none was asked about. */
  outcome: number,
  hospital: z.string(),
  surgeon: text,
  indication: text,
  region: text,
  levels: number,
  approach: text,
  urgency: text,
  revision: flag,
  minimallyInvasive: flag,
  instrumented: flag,
  age: number,
  ageBand: text,
  sex: text,
  asaClass: number,
  diabetes: flag,
  smoker: flag,
  admission: IsoDate.nullable(),
  discharge: IsoDate.nullable(),
  nights: number,
  nightsAreAtLeast: z.boolean(),
  duration: number,
  bloodLoss: number,
  /** Kinds of event recorded, in the order of EVENT_KINDS, without those present at surgery. */
  events: z.array(z.string()),
  source: z.string(),
});
export type CaseRow = z.infer<typeof CaseRow>;

export const CasesOutput = z.object({
  contents: z.enum(['empty', 'demo', 'reported']),
  dataCutOff: IsoDate.nullable(),
  /** Cases that the list holds on all its pages. */
  total: z.int(),
  /** Cases of the filter, whatever became of them. */
  selected: z.int(),
  /** Of those, cases judged by the indicator asked about; null when none was. */
  judged: z.int().nullable(),
  page: z.int(),
  pages: z.int(),
  rows: z.array(CaseRow),
});
export type CasesOutput = z.infer<typeof CasesOutput>;

/** A file to save: its name and its text. */
export const CasesCsv = z.object({ fileName: z.string(), text: z.string() });
export type CasesCsv = z.infer<typeof CasesCsv>;
