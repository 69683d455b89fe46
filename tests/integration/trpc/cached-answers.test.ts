import { buildDemo } from '@lamina/server/commands/demo.command.ts';
import {
  advanceOutcomeFacts,
  refreshOutcomeFacts,
} from '@lamina/server/repositories/outcome-facts.repository.ts';
import { listReferences } from '@lamina/server/repositories/reference.repository.ts';
import type { ServiceContext } from '@lamina/server/services/service-context.ts';
import { sqlTally } from '@lamina/server/tally/sql-tally.ts';
import { rootRouter } from '@lamina/server/trpc/root.router.ts';
import type { CaseFilter } from '@lamina/shared/domain/filter.ts';
import type { Viewer } from '@lamina/shared/domain/viewer.ts';
import fc from 'fast-check';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { type TemporaryDatabase, temporaryDatabase } from '../../support/temporary-database.ts';
import { testAccounts } from '../../support/test-accounts.ts';
import { qualityLead } from '../../support/viewers.ts';

const VIEWERS: readonly Viewer[] = [
  qualityLead,
  { ...qualityLead, hospitals: [1] },
  { ...qualityLead, hospitals: [1, 2] },
  { ...qualityLead, role: 'surgeon', surgeon: 1 },
  { ...qualityLead, role: 'surgeon', surgeon: 2 },
];

const FILTERS: readonly CaseFilter[] = [{}, { procedures: ['fusion'] }, { hospitals: [1] }];

describe('answers that were given before', () => {
  let temporary: TemporaryDatabase;
  let services: ServiceContext;

  beforeAll(async () => {
    temporary = await temporaryDatabase();
    await buildDemo(
      temporary.db,
      { dataDirectory: temporary.directory },
      { cases: 400, lastMonth: '2026-03' },
    );
    await refreshOutcomeFacts(temporary.db);
    services = { db: temporary.db, tally: sqlTally(temporary.db), references: listReferences() };
  });

  afterAll(() => temporary?.[Symbol.asyncDispose]());

  function callerOf(viewer: Viewer, { cached }: { cached: boolean }) {
    // A tally of its own has no answers yet.
    const asked = cached ? services : { ...services, tally: sqlTally(temporary.db) };
    const accounts = testAccounts(temporary.db, temporary.directory, 1);
    return rootRouter.createCaller({ viewer, services: asked, accounts, reportFault: () => undefined });
  }

  const questions = {
    overview: (caller: ReturnType<typeof callerOf>, filter: CaseFilter) => caller.overview.get({ filter }),
    procedures: (caller: ReturnType<typeof callerOf>, filter: CaseFilter) =>
      caller.procedures.get({ filter }),
    recovery: (caller: ReturnType<typeof callerOf>, filter: CaseFilter) => caller.recovery.get({ filter }),
  };

  it('are what each viewer would have been told without them, in whatever order viewers ask', async () => {
    const question = fc.record({
      viewer: fc.constantFrom(...VIEWERS),
      filter: fc.constantFrom(...FILTERS),
      ask: fc.constantFrom(...Object.values(questions)),
    });
    await fc.assert(
      fc.asyncProperty(fc.array(question, { minLength: 12, maxLength: 12 }), async (asked) => {
        for (const { viewer, filter, ask } of asked) {
          const given = await ask(callerOf(viewer, { cached: true }), filter);
          expect(given).toEqual(await ask(callerOf(viewer, { cached: false }), filter));
        }
      }),
      { seed: 3, numRuns: 8 },
    );
  });

  it('are given again as they are, to the same viewer, until the record changes', async () => {
    const ask = () => callerOf(qualityLead, { cached: true }).overview.get({});
    const first = await ask();
    expect(await ask()).toBe(first);
    const { id } = await temporary.db.selectFrom('surgical_case').select('id').executeTakeFirstOrThrow();
    await temporary.db.transaction().execute((transaction) => advanceOutcomeFacts(transaction, [id]));
    const later = await ask();
    expect(later).not.toBe(first);
    expect(later).toEqual({ ...first, dataVersion: first.dataVersion + 1 });
  });

  it('are not given to those who may not be told', async () => {
    await callerOf(qualityLead, { cached: true }).recovery.get({});
    const administrator = callerOf({ ...qualityLead, role: 'administrator' }, { cached: true });
    await expect(administrator.recovery.get({})).rejects.toThrow();
  });
});
