import { IndicationsInput, IndicationsOutput } from '@lamina/shared/contract/indications.ts';
import { getIndications } from '../services/indications.service.ts';
import { procedure, router } from '../trpc/trpc.ts';

export const indicationsRouter = router({
  get: procedure
    .input(IndicationsInput)
    .output(IndicationsOutput)
    .query(({ ctx, input }) => getIndications(ctx.viewer, ctx.services, input)),
});
