import { CompareInput, CompareOutput } from '@lamina/shared/contract/compare.ts';
import { getComparison } from '../services/compare.service.ts';
import { procedure, router } from '../trpc/trpc.ts';

export const compareRouter = router({
  get: procedure
    .input(CompareInput)
    .output(CompareOutput)
    .query(({ ctx, input }) => getComparison(ctx.viewer, ctx.services, input)),
});
