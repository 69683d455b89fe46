import { scopeOf } from '@lamina/server/auth/scope.ts';
import { getCase } from '@lamina/server/services/case.service.ts';
import { commentOnReview, withdrawReview } from '@lamina/server/services/review.service.ts';
import { getCaseReviews, getReview, getReviews } from '@lamina/server/services/review-list.service.ts';
import { describe, expect, it } from 'vitest';
import { accept, contestAs, type Filled, filled } from './questioned-cases.ts';
import { INDICATOR, lead, otherLead, surgeonViewer } from './review-record.ts';

describe('who may do what', () => {
  it('lets nobody read or open a review of a case that they may not see', async () => {
    await using record = await filled();
    const { services, surgeon, colleague, infected } = record;
    const { id } = await contestAs(surgeon, record, infected);
    const attempts = [
      () => getCase(colleague, services, { caseId: infected }),
      () => contestAs(colleague, record, infected),
      () => getReview(colleague, services, { reviewId: id }),
      () => getCaseReviews(colleague, services, { caseId: infected }),
      () => commentOnReview(colleague, services, { reviewId: id, text: 'hello' }),
      () => withdrawReview(colleague, services, { reviewId: id }),
      () => getReview({ ...lead, hospitals: [999] }, services, { reviewId: id }),
      () => accept({ ...otherLead, hospitals: [999] }, record, id),
    ];
    for (const attempt of attempts) await expect(attempt()).rejects.toMatchObject({ code: 'not-found' });
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
