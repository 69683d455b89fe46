import { outcomeColumn, reasonColumn } from '@lamina/server/repositories/outcome-facts.repository.ts';
import { getCase } from '@lamina/server/services/case.service.ts';
import type { ServiceContext } from '@lamina/server/services/service-context.ts';
import { sqlTally } from '@lamina/server/tally/sql-tally.ts';
import type { SurgicalCaseInput } from '@lamina/shared/domain/surgical-case.ts';
import { CATALOGUE } from '@lamina/shared/indicators/catalogue.ts';
import { NOT_COUNTED_REASONS } from '@lamina/shared/indicators/indicator.ts';
import fc from 'fast-check';
import { sql } from 'kysely';
import { describe, expect, it } from 'vitest';
import { ARBITRARY_CUT_OFF, arbitraryCase } from '../../support/arbitrary-case.ts';
import { commitExamples } from '../../support/commit-examples.ts';
import { EXAMPLE_CUT_OFF, exampleCase } from '../../support/example-case.ts';
import { temporaryDatabase } from '../../support/temporary-database.ts';
import { qualityLead } from '../../support/viewers.ts';

const CASES = 400;
const SEED = 20_261_122;
const viewer = qualityLead;

async function sentencesOf(changes: Partial<SurgicalCaseInput>, cutOff = EXAMPLE_CUT_OFF) {
  await using temporary = await temporaryDatabase();
  await commitExamples(temporary.db, [exampleCase(changes)], cutOff);
  const { judgements } = await getCase(viewer, contextOf(temporary), { caseId: 1 });
  return (indicatorId: string) => judgements.find((each) => each.indicatorId === indicatorId)?.sentence;
}

function contextOf({ db }: { readonly db: ServiceContext['db'] }): ServiceContext {
  return { db, tally: sqlTally(db), references: [] };
}

describe('what every indicator makes of a case', () => {
  it('is what the outcome facts say, for random cases with unknowns', async () => {
    await using temporary = await temporaryDatabase();
    const cases = fc.sample(arbitraryCase, { numRuns: CASES, seed: SEED });
    await commitExamples(temporary.db, cases, ARBITRARY_CUT_OFF);
    const { rows: facts } = await sql<Record<string, number | null>>`select * from case_outcome`.execute(
      temporary.db,
    );
    const seen = new Set<string>();
    for (const fact of facts) {
      const { judgements } = await getCase(viewer, contextOf(temporary), { caseId: Number(fact.case_id) });
      expect(judgements.map(({ indicatorId }) => indicatorId)).toEqual(CATALOGUE.map(({ id }) => id));
      for (const { indicatorId, judgement, sentence } of judgements) {
        const where = `case ${fact.case_id}, ${indicatorId}: ${sentence}`;
        const value = fact[outcomeColumn(indicatorId)] ?? null;
        if (value === null) {
          const code = fact[reasonColumn(indicatorId)] ?? 0;
          expect(judgement, where).toBe(NOT_COUNTED_REASONS[code - 1]);
          seen.add(String(judgement));
        } else {
          expect(judgement, where).toBeCloseTo(value, 9);
          seen.add('a value');
        }
        expect(sentence).toMatch(/^[A-Z].*\.$/s);
      }
    }
    expect(seen).toEqual(new Set(['a value', ...NOT_COUNTED_REASONS]));
  });

  it('says which event counts, on which day, in which window', async () => {
    const sentence = await sentencesOf({
      events: [{ kind: 'infection', depth: 'deep', onsetDate: '2024-03-24' }],
    });
    expect(sentence('infection-90-days')).toBe(
      'Counts as wound or deep infection within 90 days: a deep infection on day 23 (2024-03-24), within the window of 90 days.',
    );
  });

  it('says of an event outside the window that it is', async () => {
    const sentence = await sentencesOf({
      events: [{ kind: 'infection', depth: 'deep', onsetDate: '2024-07-01' }],
    });
    expect(sentence('infection-90-days')).toBe(
      'Counts as a case without it: no infection is recorded within 90 days of the operation and a deep infection on day 122 (2024-07-01) is after the window of 90 days.',
    );
  });

  it('says when a window that is still open ends', async () => {
    const sentence = await sentencesOf({}, '2024-03-21');
    expect(sentence('infection-30-days')).toBe(
      'Not yet eligible: the window of 30 days ends on 2024-03-31, after the data cut-off of 2024-03-21.',
    );
  });

  it('says what the source does not look for', async () => {
    const sentence = await sentencesOf({ observed: {} });
    expect(sentence('infection-90-days')).toBe('Not reported: the source does not look for infection.');
  });

  it('says how long the follow-up should have been', async () => {
    const sentence = await sentencesOf({ observed: { readmission: 20 } });
    expect(sentence('readmission-30-days')).toBe(
      'Follow-up too short: readmission was looked for through day 20 after the operation, day 32 is needed.',
    );
  });

  it('says to whom an indicator does not apply, and who is left out', async () => {
    const sentence = await sentencesOf({ indication: 'cauda-equina-syndrome' });
    expect(sentence('conservative-care-3-months')).toBe(
      'Left out by definition: the indication is cauda equina syndrome.',
    );
    const emergency = await sentencesOf({ urgency: 'emergency' });
    expect(emergency('conservative-care-3-months')).toBe('Does not apply: the urgency is emergency.');
  });

  it('says which answer is missing', async () => {
    const sentence = await sentencesOf({
      proms: [{ instrument: 'odi', timepoint: 'baseline', score: 44 }],
    });
    expect(sentence('odi-change-12-months')).toBe(
      'Not reported: the disability score (ODI) was not answered at 12 months.',
    );
  });
});

describe('a case', () => {
  it('comes with its scores and their change for the better', async () => {
    await using temporary = await temporaryDatabase();
    const proms = [
      { instrument: 'odi', timepoint: 'month-12', score: 20 },
      { instrument: 'odi', timepoint: 'baseline', score: 44 },
      { instrument: 'eq-5d', timepoint: 'month-3', score: 0.7 },
    ] as const;
    await commitExamples(temporary.db, [exampleCase({ proms: [...proms] })], EXAMPLE_CUT_OFF);
    const { scores } = await getCase(viewer, contextOf(temporary), { caseId: 1 });
    expect(scores.map(({ timepoint, improvement }) => [timepoint, improvement])).toEqual([
      ['baseline', null],
      ['month-12', 24],
      ['month-3', null],
    ]);
  });

  it('of a hospital that the viewer may not see is not there', async () => {
    await using temporary = await temporaryDatabase();
    await commitExamples(temporary.db, [exampleCase()], EXAMPLE_CUT_OFF);
    const stranger = { ...viewer, hospitals: [2] };
    await expect(getCase(stranger, contextOf(temporary), { caseId: 1 })).rejects.toMatchObject({
      code: 'not-found',
    });
  });
});
