import type { Viewer } from '@lamina/shared/domain/viewer.ts';
import { scopeOf } from '../auth/scope.ts';
import type { Database, DatabaseTransaction } from '../database/database.ts';
import { isBusy } from '../database/is-busy.ts';
import { writePromptly } from '../database/write-promptly.ts';
import { LaminaError } from '../lamina-error.ts';
import { lockRecord } from '../repositories/record-writer.repository.ts';
import {
  type CaseHeader,
  findReview,
  getCaseHeaders,
  listCasesInScope,
  type ReviewReader,
  type StoredReview,
} from '../repositories/review.repository.ts';

/** How long another process that writes (an import) is waited for. */
const PATIENCE_MILLISECONDS = 3000;

/** What nobody has as a person id: whoever reads without one has opened nothing. */
const NOBODY = '';

/** Refuses those who may see no case. */
export function readerOf(viewer: Viewer): ReviewReader {
  return { scope: scopeOf(viewer), personId: viewer.personId ?? NOBODY };
}

/** The same, and refuses those of whom nobody could say later who they were. */
export function writerOf(viewer: Viewer): ReviewReader {
  const reader = readerOf(viewer);
  if (reader.personId !== NOBODY) return reader;
  throw new LaminaError('not-allowed', 'Reviews carry names: sign in with an account of your own.');
}

/** The same, for quality leads only: a surgeon never decides. */
export function deciderOf(viewer: Viewer): ReviewReader {
  if (viewer.role === 'quality-lead') return writerOf(viewer);
  throw new LaminaError('not-allowed', 'A quality lead decides reviews.');
}

/** A review that the reader may read. Throws 'not-found' otherwise, so that no address tells what exists. */
export async function getReadableReview(
  db: Database | DatabaseTransaction,
  reader: ReviewReader,
  reviewId: number,
): Promise<StoredReview> {
  const review = await findReview(db, reader, reviewId);
  if (review === undefined) {
    throw new LaminaError('not-found', 'There is no such review among those that you may see.');
  }
  return review;
}

/** A case that the reader may see. Throws 'not-found' otherwise. */
export async function getVisibleCase(
  db: Database | DatabaseTransaction,
  { scope }: ReviewReader,
  caseId: number,
): Promise<CaseHeader> {
  const visible = await listCasesInScope(db, scope, [caseId]);
  const header = visible.has(caseId) ? (await getCaseHeaders(db, [caseId])).get(caseId) : undefined;
  if (header === undefined) {
    throw new LaminaError('not-found', 'There is no such case among those that you may see.');
  }
  return header;
}

/** One transaction that holds the record's write lock from its start. Throws 'unavailable' while an import writes. */
export async function changingRecord<Result>(
  db: Database,
  change: (transaction: DatabaseTransaction) => Promise<Result>,
): Promise<Result> {
  try {
    return await writePromptly(db, PATIENCE_MILLISECONDS, async (transaction) => {
      await lockRecord(transaction);
      return change(transaction);
    });
  } catch (error) {
    if (!isBusy(error)) throw error;
    throw new LaminaError(
      'unavailable',
      'An import is being written at the moment, so nothing was changed. Try again when it has finished.',
      { cause: error },
    );
  }
}
