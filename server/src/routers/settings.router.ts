import { ChangeDisclosureInput, Settings } from '@lamina/shared/contract/settings.ts';
import { changeDisclosure, getSettings } from '../services/settings.service.ts';
import { procedure, router } from '../trpc/trpc.ts';

export const settingsRouter = router({
  get: procedure.output(Settings).query(({ ctx }) => getSettings(ctx.viewer, ctx.services)),
  change: procedure
    .input(ChangeDisclosureInput)
    .mutation(({ ctx, input }) => changeDisclosure(ctx.viewer, ctx.services, input)),
});
