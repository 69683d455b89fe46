import { MonitoringInput, MonitoringOutput, TrendInput, TrendOutput } from '@lamina/shared/contract/trend.ts';
import { getMonitoring } from '../services/monitoring.service.ts';
import { getTrend } from '../services/trend.service.ts';
import { procedure, router } from '../trpc/trpc.ts';

export const trendRouter = router({
  get: procedure
    .input(TrendInput)
    .output(TrendOutput)
    .query(({ ctx, input }) => getTrend(ctx.viewer, ctx.services, input)),
  monitoring: procedure
    .input(MonitoringInput)
    .output(MonitoringOutput)
    .query(({ ctx, input }) => getMonitoring(ctx.viewer, ctx.services, input)),
});
