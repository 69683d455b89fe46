import {
  outcomeColumn,
  reasonColumn,
  rebuildOutcomeFacts,
} from '@lamina/server/repositories/outcome-facts.repository.ts';
import { EVENT_KINDS } from '@lamina/shared/domain/event.ts';
import type { Indicator } from '@lamina/shared/indicators/indicator.ts';
import { NOT_COUNTED_REASONS } from '@lamina/shared/indicators/indicator.ts';
import fc from 'fast-check';
import { sql } from 'kysely';
import { describe, expect, it } from 'vitest';
import { ARBITRARY_CUT_OFF, arbitraryCase } from '../../support/arbitrary-case.ts';
import { arbitraryCriterion } from '../../support/arbitrary-criterion.ts';
import { commitExamples } from '../../support/commit-examples.ts';
import { naiveJudgement } from '../../support/naive-judgement.ts';
import { readRawRecord } from '../../support/raw-record.ts';
import { temporaryDatabase } from '../../support/temporary-database.ts';

const ROUNDS = 25;
const CASES = 60;
const INDICATORS = 12;

const arbitraryFollowUp = fc.option(
  fc.record({
    window: fc.option(
      fc.record({
        days: fc.integer({ min: 0, max: 200 }),
        from: fc.constantFrom('operation' as const, 'discharge' as const),
      }),
    ),
    observed: fc.subarray([...EVENT_KINDS, 'proms' as const], { maxLength: 3 }),
  }),
);

const arbitraryIndicator = fc
  .record({
    numerator: arbitraryCriterion,
    denominator: arbitraryCriterion,
    exclusions: fc.array(arbitraryCriterion, { maxLength: 2 }),
    followUp: arbitraryFollowUp,
  })
  .map(
    ({ followUp, ...criteria }) =>
      ({
        kind: 'proportion',
        ...criteria,
        followUp: followUp === null ? null : { ...followUp.window, observed: followUp.observed },
      }) as unknown as Indicator,
  );

describe('criteria compiled to SQL', () => {
  it('judge random cases with unknowns as the naive evaluator does, whatever the criteria', async () => {
    let judged = 0;
    let counted = 0;
    await fc.assert(
      fc.asyncProperty(
        fc.array(arbitraryCase, { minLength: CASES, maxLength: CASES }),
        fc.array(arbitraryIndicator, { minLength: INDICATORS, maxLength: INDICATORS }),
        async (cases, drafts) => {
          const catalogue = drafts.map((draft, index) => ({ ...draft, id: `indicator-${index}` }));
          await using temporary = await temporaryDatabase();
          await commitExamples(temporary.db, cases, ARBITRARY_CUT_OFF);
          await rebuildOutcomeFacts(temporary.db, catalogue);
          const record = await readRawRecord(temporary.db);
          for (const indicator of catalogue) {
            const rows = await temporary.db
              .selectFrom('case_outcome')
              .select([
                'case_id',
                sql.ref<number | null>(outcomeColumn(indicator.id)).as('value'),
                sql.ref<number | null>(reasonColumn(indicator.id)).as('reason'),
              ])
              .execute();
            const inFacts = new Map(
              rows.map((row) => [row.case_id, row.value ?? NOT_COUNTED_REASONS[Number(row.reason) - 1]]),
            );
            for (const { id, reported, cutOff } of record) {
              const naive = naiveJudgement(indicator, reported, cutOff);
              expect(inFacts.get(id)).toBe(naive);
              judged += 1;
              if (typeof naive === 'number') counted += 1;
            }
          }
        },
      ),
      { numRuns: ROUNDS, seed: 20_261_122 },
    );
    expect(judged).toBeGreaterThan(ROUNDS * CASES);
    expect(counted).toBeGreaterThan(judged / 50);
  });
});
