import type { FilterOptions } from '@lamina/shared/contract/overview.ts';
import type { Scope } from '../auth/scope.ts';
import type { Database } from '../database/database.ts';
import { unknownFirst } from '../database/dialect.ts';
import { SURGEON_COLUMNS, selected } from '../tally/filter-to-sql.ts';

/** The hospitals of the scope that have cases, with their number of cases. */
export async function listHospitals(db: Database, scope: Scope): Promise<FilterOptions['hospitals']> {
  const rows = await db
    .selectFrom('case_outcome')
    .innerJoin('hospital', 'hospital.id', 'case_outcome.hospital')
    .where((eb) => selected(eb, scope, {}))
    .groupBy('hospital.id')
    .select(['hospital.id', 'hospital.code', 'hospital.name', 'hospital.source_system as source'])
    .select((eb) => eb.fn.countAll<number>().as('cases'))
    .orderBy('hospital.name', unknownFirst)
    .orderBy('hospital.code')
    .execute();
  return rows.map(({ id, code, name, source, cases }) => ({
    id,
    label: name ?? `Hospital ${code}`,
    source,
    cases,
  }));
}

/** The operating surgeons of the scope that have cases, with their number of cases and where they operated. */
export async function listSurgeons(db: Database, scope: Scope): Promise<FilterOptions['surgeons']> {
  const rows = await db
    .selectFrom('case_outcome')
    .innerJoin('surgeon', 'surgeon.id', 'case_outcome.surgeon')
    .where((eb) => selected(eb, scope, {}))
    .groupBy(['surgeon.id', 'case_outcome.hospital'])
    .select(['surgeon.id', 'surgeon.code', 'case_outcome.hospital'])
    .select((eb) => eb.fn.countAll<number>().as('cases'))
    .orderBy('surgeon.code')
    .orderBy('case_outcome.hospital')
    .execute();
  const surgeons = new Map<number, FilterOptions['surgeons'][number]>();
  for (const { id, code, hospital, cases } of rows) {
    const known = surgeons.get(id) ?? { id, label: `Surgeon ${code}`, hospitals: [], cases: 0 };
    surgeons.set(id, { ...known, hospitals: [...known.hospitals, hospital], cases: known.cases + cases });
  }
  return [...surgeons.values()];
}

/** Hospital and surgeon names by id, for those in the scope: surgeons who operated, assisted or were responsible, but only themselves to a surgeon. */
export async function getProviderNames(
  db: Database,
  scope: Scope,
): Promise<{ hospital: ReadonlyMap<number, string>; surgeon: ReadonlyMap<number, string> }> {
  const [hospitals, surgeons] = await Promise.all([
    listHospitals(db, scope),
    scope.surgeon === null ? listNamedSurgeons(db, scope) : listSurgeons(db, scope),
  ]);
  return {
    hospital: new Map(hospitals.map(({ id, label }) => [id, label])),
    surgeon: new Map(surgeons.map(({ id, label }) => [id, label])),
  };
}

async function listNamedSurgeons(db: Database, scope: Scope): Promise<{ id: number; label: string }[]> {
  const named = Object.values(SURGEON_COLUMNS).map((column) =>
    db
      .selectFrom('case_outcome')
      .where((eb) => selected(eb, scope, {}))
      .where(column, 'is not', null)
      .select(`${column} as id`)
      .distinct()
      .execute(),
  );
  const ids = new Set((await Promise.all(named)).flat().map(({ id }) => id));
  const rows = await db.selectFrom('surgeon').select(['id', 'code']).orderBy('code').execute();
  return rows.filter(({ id }) => ids.has(id)).map(({ id, code }) => ({ id, label: `Surgeon ${code}` }));
}

/** The source systems of the scope with their number of cases, and the first and last operation date that is known to the day. */
export async function getSourcesAndDates(
  db: Database,
  scope: Scope,
): Promise<Pick<FilterOptions, 'sources' | 'firstOperation' | 'lastOperation'>> {
  const sources = await db
    .selectFrom('case_outcome')
    .where((eb) => selected(eb, scope, {}))
    .groupBy('source')
    .select(['source as id'])
    .select((eb) => eb.fn.countAll<number>().as('cases'))
    .orderBy('source')
    .execute();
  const dates = await db
    .selectFrom('case_outcome')
    .where((eb) => selected(eb, scope, {}))
    .where('month', 'is not', null)
    .select((eb) => [eb.fn.min('period_start').as('first'), eb.fn.max('period_end').as('last')])
    .executeTakeFirst();
  return { sources, firstOperation: dates?.first ?? null, lastOperation: dates?.last ?? null };
}
