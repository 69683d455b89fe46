import type { CaseFilter } from '@lamina/shared/domain/filter.ts';
import type { Procedure } from '@lamina/shared/domain/procedure.ts';
import { sql } from 'kysely';
import type { Scope } from '../auth/scope.ts';
import type { Database } from '../database/database.ts';
import { selected } from '../tally/filter-to-sql.ts';
import { outcomeColumn } from './outcome-facts.repository.ts';

const MEASURES = {
  'walked-within-a-day': 'first_walked_day',
  'strenuous-activity-6-weeks': 'strenuous_activity_week',
} as const;

export interface RecoveryTime {
  readonly procedure: Procedure;
  /** Days, or weeks, after the operation. */
  readonly time: number;
  readonly cases: number;
}

function casesWithTime(db: Database, scope: Scope, filter: CaseFilter, indicatorId: keyof typeof MEASURES) {
  return db
    .with('chosen', (cte) =>
      cte
        .selectFrom('case_outcome')
        .where((eb) => selected(eb, scope, filter))
        .where(sql.ref(outcomeColumn(indicatorId)), 'is not', null)
        .select(['case_id', 'procedure']),
    )
    .selectFrom('chosen')
    .innerJoin('recovery as r', 'r.case_id', 'chosen.case_id')
    .where(`r.${MEASURES[indicatorId]}`, 'is not', null);
}

/** The ids of the cases that count in the indicator and reached it by this day or week. */
export function selectReachedBy(
  db: Database,
  scope: Scope,
  filter: CaseFilter,
  indicatorId: keyof typeof MEASURES,
  by: number,
) {
  return casesWithTime(db, scope, filter, indicatorId)
    .where(`r.${MEASURES[indicatorId]}`, '<=', by)
    .select('chosen.case_id');
}

/** When the cases that count in the indicator reached it. */
export async function listRecoveryTimes(
  db: Database,
  scope: Scope,
  filter: CaseFilter,
  indicatorId: keyof typeof MEASURES,
): Promise<RecoveryTime[]> {
  const rows = await casesWithTime(db, scope, filter, indicatorId)
    .groupBy(['chosen.procedure', `r.${MEASURES[indicatorId]}`])
    .select(['chosen.procedure', `r.${MEASURES[indicatorId]} as time`])
    .select((eb) => eb.fn.countAll<number>().as('cases'))
    .orderBy('time')
    .execute();
  return rows as RecoveryTime[];
}
