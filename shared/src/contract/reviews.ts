import { z } from 'zod';
import { EventKind } from '../domain/event.ts';
import { Attribution } from '../domain/filter.ts';
import { IsoDate } from '../domain/period.ts';
import { Procedure } from '../domain/procedure.ts';
import { CaseEvent, Indication, Urgency } from '../domain/surgical-case.ts';
import { NOT_COUNTED_REASONS } from '../indicators/indicator.ts';

/** The part that a surgeon had in an operation. */
export const SurgeonRole = Attribution;
export type SurgeonRole = Attribution;

const date = IsoDate.nullable();
const words = z.string().trim().min(1).max(2000);

/** A fact of a case that a review can correct: the smallest part of the record that is replaced as a whole. */
export const FactValue = z.discriminatedUnion('kind', [
  /** Every event of one kind. */
  z.object({ kind: z.literal('events'), event: EventKind, events: z.array(CaseEvent) }),
  z.object({
    kind: z.literal('surgeon'),
    role: SurgeonRole,
    surgeon: z.int().nullable(),
    /** Null where nobody is named. */
    label: z.string().nullable().default(null),
  }),
  z.object({ kind: z.literal('operation-date'), operationDate: date, operationYear: z.int() }),
  z.object({
    kind: z.literal('stay'),
    admissionDate: date,
    dischargeDate: date,
    nights: z.int().min(0).nullable(),
    isAtLeast: z.boolean(),
  }),
  z.object({
    kind: z.literal('procedure'),
    fusion: z.boolean(),
    laminectomy: z.boolean(),
    discectomy: z.boolean(),
  }),
  z.object({ kind: z.literal('urgency'), value: Urgency.nullable() }),
  z.object({ kind: z.literal('indication'), value: Indication.nullable() }),
  z.object({ kind: z.literal('asa-class'), value: z.int().min(1).max(5).nullable() }),
  z.object({ kind: z.literal('revision'), value: z.boolean().nullable() }),
]);
export type FactValue = z.infer<typeof FactValue>;

/** What somebody says is not so. An event is named by its content as recorded. */
export const Contest = z.discriminatedUnion('kind', [
  z.object({ kind: z.literal('present-at-surgery'), event: CaseEvent }),
  z.object({ kind: z.literal('event-did-not-happen'), event: CaseEvent }),
  z.object({ kind: z.literal('event-otherwise'), event: CaseEvent, corrected: CaseEvent }),
  z.object({ kind: z.literal('event-missing'), corrected: CaseEvent }),
  z.object({ kind: z.literal('surgeon'), role: SurgeonRole, surgeon: z.int().positive().nullable() }),
  z.object({ kind: z.literal('operation-date'), operationDate: IsoDate }),
  z.object({ kind: z.literal('stay'), admissionDate: date, dischargeDate: date }),
  z
    .object({
      kind: z.literal('procedure'),
      fusion: z.boolean(),
      laminectomy: z.boolean(),
      discectomy: z.boolean(),
    })
    .refine(({ fusion, laminectomy, discectomy }) => fusion || laminectomy || discectomy, {
      error: 'expected a fusion, a laminectomy or a discectomy',
    }),
  z.object({ kind: z.literal('urgency'), value: Urgency }),
  z.object({ kind: z.literal('indication'), value: Indication }),
  z.object({ kind: z.literal('asa-class'), value: z.int().min(1).max(5) }),
  z.object({ kind: z.literal('revision'), value: z.boolean() }),
]);
export type Contest = z.infer<typeof Contest>;

export const REVIEW_STATES = ['open', 'accepted', 'rejected', 'withdrawn', 'noted'] as const;
/** 'noted': a confirmation, or a comment that was answered; it changes nothing. */
export const ReviewState = z.enum(REVIEW_STATES);
export type ReviewState = z.infer<typeof ReviewState>;

export const ReviewStance = z.enum(['confirm', 'contest', 'comment']);
export type ReviewStance = z.infer<typeof ReviewStance>;

/**
 * - in-force: the figures follow the correction.
 * - conflict: the source has since reported something else again; the correction stays until somebody decides.
 * - superseded: a later version of the same fact replaced it.
 * - ended: the source's value was taken back up.
 */
export const VersionState = z.enum(['in-force', 'conflict', 'superseded', 'ended']);
export type VersionState = z.infer<typeof VersionState>;

/** One version of a fact of a case. `reported` is what the source had when it was decided, `delivered` what it reports now. */
export const FactVersion = z.object({
  id: z.int(),
  reviewId: z.int(),
  version: z.int().positive(),
  reported: FactValue,
  delivered: FactValue,
  corrected: FactValue,
  state: VersionState,
  /** False where the dates that the source reports now leave no room for the correction: the figures follow the source until somebody decides. */
  applied: z.boolean(),
  by: z.string(),
  at: z.string(),
  why: z.string(),
  /** Who ended it; null while it is in force. */
  ended: z.object({ by: z.string(), at: z.string(), why: z.string() }).nullable(),
});
export type FactVersion = z.infer<typeof FactVersion>;

/** A value is null where no case counts; the numerator where the indicator is no proportion. */
export const ReviewedFigure = z.object({
  value: z.number().nullable(),
  numerator: z.int().nullable(),
  denominator: z.int(),
});
export type ReviewedFigure = z.infer<typeof ReviewedFigure>;

const Judgement = z.union([z.number(), z.enum(NOT_COUNTED_REASONS)]);

/** What a decision does to the figures: over all operations, before and after. */
export const ReviewEffect = z.object({
  figures: z.array(
    z.object({
      of: z.enum(['surgeon', 'hospital']),
      id: z.int(),
      label: z.string(),
      before: ReviewedFigure,
      after: ReviewedFigure,
    }),
  ),
  /** The indicators in which the case is judged differently. */
  judgements: z.array(z.object({ indicatorId: z.string(), before: Judgement, after: Judgement })),
});
export type ReviewEffect = z.infer<typeof ReviewEffect>;

export const Review = z.object({
  id: z.int(),
  case: z.object({
    id: z.int(),
    key: z.string(),
    procedure: Procedure,
    operationDate: date,
    operationYear: z.int(),
    hospital: z.string(),
    /** Whether the reader may open the case: not any more, for instance, once it is counted for somebody else. */
    visible: z.boolean(),
  }),
  indicatorId: z.string(),
  stance: ReviewStance,
  contest: Contest.nullable(),
  /** What the opener wrote. */
  note: z.string(),
  openedBy: z.string(),
  openedByMe: z.boolean(),
  openedAt: z.string(),
  state: ReviewState,
  decision: z.object({ by: z.string(), at: z.string(), why: z.string() }).nullable(),
  /** What the contest asks for, or what was decided. Empty where the case has changed so that it no longer fits. */
  changes: z.array(z.object({ from: FactValue, to: FactValue })),
  /** Of an open contest: what accepting it now would do. Of an accepted one: what it did. */
  effect: ReviewEffect.nullable(),
  versions: z.array(FactVersion),
  comments: z.array(z.object({ by: z.string(), at: z.string(), text: z.string() })),
  may: z.object({ comment: z.boolean(), withdraw: z.boolean(), decide: z.boolean(), resolve: z.boolean() }),
});
export type Review = z.infer<typeof Review>;

export const ReviewInput = z.object({ reviewId: z.int().positive() });
export type ReviewInput = z.infer<typeof ReviewInput>;

export const ReviewsInput = z.object({ state: z.enum(['open', 'decided', 'conflicts']) });
export type ReviewsInput = z.infer<typeof ReviewsInput>;

export const ReviewsOutput = z.object({
  contents: z.enum(['empty', 'demo', 'reported']),
  counts: z.object({ open: z.int(), decided: z.int(), conflicts: z.int() }),
  /** Open ones the oldest first, others the latest first; at most 200. */
  reviews: z.array(Review),
});
export type ReviewsOutput = z.infer<typeof ReviewsOutput>;

export const SurgeonChoice = z.object({ id: z.int(), label: z.string() });
export type SurgeonChoice = z.infer<typeof SurgeonChoice>;

export const CaseReviewsInput = z.object({ caseId: z.int().positive() });
export type CaseReviewsInput = z.infer<typeof CaseReviewsInput>;

export const CaseReviewsOutput = z.object({
  /** The latest first. */
  reviews: z.array(Review),
  /** Every version of every corrected fact, by fact, the latest version first. */
  versions: z.array(FactVersion),
  mayOpen: z.boolean(),
  /** Who can be named as a surgeon of the case by the reader. */
  surgeons: z.array(SurgeonChoice),
});
export type CaseReviewsOutput = z.infer<typeof CaseReviewsOutput>;

export const OpenReviewInput = z.object({
  caseId: z.int().positive(),
  indicatorId: z.string().min(1).max(100),
  stance: ReviewStance,
  /** Of a contest; null for the other stances. */
  contest: Contest.nullable(),
  note: z.string().trim().max(2000),
});
export type OpenReviewInput = z.infer<typeof OpenReviewInput>;

export const CommentInput = z.object({ reviewId: z.int().positive(), text: words });
export type CommentInput = z.infer<typeof CommentInput>;

export const DecideInput = z.object({
  reviewId: z.int().positive(),
  /** 'note' answers a comment. */
  decision: z.enum(['accept', 'reject', 'note']),
  why: words,
  /** Where a surgeon is contested: who it was, if that is known by now; replaces what the opener proposed. */
  surgeon: z.int().positive().nullable().optional(),
});
export type DecideInput = z.infer<typeof DecideInput>;

export const ResolveConflictInput = z.object({
  versionId: z.int().positive(),
  /** Keep the correction, or take up what the source reports now. */
  take: z.enum(['correction', 'reported']),
  why: words,
});
export type ResolveConflictInput = z.infer<typeof ResolveConflictInput>;
