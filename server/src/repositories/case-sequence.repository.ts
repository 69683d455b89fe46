import type { CaseFilter } from '@lamina/shared/domain/filter.ts';
import type { IsoDate } from '@lamina/shared/domain/period.ts';
import { sql } from 'kysely';
import type { Scope } from '../auth/scope.ts';
import type { Database } from '../database/database.ts';
import { readAtOnce } from '../database/read-at-once.ts';
import { selected } from '../tally/filter-to-sql.ts';
import { expectedColumn } from './case-mix.repository.ts';
import { outcomeColumn } from './outcome-facts.repository.ts';
import { listAdjustedIndicators } from './risk-model.repository.ts';

export interface SequencedCase {
  readonly caseId: number;
  readonly date: IsoDate;
  /** 1 for an event, 0 for none. */
  readonly outcome: number;
  /** Risk of the event, 0–1; null where the indicator has no current model. */
  readonly expected: number | null;
}

/**
 * The cases that count in a proportion, in the order in which they were operated on (on one day: in the order of their ids), for VLAD and CUSUM.
 * Cases of which only the year is known have no place in it and are left out.
 */
export async function listCaseSequence(
  db: Database,
  scope: Scope,
  filter: CaseFilter,
  indicatorId: string,
): Promise<readonly SequencedCase[]> {
  if (!db.isTransaction) {
    return readAtOnce(db, (transaction) => listCaseSequence(transaction, scope, filter, indicatorId));
  }
  const adjusted = (await listAdjustedIndicators(db)).has(indicatorId);
  const outcome = sql.ref<number>(outcomeColumn(indicatorId));
  const basis = db
    .selectFrom('case_outcome')
    .where((eb) => selected(eb, scope, filter))
    .where('month', 'is not', null)
    .where(outcome, 'is not', null)
    .orderBy('period_start')
    .orderBy('case_outcome.case_id')
    .select(['case_outcome.case_id as caseId', 'period_start as date', outcome.as('outcome')]);
  if (!adjusted) {
    return basis.select(sql<null>`null`.as('expected')).execute();
  }
  return basis
    .leftJoin('case_expected', 'case_expected.case_id', 'case_outcome.case_id')
    .select(sql.ref<number | null>(expectedColumn(indicatorId)).as('expected'))
    .execute();
}
