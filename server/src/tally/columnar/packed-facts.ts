import type { Dimension } from '@lamina/shared/domain/filter.ts';
import { PROCEDURES } from '@lamina/shared/domain/procedure.ts';
import {
  AGE_BANDS,
  APPROACHES,
  INDICATIONS,
  REGIONS,
  SEXES,
  URGENCIES,
} from '@lamina/shared/domain/surgical-case.ts';
import type { Covariate } from '@lamina/shared/indicators/case-mix-term.ts';
import type { Indicator } from '@lamina/shared/indicators/indicator.ts';
import { type RawBuilder, sql } from 'kysely';
import type { Database } from '../../database/database.ts';
import { charactersOf } from '../../database/dialect.ts';
import { covariateColumn } from '../../repositories/case-mix.repository.ts';
import { outcomeColumn, reasonColumn } from '../../repositories/outcome-facts.repository.ts';
import { DIMENSION_COLUMNS } from '../sql-tally.ts';
import type { DimensionValue } from '../tally.ts';
import { REASON_CODES } from './codes.ts';
import { OF_PATIENT, SCORES, type Score } from './risks.ts';

const FLAG_VALUES = [null, false, true] as const;

/** The dimensions whose values are known beforehand: null where a case may have none, then the others in the order in which SQL sorts them. */
export const CLOSED_DIMENSIONS = {
  procedure: PROCEDURES.toSorted(),
  region: nullThen(REGIONS),
  approach: nullThen(APPROACHES),
  urgency: nullThen(URGENCIES),
  indication: nullThen(INDICATIONS),
  ageBand: nullThen(AGE_BANDS),
  asaClass: nullThen([1, 2, 3, 4, 5]),
  sex: nullThen(SEXES),
  revision: FLAG_VALUES,
  minimallyInvasive: FLAG_VALUES,
  instrumented: FLAG_VALUES,
  diabetes: FLAG_VALUES,
  smoker: FLAG_VALUES,
} as const satisfies Partial<Record<Dimension, readonly DimensionValue[]>>;
export type ClosedDimension = keyof typeof CLOSED_DIMENSIONS;
export const CLOSED_NAMES = Object.keys(CLOSED_DIMENSIONS) as ClosedDimension[];

/**
 * One case of the outcome facts, with all that has few values packed in strings: one column of the table costs as much to read as a whole
 * string. A string has one character for each of its parts, their code + 1.
 */
export interface PackedFact extends Partial<Readonly<Record<Score, number>>> {
  readonly case_id: number;
  readonly source: string;
  readonly hospital: number;
  readonly surgeon: number | null;
  readonly surgeon_assisting: number | null;
  readonly surgeon_responsible: number | null;
  readonly period_start: string;
  /** Null where it is the start. */
  readonly period_end: string | null;
  /** The closed dimensions. */
  readonly profile: string;
  /** The proportions: a reason, or 5 + the value. */
  readonly course: string;
  /** The other indicators: a reason, or 5; then whether the stay is "at least". */
  readonly measured: string;
  /** The codes of OF_PATIENT with a space between; absent, as those of the scores are, where the record has no models. */
  readonly patient?: string;
  /** `value_0`, `value_1` …: of the indicators that are no proportions, in their order. */
  readonly [value: `value_${number}`]: number | null;
}

/** The indicators in the order in which facts have them. */
export function byKind(catalogue: readonly Indicator[]): {
  readonly proportions: readonly Indicator[];
  readonly measured: readonly Indicator[];
} {
  return {
    proportions: catalogue.filter(({ kind }) => kind === 'proportion'),
    measured: catalogue.filter(({ kind }) => kind !== 'proportion'),
  };
}

/** Reads the facts in order of case id, so many at a time. */
export async function* readPackedFacts(
  db: Database,
  catalogue: readonly Indicator[],
  withCovariates: boolean,
  chunkRows: number,
): AsyncGenerator<readonly PackedFact[]> {
  const { proportions, measured } = byKind(catalogue);
  const packed = {
    profile: charactersOf(CLOSED_NAMES.map(closedCode)),
    course: charactersOf(proportions.map(outcomeCode)),
    measured: charactersOf([...measured.map(outcomeCode), sql`stay_is_at_least + 1`]),
  };
  const values = measured.map(({ id }, index) =>
    sql.ref<number | null>(outcomeColumn(id)).as(`value_${index}`),
  );
  const codeOf = (covariate: Covariate) => sql.ref<number>(`case_expected.${covariateColumn(covariate)}`);
  const patient = sql<string>`${sql.join(
    OF_PATIENT.map((covariate) => sql`cast(${codeOf(covariate)} as text)`),
    sql` || ' ' || `,
  )}`;
  let lastCase = -1;
  for (;;) {
    const chunk = await db
      .selectFrom('case_outcome')
      .select(['case_outcome.case_id', 'source', 'hospital', 'period_start'])
      .select([packed.profile.as('profile'), packed.course.as('course'), packed.measured.as('measured')])
      .select(['surgeon', 'surgeon_assisting', 'surgeon_responsible'])
      .select(values)
      .select(sql<string | null>`nullif(period_end, period_start)`.as('period_end'))
      .$if(withCovariates, (query) =>
        query
          .innerJoin('case_expected', 'case_expected.case_id', 'case_outcome.case_id')
          .select([patient.as('patient'), ...SCORES.map((score) => codeOf(score).as(score))]),
      )
      .where('case_outcome.case_id', '>', lastCase)
      .orderBy('case_outcome.case_id')
      .limit(chunkRows)
      .execute();
    if (chunk.length === 0) return;
    yield chunk as unknown as readonly PackedFact[];
    lastCase = chunk.at(-1)?.case_id ?? lastCase;
  }
}

function closedCode(name: ClosedDimension): RawBuilder<unknown> {
  const column = sql.ref(DIMENSION_COLUMNS[name]);
  const branches = CLOSED_DIMENSIONS[name].map((value, code) =>
    value === null
      ? sql`when ${column} is null then 1`
      : sql`when ${column} = ${sql.lit(typeof value === 'boolean' ? Number(value) : value)} then ${sql.lit(code + 1)}`,
  );
  return sql`case ${sql.join(branches, sql` `)} end`;
}

function outcomeCode({ id, kind }: Indicator): RawBuilder<unknown> {
  const value = kind === 'proportion' ? sql.ref(outcomeColumn(id)) : sql.lit(0);
  return sql`coalesce(${sql.ref(reasonColumn(id))}, ${value} + ${sql.lit(REASON_CODES + 1)})`;
}

function nullThen<Value extends string | number>(values: readonly Value[]): readonly (Value | null)[] {
  return [null, ...values.toSorted((left, right) => (left < right ? -1 : Number(left > right)))];
}
