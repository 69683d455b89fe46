import { FilterOptions, OverviewInput, OverviewOutput } from '@lamina/shared/contract/overview.ts';
import { SignalsInput, SignalsOutput } from '@lamina/shared/contract/signals.ts';
import { getFilterOptions } from '../services/filter-options.service.ts';
import { getOverview } from '../services/overview.service.ts';
import { getSignals } from '../services/signals.service.ts';
import { cachedProcedure } from '../trpc/cached-procedure.ts';
import { procedure, router } from '../trpc/trpc.ts';

export const overviewRouter = router({
  get: cachedProcedure
    .input(OverviewInput)
    .output(OverviewOutput)
    .query(({ ctx, input }) => getOverview(ctx.viewer, ctx.services, input)),
  signals: cachedProcedure
    .input(SignalsInput)
    .output(SignalsOutput)
    .query(({ ctx, input }) => getSignals(ctx.viewer, ctx.services, input)),
  options: procedure.output(FilterOptions).query(({ ctx }) => getFilterOptions(ctx.viewer, ctx.services)),
});
