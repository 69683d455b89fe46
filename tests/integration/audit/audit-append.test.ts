import { execFile } from 'node:child_process';
import { fileURLToPath } from 'node:url';
import { promisify } from 'node:util';
import { openDatabase } from '@lamina/server/database/open-database.ts';
import { getAuditHead } from '@lamina/server/repositories/audit.repository.ts';
import { withRequestOrigin } from '@lamina/server/request-origin.ts';
import { recordAudit } from '@lamina/server/services/audit.service.ts';
import { CHAIN_START, hashOfEntry } from '@lamina/server/services/audit-chain.service.ts';
import { sql } from 'kysely';
import { describe, expect, it } from 'vitest';
import { ON_POSTGRES, temporaryDatabase } from '../../support/temporary-database.ts';
import { qualityLead } from '../../support/viewers.ts';

const WRITER = fileURLToPath(new URL('../../support/append-audit.ts', import.meta.url));

/** SQLite's own form is refused only by a trigger that sees the insertion. */
const REPLACING = ON_POSTGRES
  ? 'insert into audit_entry select * from audit_entry where sequence = 1 on conflict (sequence) do update set actor = excluded.actor'
  : 'insert or replace into audit_entry select * from audit_entry where sequence = 1';

describe('appending to the audit log', () => {
  it('keeps who, what, when and whence, each entry bound to the one before', async () => {
    await using temporary = await temporaryDatabase();
    const { db } = temporary;
    await withRequestOrigin({ requestId: 'request-1', address: '192.0.2.7' }, () =>
      recordAudit({ db }, qualityLead, { action: 'case-opened', subject: 'case:7' }),
    );
    await recordAudit({ db }, null, { action: 'sign-in-failed', detail: { reason: 'password' } });

    const [first, second] = await db.selectFrom('audit_entry').selectAll().orderBy('sequence').execute();
    expect(first).toMatchObject({
      sequence: 1,
      person_id: null,
      actor: 'test',
      role: 'quality-lead',
      action: 'case-opened',
      subject: 'case:7',
      detail: '{}',
      request_id: 'request-1',
      address: '192.0.2.7',
      previous_hash: CHAIN_START,
    });
    expect(first?.at).toMatch(/^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d\.\d{3}Z$/);
    expect(second).toMatchObject({
      sequence: 2,
      actor: 'Not signed in',
      role: null,
      subject: null,
      detail: '{"reason":"password"}',
      request_id: null,
      previous_hash: first?.hash,
    });
    expect(first && hashOfEntry(first)).toBe(first?.hash);
    expect(await getAuditHead(db)).toEqual({ entries: 2, hash: second?.hash });
  });

  it('goes with the transaction that it is part of', async () => {
    await using temporary = await temporaryDatabase();
    const { db } = temporary;
    const undone = db.transaction().execute(async (transaction) => {
      await recordAudit({ db: transaction }, null, { action: 'imported' });
      throw new Error('the import failed');
    });
    await expect(undone).rejects.toThrow('the import failed');
    expect(await getAuditHead(db)).toEqual({ entries: 0, hash: CHAIN_START });
  });

  it('makes one chain of what many requests and other processes append at once', async () => {
    await using temporary = await temporaryDatabase();
    const { db, location } = temporary;
    const another = openDatabase(location);
    const processes = ['second process', 'third process'].map((name) =>
      promisify(execFile)(process.execPath, [WRITER, location, name, '40']),
    );
    await Promise.all([
      ...processes,
      ...Array.from({ length: 60 }, (_, index) =>
        recordAudit({ db: index % 2 === 0 ? db : another }, qualityLead, {
          action: 'case-opened',
          subject: `case:${index}`,
        }),
      ),
    ]);
    await another.destroy();

    const entries = await db.selectFrom('audit_entry').selectAll().orderBy('sequence').execute();
    expect(entries).toHaveLength(140);
    const actors = ['second process', 'third process', 'test'];
    expect(actors.map((name) => entries.filter(({ actor }) => actor === name).length)).toEqual([40, 40, 60]);
    let previous = CHAIN_START;
    for (const [index, entry] of entries.entries()) {
      expect(entry).toMatchObject({ sequence: index + 1, previous_hash: previous, hash: hashOfEntry(entry) });
      previous = entry.hash;
    }
    expect(await getAuditHead(db)).toEqual({ entries: 140, hash: previous });
  });

  it('refuses what is to be recorded while another process writes, and lets the server answer meanwhile', async () => {
    await using temporary = await temporaryDatabase();
    const { db, location } = temporary;
    const importing = openDatabase(location);
    await importing
      .transaction()
      .execute(async (transaction) => {
        await recordAudit({ db: transaction }, null, { action: 'imported' });
        let answered = 0;
        const counting = setInterval(() => {
          answered += 1;
        });
        const refused = recordAudit({ db }, qualityLead, { action: 'case-opened', subject: 'case:1' });
        await expect(refused).rejects.toMatchObject({ code: 'unavailable' });
        clearInterval(counting);
        expect(answered).toBeGreaterThan(10);
      })
      .finally(() => importing.destroy());
    await recordAudit({ db }, qualityLead, { action: 'case-opened', subject: 'case:1' });
    expect((await getAuditHead(db)).entries).toBe(2);
  });

  it.each([
    ['a changed entry', "update audit_entry set actor = 'nobody' where sequence = 1"],
    ['a deleted entry', 'delete from audit_entry where sequence = 2'],
    ['a replaced entry', REPLACING],
    [
      'an entry that leaves a gap',
      "insert into audit_entry select 9, at, person_id, actor, role, action, subject, detail, request_id, address, hash, upper(hash) || '' from audit_entry where sequence = 2",
    ],
    [
      'an entry that forks the chain',
      'insert into audit_entry select 3, at, person_id, actor, role, action, subject, detail, request_id, address, previous_hash, upper(hash) from audit_entry where sequence = 2',
    ],
    ['a head that goes back', 'update audit_head set entries = 1'],
    ['a head of another chain', 'update audit_head set hash = upper(hash)'],
    ['a deleted head', 'delete from audit_head'],
  ])('refuses %s in the database itself', async (_name, statement) => {
    await using temporary = await temporaryDatabase();
    const { db } = temporary;
    await recordAudit({ db }, qualityLead, { action: 'case-opened', subject: 'case:1' });
    await recordAudit({ db }, qualityLead, { action: 'case-opened', subject: 'case:2' });
    const before = await db.selectFrom('audit_entry').selectAll().execute();

    await expect(sql.raw(statement).execute(db)).rejects.toThrow('append-only');
    expect(await db.selectFrom('audit_entry').selectAll().execute()).toEqual(before);
  });
});
