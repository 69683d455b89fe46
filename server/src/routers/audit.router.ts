import {
  AuditCsv,
  AuditCsvInput,
  AuditInput,
  AuditOutput,
  AuditVerdict,
} from '@lamina/shared/contract/audit.ts';
import { getAuditCsv, getAuditLog, verifyAuditLog } from '../services/audit-log.service.ts';
import { procedure, router } from '../trpc/trpc.ts';

export const auditRouter = router({
  list: procedure
    .input(AuditInput)
    .output(AuditOutput)
    .query(({ ctx, input }) => getAuditLog(ctx.viewer, ctx.services, input)),
  export: procedure
    .input(AuditCsvInput)
    .output(AuditCsv)
    .query(({ ctx, input }) => getAuditCsv(ctx.viewer, ctx.services, input)),
  verify: procedure.output(AuditVerdict).query(({ ctx }) => verifyAuditLog(ctx.viewer, ctx.services)),
});
