import {
  DataQualityInput,
  DataQualityOutput,
  ImportLogOutput,
  RejectionsInput,
  RejectionsOutput,
} from '@lamina/shared/contract/data-quality.ts';
import { getDataQuality, getImportLog, getRejections } from '../services/data-quality.service.ts';
import { procedure, router } from '../trpc/trpc.ts';

export const dataQualityRouter = router({
  get: procedure
    .input(DataQualityInput)
    .output(DataQualityOutput)
    .query(({ ctx, input }) => getDataQuality(ctx.viewer, ctx.services, input)),
  imports: procedure.output(ImportLogOutput).query(({ ctx }) => getImportLog(ctx.viewer, ctx.services)),
  rejections: procedure
    .input(RejectionsInput)
    .output(RejectionsOutput)
    .query(({ ctx, input }) => getRejections(ctx.viewer, ctx.services, input)),
});
