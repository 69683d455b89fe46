import { ProceduresInput, ProceduresOutput } from '@lamina/shared/contract/procedures.ts';
import { getProcedures } from '../services/procedures.service.ts';
import { cachedProcedure } from '../trpc/cached-procedure.ts';
import { router } from '../trpc/trpc.ts';

export const proceduresRouter = router({
  get: cachedProcedure
    .input(ProceduresInput)
    .output(ProceduresOutput)
    .query(({ ctx, input }) => getProcedures(ctx.viewer, ctx.services, input)),
});
