import { scopeOf } from '@lamina/server/auth/scope.ts';
import { getProviderNames } from '@lamina/server/repositories/provider.repository.ts';
import { getComparison } from '@lamina/server/services/compare.service.ts';
import { openReview } from '@lamina/server/services/review.service.ts';
import { decideReview } from '@lamina/server/services/review-decision.service.ts';
import { columnarTally } from '@lamina/server/tally/columnar/columnar-tally.ts';
import { loadSnapshot } from '@lamina/server/tally/columnar/load-snapshot.ts';
import type { Tally } from '@lamina/server/tally/tally.ts';
import type { Attribution } from '@lamina/shared/domain/filter.ts';
import type { Viewer } from '@lamina/shared/domain/viewer.ts';
import { describe, expect, it } from 'vitest';
import { commitExamples } from '../../support/commit-examples.ts';
import { exampleCase } from '../../support/example-case.ts';
import { temporaryDatabase } from '../../support/temporary-database.ts';
import {
  CUT_OFF,
  contextOf,
  INDICATOR,
  lead,
  otherLead,
  reviewedCases,
  surgeonId,
  surgeonViewer,
} from './review-record.ts';

async function filled() {
  const temporary = await temporaryDatabase();
  const { db } = temporary;
  const assisted = exampleCase({
    sourceCaseId: 'assisted',
    operatingSurgeon: 'S1',
    assistingSurgeon: 'S2',
    responsibleSurgeon: 'S3',
  });
  const alone = exampleCase({ sourceCaseId: 'alone', operatingSurgeon: 'S1', responsibleSurgeon: 'S1' });
  await commitExamples(db, [assisted, alone], CUT_OFF);
  const [one, two, three] = [await surgeonId(db, 'S1'), await surgeonId(db, 'S2'), await surgeonId(db, 'S3')];
  return { temporary, db, services: contextOf(db), one, two, three };
}

async function casesBySurgeon(tally: Tally, viewer: Viewer, attribution?: Attribution) {
  const filter = attribution === undefined ? {} : { attribution };
  const cells = await tally.count({ scope: scopeOf(viewer), filter, groupBy: ['surgeon'], indicators: [] });
  return cells.map(({ key, cases }) => [key.surgeon, cases]);
}

describe('whom an operation is counted for', () => {
  it('is the operating surgeon unless the filter says otherwise, in both engines', async () => {
    const { temporary, db, services, one, two, three } = await filled();
    await using _gone = temporary;
    for (const tally of [services.tally, columnarTally(await loadSnapshot(db))]) {
      expect(await casesBySurgeon(tally, lead)).toEqual([[one, 2]]);
      expect(await casesBySurgeon(tally, lead, 'operating')).toEqual([[one, 2]]);
      expect(await casesBySurgeon(tally, lead, 'assisting')).toEqual([
        [null, 1],
        [two, 1],
      ]);
      expect(await casesBySurgeon(tally, lead, 'responsible')).toEqual([
        [one, 1],
        [three, 1],
      ]);
    }
  });

  it('never widens what a surgeon may see', async () => {
    const { temporary, db, services, one, three } = await filled();
    await using _gone = temporary;
    for (const tally of [services.tally, columnarTally(await loadSnapshot(db))]) {
      expect(await casesBySurgeon(tally, surgeonViewer(three), 'responsible')).toEqual([]);
      expect(await casesBySurgeon(tally, surgeonViewer(one), 'responsible')).toEqual([
        [one, 1],
        [three, 1],
      ]);
    }
    expect([...(await getProviderNames(db, scopeOf(surgeonViewer(one)))).surgeon.keys()]).toEqual([one]);
  });

  it('decides who is compared, by name', async () => {
    const { temporary, services, one, three } = await filled();
    await using _gone = temporary;
    const { providers } = await getComparison(lead, services, {
      indicator: INDICATOR,
      by: 'surgeon',
      filter: { attribution: 'responsible' },
      references: {},
      adjusted: false,
    });
    expect(providers.map(({ id, name }) => [id, name]).toSorted()).toEqual(
      [
        [one, 'Surgeon S1'],
        [three, 'Surgeon S3'],
      ].toSorted(),
    );
  });

  it('can be contested for each part that a surgeon had', async () => {
    const { temporary, services, one, two } = await filled();
    await using _gone = temporary;
    const contest = { kind: 'surgeon', role: 'responsible', surgeon: two } as const;
    const input = { caseId: 1, indicatorId: INDICATOR, stance: 'contest', contest, note: '' } as const;
    const { id } = await openReview(lead, services, input);
    await decideReview(otherLead, services, { reviewId: id, decision: 'accept', why: 'The rota says so.' });
    expect(await casesBySurgeon(services.tally, lead, 'responsible')).toEqual([
      [one, 1],
      [two, 1],
    ]);
    expect(await casesBySurgeon(services.tally, lead)).toEqual([[one, 2]]);
  });

  it('takes no memory where a record names nobody else', async () => {
    await using temporary = await temporaryDatabase();
    await commitExamples(temporary.db, reviewedCases(), CUT_OFF);
    const { columns } = await loadSnapshot(temporary.db);
    expect(columns.assistingSurgeon.codes.byteLength + columns.responsibleSurgeon.codes.byteLength).toBe(0);
  });
});
