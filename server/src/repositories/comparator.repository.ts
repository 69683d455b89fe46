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
