import { MethodsOutput } from '@lamina/shared/contract/methods.ts';
import { getMethods } from '../services/methods.service.ts';
import { procedure, router } from '../trpc/trpc.ts';

export const methodsRouter = router({
  get: procedure.output(MethodsOutput).query(({ ctx }) => getMethods(ctx.viewer, ctx.services)),
});
