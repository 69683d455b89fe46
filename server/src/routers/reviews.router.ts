import {
  CaseReviewsInput,
  CaseReviewsOutput,
  CommentInput,
  DecideInput,
  OpenReviewInput,
  ResolveConflictInput,
  Review,
  ReviewInput,
  ReviewsInput,
  ReviewsOutput,
} from '@lamina/shared/contract/reviews.ts';
import { commentOnReview, openReview, withdrawReview } from '../services/review.service.ts';
import { decideReview, resolveConflict } from '../services/review-decision.service.ts';
import { getCaseReviews, getReview, getReviews } from '../services/review-list.service.ts';
import { procedure, router } from '../trpc/trpc.ts';

export const reviewsRouter = router({
  list: procedure
    .input(ReviewsInput)
    .output(ReviewsOutput)
    .query(({ ctx, input }) => getReviews(ctx.viewer, ctx.services, input)),
  ofCase: procedure
    .input(CaseReviewsInput)
    .output(CaseReviewsOutput)
    .query(({ ctx, input }) => getCaseReviews(ctx.viewer, ctx.services, input)),
  get: procedure
    .input(ReviewInput)
    .output(Review)
    .query(({ ctx, input }) => getReview(ctx.viewer, ctx.services, input)),
  open: procedure
    .input(OpenReviewInput)
    .output(Review)
    .mutation(({ ctx, input }) => openReview(ctx.viewer, ctx.services, input)),
  comment: procedure
    .input(CommentInput)
    .output(Review)
    .mutation(({ ctx, input }) => commentOnReview(ctx.viewer, ctx.services, input)),
  decide: procedure
    .input(DecideInput)
    .output(Review)
    .mutation(({ ctx, input }) => decideReview(ctx.viewer, ctx.services, input)),
  withdraw: procedure
    .input(ReviewInput)
    .output(Review)
    .mutation(({ ctx, input }) => withdrawReview(ctx.viewer, ctx.services, input)),
  resolveConflict: procedure
    .input(ResolveConflictInput)
    .output(Review)
    .mutation(({ ctx, input }) => resolveConflict(ctx.viewer, ctx.services, input)),
});
