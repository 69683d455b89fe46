import { createHash } from 'node:crypto';
import type { Database } from '@lamina/server/database/database.ts';
import { commitCases } from '@lamina/server/intake/commit.ts';
import { LaminaError } from '@lamina/server/lamina-error.ts';
import {
  factNameOf,
  getCaseParts,
  readFact,
  sameFact,
} from '@lamina/server/repositories/case-fact.repository.ts';
import { rebuildOutcomeFacts } from '@lamina/server/repositories/outcome-facts.repository.ts';
import {
  listAmendments,
  type StoredAmendment,
} from '@lamina/server/repositories/review-amendment.repository.ts';
import { openReview } from '@lamina/server/services/review.service.ts';
import { decideReview, resolveConflict } from '@lamina/server/services/review-decision.service.ts';
import { getCaseReviews, getReviews } from '@lamina/server/services/review-list.service.ts';
import type { Contest, FactValue } from '@lamina/shared/contract/reviews.ts';
import type { SurgicalCaseInput } from '@lamina/shared/domain/surgical-case.ts';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { EXAMPLE_KEY } from '../../support/commit-examples.ts';
import { exampleCase } from '../../support/example-case.ts';
import { ON_POSTGRES, temporaryDatabase } from '../../support/temporary-database.ts';
import { contextOf, factsOf, INDICATOR, INFECTION, lead, otherLead } from './review-record.ts';

const CASE = 1;
/** So many sequences come to every state of a correction. */
const SEQUENCES_FOR_ALL_STATES = 60;
/** Each makes two databases, which on PostgreSQL takes a second, so there the first of them will do. `LAMINA_SEQUENCES=500` for a long look. */
const SEQUENCES = Number(process.env.LAMINA_SEQUENCES ?? (ON_POSTGRES ? 20 : SEQUENCES_FOR_ALL_STATES));

async function deliver(db: Database, changes: Partial<SurgicalCaseInput>, cutOff = '2025-01-01') {
  const delivered = [exampleCase(changes), exampleCase({ sourceCaseId: 'another', operatingSurgeon: 'S2' })];
  return commitCases(
    db,
    {
      format: 'example',
      sourceSystem: 'example',
      fileName: 'example',
      fileSha256: createHash('sha256').update(JSON.stringify(delivered)).digest('hex'),
      cutOff,
      key: EXAMPLE_KEY,
    },
    delivered,
  );
}

async function amend(db: Database, contest: Contest) {
  const services = contextOf(db);
  const input = { caseId: CASE, indicatorId: INDICATOR, stance: 'contest', contest, note: '' } as const;
  const { id } = await openReview(lead, services, input);
  return decideReview(otherLead, services, { reviewId: id, decision: 'accept', why: 'Seen in the notes.' });
}

describe('a case that is delivered again after a correction', () => {
  const infected = { events: [INFECTION] };
  const contest: Contest = { kind: 'present-at-surgery', event: INFECTION };

  it('keeps the correction when the same file comes again, and when only the follow-up grew', async () => {
    await using temporary = await temporaryDatabase();
    const { db } = temporary;
    await deliver(db, infected);
    await amend(db, contest);
    const corrected = await factsOf(db);
    expect(await deliver(db, infected)).toMatchObject({ unchanged: 2, conflicts: 0, changed: false });
    expect(await factsOf(db)).toEqual(corrected);
    await amend(db, { kind: 'operation-date', operationDate: '2024-03-02' });
    expect(await deliver(db, infected, '2025-06-01')).toMatchObject({
      unchanged: 2,
      conflicts: 0,
      changed: true,
    });
    const { row, events } = await getCaseParts(db, CASE);
    expect(row.operation_date).toBe('2024-03-02');
    expect(row.infection_observed_days).toBe(456);
    expect(events).toMatchObject([{ present_at_surgery: 1 }]);
  });

  it('keeps the correction and says so when the source reports something new; a quality lead keeps it or takes up what is reported', async () => {
    for (const take of ['correction', 'reported'] as const) {
      await using temporary = await temporaryDatabase();
      const { db } = temporary;
      const services = contextOf(db);
      await deliver(db, infected);
      await amend(db, contest);
      const later = { ...INFECTION, depth: 'organ-space' } as const;
      expect(await deliver(db, { events: [later] })).toMatchObject({ updated: 1, conflicts: 1 });
      const { reviews, counts } = await getReviews(lead, services, { state: 'conflicts' });
      expect(counts.conflicts).toBe(1);
      const version = reviews[0]?.versions[0];
      expect(version).toMatchObject({
        state: 'conflict',
        reported: { events: [INFECTION] },
        delivered: { events: [later] },
        corrected: { events: [{ ...INFECTION, presentAtSurgery: true }] },
      });
      expect((await getCaseParts(db, CASE)).events).toMatchObject([{ depth: 'deep', present_at_surgery: 1 }]);
      // Delivered once more, it is no news.
      expect(await deliver(db, { events: [later] }, '2025-02-01')).toMatchObject({ conflicts: 0 });

      const resolved = await resolveConflict(lead, services, {
        versionId: version?.id ?? 0,
        take,
        why: 'Asked.',
      });
      expect(resolved.may.resolve).toBe(false);
      const { versions } = await getCaseReviews(lead, services, { caseId: CASE });
      expect(versions.map(({ version: number, state }) => [number, state])).toEqual(
        take === 'correction'
          ? [
              [2, 'in-force'],
              [1, 'superseded'],
            ]
          : [[1, 'ended']],
      );
      expect(versions.at(-1)?.ended).toMatchObject({ by: 'Lee Lead', why: 'Asked.' });
      const { events } = await getCaseParts(db, CASE);
      expect(events).toMatchObject([
        take === 'correction' ? { depth: 'deep', present_at_surgery: 1 } : { depth: 'organ-space' },
      ]);
      expect(await deliver(db, { events: [later] }, '2025-03-01')).toMatchObject({ conflicts: 0 });
    }
  });

  it('is in agreement when the source takes the correction over', async () => {
    await using temporary = await temporaryDatabase();
    const { db } = temporary;
    await deliver(db, infected);
    await amend(db, contest);
    const taken = { events: [{ ...INFECTION, presentAtSurgery: true }] };
    expect(await deliver(db, taken)).toMatchObject({ updated: 1, conflicts: 0 });
    expect(await deliver(db, infected)).toMatchObject({ updated: 1, conflicts: 0 });
    expect((await getCaseParts(db, CASE)).events).toMatchObject([{ present_at_surgery: 1 }]);
  });

  it('follows the source where its new dates leave no room for a corrected one, and never fails the import', async () => {
    await using temporary = await temporaryDatabase();
    const { db } = temporary;
    await deliver(db, {});
    await amend(db, { kind: 'operation-date', operationDate: '2024-03-03' });
    expect(await deliver(db, { dischargeDate: '2024-03-02' })).toMatchObject({ updated: 1, conflicts: 1 });
    const [amendment] = await listAmendments(db, [CASE]);
    expect(amendment).toMatchObject({ state: 'conflict', applied: false });
    expect((await getCaseParts(db, CASE)).row.operation_date).toBe('2024-03-01');
    const versionId = amendment?.id ?? 0;
    await expect(
      resolveConflict(lead, contextOf(db), { versionId, take: 'correction', why: 'Asked.' }),
    ).rejects.toMatchObject({ code: 'bad-input' });
  });
});

const FACTS: readonly FactValue[] = [
  { kind: 'events', event: 'infection', events: [] },
  { kind: 'events', event: 'bleeding', events: [] },
  { kind: 'surgeon', role: 'operating', surgeon: null, label: null },
  { kind: 'operation-date', operationDate: null, operationYear: 0 },
  { kind: 'stay', admissionDate: null, dischargeDate: null, nights: null, isAtLeast: false },
  { kind: 'urgency', value: null },
];

const BLEEDING = { ...INFECTION, kind: 'bleeding', depth: null } as const;

const arbitraryDelivery: fc.Arbitrary<Delivery> = fc.record({
  kind: fc.constant('deliver' as const),
  changes: fc.record({
    events: fc.subarray([INFECTION, { ...INFECTION, depth: 'wound' as const }, BLEEDING]),
    operatingSurgeon: fc.constantFrom('S1', 'S2', null),
    operationDate: fc.constantFrom('2024-03-01', '2024-03-02'),
    dischargeDate: fc.constantFrom('2024-03-02', '2024-03-05'),
    urgency: fc.constantFrom('elective' as const, 'urgent' as const),
  }),
  cutOff: fc.constantFrom('2024-06-01', '2025-01-01', '2025-06-01'),
});

interface Delivery {
  readonly kind: 'deliver';
  readonly changes: Partial<SurgicalCaseInput>;
  readonly cutOff: string;
}

const FIRST_DELIVERY: Delivery = {
  kind: 'deliver',
  changes: { events: [INFECTION], dischargeDate: '2024-03-05' },
  cutOff: '2024-06-01',
};

const arbitraryAmendment = fc.record({
  kind: fc.constant('amend' as const),
  contest: fc.constantFrom<Contest>(
    { kind: 'present-at-surgery', event: INFECTION },
    { kind: 'event-did-not-happen', event: INFECTION },
    { kind: 'event-otherwise', event: INFECTION, corrected: BLEEDING },
    { kind: 'event-missing', corrected: { ...INFECTION, depth: 'organ-space' } },
    { kind: 'surgeon', role: 'operating', surgeon: 2 },
    { kind: 'surgeon', role: 'operating', surgeon: null },
    { kind: 'operation-date', operationDate: '2024-03-04' },
    { kind: 'operation-date', operationDate: '2024-03-01' },
    { kind: 'stay', admissionDate: '2024-03-01', dischargeDate: '2024-03-03' },
    { kind: 'urgency', value: 'emergency' },
  ),
});

const arbitraryResolution = fc.record({
  kind: fc.constant('resolve' as const),
  take: fc.constantFrom('correction' as const, 'reported' as const),
});

describe('any sequence of imports, corrections and resolutions', () => {
  it('leaves what is effective corrected and what was reported last delivered, and loses nothing', async () => {
    const seen = new Set<string>();
    await fc.assert(
      fc.asyncProperty(
        fc.array(fc.oneof(arbitraryDelivery, arbitraryAmendment, arbitraryResolution), { maxLength: 12 }),
        async (steps) => {
          await using corrected = await temporaryDatabase();
          // The same deliveries, and nobody who corrects anything.
          await using untouched = await temporaryDatabase();
          let history: readonly StoredAmendment[] = [];
          for (const step of [FIRST_DELIVERY, ...steps]) {
            if (step.kind === 'deliver') {
              await deliver(corrected.db, step.changes, step.cutOff);
              await deliver(untouched.db, step.changes, step.cutOff);
            } else {
              await attempt(() =>
                step.kind === 'amend' ? amend(corrected.db, step.contest) : resolve(step.take),
              );
            }
            const amendments = await listAmendments(corrected.db, [CASE]);
            assertNothingLost(history, amendments);
            await assertEffective(corrected.db, untouched.db, amendments);
            history = amendments;
            for (const { state, applied } of amendments) seen.add(applied ? state : `${state}, not applied`);
          }
          const derived = await factsOf(corrected.db);
          await rebuildOutcomeFacts(corrected.db);
          expect(derived).toEqual(await factsOf(corrected.db));

          async function resolve(take: 'correction' | 'reported') {
            const [conflict] = history.filter(({ state }) => state === 'conflict');
            if (conflict === undefined) return;
            await resolveConflict(lead, contextOf(corrected.db), {
              versionId: conflict.id,
              take,
              why: 'Asked.',
            });
          }
        },
      ),
      { numRuns: SEQUENCES, seed: 20_261_122 },
    );
    if (SEQUENCES < SEQUENCES_FOR_ALL_STATES) return;
    expect([...seen]).toEqual(
      expect.arrayContaining(['conflict', 'conflict, not applied', 'ended', 'in-force', 'superseded']),
    );
  });

  function assertNothingLost(before: readonly StoredAmendment[], after: readonly StoredAmendment[]) {
    for (const { id, reported, corrected, decided_by_name, reason, decided_at } of before) {
      expect(after.find((amendment) => amendment.id === id)).toMatchObject({
        reported,
        corrected,
        decided_by_name,
        reason,
        decided_at,
      });
    }
  }

  async function assertEffective(db: Database, untouched: Database, amendments: readonly StoredAmendment[]) {
    const effective = await getCaseParts(db, CASE);
    const delivered = await getCaseParts(untouched, CASE);
    for (const like of FACTS) {
      const standing = amendments.filter(
        ({ fact, state }) => fact === factNameOf(like) && (state === 'in-force' || state === 'conflict'),
      );
      expect(standing.length).toBeLessThanOrEqual(1);
      const [amendment] = standing;
      const last = readFact(delivered, like);
      const now = readFact(effective, like);
      if (amendment === undefined) {
        // Only a corrected operation date moves the follow-up.
        expect(now).toEqual(last);
        continue;
      }
      const { reported, corrected, applied, state } = amendment;
      expect(amendment.delivered).toEqual(last);
      expect(sameFact(now, applied ? corrected : last)).toBe(true);
      const agrees = sameFact(last, reported) || sameFact(last, corrected);
      expect(state).toBe(agrees && applied ? 'in-force' : 'conflict');
    }
  }

  /** Some corrections are refused: the record says so already, or the dates would not follow one another. */
  async function attempt(change: () => Promise<unknown>) {
    try {
      await change();
    } catch (error) {
      if (!(error instanceof LaminaError)) throw error;
    }
  }
});
