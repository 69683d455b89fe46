import { scopeOf } from '@lamina/server/auth/scope.ts';
import { rebuildOutcomeFacts } from '@lamina/server/repositories/outcome-facts.repository.ts';
import { getCase } from '@lamina/server/services/case.service.ts';
import { commentOnReview, openReview, withdrawReview } from '@lamina/server/services/review.service.ts';
import { decideReview } from '@lamina/server/services/review-decision.service.ts';
import { getCaseReviews, getReview, getReviews } from '@lamina/server/services/review-list.service.ts';
import { LiveTally } from '@lamina/server/tally/columnar/live-tally.ts';
import type { Contest } from '@lamina/shared/contract/reviews.ts';
import { describe, expect, it } from 'vitest';
import { accept, auditOf, contestAs, type Filled, filled, PRESENT } from './questioned-cases.ts';
import { factsOf, INDICATOR, INFECTION, lead, otherLead } from './review-record.ts';

describe('a contested infection', () => {
  it('foresees what accepting it does, does exactly that, and keeps the figures before and after', async () => {
    await using record = await filled();
    const { services, surgeon, infected, one } = record;
    const opened = await contestAs(surgeon, record, infected);
    expect(opened.effect?.figures).toEqual([
      {
        of: 'surgeon',
        id: one,
        label: 'Surgeon S1',
        before: { value: 0.2, numerator: 2, denominator: 10 },
        after: { value: 0.1, numerator: 1, denominator: 10 },
      },
    ]);
    const seenByLead = await getReview(lead, services, { reviewId: opened.id });
    expect(seenByLead.may).toMatchObject({ decide: true, withdraw: false });

    const accepted = await accept(lead, record, opened.id);
    expect(accepted.state).toBe('accepted');
    expect(accepted.effect).toEqual(seenByLead.effect);
    expect(
      accepted.effect?.figures.map(({ of, before, after }) => [of, before.numerator, after.numerator]),
    ).toEqual([
      ['surgeon', 2, 1],
      ['hospital', 2, 1],
    ]);
    const { judgements } = await getCase(lead, services, { caseId: infected });
    expect(judgements.find(({ indicatorId }) => indicatorId === INDICATOR)?.judgement).toBe(0);
    expect((await getReview(surgeon, services, { reviewId: opened.id })).effect?.figures).toEqual(
      opened.effect?.figures,
    );
  });

  it('leaves what was reported readable beside the correction, with who, when and why', async () => {
    await using record = await filled();
    const { services, surgeon, infected } = record;
    const { id } = await contestAs(surgeon, record, infected);
    await accept(lead, record, id);
    const { versions } = await getCaseReviews(surgeon, services, { caseId: infected });
    expect(versions).toMatchObject([
      {
        version: 1,
        reported: { kind: 'events', events: [INFECTION] },
        corrected: { kind: 'events', events: [{ ...INFECTION, presentAtSurgery: true }] },
        state: 'in-force',
        by: 'Lee Lead',
        why: 'The notes say so.',
        ended: null,
      },
    ]);
    expect(Date.parse(versions[0]?.at ?? '')).not.toBeNaN();
  });

  it('is told by the audit log', async () => {
    await using record = await filled();
    const { id } = await contestAs(record.surgeon, record, record.infected);
    await accept(lead, record, id);
    const entries = await auditOf(record);
    expect(entries.map(({ action, actor, subject }) => [action, actor, subject])).toEqual([
      ['review-opened', `Sam ${record.one}`, `review:${id}`],
      ['review-decided', 'Lee Lead', `review:${id}`],
    ]);
    expect(JSON.parse(entries[1]?.detail ?? '')).toMatchObject({
      decision: 'accepted',
      figures: [`surgeon ${record.one}: 2 of 10 → 1 of 10`, expect.stringContaining('hospital')],
    });
  });

  it('derives the facts of its case as deriving everything would', async () => {
    await using record = await filled();
    const { id } = await contestAs(record.surgeon, record, record.infected);
    await accept(lead, record, id);
    const derived = await factsOf(record.db);
    await rebuildOutcomeFacts(record.db);
    expect(derived).toEqual(await factsOf(record.db));
  });

  it('is in the answers of a server as soon as it is decided', async () => {
    await using record = await filled();
    const { db, surgeon, infected, temporary, one } = record;
    const tally = new LiveTally(db, { database: temporary.location, memoryMebibytes: 256, report: () => {} });
    await tally.refresh();
    const services = { ...record.services, tally };
    const { id } = await contestAs(surgeon, record, infected);
    await accept(lead, { ...record, services }, id);
    const filter = { surgeons: [one] };
    const [cell] = await tally.count({ scope: scopeOf(lead), filter, groupBy: [], indicators: [INDICATOR] });
    expect(cell?.indicators[INDICATOR]).toMatchObject({ numerator: 1, denominator: 10 });
    await tally.close();
  });

  it('changes nothing when it is rejected or withdrawn', async () => {
    await using record = await filled();
    const { services, surgeon, infected, db } = record;
    const before = await factsOf(db);
    const first = await contestAs(surgeon, record, infected);
    await decideReview(lead, services, {
      reviewId: first.id,
      decision: 'reject',
      why: 'The swab was taken later.',
    });
    const second = await contestAs(surgeon, record, infected);
    await withdrawReview(surgeon, services, { reviewId: second.id });
    expect(await factsOf(db)).toEqual(before);
    const { reviews, counts } = await getReviews(lead, services, { state: 'decided' });
    expect(reviews.map(({ state }) => state)).toEqual(['withdrawn', 'rejected']);
    expect(counts).toEqual({ open: 0, decided: 2, conflicts: 0 });
  });
});

describe('every kind of contest', () => {
  const kinds: [string, Contest, keyof Filled & ('infected' | 'plain')][] = [
    ['present at surgery', PRESENT, 'infected'],
    ['did not happen', { kind: 'event-did-not-happen', event: INFECTION }, 'infected'],
    [
      'another depth',
      { kind: 'event-otherwise', event: INFECTION, corrected: { ...INFECTION, depth: 'wound' } },
      'infected',
    ],
    [
      'another day',
      { kind: 'event-otherwise', event: INFECTION, corrected: { ...INFECTION, onsetDate: '2024-08-01' } },
      'infected',
    ],
    [
      'another kind',
      {
        kind: 'event-otherwise',
        event: INFECTION,
        corrected: { ...INFECTION, kind: 'bleeding', depth: null },
      },
      'infected',
    ],
    ['missing', { kind: 'event-missing', corrected: INFECTION }, 'plain'],
    ['operation date', { kind: 'operation-date', operationDate: '2024-03-02' }, 'infected'],
    ['stay', { kind: 'stay', admissionDate: '2024-02-28', dischargeDate: '2024-03-09' }, 'plain'],
    ['procedure', { kind: 'procedure', fusion: true, laminectomy: true, discectomy: false }, 'plain'],
    ['urgency', { kind: 'urgency', value: 'emergency' }, 'plain'],
    ['indication', { kind: 'indication', value: 'cauda-equina-syndrome' }, 'plain'],
    ['ASA class', { kind: 'asa-class', value: 3 }, 'plain'],
    ['revision', { kind: 'revision', value: true }, 'plain'],
  ];

  it.each(kinds)(
    '%s: is foreseen for every indicator, and derived as everything would be',
    async (_, contest, which) => {
      for (const indicatorId of [INDICATOR, 'length-of-stay', 'odi-change-12-months']) {
        await using record = await filled();
        const { services, surgeon, [which]: caseId } = record;
        const input = { caseId, indicatorId, stance: 'contest', contest, note: '' } as const;
        const { id: reviewId } = await openReview(surgeon, services, input);
        const foreseen = await getReview(lead, services, { reviewId });
        const accepted = await accept(lead, record, reviewId);
        expect(accepted.effect).toEqual(foreseen.effect);
        expect(accepted.changes).toEqual(foreseen.changes);
        const derived = await factsOf(record.db);
        await rebuildOutcomeFacts(record.db);
        expect(derived).toEqual(await factsOf(record.db));
        await expect(openReview(surgeon, services, input)).rejects.toMatchObject({
          code: expect.stringMatching(/bad-input|conflict/),
        });
      }
    },
  );

  it.each<[string, Contest]>([
    ['an operation after the discharge', { kind: 'operation-date', operationDate: '2024-03-04' }],
    [
      'a discharge before the admission',
      { kind: 'stay', admissionDate: '2024-03-01', dischargeDate: '2024-02-01' },
    ],
    [
      'an event after the data cut-off',
      { kind: 'event-missing', corrected: { ...INFECTION, onsetDate: '2026-02-01' } },
    ],
    [
      'an event before the operation',
      { kind: 'event-missing', corrected: { ...INFECTION, onsetDate: '2024-02-01' } },
    ],
    ['what the record says already', { kind: 'urgency', value: 'elective' }],
  ])('refuses %s', async (_, contest) => {
    await using record = await filled();
    await expect(contestAs(lead, record, record.plain, contest)).rejects.toMatchObject({ code: 'bad-input' });
  });

  it('moves the follow-up with the operation date: the last day looked for stays the same day', async () => {
    await using record = await filled();
    const observed = async () =>
      record.db
        .selectFrom('surgical_case')
        .where('id', '=', record.plain)
        .select(['infection_observed_days', 'operation_year'])
        .executeTakeFirstOrThrow();
    const before = await observed();
    const { id } = await contestAs(lead, record, record.plain, {
      kind: 'stay',
      admissionDate: '2023-12-28',
      dischargeDate: '2024-03-03',
    });
    await accept(otherLead, record, id);
    const moved = await contestAs(lead, record, record.plain, {
      kind: 'operation-date',
      operationDate: '2023-12-30',
    });
    await accept(otherLead, record, moved.id);
    expect(await observed()).toEqual({
      infection_observed_days: (before.infection_observed_days ?? 0) + 62,
      operation_year: 2023,
    });
  });
});

describe('what is said without a correction', () => {
  it('notes a confirmation at once, and a comment when somebody answers it', async () => {
    await using record = await filled();
    const { services, surgeon, infected } = record;
    const common = { caseId: infected, indicatorId: INDICATOR, contest: null } as const;
    const confirmed = await openReview(surgeon, services, { ...common, stance: 'confirm', note: '' });
    expect(confirmed.state).toBe('noted');
    const comment = await openReview(surgeon, services, {
      ...common,
      stance: 'comment',
      note: 'Which swab?',
    });
    await commentOnReview(lead, services, { reviewId: comment.id, text: 'The one of day 10.' });
    const answered = await decideReview(lead, services, {
      reviewId: comment.id,
      decision: 'note',
      why: 'Answered.',
    });
    expect(answered).toMatchObject({
      state: 'noted',
      comments: [{ by: 'Lee Lead', text: 'The one of day 10.' }],
    });
  });

  it('is not asked twice while it is open', async () => {
    await using record = await filled();
    await contestAs(record.surgeon, record, record.infected);
    await expect(contestAs(lead, record, record.infected)).rejects.toMatchObject({ code: 'conflict' });
  });
});
