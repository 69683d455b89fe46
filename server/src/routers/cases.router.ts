import { CaseInput, CaseOutput } from '@lamina/shared/contract/case.ts';
import { CasesCsv, CasesCsvInput, CasesInput, CasesOutput } from '@lamina/shared/contract/cases.ts';
import { getCase } from '../services/case.service.ts';
import { getCases } from '../services/cases.service.ts';
import { getCasesCsv } from '../services/cases-csv.service.ts';
import { checkedAnswer } from '../trpc/checked-answer.ts';
import { procedure, router } from '../trpc/trpc.ts';

export const casesRouter = router({
  list: procedure
    .input(CasesInput)
    .output(checkedAnswer(CasesOutput))
    .query(({ ctx, input }) => getCases(ctx.viewer, ctx.services, input)),
  csv: procedure
    .input(CasesCsvInput)
    .output(CasesCsv)
    .query(({ ctx, input }) => getCasesCsv(ctx.viewer, ctx.services, input)),
  one: procedure
    .input(CaseInput)
    .output(CaseOutput)
    .query(({ ctx, input }) => getCase(ctx.viewer, ctx.services, input)),
});
