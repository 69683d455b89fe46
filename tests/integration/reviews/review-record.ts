import type { Database } from '@lamina/server/database/database.ts';
import type { ServiceContext } from '@lamina/server/services/service-context.ts';
import { sqlTally } from '@lamina/server/tally/sql-tally.ts';
import type { CaseEvent, SurgicalCase } from '@lamina/shared/domain/surgical-case.ts';
import type { Viewer } from '@lamina/shared/domain/viewer.ts';
import { sql } from 'kysely';
import { exampleCase } from '../../support/example-case.ts';

export const CUT_OFF = '2026-01-01';
export const INDICATOR = 'infection-90-days';

export const lead: Viewer = {
  personId: 'lead-1',
  name: 'Lee Lead',
  role: 'quality-lead',
  hospitals: 'all',
  surgeon: null,
};
export const otherLead: Viewer = { ...lead, personId: 'lead-2', name: 'Lou Lead' };

export function surgeonViewer(surgeon: number): Viewer {
  return {
    personId: `person-${surgeon}`,
    name: `Sam ${surgeon}`,
    role: 'surgeon',
    hospitals: 'all',
    surgeon,
  };
}

export const INFECTION: CaseEvent = {
  kind: 'infection',
  depth: 'deep',
  onsetDate: '2024-03-11',
  onsetPrecision: 'day',
  source: 'clinician',
  presentAtSurgery: null,
};

/** Ten cases of surgeon S1, the first two with a deep infection, and five of surgeon S2 without any. */
export function reviewedCases(): SurgicalCase[] {
  return [
    ...Array.from({ length: 10 }, (_, index) =>
      exampleCase({ sourceCaseId: `one ${index}`, events: index < 2 ? [INFECTION] : [] }),
    ),
    ...Array.from({ length: 5 }, (_, index) =>
      exampleCase({ sourceCaseId: `two ${index}`, operatingSurgeon: 'S2' }),
    ),
  ];
}

export function contextOf(db: Database): ServiceContext {
  return { db, tally: sqlTally(db), references: [] };
}

export async function surgeonId(db: Database, code: string): Promise<number> {
  const { id } = await db
    .selectFrom('surgeon')
    .where('code', '=', code)
    .select('id')
    .executeTakeFirstOrThrow();
  return id;
}

/** The infected cases first. */
export async function caseIdsOf(db: Database, surgeon: number): Promise<number[]> {
  const rows = await db
    .selectFrom('surgical_case')
    .where('operating_surgeon_id', '=', surgeon)
    .select('id')
    .orderBy('id')
    .execute();
  return rows.map(({ id }) => id);
}

export async function factsOf(db: Database): Promise<Record<string, unknown>[]> {
  const { rows } = await sql<Record<string, unknown>>`select * from case_outcome order by case_id`.execute(
    db,
  );
  return rows;
}
