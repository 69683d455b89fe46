import { openReview } from '@lamina/server/services/review.service.ts';
import { decideReview } from '@lamina/server/services/review-decision.service.ts';
import type { Contest } from '@lamina/shared/contract/reviews.ts';
import type { Viewer } from '@lamina/shared/domain/viewer.ts';
import { commitExamples } from '../../support/commit-examples.ts';
import { temporaryDatabase } from '../../support/temporary-database.ts';
import {
  CUT_OFF,
  caseIdsOf,
  contextOf,
  INDICATOR,
  INFECTION,
  reviewedCases,
  surgeonId,
  surgeonViewer,
} from './review-record.ts';

export const PRESENT: Contest = { kind: 'present-at-surgery', event: INFECTION };

export async function filled() {
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

export type Filled = Awaited<ReturnType<typeof filled>>;

export function contestAs(viewer: Viewer, { services }: Filled, caseId: number, contest: Contest = PRESENT) {
  const input = {
    caseId,
    indicatorId: INDICATOR,
    stance: 'contest',
    contest,
    note: 'Seen on admission.',
  } as const;
  return openReview(viewer, services, input);
}

export function accept(viewer: Viewer, { services }: Filled, reviewId: number, surgeon?: number | null) {
  const override = surgeon === undefined ? {} : { surgeon };
  return decideReview(viewer, services, {
    reviewId,
    decision: 'accept',
    why: 'The notes say so.',
    ...override,
  });
}

export async function auditOf({ temporary }: Filled) {
  return temporary.db.selectFrom('audit_entry').selectAll().orderBy('sequence').execute();
}
