import { FilterOptions, OverviewInput, OverviewOutput } from '@lamina/shared/contract/overview.ts';
import { getFilterOptions } from '../services/filter-options.service.ts';
import { getOverview } from '../services/overview.service.ts';
import { procedure, router } from '../trpc/trpc.ts';

export const overviewRouter = router({
  get: procedure
    .input(OverviewInput)
    .output(OverviewOutput)
    .query(({ ctx, input }) => getOverview(ctx.viewer, ctx.services, input)),
  options: procedure.output(FilterOptions).query(({ ctx }) => getFilterOptions(ctx.viewer, ctx.services)),
});
