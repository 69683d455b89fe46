import type { Database } from '@lamina/server/database/database.ts';
import { outcomeColumn, reasonColumn } from '@lamina/server/repositories/outcome-facts.repository.ts';
import { CATALOGUE } from '@lamina/shared/indicators/catalogue.ts';
import { type CaseJudgement, NOT_COUNTED_REASONS } from '@lamina/shared/indicators/indicator.ts';
import { sql } from 'kysely';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { commitExamples } from '../../support/commit-examples.ts';
import { EXAMPLE_CUT_OFF, exampleCase } from '../../support/example-case.ts';
import { naiveJudgement } from '../../support/naive-judgement.ts';
import { type TemporaryDatabase, temporaryDatabase } from '../../support/temporary-database.ts';

const EXAMPLES = CATALOGUE.flatMap((indicator) =>
  indicator.examples.map((example, index) => {
    const cutOff = example.cutOff ?? EXAMPLE_CUT_OFF;
    const sourceCaseId = `${indicator.id} ${index}`;
    const surgicalCase = exampleCase({ ...example.surgicalCase, sourceSystem: cutOff, sourceCaseId });
    return { indicator, example, cutOff, surgicalCase, sourceCaseId };
  }),
);

/** One record holds them all: the cases with the same data cut-off as one source, which delivers them in one file. */
describe('the worked examples of the indicators', () => {
  let temporary: TemporaryDatabase;
  /** By the source's id. */
  const caseIds = new Map<string, number>();

  beforeAll(async () => {
    temporary = await temporaryDatabase();
    for (const [cutOff, examples = []] of Map.groupBy(EXAMPLES, (each) => each.cutOff)) {
      const cases = examples.map(({ surgicalCase }) => surgicalCase);
      await commitExamples(temporary.db, cases, cutOff);
      const committed = await idsOfLast(temporary.db, examples.length);
      examples.forEach(({ sourceCaseId }, index) => {
        caseIds.set(sourceCaseId, committed[index] ?? 0);
      });
    }
  });

  afterAll(() => temporary?.[Symbol.asyncDispose]());

  it.each(
    EXAMPLES.map((each) => ({
      ...each,
      name: each.indicator.name,
      title: each.example.title,
      judgement: each.example.judgement,
    })),
  )('$name, $title: $judgement', async ({ indicator, judgement, surgicalCase, cutOff, sourceCaseId }) => {
    expect(naiveJudgement(indicator, surgicalCase, cutOff)).toBe(judgement);
    const caseId = caseIds.get(sourceCaseId) ?? 0;
    expect(await judgementInFacts(temporary.db, indicator.id, caseId)).toBe(judgement);
  });
});

/** Of the cases committed last, in the order in which they came. */
async function idsOfLast(db: Database, cases: number): Promise<number[]> {
  const rows = await db.selectFrom('surgical_case').select('id').orderBy('id', 'desc').limit(cases).execute();
  return rows.map(({ id }) => id).reverse();
}

async function judgementInFacts(db: Database, indicatorId: string, caseId: number): Promise<CaseJudgement> {
  const value = sql.ref<number | null>(outcomeColumn(indicatorId));
  const reason = sql.ref<number | null>(reasonColumn(indicatorId));
  const row = await db
    .selectFrom('case_outcome')
    .where('case_id', '=', caseId)
    .select([value.as('value'), reason.as('reason')])
    .executeTakeFirstOrThrow();
  if (row.value !== null) return row.value;
  return NOT_COUNTED_REASONS[Number(row.reason) - 1] ?? 'not-reported';
}
