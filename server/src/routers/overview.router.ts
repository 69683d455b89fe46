import { FilterOptions, OverviewInput, OverviewOutput } from '@lamina/shared/contract/overview.ts';
import { SignalsInput, SignalsOutput } from '@lamina/shared/contract/signals.ts';
import { getFilterOptions } from '../services/filter-options.service.ts';
import { getOverview } from '../services/overview.service.ts';
import { getSignals } from '../services/signals.service.ts';
import { cachedProcedure } from '../trpc/cached-procedure.ts';
import { checkedAnswer } from '../trpc/checked-answer.ts';
import { procedure, router } from '../trpc/trpc.ts';

export const overviewRouter = router({
  get: cachedProcedure
    .input(OverviewInput)
    .output(checkedAnswer(OverviewOutput))
    .query(({ ctx, input }) => getOverview(ctx.viewer, ctx.services, input)),
  signals: cachedProcedure
    .input(SignalsInput)
    .output(checkedAnswer(SignalsOutput))
    .query(({ ctx, input }) => getSignals(ctx.viewer, ctx.services, input)),
  options: procedure.output(FilterOptions).query(({ ctx }) => getFilterOptions(ctx.viewer, ctx.services)),
});
