import type { RightsOptions } from '@lamina/shared/contract/people.ts';
import type { Database } from '../database/database.ts';
import { unknownFirst } from '../database/dialect.ts';

/** Every hospital and surgeon of the record, with cases or without: rights name them, whoever may see their cases. */
export async function listProviderLabels(db: Database): Promise<RightsOptions> {
  const [hospitals, surgeons] = await Promise.all([
    db
      .selectFrom('hospital')
      .select(['id', 'code', 'name'])
      .orderBy('name', unknownFirst)
      .orderBy('code')
      .execute(),
    db.selectFrom('surgeon').select(['id', 'code']).orderBy('code').execute(),
  ]);
  return {
    hospitals: hospitals.map(({ id, code, name }) => ({ id, label: name ?? `Hospital ${code}` })),
    surgeons: surgeons.map(({ id, code }) => ({ id, label: `Surgeon ${code}` })),
  };
}

/** The surgeon with the most fusions and the hospital where most of them were done; undefined where nobody operated. */
export async function findBusiestSurgeon(
  db: Database,
): Promise<{ surgeon: number; hospital: number } | undefined> {
  const row = await db
    .selectFrom('case_outcome')
    .select(['surgeon', 'hospital'])
    .where('procedure', '=', 'fusion')
    .where('surgeon', 'is not', null)
    .groupBy(['surgeon', 'hospital'])
    .orderBy((eb) => eb.fn.countAll(), 'desc')
    .orderBy('surgeon')
    .limit(1)
    .executeTakeFirst();
  if (row === undefined || row.surgeon === null) return undefined;
  return { surgeon: row.surgeon, hospital: row.hospital };
}
