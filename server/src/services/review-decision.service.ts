import {
  Contest,
  type DecideInput,
  type ResolveConflictInput,
  type Review,
  type ReviewEffect,
} from '@lamina/shared/contract/reviews.ts';
import type { Viewer } from '@lamina/shared/domain/viewer.ts';
import type { DatabaseTransaction } from '../database/database.ts';
import { LaminaError } from '../lamina-error.ts';
import { datesFollow, getCaseParts, withFacts } from '../repositories/case-fact.repository.ts';
import { advanceOutcomeFacts } from '../repositories/outcome-facts.repository.ts';
import {
  closeReview,
  listSurgeonsAt,
  type ReviewReader,
  type StoredReview,
} from '../repositories/review.repository.ts';
import {
  amendCase,
  type Decision,
  endAmendment,
  findAmendment,
  listAmendments,
} from '../repositories/review-amendment.repository.ts';
import { sqlTally } from '../tally/sql-tally.ts';
import { recordAudit } from './audit.service.ts';
import { changingRecord, deciderOf, getReadableReview, getVisibleCase } from './review-access.service.ts';
import { correctCase } from './review-correction.service.ts';
import { countSubjects, effectOf, listEffectSubjects } from './review-effect.service.ts';
import { getReview } from './review-list.service.ts';
import type { ServiceContext } from './service-context.ts';

const STATES = { accept: 'accepted', reject: 'rejected', note: 'noted' } as const;

/**
 * A second person decides: a quality lead who did not open the review. What is accepted becomes a new version of the case's facts, in one
 * transaction with the figures derived from it, the figures before and after, and the entry in the audit log.
 */
export async function decideReview(
  viewer: Viewer,
  services: ServiceContext,
  input: DecideInput,
): Promise<Review> {
  const reader = deciderOf(viewer);
  const { reviewId, decision, why } = input;
  await changingRecord(services.db, async (transaction) => {
    const review = await getReadableReview(transaction, reader, reviewId);
    await getVisibleCase(transaction, reader, review.case_id);
    if (review.opened_by_id === reader.personId) {
      throw new LaminaError('not-allowed', 'Somebody other than who opened a review decides it.');
    }
    if (review.state !== 'open') throw new LaminaError('conflict', 'This review is closed.');
    if ((decision === 'note') !== (review.stance === 'comment')) {
      throw new LaminaError('bad-input', 'A comment is noted; a contest is accepted or rejected.');
    }
    const decided = { byId: reader.personId, byName: viewer.name, at: new Date().toISOString(), why };
    const effect =
      decision === 'accept' ? await accept(transaction, reader, review, decided, input.surgeon) : null;
    await closeReview(transaction, reviewId, {
      ...decided,
      state: STATES[decision],
      effect: effect === null ? null : JSON.stringify(effect),
    });
    await recordAudit({ db: transaction }, viewer, {
      action: 'review-decided',
      subject: `review:${reviewId}`,
      detail: {
        case: review.case_id,
        indicator: review.indicator_id,
        decision: STATES[decision],
        figures: effect === null ? [] : effect.figures.map(inNumbers),
      },
    });
  });
  await services.tally.catchUp?.();
  return getReview(viewer, services, { reviewId });
}

async function accept(
  transaction: DatabaseTransaction,
  reader: ReviewReader,
  review: StoredReview,
  decided: Decision,
  surgeon: number | null | undefined,
): Promise<ReviewEffect> {
  const { case_id: caseId, indicator_id: indicatorId } = review;
  const header = await getVisibleCase(transaction, reader, caseId);
  const asked = Contest.parse(JSON.parse(review.contest ?? ''));
  const contest = asked.kind === 'surgeon' && surgeon !== undefined ? { ...asked, surgeon } : asked;
  if (contest.kind === 'surgeon' && contest.surgeon !== null) {
    const known = await listSurgeonsAt(transaction, header.hospitalId);
    if (!known.some(({ id }) => id === contest.surgeon)) {
      throw new LaminaError('bad-input', 'This surgeon has no case in the hospital.');
    }
  }
  const before = await getCaseParts(transaction, caseId);
  const amendments = await listAmendments(transaction, [caseId]);
  const { corrections, parts: after } = correctCase(contest, before, amendments, header.cutOff);
  const changed = { header, before, after };
  const tally = sqlTally(transaction);
  const subjects = await listEffectSubjects(transaction, changed, reader.scope);
  const was = await countSubjects(tally, reader.scope, header, subjects, indicatorId);
  await amendCase(transaction, caseId, review.id, corrections, decided);
  await advanceOutcomeFacts(transaction, [caseId]);
  const becomes = await countSubjects(tally, reader.scope, header, subjects, indicatorId);
  return effectOf(transaction, changed, subjects, indicatorId, was, becomes);
}

function inNumbers({ of, id, before, after }: ReviewEffect['figures'][number]): string {
  const words = ({ value, numerator, denominator }: typeof before) =>
    numerator === null ? `${value ?? 'none'} over ${denominator}` : `${numerator} of ${denominator}`;
  return `${of} ${id}: ${words(before)} → ${words(after)}`;
}

/** Where the source has reported something new since a correction was accepted: keep the correction as a new version, or take up the source's value. */
export async function resolveConflict(
  viewer: Viewer,
  services: ServiceContext,
  { versionId, take, why }: ResolveConflictInput,
): Promise<Review> {
  const reader = deciderOf(viewer);
  const reviewId = await changingRecord(services.db, async (transaction) => {
    const amendment = await findAmendment(transaction, versionId);
    if (amendment === undefined) throw new LaminaError('not-found', 'There is no such correction.');
    const { case_id: caseId, review_id: id, delivered, corrected } = amendment;
    await getVisibleCase(transaction, reader, caseId);
    if (amendment.state !== 'conflict') {
      throw new LaminaError(
        'conflict',
        'The source agrees with this correction, or it is not in force any more.',
      );
    }
    const decided = { byId: reader.personId, byName: viewer.name, at: new Date().toISOString(), why };
    const value = take === 'correction' ? corrected : delivered;
    const parts = await getCaseParts(transaction, caseId);
    if (!datesFollow(withFacts(parts, [{ value, delivered }]))) {
      throw new LaminaError(
        'bad-input',
        'Admission, operation and discharge would not follow one another. Contest the other date of the case first.',
      );
    }
    if (take === 'correction') await amendCase(transaction, caseId, id, [{ delivered, corrected }], decided);
    else await endAmendment(transaction, amendment, decided);
    await advanceOutcomeFacts(transaction, [caseId]);
    await recordAudit({ db: transaction }, viewer, {
      action: 'review-changed',
      subject: `review:${id}`,
      detail: { case: caseId, what: `conflict resolved: ${take}`, fact: amendment.fact },
    });
    return id;
  });
  await services.tally.catchUp?.();
  return getReview(viewer, services, { reviewId });
}
