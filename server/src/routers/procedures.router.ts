import { ProceduresInput, ProceduresOutput } from '@lamina/shared/contract/procedures.ts';
import { getProcedures } from '../services/procedures.service.ts';
import { procedure, router } from '../trpc/trpc.ts';

export const proceduresRouter = router({
  get: procedure
    .input(ProceduresInput)
    .output(ProceduresOutput)
    .query(({ ctx, input }) => getProcedures(ctx.viewer, ctx.services, input)),
});
