import { scopeOf } from '@lamina/server/auth/scope.ts';
import { rebuildOutcomeFacts } from '@lamina/server/repositories/outcome-facts.repository.ts';
import { getCase } from '@lamina/server/services/case.service.ts';
import { commentOnReview, openReview, withdrawReview } from '@lamina/server/services/review.service.ts';
import { decideReview } from '@lamina/server/services/review-decision.service.ts';
import { getCaseReviews, getReview, getReviews } from '@lamina/server/services/review-list.service.ts';
import { LiveTally } from '@lamina/server/tally/columnar/live-tally.ts';
import type { Contest } from '@lamina/shared/contract/reviews.ts';
import type { Viewer } from '@lamina/shared/domain/viewer.ts';
import { describe, expect, it } from 'vitest';
import { commitExamples } from '../../support/commit-examples.ts';
import { temporaryDatabase } from '../../support/temporary-database.ts';
import {
  CUT_OFF,
  caseIdsOf,
  contextOf,
  factsOf,
  INDICATOR,
  INFECTION,
  lead,
  otherLead,
  reviewedCases,
  surgeonId,
  surgeonViewer,
} from './review-record.ts';

const PRESENT: Contest = { kind: 'present-at-surgery', event: INFECTION };

async function filled() {
  const temporary = await temporaryDatabase();
  await commitExamples(temporary.db, reviewedCases(), CUT_OFF);
  const { db } = temporary;
  const one = await surgeonId(db, 'S1');
  const two = await surgeonId(db, 'S2');
  const [infected = 0, alsoInfected = 0, plain = 0] = await caseIdsOf(db, one);
  return {
    temporary,
    db,
    services: contextOf(db),
    one,
    two,
    surgeon: surgeonViewer(one),
    colleague: surgeonViewer(two),
    infected,
    alsoInfected,
    plain,
    async [Symbol.asyncDispose]() {
      await temporary[Symbol.asyncDispose]();
    },
  };
}

type Filled = Awaited<ReturnType<typeof filled>>;

function contestAs(viewer: Viewer, { services }: Filled, caseId: number, contest: Contest = PRESENT) {
  const input = {
    caseId,
    indicatorId: INDICATOR,
    stance: 'contest',
    contest,
    note: 'Seen on admission.',
  } as const;
  return openReview(viewer, services, input);
}

function accept(viewer: Viewer, { services }: Filled, reviewId: number, surgeon?: number | null) {
  const override = surgeon === undefined ? {} : { surgeon };
  return decideReview(viewer, services, {
    reviewId,
    decision: 'accept',
    why: 'The notes say so.',
    ...override,
  });
}

async function auditOf({ temporary }: Filled) {
  return temporary.db.selectFrom('audit_entry').selectAll().orderBy('sequence').execute();
}

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
    const tally = new LiveTally(db, { databaseFile: temporary.file, memoryMebibytes: 256, report: () => {} });
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

describe('who may do what', () => {
  it('lets nobody read or open a review of a case that they may not see', async () => {
    await using record = await filled();
    const { services, surgeon, colleague, infected } = record;
    const { id } = await contestAs(surgeon, record, infected);
    const attempts = [
      getCase(colleague, services, { caseId: infected }),
      contestAs(colleague, record, infected),
      getReview(colleague, services, { reviewId: id }),
      getCaseReviews(colleague, services, { caseId: infected }),
      commentOnReview(colleague, services, { reviewId: id, text: 'hello' }),
      withdrawReview(colleague, services, { reviewId: id }),
      getReview({ ...lead, hospitals: [999] }, services, { reviewId: id }),
      accept({ ...otherLead, hospitals: [999] }, record, id),
    ];
    for (const attempt of attempts) await expect(attempt).rejects.toMatchObject({ code: 'not-found' });
    expect((await getReviews(colleague, services, { state: 'open' })).reviews).toEqual([]);
  });

  it('lets a second person decide, and never a surgeon', async () => {
    await using record = await filled();
    const { surgeon, infected, alsoInfected } = record;
    const own = await contestAs(surgeon, record, infected);
    const ofLead = await contestAs(lead, record, alsoInfected);
    await expect(accept(surgeon, record, own.id)).rejects.toMatchObject({ code: 'not-allowed' });
    await expect(accept(surgeon, record, ofLead.id)).rejects.toMatchObject({ code: 'not-allowed' });
    await expect(accept(lead, record, ofLead.id)).rejects.toMatchObject({ code: 'not-allowed' });
    expect((await accept(otherLead, record, ofLead.id)).state).toBe('accepted');
  });

  it('refuses those who see no cases, and those whom nobody could name later', async () => {
    await using record = await filled();
    for (const viewer of [
      { ...lead, role: 'viewer' as const },
      { ...lead, role: 'administrator' as const },
      { ...lead, personId: null },
    ]) {
      await expect(contestAs(viewer, record, record.infected)).rejects.toMatchObject({ code: 'not-allowed' });
    }
  });

  it('decides once', async () => {
    await using record = await filled();
    const { id } = await contestAs(record.surgeon, record, record.infected);
    await accept(lead, record, id);
    await expect(accept(otherLead, record, id)).rejects.toMatchObject({ code: 'conflict' });
    await expect(
      commentOnReview(record.surgeon, record.services, { reviewId: id, text: 'thanks' }),
    ).rejects.toMatchObject({ code: 'conflict' });
  });
});

describe('an operation of somebody else', () => {
  it('leaves the figures of the one and enters those of the other', async () => {
    await using record = await filled();
    const { services, surgeon, one, two, infected } = record;
    const opened = await contestAs(surgeon, record, infected, {
      kind: 'surgeon',
      role: 'operating',
      surgeon: null,
    });
    const accepted = await accept(lead, record, opened.id, two);
    expect(
      accepted.effect?.figures.map(({ of, id, before, after }) => [
        of,
        id,
        before.numerator,
        before.denominator,
        after.numerator,
        after.denominator,
      ]),
    ).toEqual([
      ['surgeon', one, 2, 10, 1, 9],
      ['surgeon', two, 0, 5, 1, 6],
      ['hospital', accepted.effect?.figures[2]?.id, 2, 15, 2, 15],
    ]);
    await expect(getCase(surgeon, services, { caseId: infected })).rejects.toMatchObject({
      code: 'not-found',
    });
    const { figures } = await getSurgeonFigures(record);
    expect(figures).toMatchObject({ numerator: 1, denominator: 9 });
  });

  it('stays readable to who questioned it, without naming the colleague or showing their figures', async () => {
    await using record = await filled();
    const { services, surgeon, one, two, infected } = record;
    const opened = await contestAs(surgeon, record, infected, {
      kind: 'surgeon',
      role: 'operating',
      surgeon: null,
    });
    await accept(lead, record, opened.id, two);
    const seen = await getReview(surgeon, services, { reviewId: opened.id });
    expect(seen.case.visible).toBe(false);
    expect(seen.changes).toMatchObject([{ to: { label: 'Another surgeon' } }]);
    expect(seen.effect?.figures.map(({ id }) => id)).toEqual([one]);
    expect(JSON.stringify(seen)).not.toContain('S2');
  });

  it('names to a surgeon nobody but those of the case', async () => {
    await using record = await filled();
    const { services, surgeon, one, two, infected } = record;
    const { surgeons } = await getCaseReviews(surgeon, services, { caseId: infected });
    expect(surgeons.map(({ id }) => id)).toEqual([one]);
    await expect(
      contestAs(surgeon, record, infected, { kind: 'surgeon', role: 'operating', surgeon: two }),
    ).rejects.toMatchObject({ code: 'bad-input' });
  });

  async function getSurgeonFigures({ services, one }: Filled) {
    const [cell] = await services.tally.count({
      scope: scopeOf(surgeonViewer(one)),
      filter: {},
      groupBy: [],
      indicators: [INDICATOR],
    });
    return { figures: cell?.indicators[INDICATOR] };
  }
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
