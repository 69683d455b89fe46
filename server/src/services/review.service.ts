import type {
  CommentInput,
  Contest,
  OpenReviewInput,
  Review,
  ReviewInput,
} from '@lamina/shared/contract/reviews.ts';
import type { Viewer } from '@lamina/shared/domain/viewer.ts';
import { findIndicator } from '@lamina/shared/indicators/catalogue.ts';
import type { DatabaseTransaction } from '../database/database.ts';
import { LaminaError } from '../lamina-error.ts';
import { getCaseParts } from '../repositories/case-fact.repository.ts';
import {
  type CaseHeader,
  closeReview,
  insertComment,
  insertReview,
  listReviewsOfCase,
  listSurgeonsAt,
  type ReviewReader,
} from '../repositories/review.repository.ts';
import { listAmendments } from '../repositories/review-amendment.repository.ts';
import { recordAudit } from './audit.service.ts';
import { changingRecord, getReadableReview, getVisibleCase, writerOf } from './review-access.service.ts';
import { correctCase } from './review-correction.service.ts';
import { getReview } from './review-list.service.ts';
import type { ServiceContext } from './service-context.ts';

/**
 * Says something about a case: that it is right, that something about it is not, or a remark. Nothing about the case changes by it. Throws
 * 'bad-input' where the record says so already or it could not be, 'conflict' where the same is being questioned already.
 */
export async function openReview(
  viewer: Viewer,
  services: ServiceContext,
  input: OpenReviewInput,
): Promise<Review> {
  const reader = writerOf(viewer);
  const { caseId, indicatorId, stance, contest, note } = input;
  if (findIndicator(indicatorId) === undefined) {
    throw new LaminaError('bad-input', `There is no indicator "${indicatorId}".`);
  }
  if ((stance === 'contest') !== (contest !== null)) {
    throw new LaminaError('bad-input', 'A contest says what is contested, and nothing else does.');
  }
  if (stance === 'comment' && note === '') throw new LaminaError('bad-input', 'The comment is empty.');
  const reviewId = await changingRecord(services.db, async (transaction) => {
    const header = await getVisibleCase(transaction, reader, caseId);
    if (contest !== null) await assertContestable(transaction, viewer, reader, header, contest);
    const id = await insertReview(transaction, {
      case_id: caseId,
      indicator_id: indicatorId,
      stance,
      contest: contest === null ? null : JSON.stringify(contest),
      note,
      opened_by_id: reader.personId,
      opened_by_name: viewer.name,
      opened_by_role: viewer.role,
      opened_at: new Date().toISOString(),
      state: stance === 'confirm' ? 'noted' : 'open',
      decided_by_id: null,
      decided_by_name: null,
      decided_at: null,
      decision_reason: null,
      effect: null,
    });
    await recordAudit({ db: transaction }, viewer, {
      action: 'review-opened',
      subject: `review:${id}`,
      detail: { case: caseId, indicator: indicatorId, stance, contests: contest?.kind ?? null },
    });
    return id;
  });
  return getReview(viewer, services, { reviewId });
}

async function assertContestable(
  transaction: DatabaseTransaction,
  viewer: Viewer,
  reader: ReviewReader,
  header: CaseHeader,
  contest: Contest,
): Promise<void> {
  const parts = await getCaseParts(transaction, header.id);
  const amendments = await listAmendments(transaction, [header.id]);
  correctCase(contest, parts, amendments, header.cutOff);
  if (contest.kind === 'surgeon' && contest.surgeon !== null) {
    const { operating_surgeon_id, assisting_surgeon_id, responsible_surgeon_id } = parts.row;
    const named = [operating_surgeon_id, assisting_surgeon_id, responsible_surgeon_id];
    const nameable =
      viewer.role === 'surgeon'
        ? named
        : (await listSurgeonsAt(transaction, header.hospitalId)).map(({ id }) => id);
    if (!nameable.includes(contest.surgeon)) {
      throw new LaminaError('bad-input', 'This surgeon cannot be named for the case.');
    }
  }
  const reviews = await listReviewsOfCase(transaction, reader, header.id);
  const said = JSON.stringify(contest);
  if (reviews.some((review) => review.state === 'open' && review.contest === said)) {
    throw new LaminaError('conflict', 'This is being questioned already. Add a comment there instead.');
  }
}

/** Adds a remark to an open review. */
export async function commentOnReview(
  viewer: Viewer,
  services: ServiceContext,
  { reviewId, text }: CommentInput,
): Promise<Review> {
  const reader = writerOf(viewer);
  await changingRecord(services.db, async (transaction) => {
    const review = await getReadableReview(transaction, reader, reviewId);
    if (review.state !== 'open') throw new LaminaError('conflict', 'This review is closed.');
    await insertComment(transaction, {
      review_id: reviewId,
      person_id: reader.personId,
      person_name: viewer.name,
      person_role: viewer.role,
      written_at: new Date().toISOString(),
      text,
    });
    await recordAudit({ db: transaction }, viewer, {
      action: 'review-changed',
      subject: `review:${reviewId}`,
      detail: { case: review.case_id, what: 'commented' },
    });
  });
  return getReview(viewer, services, { reviewId });
}

/** Only who opened a review withdraws it, while it is open. */
export async function withdrawReview(
  viewer: Viewer,
  services: ServiceContext,
  { reviewId }: ReviewInput,
): Promise<Review> {
  const reader = writerOf(viewer);
  await changingRecord(services.db, async (transaction) => {
    const review = await getReadableReview(transaction, reader, reviewId);
    if (review.opened_by_id !== reader.personId) {
      throw new LaminaError('not-allowed', 'Only who opened a review withdraws it.');
    }
    const closed = await closeReview(transaction, reviewId, {
      state: 'withdrawn',
      byId: reader.personId,
      byName: viewer.name,
      at: new Date().toISOString(),
      why: '',
      effect: null,
    });
    if (!closed) throw new LaminaError('conflict', 'This review is closed.');
    await recordAudit({ db: transaction }, viewer, {
      action: 'review-changed',
      subject: `review:${reviewId}`,
      detail: { case: review.case_id, what: 'withdrawn' },
    });
  });
  return getReview(viewer, services, { reviewId });
}
