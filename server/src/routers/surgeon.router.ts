import { OwnVladInput, OwnVladOutput, SurgeonInput, SurgeonOutput } from '@lamina/shared/contract/surgeon.ts';
import { getOwnVlad, getSurgeon } from '../services/surgeon.service.ts';
import { cachedProcedure } from '../trpc/cached-procedure.ts';
import { router } from '../trpc/trpc.ts';

export const surgeonRouter = router({
  get: cachedProcedure
    .input(SurgeonInput)
    .output(SurgeonOutput)
    .query(({ ctx, input }) => getSurgeon(ctx.viewer, ctx.services, input)),
  vlad: cachedProcedure
    .input(OwnVladInput)
    .output(OwnVladOutput)
    .query(({ ctx, input }) => getOwnVlad(ctx.viewer, ctx.services, input)),
});
