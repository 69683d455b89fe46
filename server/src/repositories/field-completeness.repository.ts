import type { CaseFilter } from '@lamina/shared/domain/filter.ts';
import type { RecordField } from '@lamina/shared/indicators/record-field.ts';
import { type RawBuilder, sql } from 'kysely';
import type { Scope } from '../auth/scope.ts';
import type { Database } from '../database/database.ts';
import { selected } from '../tally/filter-to-sql.ts';

export interface FieldCounts {
  /** By dimension; null where the source gives only a year. */
  readonly key: Readonly<Partial<Record<'hospital' | 'quarter' | 'month', string | number | null>>>;
  readonly cases: number;
  /** Cases of which each field is reported, in the order of the fields. */
  readonly reported: readonly number[];
}

const RECOVERY_COLUMNS: ReadonlySet<string> = new Set(['first_walked_day', 'strenuous_activity_week']);

/** Of how many cases each field is reported, by group; cases are those of the scope that meet the filter. */
export async function countReportedFields(
  db: Database,
  scope: Scope,
  filter: CaseFilter,
  fields: readonly RecordField[],
  groupBy: readonly ('hospital' | 'quarter' | 'month')[],
): Promise<FieldCounts[]> {
  const scores = fields.flatMap(({ from }) => (from.kind === 'score' ? [from] : []));
  const rows = await db
    .selectFrom((eb) =>
      eb
        .selectFrom('case_outcome')
        .where((facts) => selected(facts, scope, filter))
        .select(['case_id', 'hospital', 'quarter', 'month'])
        .as('f'),
    )
    .innerJoin('surgical_case as c', 'c.id', 'f.case_id')
    .leftJoin('recovery as r', 'r.case_id', 'f.case_id')
    .leftJoin(
      (eb) =>
        eb
          .selectFrom('prom_score')
          .groupBy('case_id')
          .select('case_id')
          .select(
            scores.map(({ instrument, at }, index) =>
              sql<
                number | null
              >`max(case when instrument = ${instrument} and timepoint = ${at} then 1 end)`.as(
                `score_${index}`,
              ),
            ),
          )
          .as('p'),
      (join) => join.onRef('p.case_id', '=', 'f.case_id'),
    )
    .groupBy(groupBy.map((dimension) => sql.ref(`f.${dimension}`)))
    .orderBy(sql.join(groupBy.map((dimension) => sql`${sql.ref(`f.${dimension}`)} asc nulls first`)))
    .select(
      groupBy.map((dimension) => sql<string | number | null>`${sql.ref(`f.${dimension}`)}`.as(dimension)),
    )
    .select((eb) => eb.fn.countAll<number>().as('cases'))
    .select(
      fields.map((field, index) => sql<number>`count(${expressionOf(field, scores)})`.as(`field_${index}`)),
    )
    .execute();
  return rows.map((row) => {
    const values = row as Readonly<Record<string, string | number | null>>;
    return {
      key: Object.fromEntries(groupBy.map((dimension) => [dimension, values[dimension] ?? null])),
      cases: row.cases,
      reported: fields.map((_, index) => Number(values[`field_${index}`])),
    };
  });
}

function expressionOf(
  { id, from }: RecordField,
  scores: readonly Extract<RecordField['from'], { kind: 'score' }>[],
): RawBuilder<unknown> {
  if (from.kind === 'score') return sql.ref(`p.score_${scores.indexOf(from)}`);
  if (id === 'age') return sql`coalesce(c.age_band, cast(c.age as text))`;
  return sql.ref(`${RECOVERY_COLUMNS.has(from.name) ? 'r' : 'c'}.${from.name}`);
}
