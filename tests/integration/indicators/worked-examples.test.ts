import type { Database } from '@lamina/server/database/database.ts';
import { outcomeColumn, reasonColumn } from '@lamina/server/repositories/outcome-facts.repository.ts';
import { CATALOGUE } from '@lamina/shared/indicators/catalogue.ts';
import { type CaseJudgement, NOT_COUNTED_REASONS } from '@lamina/shared/indicators/indicator.ts';
import { sql } from 'kysely';
import { describe, expect, it } from 'vitest';
import { commitExamples } from '../../support/commit-examples.ts';
import { EXAMPLE_CUT_OFF, exampleCase } from '../../support/example-case.ts';
import { naiveJudgement } from '../../support/naive-judgement.ts';
import { temporaryDatabase } from '../../support/temporary-database.ts';

async function judgementInFacts(db: Database, indicatorId: string): Promise<CaseJudgement> {
  const value = sql.ref<number | null>(outcomeColumn(indicatorId));
  const reason = sql.ref<number | null>(reasonColumn(indicatorId));
  const row = await db
    .selectFrom('case_outcome')
    .select([value.as('value'), reason.as('reason')])
    .executeTakeFirstOrThrow();
  if (row.value !== null) return row.value;
  return NOT_COUNTED_REASONS[Number(row.reason) - 1] ?? 'not-reported';
}

for (const indicator of CATALOGUE) {
  describe(indicator.name, () => {
    it.each(indicator.examples)('$title: $judgement', async (example) => {
      const surgicalCase = exampleCase(example.surgicalCase);
      const cutOff = example.cutOff ?? EXAMPLE_CUT_OFF;
      expect(naiveJudgement(indicator, surgicalCase, cutOff)).toBe(example.judgement);

      await using temporary = await temporaryDatabase();
      await commitExamples(temporary.db, [surgicalCase], cutOff);
      expect(await judgementInFacts(temporary.db, indicator.id)).toBe(example.judgement);
    });
  });
}
