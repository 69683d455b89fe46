import type { Insertable, Selectable } from 'kysely';
import type { Scope } from '../auth/scope.ts';
import type { Database, DatabaseTransaction } from '../database/database.ts';
import type { CaseReviewTable, ReviewCommentTable } from '../database/tables/review.ts';
import { selected } from '../tally/filter-to-sql.ts';

export type StoredReview = Selectable<CaseReviewTable>;
export type StoredComment = Selectable<ReviewCommentTable>;

/** Which reviews somebody may read: those of cases in their scope, and those that they opened themselves. */
export interface ReviewReader {
  readonly scope: Scope;
  readonly personId: string;
}

export type ReviewList = 'open' | 'decided' | 'conflicts';

export async function insertReview(
  transaction: DatabaseTransaction,
  review: Omit<Insertable<CaseReviewTable>, 'id'>,
): Promise<number> {
  const { id } = await transaction
    .insertInto('case_review')
    .values(review)
    .returning('id')
    .executeTakeFirstOrThrow();
  return id;
}

export async function findReview(
  db: Database | DatabaseTransaction,
  reader: ReviewReader,
  reviewId: number,
): Promise<StoredReview | undefined> {
  return readable(db, reader).where('id', '=', reviewId).executeTakeFirst();
}

/** The latest first. */
export async function listReviewsOfCase(
  db: Database | DatabaseTransaction,
  reader: ReviewReader,
  caseId: number,
): Promise<StoredReview[]> {
  return readable(db, reader).where('case_id', '=', caseId).orderBy('id', 'desc').execute();
}

/** Open ones the oldest first, others the latest first. */
export async function listReviews(
  db: Database,
  reader: ReviewReader,
  list: ReviewList,
  limit: number,
): Promise<StoredReview[]> {
  const some = ofList(readable(db, reader), list).limit(limit);
  return (
    list === 'open' ? some.orderBy('id') : some.orderBy('decided_at', 'desc').orderBy('id', 'desc')
  ).execute();
}

export async function countReviews(db: Database, reader: ReviewReader): Promise<Record<ReviewList, number>> {
  const count = async (list: ReviewList) => {
    const { reviews } = await ofList(readable(db, reader), list)
      .clearSelect()
      .select((eb) => eb.fn.countAll<number>().as('reviews'))
      .executeTakeFirstOrThrow();
    return reviews;
  };
  return { open: await count('open'), decided: await count('decided'), conflicts: await count('conflicts') };
}

function readable(db: Database | DatabaseTransaction, { scope, personId }: ReviewReader) {
  return db
    .selectFrom('case_review')
    .selectAll()
    .where((eb) =>
      eb.or([
        eb('opened_by_id', '=', personId),
        eb(
          'case_id',
          'in',
          db
            .selectFrom('case_outcome')
            .select('case_outcome.case_id')
            .where((facts) => selected(facts, scope, {})),
        ),
      ]),
    );
}

type ReviewQuery = ReturnType<typeof readable>;

function ofList(query: ReviewQuery, list: ReviewList): ReviewQuery {
  if (list === 'open') return query.where('state', '=', 'open');
  if (list === 'decided') return query.where('state', '!=', 'open');
  return query.where((eb) =>
    eb.exists(
      eb
        .selectFrom('case_amendment')
        .whereRef('case_amendment.review_id', '=', 'case_review.id')
        .where('case_amendment.state', '=', 'conflict')
        .select('case_amendment.id'),
    ),
  );
}

export interface ReviewVerdict {
  readonly state: 'accepted' | 'rejected' | 'withdrawn' | 'noted';
  readonly byId: string;
  readonly byName: string;
  readonly at: string;
  readonly why: string;
  /** JSON of a ReviewEffect. */
  readonly effect: string | null;
}

/** Closes an open review. Returns whether it was still open. */
export async function closeReview(
  transaction: DatabaseTransaction,
  reviewId: number,
  { state, byId, byName, at, why, effect }: ReviewVerdict,
): Promise<boolean> {
  const { numUpdatedRows } = await transaction
    .updateTable('case_review')
    .set({
      state,
      decided_by_id: byId,
      decided_by_name: byName,
      decided_at: at,
      decision_reason: why,
      effect,
    })
    .where('id', '=', reviewId)
    .where('state', '=', 'open')
    .executeTakeFirst();
  return numUpdatedRows > 0n;
}

export async function insertComment(
  transaction: DatabaseTransaction,
  comment: Omit<Insertable<ReviewCommentTable>, 'id'>,
): Promise<void> {
  await transaction.insertInto('review_comment').values(comment).execute();
}

/** In the order in which they were written. */
export async function listComments(
  db: Database | DatabaseTransaction,
  reviewIds: readonly number[],
): Promise<StoredComment[]> {
  if (reviewIds.length === 0) return [];
  return db
    .selectFrom('review_comment')
    .selectAll()
    .where('review_id', 'in', reviewIds)
    .orderBy('id')
    .execute();
}

export interface CaseHeader {
  readonly id: number;
  readonly key: string;
  readonly procedure: string;
  readonly operationDate: string | null;
  readonly operationYear: number;
  readonly hospitalId: number;
  readonly hospital: string;
  readonly cutOff: string | null;
}

/** What a review says of its case, by case id: nothing that tells the outcome. */
export async function getCaseHeaders(
  db: Database | DatabaseTransaction,
  caseIds: readonly number[],
): Promise<ReadonlyMap<number, CaseHeader>> {
  if (caseIds.length === 0) return new Map();
  const rows = await db
    .selectFrom('surgical_case as c')
    .innerJoin('hospital as h', 'h.id', 'c.hospital_id')
    .innerJoin('import as i', 'i.id', 'c.import_id')
    .where('c.id', 'in', caseIds)
    .select(['c.id', 'c.source_case_key', 'c.procedure', 'c.operation_date', 'c.operation_year'])
    .select(['h.id as hospital_id', 'h.code', 'h.name', 'i.cut_off'])
    .execute();
  return new Map(
    rows.map((row) => [
      row.id,
      {
        id: row.id,
        key: row.source_case_key,
        procedure: row.procedure,
        operationDate: row.operation_date,
        operationYear: row.operation_year,
        hospitalId: row.hospital_id,
        hospital: row.name ?? `Hospital ${row.code}`,
        cutOff: row.cut_off,
      },
    ]),
  );
}

/** Which of these cases lie in the scope. */
export async function listCasesInScope(
  db: Database | DatabaseTransaction,
  scope: Scope,
  caseIds: readonly number[],
): Promise<ReadonlySet<number>> {
  if (caseIds.length === 0) return new Set();
  const rows = await db
    .selectFrom('case_outcome')
    .select('case_outcome.case_id')
    .where('case_outcome.case_id', 'in', caseIds)
    .where((eb) => selected(eb, scope, {}))
    .execute();
  return new Set(rows.map(({ case_id }) => case_id));
}

/** 'Surgeon S1' by id. */
export async function getSurgeonLabels(
  db: Database | DatabaseTransaction,
  ids: readonly number[],
): Promise<ReadonlyMap<number, string>> {
  if (ids.length === 0) return new Map();
  const rows = await db.selectFrom('surgeon').select(['id', 'code']).where('id', 'in', ids).execute();
  return new Map(rows.map(({ id, code }) => [id, `Surgeon ${code}`]));
}

/** Everyone who operated, assisted or was responsible in a hospital. */
export async function listSurgeonsAt(
  db: Database | DatabaseTransaction,
  hospitalId: number,
): Promise<{ id: number; label: string }[]> {
  const named = (column: 'operating_surgeon_id' | 'assisting_surgeon_id' | 'responsible_surgeon_id') =>
    db
      .selectFrom('surgical_case')
      .where('hospital_id', '=', hospitalId)
      .where(column, 'is not', null)
      .select(`${column} as id`);
  const rows = await db
    .selectFrom('surgeon')
    .where(
      'id',
      'in',
      named('operating_surgeon_id')
        .union(named('assisting_surgeon_id'))
        .union(named('responsible_surgeon_id'))
        .$castTo<{ id: number }>(),
    )
    .select(['id', 'code'])
    .orderBy('code')
    .execute();
  return rows.map(({ id, code }) => ({ id, label: `Surgeon ${code}` }));
}
