import type { Selectable } from 'kysely';
import type { Database, DatabaseTransaction } from '../database/database.ts';
import { anyOfNumbers } from '../database/dialect.ts';
import type { CaseAmendmentTable } from '../database/tables/review.ts';
import {
  datesFollow,
  factNameOf,
  getCaseParts,
  readFact,
  type StoredFact,
  sameFact,
  withFacts,
  writeFacts,
} from './case-fact.repository.ts';

type AmendmentRow = Selectable<CaseAmendmentTable>;

/** An amendment with its values read. */
export interface StoredAmendment
  extends Omit<AmendmentRow, 'reported' | 'delivered' | 'corrected' | 'applied'> {
  readonly reported: StoredFact;
  readonly delivered: StoredFact;
  readonly corrected: StoredFact;
  readonly applied: boolean;
}

const STANDING = ['in-force', 'conflict'] as const;

/** Every version of every corrected fact of these cases, by fact, the latest version first. */
export async function listAmendments(
  db: Database | DatabaseTransaction,
  caseIds: readonly number[],
): Promise<StoredAmendment[]> {
  const rows = await db
    .selectFrom('case_amendment')
    .selectAll()
    .where('case_id', 'in', anyOfNumbers(caseIds))
    .orderBy('fact')
    .orderBy('version', 'desc')
    .execute();
  return rows.map(read);
}

export async function findAmendment(
  db: Database | DatabaseTransaction,
  id: number,
): Promise<StoredAmendment | undefined> {
  const row = await db.selectFrom('case_amendment').selectAll().where('id', '=', id).executeTakeFirst();
  return row === undefined ? undefined : read(row);
}

export interface Decision {
  readonly byId: string;
  readonly byName: string;
  readonly at: string;
  readonly why: string;
}

/** A correction as the record takes it up. */
export interface Correction {
  /** The fact as the source has it. */
  readonly delivered: StoredFact;
  readonly corrected: StoredFact;
}

/** Corrects facts of a case and keeps what the source reported; an earlier version of the same fact is superseded. The outcome facts are stale afterwards. */
export async function amendCase(
  transaction: DatabaseTransaction,
  caseId: number,
  reviewId: number,
  corrections: readonly Correction[],
  { byId, byName, at, why }: Decision,
): Promise<void> {
  const earlier = await listAmendments(transaction, [caseId]);
  for (const { delivered, corrected } of corrections) {
    const fact = factNameOf(corrected);
    const versions = earlier.filter((amendment) => amendment.fact === fact);
    await transaction
      .updateTable('case_amendment')
      .set({ state: 'superseded', ended_by_name: byName, ended_at: at, ended_reason: why })
      .where('case_id', '=', caseId)
      .where('fact', '=', fact)
      .where('state', 'in', STANDING)
      .execute();
    await transaction
      .insertInto('case_amendment')
      .values({
        review_id: reviewId,
        case_id: caseId,
        fact,
        version: (versions[0]?.version ?? 0) + 1,
        reported: JSON.stringify(delivered),
        delivered: JSON.stringify(delivered),
        corrected: JSON.stringify(corrected),
        state: 'in-force',
        applied: 1,
        decided_by_id: byId,
        decided_by_name: byName,
        decided_at: at,
        reason: why,
      })
      .execute();
  }
  await writeFacts(
    transaction,
    caseId,
    corrections.map(({ corrected, delivered }) => ({ value: corrected, delivered })),
  );
}

/** Takes the source's value back up. The outcome facts are stale afterwards. */
export async function endAmendment(
  transaction: DatabaseTransaction,
  { id, case_id: caseId, delivered }: StoredAmendment,
  { byName, at, why }: Decision,
): Promise<void> {
  await transaction
    .updateTable('case_amendment')
    .set({ state: 'ended', ended_by_name: byName, ended_at: at, ended_reason: why })
    .where('id', '=', id)
    .execute();
  await writeFacts(transaction, caseId, [{ value: delivered, delivered }]);
}

/** Cases that an import has just written as delivered: `rewritten` as a whole, `followed` only in the columns of the case. */
export interface DeliveredCases {
  readonly rewritten: readonly number[];
  readonly followed: readonly number[];
}

/**
 * Applies the standing amendments again to cases that an import has just written, notes what was delivered, and marks the
 * amendments of which the source now reports something new. Returns how many those are.
 */
export async function reapplyAmendments(
  transaction: DatabaseTransaction,
  { rewritten, followed }: DeliveredCases,
): Promise<number> {
  const rows = await transaction
    .selectFrom('case_amendment')
    .selectAll()
    .where('case_id', 'in', anyOfNumbers([...rewritten, ...followed]))
    .where('state', 'in', STANDING)
    .orderBy('id')
    .execute();
  if (rows.length === 0) return 0;
  const whole = new Set(rewritten);
  let conflicts = 0;
  for (const [caseId, amendments] of Map.groupBy(rows.map(read), ({ case_id }) => case_id)) {
    const delivered = whole.has(caseId)
      ? amendments
      : amendments.filter(({ corrected }) => corrected.kind !== 'events');
    conflicts += await reapply(transaction, caseId, delivered);
  }
  return conflicts;
}

async function reapply(
  transaction: DatabaseTransaction,
  caseId: number,
  amendments: readonly StoredAmendment[],
): Promise<number> {
  const parts = await getCaseParts(transaction, caseId);
  const changes = amendments.map((amendment) => ({
    amendment,
    value: amendment.corrected,
    delivered: readFact(parts, amendment.corrected),
  }));
  const fits = datesFollow(withFacts(parts, changes));
  const applied = fits ? changes : changes.filter(({ value }) => !isOfDates(value));
  let conflicts = 0;
  for (const change of changes) {
    const { amendment, value, delivered } = change;
    const isApplied = applied.includes(change);
    const agrees = sameFact(delivered, amendment.reported) || sameFact(delivered, value);
    const state = isApplied && agrees ? 'in-force' : 'conflict';
    const news = amendment.state !== 'conflict' || !sameFact(delivered, amendment.delivered);
    if (state === 'conflict' && news) conflicts += 1;
    await transaction
      .updateTable('case_amendment')
      .set({ state, applied: isApplied ? 1 : 0, delivered: JSON.stringify(delivered) })
      .where('id', '=', amendment.id)
      .execute();
  }
  await writeFacts(transaction, caseId, applied);
  return conflicts;
}

function isOfDates({ kind }: StoredFact): boolean {
  return kind === 'operation-date' || kind === 'stay';
}

function read({ reported, delivered, corrected, applied, ...row }: AmendmentRow): StoredAmendment {
  return {
    ...row,
    reported: JSON.parse(reported),
    delivered: JSON.parse(delivered),
    corrected: JSON.parse(corrected),
    applied: applied === 1,
  };
}
