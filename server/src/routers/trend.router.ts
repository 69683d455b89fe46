import { MonitoringInput, MonitoringOutput, TrendInput, TrendOutput } from '@lamina/shared/contract/trend.ts';
import { getMonitoring } from '../services/monitoring.service.ts';
import { getTrend } from '../services/trend.service.ts';
import { cachedProcedure } from '../trpc/cached-procedure.ts';
import { checkedAnswer } from '../trpc/checked-answer.ts';
import { procedure, router } from '../trpc/trpc.ts';

export const trendRouter = router({
  get: cachedProcedure
    .input(TrendInput)
    .output(checkedAnswer(TrendOutput))
    .query(({ ctx, input }) => getTrend(ctx.viewer, ctx.services, input)),
  monitoring: procedure
    .input(MonitoringInput)
    .output(MonitoringOutput)
    .query(({ ctx, input }) => getMonitoring(ctx.viewer, ctx.services, input)),
});
