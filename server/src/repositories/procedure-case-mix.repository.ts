import type { CaseGroup } from '@lamina/shared/contract/case-group.ts';
import type { RiskModel } from '@lamina/shared/contract/risk-model.ts';
import type { CaseFilter } from '@lamina/shared/domain/filter.ts';
import type { Procedure } from '@lamina/shared/domain/procedure.ts';
import { sql } from 'kysely';
import type { Scope } from '../auth/scope.ts';
import type { Database } from '../database/database.ts';
import { sumOf, unknownFirst } from '../database/dialect.ts';
import { readAtOnce } from '../database/read-at-once.ts';
import { selected } from '../tally/filter-to-sql.ts';
import { expectedColumn } from './case-mix.repository.ts';
import { listAdjustedIndicators } from './risk-model.repository.ts';

export interface LevelsCount {
  readonly procedure: Procedure;
  readonly levels: number | null;
  readonly cases: number;
}

function casesWithLevels(db: Database, scope: Scope, filter: CaseFilter) {
  return db
    .with('chosen', (cte) =>
      cte
        .selectFrom('case_outcome')
        .where((eb) => selected(eb, scope, filter))
        .select(['case_id', 'procedure']),
    )
    .selectFrom('chosen')
    .innerJoin('surgical_case as c', 'c.id', 'chosen.case_id');
}

/** The ids of the cases with so many levels operated on, '3+' being three or more, or of those that do or do not report it. */
export function selectLevels(
  db: Database,
  scope: Scope,
  filter: CaseFilter,
  levels: Extract<CaseGroup, { kind: 'levels' }>['levels'] | 'reported' | 'not-reported',
) {
  const cases = casesWithLevels(db, scope, filter).select('chosen.case_id');
  if (levels === 'reported') return cases.where('c.levels', 'is not', null);
  if (levels === 'not-reported') return cases.where('c.levels', 'is', null);
  return cases.where('c.levels', levels.endsWith('+') ? '>=' : '=', Number.parseInt(levels, 10));
}

/** Cases by procedure and number of levels operated on; null where it is not reported. */
export async function countLevels(db: Database, scope: Scope, filter: CaseFilter): Promise<LevelsCount[]> {
  const rows = await casesWithLevels(db, scope, filter)
    .groupBy(['chosen.procedure', 'c.levels'])
    .select(['chosen.procedure', 'c.levels'])
    .select((eb) => eb.fn.countAll<number>().as('cases'))
    .orderBy('c.levels', unknownFirst)
    .execute();
  return rows as LevelsCount[];
}

export interface ExpectedCount {
  readonly procedure: Procedure;
  readonly indicatorId: string;
  /** Sum of the risks that the cases would have if all had had the same procedure. */
  readonly expected: number;
  readonly cases: number;
}

/**
 * Events expected of the case mix alone: the models' risks with what they give to the procedure itself taken out of each case's log
 * odds. Only for indicators of which a current model is fitted.
 */
export async function sumExpectedWithoutProcedure(
  db: Database,
  scope: Scope,
  filter: CaseFilter,
  models: readonly RiskModel[],
): Promise<ExpectedCount[]> {
  if (!db.isTransaction) {
    return readAtOnce(db, (transaction) => sumExpectedWithoutProcedure(transaction, scope, filter, models));
  }
  const current = await listAdjustedIndicators(db);
  const fitted = models.filter(({ indicatorId, state }) => state === 'fitted' && current.has(indicatorId));
  if (fitted.length === 0) return [];
  const rows = await db
    .selectFrom('case_outcome')
    .innerJoin('case_expected', 'case_expected.case_id', 'case_outcome.case_id')
    .where((eb) => selected(eb, scope, filter))
    .groupBy('case_outcome.procedure')
    .select('case_outcome.procedure')
    .select(
      fitted.flatMap((model, index) => {
        const risk = sql.ref<number>(`case_expected.${expectedColumn(model.indicatorId)}`);
        const logOdds = sql`ln(${risk} / (1 - ${risk})) - ${procedureEffect(model)}`;
        return [
          sumOf(sql`1 / (1 + exp(-(${logOdds})))`).as(`expected_${index}`),
          sql<number>`count(${risk})`.as(`cases_${index}`),
        ];
      }),
    )
    .execute();
  return (rows as unknown as Record<string, string | number | null>[]).flatMap((row) =>
    fitted.flatMap(({ indicatorId }, index): ExpectedCount[] => {
      const expected = row[`expected_${index}`];
      const cases = Number(row[`cases_${index}`]);
      if (expected === null || expected === undefined) return [];
      return [{ procedure: row.procedure as Procedure, indicatorId, expected: Number(expected), cases }];
    }),
  );
}

function procedureEffect(model: RiskModel) {
  const effects =
    model.state === 'fitted' ? model.coefficients.filter(({ covariate }) => covariate === 'procedure') : [];
  if (effects.length === 0) return sql.lit(0);
  return sql`case case_outcome.procedure ${sql.join(
    effects.map(
      ({ column, estimate }) =>
        sql`when ${sql.lit(column.slice(column.indexOf('=') + 1))} then ${sql.lit(estimate)}`,
    ),
    sql` `,
  )} else 0 end`;
}
