import { cp } from 'node:fs/promises';
import { join } from 'node:path';
import type { Role } from '@lamina/shared/domain/viewer.ts';
import { provideNetwork } from '../bench/networks.ts';
import { addPeople, type NewPerson, withDirectory } from './add-people.ts';

const CASES = 24_000;
const SURGEONS = 48;

/** How many of each role work at once: most people of a hospital look at their own cases. */
const WORKING: readonly (readonly [Role, number])[] = [
  ['surgeon', 120],
  ['quality-lead', 50],
  ['viewer', 20],
  ['administrator', 10],
];

export interface Worker {
  readonly email: string;
  readonly role: Role;
  /** Of the record; null but for surgeons. */
  readonly surgeon: number | null;
}

export interface LoadNetwork {
  readonly dataDirectory: string;
  readonly cases: number;
  readonly workers: readonly Worker[];
}

/** A copy of the demo network with accounts for everybody who works: half of the quality leads see one hospital. */
export async function prepareNetwork(place: string): Promise<LoadNetwork> {
  const network = await provideNetwork({ cases: CASES, surgeons: SURGEONS });
  const dataDirectory = join(place, 'data');
  await cp(network.databaseFile, join(dataDirectory, 'lamina.sqlite'));
  const workers = await withDirectory(dataDirectory, async (db, accounts) => {
    const surgeons = await db.selectFrom('surgeon').select('id').orderBy('id').execute();
    const hospitals = await db.selectFrom('hospital').select('id').orderBy('id').execute();
    const people = WORKING.flatMap(([role, count]) =>
      Array.from({ length: count }, (_, index): NewPerson => {
        const surgeon = role === 'surgeon' ? (surgeons[index % surgeons.length]?.id ?? null) : null;
        const hospital = hospitals[index % hospitals.length]?.id ?? 0;
        const bound = role === 'quality-lead' && index % 2 === 1;
        const rights = { role, hospitals: bound ? [hospital] : 'all', surgeon } as const;
        return { email: `${role}-${index + 1}@example.org`, rights };
      }),
    );
    await addPeople(accounts, people);
    return people.map(({ email, rights: { role, surgeon } }) => ({ email, role, surgeon }));
  });
  return { dataDirectory, cases: CASES, workers };
}
