import { CompareInput, CompareOutput } from '@lamina/shared/contract/compare.ts';
import { getComparison } from '../services/compare.service.ts';
import { cachedProcedure } from '../trpc/cached-procedure.ts';
import { checkedAnswer } from '../trpc/checked-answer.ts';
import { router } from '../trpc/trpc.ts';

export const compareRouter = router({
  get: cachedProcedure
    .input(CompareInput)
    .output(checkedAnswer(CompareOutput))
    .query(({ ctx, input }) => getComparison(ctx.viewer, ctx.services, input)),
});
