import {
  DataQualityInput,
  DataQualityOutput,
  RejectionsInput,
  RejectionsOutput,
} from '@lamina/shared/contract/data-quality.ts';
import { getDataQuality, getRejections } from '../services/data-quality.service.ts';
import { procedure, router } from '../trpc/trpc.ts';

export const dataQualityRouter = router({
  get: procedure
    .input(DataQualityInput)
    .output(DataQualityOutput)
    .query(({ ctx, input }) => getDataQuality(ctx.viewer, ctx.services, input)),
  rejections: procedure
    .input(RejectionsInput)
    .output(RejectionsOutput)
    .query(({ ctx, input }) => getRejections(ctx.viewer, ctx.services, input)),
});
