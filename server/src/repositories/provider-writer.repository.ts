import type { DatabaseTransaction } from '../database/database.ts';

/** The id of a hospital, added if it is new, and whether anything about it was written. A name that differs replaces the old one. */
export async function recordHospital(
  transaction: DatabaseTransaction,
  sourceSystem: string,
  code: string,
  name: string | null,
): Promise<{ id: number; written: boolean }> {
  const known = await transaction
    .selectFrom('hospital')
    .select(['id', 'name'])
    .where('source_system', '=', sourceSystem)
    .where('code', '=', code)
    .executeTakeFirst();
  if (known === undefined) {
    const { id } = await transaction
      .insertInto('hospital')
      .values({ source_system: sourceSystem, code, name })
      .returning('id')
      .executeTakeFirstOrThrow();
    return { id, written: true };
  }
  if (name === null || name === known.name) return { id: known.id, written: false };
  await transaction.updateTable('hospital').set({ name }).where('id', '=', known.id).execute();
  return { id: known.id, written: true };
}

/** The id of a surgeon, added if new. */
export async function recordSurgeon(
  transaction: DatabaseTransaction,
  sourceSystem: string,
  code: string,
): Promise<number> {
  const known = await transaction
    .selectFrom('surgeon')
    .select('id')
    .where('source_system', '=', sourceSystem)
    .where('code', '=', code)
    .executeTakeFirst();
  if (known !== undefined) return known.id;
  const { id } = await transaction
    .insertInto('surgeon')
    .values({ source_system: sourceSystem, code })
    .returning('id')
    .executeTakeFirstOrThrow();
  return id;
}
