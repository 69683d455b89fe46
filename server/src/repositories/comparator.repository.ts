import { sql } from 'kysely';
import type { Database } from '../database/database.ts';

export interface ComparatorTotal {
  readonly publisher: string;
  readonly indicatorId: string;
  readonly procedure: string;
  readonly year: number;
  readonly facilities: number;
  readonly operations: number;
  readonly observed: number;
  readonly predicted: number | null;
}

/**
 * Published figures summed over their facilities, by publisher, indicator, procedure and year, the latest year first.
 * Pooled rows are left out: they would count every facility twice.
 */
export async function listComparatorTotals(db: Database): Promise<readonly ComparatorTotal[]> {
  return db
    .selectFrom('published_comparator')
    .where('pooled', '=', 0)
    .groupBy(['publisher', 'indicator_id', 'procedure', 'year'])
    .select([
      'publisher',
      'indicator_id as indicatorId',
      'procedure',
      'year',
      sql<number>`count(*)`.as('facilities'),
      sql<number>`sum(operations)`.as('operations'),
      sql<number>`sum(observed)`.as('observed'),
      sql<number | null>`sum(predicted)`.as('predicted'),
    ])
    .orderBy('year', 'desc')
    .orderBy('procedure')
    .execute();
}

export interface ComparatorFacility {
  readonly publisher: string;
  readonly procedure: string;
  readonly year: number;
  readonly name: string;
  readonly operations: number;
  readonly observed: number;
}

/** What each publisher published last about single hospitals, for an indicator and these procedures, by name. */
export async function listComparatorFacilities(
  db: Database,
  indicatorId: string,
  procedures: readonly string[],
): Promise<readonly ComparatorFacility[]> {
  const published = db
    .selectFrom('published_comparator')
    .where('pooled', '=', 0)
    .where('indicator_id', '=', indicatorId)
    .where('procedure', 'in', [...procedures]);
  return published
    .where((eb) =>
      eb(
        'year',
        '=',
        eb
          .selectFrom('published_comparator as latest')
          .where('latest.pooled', '=', 0)
          .where('latest.indicator_id', '=', indicatorId)
          .whereRef('latest.publisher', '=', 'published_comparator.publisher')
          .whereRef('latest.procedure', '=', 'published_comparator.procedure')
          .select((inner) => inner.fn.max('latest.year').as('year')),
      ),
    )
    .select(['publisher', 'procedure', 'year', 'facility_name as name', 'operations', 'observed'])
    .orderBy('facility_name')
    .execute();
}
