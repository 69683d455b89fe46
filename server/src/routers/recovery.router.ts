import { RecoveryInput, RecoveryOutput } from '@lamina/shared/contract/recovery.ts';
import { getRecovery } from '../services/recovery.service.ts';
import { procedure, router } from '../trpc/trpc.ts';

export const recoveryRouter = router({
  get: procedure
    .input(RecoveryInput)
    .output(RecoveryOutput)
    .query(({ ctx, input }) => getRecovery(ctx.viewer, ctx.services, input)),
});
