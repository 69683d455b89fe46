import { z } from 'zod';
import { PromInstrument, PromTimepoint } from '../domain/prom.ts';
import { CONSERVATIVE_CARE } from '../domain/surgical-case.ts';
import { CARE_BANDS, WAITING_DAYS, WALKING_BANDS } from './indications.ts';

const REPORTED = ['reported', 'not-reported'] as const;

/** Fields of which a panel counts how many cases report them. */
export const REPORTED_FIELDS = [
  'indication',
  'ageBand',
  'sex',
  'asaClass',
  'diabetes',
  'smoker',
  'revision',
  'region',
  'urgency',
  'levels',
] as const;

/** Levels operated on, as the case mix names them. */
export const LEVEL_GROUPS = ['1', '2', '3+'] as const;

/** A group that a panel counts and that neither a filter nor an indicator describes. */
export const CaseGroup = z.discriminatedUnion('kind', [
  /** Judged by the criterion of conservative care, by months of care. */
  z.object({ kind: z.literal('care-months'), band: z.enum(CARE_BANDS) }),
  /** Elective, by the kind of care without surgery; 'tried': had it. */
  z.object({
    kind: z.literal('care-kind'),
    care: z.enum([...CONSERVATIVE_CARE, 'none']),
    part: z.enum(['tried', ...REPORTED]),
  }),
  /** Elective, by walking distance. */
  z.object({ kind: z.literal('walking-distance'), distance: z.enum([...WALKING_BANDS, ...REPORTED]) }),
  /** Days from admission to operation. */
  z.object({ kind: z.literal('waiting'), days: z.enum([...WAITING_DAYS, ...REPORTED]) }),
  /** Met the criterion of conservative care or not, and what is known of disability at twelve months. */
  z.object({
    kind: z.literal('criterion-outcome'),
    criterion: z.enum(['met', 'not-met']),
    part: z.enum(['asked', 'answered', 'improved']),
  }),
  z.object({
    kind: z.literal('field'),
    field: z.enum(REPORTED_FIELDS),
    reported: z.enum(REPORTED),
  }),
  z.object({ kind: z.literal('levels'), levels: z.enum(LEVEL_GROUPS) }),
  /** A stay of so many nights. */
  z.object({ kind: z.literal('nights'), nights: z.int().min(0) }),
  /** A stay of more nights than these. */
  z.object({ kind: z.literal('more-nights'), nights: z.int().min(0) }),
  z.object({
    kind: z.literal('scores-due'),
    timepoint: PromTimepoint,
    part: z.enum(['asked', 'not-yet-due']),
  }),
  z.object({ kind: z.literal('score-answered'), instrument: PromInstrument, timepoint: PromTimepoint }),
  /** Answered before and at the time point, and changed by so much. */
  z.object({
    kind: z.literal('score-change'),
    instrument: PromInstrument,
    timepoint: PromTimepoint,
    change: z.enum(['any', 'improved', 'beyond-error', 'worsened']),
  }),
  z.object({ kind: z.literal('walked'), byDay: z.int().min(0) }),
  z.object({ kind: z.literal('active'), byWeek: z.int().min(0) }),
  /** Still followed for a return to theatre on a day after the operation. */
  z.object({ kind: z.literal('theatre-followed'), onDay: z.int().min(0) }),
  z.object({ kind: z.literal('theatre-not-followed') }),
]);
export type CaseGroup = z.infer<typeof CaseGroup>;

const SEPARATOR = '~';
const NUMBERS: ReadonlySet<string> = new Set(['nights', 'byDay', 'byWeek', 'onDay']);

/** As an address carries it: 'care-months~3-to-6'. */
export function writeCaseGroup(group: CaseGroup): string {
  const values: Readonly<Record<string, string | number>> = group;
  return fieldsOf(group.kind)
    .map((field) => String(values[field]))
    .join(SEPARATOR);
}

/** Undefined where the text names no group. */
export function readCaseGroup(text: string): CaseGroup | undefined {
  const parts = text.split(SEPARATOR);
  const fields = fieldsOf(parts[0] ?? '');
  if (fields.length !== parts.length) return undefined;
  const values = fields.map((field, index) => {
    const part = parts[index] ?? '';
    return [field, NUMBERS.has(field) && /^\d{1,5}$/.test(part) ? Number(part) : part] as const;
  });
  return CaseGroup.safeParse(Object.fromEntries(values)).data;
}

function fieldsOf(kind: string): string[] {
  const option = CaseGroup.options.find(({ shape }) => shape.kind.value === kind);
  return option === undefined ? [] : Object.keys(option.shape);
}
