import type { Insertable } from 'kysely';
import type { DatabaseTransaction } from '../database/database.ts';
import { anyOfNumbers, anyOfTexts } from '../database/dialect.ts';
import type { EventTable, RecoveryTable } from '../database/tables/outcome.ts';
import type { RecordStateTable } from '../database/tables/record-state.ts';
import type { SurgicalCaseTable } from '../database/tables/surgical-case.ts';
import { writeRows } from './bulk-write.ts';

type CaseRow = Insertable<SurgicalCaseTable>;

type CaseIdentity = { readonly id: number } & Pick<
  CaseRow,
  | 'source_system'
  | 'source_case_key'
  | 'patient_key'
  | 'content_hash'
  | 'import_id'
  | 'hospital_id'
  | 'operating_surgeon_id'
  | 'assisting_surgeon_id'
  | 'responsible_surgeon_id'
>;

type ObservedDays = Pick<CaseRow, Extract<keyof CaseRow, `${string}_observed_days`>>;

/** A case as stored: the columns of surgical_case in three parts, each with its columns in one order whatever the case, and what hangs on it. */
export interface StoredCase {
  readonly identity: CaseIdentity;
  readonly fields: Omit<CaseRow, keyof CaseIdentity | keyof ObservedDays>;
  readonly observedDays: ObservedDays;
  readonly events: readonly Omit<Insertable<EventTable>, 'id' | 'case_id'>[];
  readonly recovery: Omit<RecoveryTable, 'case_id'> | null;
  readonly scores: readonly StoredScore[];
}

/** A case has a dozen of them, so they are written as they are. */
export type StoredScore = readonly [
  instrument: string,
  timepoint: string,
  score: number,
  answeredOn: string | null,
];

export interface KnownCase {
  readonly id: number;
  readonly contentHash: string;
  /** Of the import that last wrote the case. */
  readonly cutOff: string | null;
}

/** Takes the write lock at once (so that what is read next cannot be overtaken) and returns the state of the record. */
export async function lockRecord(transaction: DatabaseTransaction): Promise<RecordStateTable> {
  return transaction
    .updateTable('record_state')
    .set((eb) => ({ data_version: eb.ref('data_version') }))
    .returningAll()
    .executeTakeFirstOrThrow();
}

/** Says that the record differs from before. */
export async function advanceRecord(
  transaction: DatabaseTransaction,
  contents: RecordStateTable['contents'],
  pseudonymFingerprint: string,
): Promise<void> {
  await transaction
    .updateTable('record_state')
    .set((eb) => ({
      contents,
      pseudonym_fingerprint: pseudonymFingerprint,
      data_version: eb('data_version', '+', 1),
    }))
    .execute();
}

/** The cases that are stored already, by source case key. */
export async function listKnownCases(
  transaction: DatabaseTransaction,
  sourceSystem: string,
  sourceCaseKeys: readonly string[],
): Promise<Map<string, KnownCase>> {
  const rows = await transaction
    .selectFrom('surgical_case as c')
    .innerJoin('import as i', 'i.id', 'c.import_id')
    .select(['c.id', 'c.source_case_key', 'c.content_hash', 'i.cut_off'])
    .where('c.source_system', '=', sourceSystem)
    .where('c.source_case_key', 'in', anyOfTexts(sourceCaseKeys))
    .execute();
  return new Map(
    rows.map((row) => [
      row.source_case_key,
      { id: row.id, contentHash: row.content_hash, cutOff: row.cut_off },
    ]),
  );
}

/** The id that the next new case gets. */
export async function getNextCaseId(transaction: DatabaseTransaction): Promise<number> {
  const { highest } = await transaction
    .selectFrom('surgical_case')
    .select((eb) => eb.fn.max('id').as('highest'))
    .executeTakeFirstOrThrow();
  return (highest ?? 0) + 1;
}

/** Writes cases, new or known by their id, without what hangs on them. */
export async function writeCases(
  transaction: DatabaseTransaction,
  cases: readonly StoredCase[],
): Promise<void> {
  const first = cases[0];
  if (first === undefined) return;
  const columns = partsOf(first).flatMap((part) => Object.keys(part));
  const values: unknown[] = [];
  for (const stored of cases) {
    for (const part of partsOf(stored)) values.push(...Object.values(part));
  }
  await writeRows(transaction, 'surgical_case', columns, values, 'id');
}

function partsOf({ identity, fields, observedDays }: StoredCase): readonly object[] {
  return [identity, fields, observedDays];
}

export async function deleteOutcomes(
  transaction: DatabaseTransaction,
  caseIds: readonly number[],
): Promise<void> {
  if (caseIds.length === 0) return;
  for (const table of ['event', 'recovery', 'prom_score'] as const) {
    await transaction.deleteFrom(table).where('case_id', 'in', anyOfNumbers(caseIds)).execute();
  }
}

/** Writes what hangs on the cases: events, recovery, scores. */
export async function insertOutcomes(
  transaction: DatabaseTransaction,
  cases: readonly StoredCase[],
): Promise<void> {
  const events: unknown[] = [];
  const recoveries: unknown[] = [];
  const scores: unknown[] = [];
  for (const { identity, events: ownEvents, recovery, scores: ownScores } of cases) {
    for (const event of ownEvents) events.push(identity.id, ...EVENT_COLUMNS.map((column) => event[column]));
    if (recovery !== null) {
      recoveries.push(identity.id, recovery.first_walked_day, recovery.strenuous_activity_week);
    }
    for (const score of ownScores) scores.push(identity.id, ...score);
  }
  await writeRows(transaction, 'event', ['case_id', ...EVENT_COLUMNS], events);
  await writeRows(
    transaction,
    'recovery',
    ['case_id', 'first_walked_day', 'strenuous_activity_week'],
    recoveries,
  );
  await writeRows(
    transaction,
    'prom_score',
    ['case_id', 'instrument', 'timepoint', 'score', 'answered_on'],
    scores,
  );
}

const EVENT_COLUMNS = [
  'kind',
  'depth',
  'onset_date',
  'onset_precision',
  'source',
  'present_at_surgery',
] as const;
