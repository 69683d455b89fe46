import { RecoveryInput, RecoveryOutput } from '@lamina/shared/contract/recovery.ts';
import { getRecovery } from '../services/recovery.service.ts';
import { cachedProcedure } from '../trpc/cached-procedure.ts';
import { router } from '../trpc/trpc.ts';

export const recoveryRouter = router({
  get: cachedProcedure
    .input(RecoveryInput)
    .output(RecoveryOutput)
    .query(({ ctx, input }) => getRecovery(ctx.viewer, ctx.services, input)),
});
