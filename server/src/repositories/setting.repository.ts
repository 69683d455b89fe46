import type { Database, DatabaseTransaction } from '../database/database.ts';

/** Undefined where nobody decided yet. */
export async function findSetting(db: Database | DatabaseTransaction, name: string): Promise<unknown> {
  const row = await db.selectFrom('setting').select('value').where('name', '=', name).executeTakeFirst();
  return row === undefined ? undefined : JSON.parse(row.value);
}

export async function putSetting(
  db: Database | DatabaseTransaction,
  name: string,
  value: string | number | boolean | object,
): Promise<void> {
  const json = JSON.stringify(value);
  await db
    .insertInto('setting')
    .values({ name, value: json })
    .onConflict((conflict) => conflict.column('name').doUpdateSet({ value: json }))
    .execute();
}
