import {
  type CaseReviewsInput,
  type CaseReviewsOutput,
  Contest,
  FactValue,
  type FactVersion,
  type Review,
  type ReviewEffect,
  type ReviewInput,
  type ReviewsInput,
  type ReviewsOutput,
} from '@lamina/shared/contract/reviews.ts';
import type { Procedure } from '@lamina/shared/domain/procedure.ts';
import type { Viewer } from '@lamina/shared/domain/viewer.ts';
import { LaminaError } from '../lamina-error.ts';
import { getCaseParts } from '../repositories/case-fact.repository.ts';
import { getRecordState } from '../repositories/record-state.repository.ts';
import {
  type CaseHeader,
  countReviews,
  getCaseHeaders,
  getSurgeonLabels,
  listCasesInScope,
  listComments,
  listReviews,
  listReviewsOfCase,
  listSurgeonsAt,
  type ReviewReader,
  type StoredComment,
  type StoredReview,
} from '../repositories/review.repository.ts';
import { listAmendments, type StoredAmendment } from '../repositories/review-amendment.repository.ts';
import { getReadableReview, getVisibleCase, readerOf } from './review-access.service.ts';
import { correctCase } from './review-correction.service.ts';
import { previewEffect } from './review-effect.service.ts';
import type { ServiceContext } from './service-context.ts';
import { shortKey } from './short-key.service.ts';

const LISTED_AT_MOST = 200;

/** What is being questioned, or what was decided: reviews of the cases that the viewer may see, and those they opened. */
export async function getReviews(
  viewer: Viewer,
  services: ServiceContext,
  { state }: ReviewsInput,
): Promise<ReviewsOutput> {
  const reader = readerOf(viewer);
  const { contents } = await getRecordState(services.db);
  const rows = await listReviews(services.db, reader, state, LISTED_AT_MOST);
  return {
    contents,
    counts: await countReviews(services.db, reader),
    reviews: await toReviews(viewer, services, reader, rows),
  };
}

export async function getReview(
  viewer: Viewer,
  services: ServiceContext,
  { reviewId }: ReviewInput,
): Promise<Review> {
  const reader = readerOf(viewer);
  const row = await getReadableReview(services.db, reader, reviewId);
  const [review] = await toReviews(viewer, services, reader, [row]);
  if (review === undefined) throw new Error(`Review ${reviewId} has no case.`);
  return review;
}

/** What was said about one case, and every version of its corrected facts. */
export async function getCaseReviews(
  viewer: Viewer,
  services: ServiceContext,
  { caseId }: CaseReviewsInput,
): Promise<CaseReviewsOutput> {
  const reader = readerOf(viewer);
  const { db } = services;
  const { hospitalId } = await getVisibleCase(db, reader, caseId);
  const rows = await listReviewsOfCase(db, reader, caseId);
  const amendments = await listAmendments(db, [caseId]);
  const label = await surgeonLabels(viewer, services, amendments, []);
  const { row } = await getCaseParts(db, caseId);
  const named = [row.operating_surgeon_id, row.assisting_surgeon_id, row.responsible_surgeon_id];
  const atHospital = await listSurgeonsAt(db, hospitalId);
  return {
    reviews: await toReviews(viewer, services, reader, rows),
    versions: amendments.map((amendment) => toVersion(amendment, label)),
    mayOpen: viewer.personId !== null,
    surgeons: viewer.role === 'surgeon' ? atHospital.filter(({ id }) => named.includes(id)) : atHospital,
  };
}

type SurgeonLabel = (id: number) => string;

/** What a row of the list is made of, read for all rows at once. */
interface Material {
  readonly header: CaseHeader;
  readonly visible: boolean;
  readonly comments: readonly StoredComment[];
  readonly amendments: readonly StoredAmendment[];
}

async function toReviews(
  viewer: Viewer,
  services: ServiceContext,
  reader: ReviewReader,
  rows: readonly StoredReview[],
): Promise<Review[]> {
  const { db } = services;
  const caseIds = [...new Set(rows.map(({ case_id }) => case_id))];
  const headers = await getCaseHeaders(db, caseIds);
  const visible = await listCasesInScope(db, reader.scope, caseIds);
  const comments = Map.groupBy(
    await listComments(
      db,
      rows.map(({ id }) => id),
    ),
    ({ review_id }) => review_id,
  );
  const amendments = Map.groupBy(await listAmendments(db, caseIds), ({ case_id }) => case_id);
  const reviews: Review[] = [];
  for (const row of rows) {
    const header = headers.get(row.case_id);
    if (header === undefined) continue;
    const material = {
      header,
      visible: visible.has(row.case_id),
      comments: comments.get(row.id) ?? [],
      amendments: amendments.get(row.case_id) ?? [],
    };
    reviews.push(await toReview(viewer, services, reader, row, material));
  }
  return reviews;
}

async function toReview(
  viewer: Viewer,
  services: ServiceContext,
  reader: ReviewReader,
  row: StoredReview,
  { header, visible, comments, amendments }: Material,
): Promise<Review> {
  const contest = row.contest === null ? null : Contest.parse(JSON.parse(row.contest));
  const open = row.state === 'open';
  const own = amendments.filter(({ review_id }) => review_id === row.id);
  const asked =
    open && visible && contest !== null
      ? await foresee(services, reader, header, row.indicator_id, contest, amendments)
      : null;
  const label = await surgeonLabels(
    viewer,
    services,
    amendments,
    asked === null ? [] : asked.changes.flatMap(({ from, to }) => [from, to]),
  );
  const stored: ReviewEffect | null = row.effect === null ? null : JSON.parse(row.effect);
  const lead = viewer.role === 'quality-lead' && viewer.personId !== null && visible;
  return {
    id: row.id,
    case: {
      id: header.id,
      key: shortKey(header.key),
      procedure: header.procedure as Procedure,
      operationDate: header.operationDate,
      operationYear: header.operationYear,
      hospital: header.hospital,
      visible,
    },
    indicatorId: row.indicator_id,
    stance: row.stance,
    contest,
    note: row.note,
    openedBy: nameFor(viewer, row.opened_by_id, row.opened_by_name, row.opened_by_role),
    openedByMe: row.opened_by_id === reader.personId,
    openedAt: row.opened_at,
    state: row.state,
    decision:
      row.decided_at === null
        ? null
        : { by: row.decided_by_name ?? '', at: row.decided_at, why: row.decision_reason ?? '' },
    changes: (asked?.changes ?? decidedChanges(own)).map(({ from, to }) => ({
      from: toValue(from, label),
      to: toValue(to, label),
    })),
    effect: asked?.effect ?? (stored === null ? null : effectFor(viewer, stored)),
    versions: own.map((amendment) => toVersion(amendment, label)),
    comments: comments.map(({ person_id, person_name, person_role, written_at, text }) => ({
      by: nameFor(viewer, person_id, person_name, person_role),
      at: written_at,
      text,
    })),
    may: {
      comment: open && viewer.personId !== null,
      withdraw: open && row.opened_by_id === reader.personId,
      decide: open && lead && row.opened_by_id !== reader.personId,
      resolve: lead && own.some(({ state }) => state === 'conflict'),
    },
  };
}

interface Change {
  readonly from: FactValue;
  readonly to: FactValue;
}

/** What accepting would do now; null where the case has changed so that the contest no longer fits. */
async function foresee(
  { db, tally }: ServiceContext,
  { scope }: ReviewReader,
  header: CaseHeader,
  indicatorId: string,
  contest: Contest,
  amendments: readonly StoredAmendment[],
): Promise<{ readonly changes: readonly Change[]; readonly effect: ReviewEffect } | null> {
  const before = await getCaseParts(db, header.id);
  const corrected = correctedOrNull(contest, before, amendments, header.cutOff);
  if (corrected === null) return null;
  const changed = { header, before, after: corrected.parts };
  return {
    changes: corrected.corrections.map(({ effective, corrected: to }) => ({ from: effective, to })),
    effect: await previewEffect(db, tally, scope, changed, indicatorId),
  };
}

function correctedOrNull(
  ...parameters: Parameters<typeof correctCase>
): ReturnType<typeof correctCase> | null {
  try {
    return correctCase(...parameters);
  } catch (error) {
    if (error instanceof LaminaError) return null;
    throw error;
  }
}

/** Of each fact that the review changed, the first version: what was decided. */
function decidedChanges(own: readonly StoredAmendment[]): Change[] {
  const inOrder = own.toSorted((one, other) => one.id - other.id);
  return [...Map.groupBy(inOrder, ({ fact }) => fact).values()].flatMap(([first]) =>
    first === undefined ? [] : [{ from: first.reported, to: first.corrected }],
  );
}

async function surgeonLabels(
  viewer: Viewer,
  { db }: ServiceContext,
  amendments: readonly StoredAmendment[],
  values: readonly FactValue[],
): Promise<SurgeonLabel> {
  const all = [
    ...values,
    ...amendments.flatMap(({ reported, delivered, corrected }) => [reported, delivered, corrected]),
  ];
  const ids = all.flatMap((value) =>
    value.kind === 'surgeon' && value.surgeon !== null ? [value.surgeon] : [],
  );
  const labels = await getSurgeonLabels(db, ids);
  // A colleague is not named to a surgeon.
  return (id) =>
    viewer.role === 'surgeon' && id !== viewer.surgeon ? 'Another surgeon' : (labels.get(id) ?? 'A surgeon');
}

function toValue(value: FactValue, label: SurgeonLabel): FactValue {
  const known = FactValue.parse(value);
  if (known.kind !== 'surgeon' || known.surgeon === null) return known;
  return { ...known, label: label(known.surgeon) };
}

function toVersion(amendment: StoredAmendment, label: SurgeonLabel): FactVersion {
  const { id, review_id, version, reported, delivered, corrected, state, applied } = amendment;
  return {
    id,
    reviewId: review_id,
    version,
    reported: toValue(reported, label),
    delivered: toValue(delivered, label),
    corrected: toValue(corrected, label),
    state,
    applied,
    by: amendment.decided_by_name,
    at: amendment.decided_at,
    why: amendment.reason,
    ended:
      amendment.ended_at === null
        ? null
        : { by: amendment.ended_by_name ?? '', at: amendment.ended_at, why: amendment.ended_reason ?? '' },
  };
}

/** Surgeons read their own figures only. */
function effectFor(viewer: Viewer, effect: ReviewEffect): ReviewEffect {
  if (viewer.role !== 'surgeon') return effect;
  return {
    ...effect,
    figures: effect.figures.filter(({ of, id }) => of === 'surgeon' && id === viewer.surgeon),
  };
}

function nameFor(viewer: Viewer, personId: string, name: string, role: string): string {
  return viewer.role === 'surgeon' && role === 'surgeon' && personId !== viewer.personId ? 'A surgeon' : name;
}
