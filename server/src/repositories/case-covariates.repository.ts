import { AGE_BANDS } from '@lamina/shared/domain/surgical-case.ts';
import { AGE_WITHIN_BAND } from '@lamina/shared/indicators/case-mix-covariates.ts';
import { COVARIATES, type Covariate, type Covariates } from '@lamina/shared/indicators/case-mix-term.ts';
import { type RawBuilder, sql } from 'kysely';
import type { Scope } from '../auth/scope.ts';
import type { Database } from '../database/database.ts';
import { selected } from '../tally/filter-to-sql.ts';
import { caseField } from './criterion-to-sql.ts';

const BASELINE_SCORES = {
  odiAtBaseline: 'odi',
  backPainAtBaseline: 'back-pain',
  legPainAtBaseline: 'leg-pain',
} as const satisfies Partial<Record<Covariate, string>>;

const FLAGS: ReadonlySet<Covariate> = new Set(['diabetes', 'smoker', 'revision']);

export type CovariateRow = Readonly<Record<Covariate, string | number | null>>;

/** The covariates of `surgical_case c`, one column each. */
export function covariateColumns() {
  return COVARIATES.map((covariate) => sql<string | number | null>`${covariateOf(covariate)}`.as(covariate));
}

export function toCovariates(row: CovariateRow): Covariates {
  return Object.fromEntries(
    COVARIATES.map((covariate) => {
      const value = row[covariate];
      return [covariate, FLAGS.has(covariate) && value !== null ? value === 1 : value];
    }),
  ) as Covariates;
}

/** What is known of one case before its operation; undefined when there is no such case in the scope. */
export async function findCaseCovariates(
  db: Database,
  scope: Scope,
  caseId: number,
): Promise<Covariates | undefined> {
  const inScope = await db
    .selectFrom('case_outcome')
    .where((eb) => selected(eb, scope, {}))
    .where('case_id', '=', caseId)
    .select('case_id')
    .executeTakeFirst();
  if (inScope === undefined) return undefined;
  const row = await db
    .selectFrom('surgical_case as c')
    .where('c.id', '=', caseId)
    .select(covariateColumns())
    .executeTakeFirst();
  return row === undefined ? undefined : toCovariates(row as CovariateRow);
}

function covariateOf(covariate: Covariate): RawBuilder<unknown> {
  switch (covariate) {
    case 'age':
      return sql`coalesce(c.age, case c.age_band ${sql.join(
        AGE_BANDS.map((band) => sql`when ${sql.lit(band)} then ${sql.lit(AGE_WITHIN_BAND[band])}`),
        sql` `,
      )} end)`;
    case 'odiAtBaseline':
    case 'backPainAtBaseline':
    case 'legPainAtBaseline':
      return sql`(
        select score from prom_score
        where case_id = c.id and instrument = ${sql.lit(BASELINE_SCORES[covariate])} and timepoint = 'baseline'
      )`;
    default:
      return caseField(covariate);
  }
}
