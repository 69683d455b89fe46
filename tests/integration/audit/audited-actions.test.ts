import { buildDemo } from '@lamina/server/commands/demo.command.ts';
import type { Database } from '@lamina/server/database/database.ts';
import { openDatabase } from '@lamina/server/database/open-database.ts';
import { listReferences } from '@lamina/server/repositories/reference.repository.ts';
import { recordAudit } from '@lamina/server/services/audit.service.ts';
import { sqlTally } from '@lamina/server/tally/sql-tally.ts';
import { rootRouter } from '@lamina/server/trpc/root.router.ts';
import type { Viewer } from '@lamina/shared/domain/viewer.ts';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { type TemporaryDatabase, temporaryDatabase } from '../../support/temporary-database.ts';
import { testAccounts } from '../../support/test-accounts.ts';
import { qualityLead } from '../../support/viewers.ts';

const administrator: Viewer = { ...qualityLead, personId: '9', name: 'Ada', role: 'administrator' };
const onlyFigures: Viewer = { ...qualityLead, personId: '8', name: 'Vic', role: 'viewer' };

describe('what the server notes', () => {
  let temporary: TemporaryDatabase;
  let db: Database;

  beforeAll(async () => {
    temporary = await temporaryDatabase();
    db = temporary.db;
    await buildDemo(
      db,
      { dataDirectory: temporary.directory },
      { cases: 400, seed: 3, lastMonth: '2026-09' },
    );
  });
  afterAll(() => temporary[Symbol.asyncDispose]());

  function asking(viewer: Viewer) {
    const services = { db, tally: sqlTally(db), references: listReferences() };
    return rootRouter.createCaller({
      viewer,
      services,
      accounts: testAccounts(db, temporary.directory, 4000),
      reportFault: () => undefined,
    });
  }

  async function latest() {
    const [row] = await db
      .selectFrom('audit_entry')
      .select(['actor', 'role', 'action', 'subject', 'detail'])
      .orderBy('sequence', 'desc')
      .limit(1)
      .execute();
    return row && { ...row, detail: JSON.parse(row.detail) as Record<string, unknown> };
  }

  it('notes the building of the demo network by the command line', async () => {
    expect(await latest()).toEqual({
      actor: 'Command line',
      role: null,
      action: 'demo-built',
      subject: null,
      detail: { cases: 400, seed: 3 },
    });
  });

  it('notes who opened which case, with nothing of the patient', async () => {
    await asking(qualityLead).cases.one({ caseId: 5 });
    expect(await latest()).toEqual({
      actor: 'test',
      role: 'quality-lead',
      action: 'case-opened',
      subject: 'case:5',
      detail: {},
    });
  });

  it('notes a case that was asked for and is not among those one may see', async () => {
    await expect(asking(qualityLead).cases.one({ caseId: 999_999 })).rejects.toThrow('no such case');
    expect(await latest()).toMatchObject({ action: 'access-refused', subject: 'case:999999' });
  });

  it('notes a page of the list of cases, and the list as a file', async () => {
    const filter = { procedures: ['fusion' as const] };
    const { total } = await asking(qualityLead).cases.list({ filter });
    expect(await latest()).toMatchObject({
      action: 'case-list-read',
      subject: 'list:cases',
      detail: { cases: 50, of: total, page: 1, filter: JSON.stringify(filter) },
    });
    await asking(qualityLead).cases.csv({ filter, columns: ['key'], about: [] });
    expect(await latest()).toMatchObject({ action: 'exported', detail: { cases: total } });
  });

  it('notes a question that was refused, and by what', async () => {
    await expect(asking(onlyFigures).cases.one({ caseId: 5 })).rejects.toMatchObject({ code: 'FORBIDDEN' });
    expect(await latest()).toMatchObject({
      actor: 'Vic',
      role: 'viewer',
      action: 'access-refused',
      detail: { question: 'cases.one' },
    });
  });

  it('shows no case whose opening cannot be noted', async () => {
    const importing = openDatabase(temporary.location);
    await importing
      .transaction()
      .execute(async (transaction) => {
        await recordAudit({ db: transaction }, null, { action: 'imported' });
        const refused = asking(qualityLead).cases.one({ caseId: 5 });
        await expect(refused).rejects.toMatchObject({ code: 'SERVICE_UNAVAILABLE' });
        throw new Error('undone');
      })
      .catch(() => undefined)
      .finally(() => importing.destroy());
    await asking(qualityLead).cases.one({ caseId: 6 });
    expect(await latest()).toMatchObject({ subject: 'case:6' });
  });

  it('lists the log to administrators, the latest first, by action, person, subject and period', async () => {
    const { list } = asking(administrator).audit;
    const all = await list({});
    expect(all.total).toBe(all.entries);
    expect(all.rows.map(({ sequence }) => sequence)).toEqual(all.rows.map((_, index) => all.total - index));
    const found = async (filter: Parameters<typeof list>[0]['filter']) =>
      (await list({ filter })).rows.map(({ action, subject }) => `${action} ${subject}`);

    expect(await found({ action: 'case-opened' })).toEqual(['case-opened case:6', 'case-opened case:5']);
    expect(await found({ subject: 'case:5' })).toEqual(['case-opened case:5']);
    expect(await found({ subject: 'case', action: 'access-refused' })).toEqual([
      'access-refused case:999999',
    ]);
    expect(await found({ person: 'id:8' })).toEqual(['access-refused null']);
    expect(await found({ person: 'name:Command line' })).toEqual(['demo-built null']);
    const today = new Date().toISOString().slice(0, 10);
    expect(await found({ to: today })).toEqual([]);
    expect(await found({ from: '2020-01-01' })).toHaveLength(all.total);
    expect(all.people.map(({ id }) => id)).toEqual(['name:Command line', 'name:test', 'id:8']);
    expect(all.actions).toEqual([
      'access-refused',
      'case-opened',
      'case-list-read',
      'exported',
      'demo-built',
    ]);
  });

  it('writes the log as a file and notes that, with formula cells neutralised', async () => {
    await recordAudit(
      { db },
      { personId: '7', name: '=HYPERLINK("x")', role: 'viewer' },
      { action: 'signed-in' },
    );
    const { text } = await asking(administrator).audit.export({ filter: { action: 'signed-in' } });
    const [heading, line] = text.split('\r\n');
    expect(heading).toBe(
      '\uFEFFsequence,at,person_id,actor,role,action,subject,detail,request_id,address,previous_hash,hash',
    );
    expect(line).toContain(`"'=HYPERLINK(""x"")"`);
    expect(await latest()).toMatchObject({ actor: 'Ada', action: 'exported', subject: 'list:audit' });
  });

  it('tells administrators whether the log is as it was written', async () => {
    const { entries } = await asking(administrator).audit.list({});
    expect(await asking(administrator).audit.verify()).toMatchObject({ state: 'unbroken', entries });
  });

  it.each(['list', 'export', 'verify'] as const)('refuses %s to every other role', async (name) => {
    const { audit } = asking(qualityLead);
    const questions = {
      list: () => audit.list({}),
      export: () => audit.export({}),
      verify: () => audit.verify(),
    };
    await expect(questions[name]()).rejects.toMatchObject({ code: 'FORBIDDEN' });
    expect(await latest()).toMatchObject({ action: 'access-refused', detail: { question: `audit.${name}` } });
  });
});
