import { IndicationsInput, IndicationsOutput } from '@lamina/shared/contract/indications.ts';
import { getIndications } from '../services/indications.service.ts';
import { cachedProcedure } from '../trpc/cached-procedure.ts';
import { router } from '../trpc/trpc.ts';

export const indicationsRouter = router({
  get: cachedProcedure
    .input(IndicationsInput)
    .output(IndicationsOutput)
    .query(({ ctx, input }) => getIndications(ctx.viewer, ctx.services, input)),
});
