import type { Insertable } from 'kysely';
import type { DatabaseTransaction } from '../database/database.ts';
import type { PublishedComparatorTable } from '../database/tables/published-comparator.ts';

type NewComparator = Omit<Insertable<PublishedComparatorTable>, 'id'>;

/** Writes a published figure unless the same is there already. Pooled figures have no facility, which `=` would not compare. */
export async function recordComparator(
  transaction: DatabaseTransaction,
  comparator: NewComparator,
): Promise<'added' | 'updated' | 'unchanged'> {
  const known = await transaction
    .selectFrom('published_comparator')
    .select(['id', 'content_hash'])
    .where('publisher', '=', comparator.publisher)
    .where('indicator_id', '=', comparator.indicator_id)
    .where('procedure', '=', comparator.procedure)
    .where('year', '=', comparator.year)
    .where('facility_code', 'is not distinct from', comparator.facility_code ?? null)
    .executeTakeFirst();
  if (known === undefined) {
    await transaction.insertInto('published_comparator').values(comparator).execute();
    return 'added';
  }
  if (known.content_hash === comparator.content_hash) return 'unchanged';
  await transaction.updateTable('published_comparator').set(comparator).where('id', '=', known.id).execute();
  return 'updated';
}
