import { Session } from '@lamina/shared/contract/account.ts';
import { getSession } from '../services/account.service.ts';
import { publicProcedure, router } from '../trpc/trpc.ts';

export const accountRouter = router({
  session: publicProcedure.output(Session).query(({ ctx }) => getSession(ctx.viewer, ctx.accounts)),
});
