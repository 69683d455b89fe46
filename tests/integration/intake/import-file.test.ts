import { openDatabase } from '@lamina/server/database/open-database.ts';
import { commitCases } from '@lamina/server/intake/commit.ts';
import { type ImportOptions, importFile } from '@lamina/server/intake/import-file.ts';
import { pseudonymKeyFrom } from '@lamina/server/intake/pseudonym.ts';
import { lockRecord } from '@lamina/server/repositories/record-writer.repository.ts';
import { sql } from 'kysely';
import { describe, expect, it } from 'vitest';
import { bytesAsSource } from '../../support/byte-source.ts';
import { EXAMPLE_KEY } from '../../support/commit-examples.ts';
import { exampleCase } from '../../support/example-case.ts';
import { INTAKE_TODAY } from '../../support/read-deliveries.ts';
import { digestOfRecord } from '../../support/record-digest.ts';
import { sampleFile } from '../../support/sample-file.ts';
import { ON_POSTGRES, temporaryDatabase } from '../../support/temporary-database.ts';

const OPTIONS: ImportOptions = { format: 'auto', key: EXAMPLE_KEY, today: INTAKE_TODAY };
type Db = Awaited<ReturnType<typeof temporaryDatabase>>['db'];

async function dataVersion(db: Db): Promise<number> {
  return (await db.selectFrom('record_state').select('data_version').executeTakeFirstOrThrow()).data_version;
}

async function observedDays(db: Db, column: string): Promise<(number | null)[]> {
  const { rows } = await sql<{ days: number | null }>`
    select ${sql.ref(column)} as days from surgical_case order by id`.execute(db);
  return rows.map(({ days }) => days);
}

describe('an import', () => {
  it('adds cases, and the same file again changes nothing but is logged', async () => {
    await using temporary = await temporaryDatabase();
    const { db } = temporary;
    for (const name of [
      'lamina-csv.csv',
      'sparcs-2020.csv',
      'sparcs-2014.csv',
      'inca.csv',
      'cdph-ssi-2024.csv',
    ]) {
      const first = await importFile(db, sampleFile(name), OPTIONS);
      expect(first).toMatchObject({ updated: 0, unchanged: 0, rejected: 0, changed: true });
      const version = await dataVersion(db);
      const second = await importFile(db, sampleFile(name), OPTIONS);
      expect(second).toMatchObject({ added: 0, updated: 0, unchanged: first.added, changed: false });
      expect(await dataVersion(db)).toBe(version);
    }
    const imports = await db.selectFrom('import').select(['rows_added', 'rows_unchanged']).execute();
    expect(imports).toHaveLength(10);
    expect(imports[1]).toEqual({ rows_added: 0, rows_unchanged: 6 });
  });

  it('updates a case whose row was corrected, with all that hangs on it, and no other', async () => {
    await using temporary = await temporaryDatabase();
    const { db } = temporary;
    await importFile(db, sampleFile('lamina-csv.csv'), OPTIONS);
    const report = await importFile(db, sampleFile('lamina-csv-corrected.csv'), OPTIONS);
    expect(report).toMatchObject({ added: 0, updated: 1, unchanged: 5, changed: true });
    const depths = await db.selectFrom('event').select('depth').where('kind', '=', 'infection').execute();
    expect(depths).toEqual([{ depth: 'deep' }, { depth: 'deep' }]);
    const { facts_data_version, data_version } = await db
      .selectFrom('record_state')
      .selectAll()
      .executeTakeFirstOrThrow();
    expect(facts_data_version).toBe(data_version);
  });

  it('takes the latest date in the file for the data cut-off', async () => {
    await using temporary = await temporaryDatabase();
    const { db } = temporary;
    expect((await importFile(db, sampleFile('lamina-csv.csv'), OPTIONS)).cutOff).toBe('2024-03-18');
    // OP-001 was operated on 2023-03-14; OP-004 on 2023-06-17 and followed until 2023-08-01.
    expect(await observedDays(db, 'infection_observed_days')).toEqual([370, 349, 314, 45, 196, 18]);
    expect(await observedDays(db, 'readmission_observed_days')).toEqual([370, 349, 314, null, 196, null]);
  });

  it('follows unchanged cases to a later cut-off, and never back to an earlier one', async () => {
    await using temporary = await temporaryDatabase();
    const { db } = temporary;
    await importFile(db, sampleFile('lamina-csv.csv'), OPTIONS);
    const later = await importFile(db, sampleFile('lamina-csv.csv'), { ...OPTIONS, cutOff: '2024-03-28' });
    expect(later).toMatchObject({ added: 0, updated: 0, unchanged: 6, changed: true });
    expect(await observedDays(db, 'infection_observed_days')).toEqual([380, 359, 324, 45, 206, 28]);
    const earlier = await importFile(db, sampleFile('lamina-csv.csv'), OPTIONS);
    expect(earlier).toMatchObject({ unchanged: 6, changed: false });
    expect(await observedDays(db, 'infection_observed_days')).toEqual([380, 359, 324, 45, 206, 28]);
  });

  it('claims no follow-up beyond the cut-off, and no operation after it', async () => {
    await using temporary = await temporaryDatabase();
    const { db } = temporary;
    const report = await importFile(db, sampleFile('inca.csv'), OPTIONS);
    expect(report.cutOff).toBe('2023-12-24');
    expect((await observedDays(db, 'readmission_observed_days')).at(-1)).toBe(3);
    const rejections: string[] = [];
    const earlier = await importFile(db, sampleFile('lamina-csv.csv'), {
      ...OPTIONS,
      cutOff: '2024-01-31',
      onRejection: ({ line, reason }) => rejections.push(`line ${line}: ${reason}`),
    });
    expect(earlier).toMatchObject({ added: 5, rejected: 1 });
    expect(rejections).toEqual(['line 7: expected an operation on or before the data cut-off 2024-01-31']);
  });

  it('stores no identifier of a case or patient', async () => {
    await using temporary = await temporaryDatabase();
    const { db } = temporary;
    await importFile(db, sampleFile('lamina-csv.csv'), OPTIONS);
    const keys = await db.selectFrom('surgical_case').select(['source_case_key', 'patient_key']).execute();
    for (const { source_case_key, patient_key } of keys) {
      expect(source_case_key).toMatch(/^[0-9a-f]{32}$/);
      if (patient_key !== null) expect(patient_key).toMatch(/^[0-9a-f]{32}$/);
    }
    // OP-001 and OP-006 are the same patient.
    expect(keys[0]?.patient_key).toBe(keys[5]?.patient_key);
  });

  it('leaves nothing of a dry run', async () => {
    await using temporary = await temporaryDatabase();
    const { db } = temporary;
    await importFile(db, sampleFile('lamina-csv.csv'), OPTIONS);
    const before = await digestOfRecord(db);
    const report = await importFile(db, sampleFile('lamina-csv-corrected.csv'), { ...OPTIONS, dryRun: true });
    expect(report).toMatchObject({ updated: 1, unchanged: 5 });
    expect(await digestOfRecord(db)).toBe(before);
  });

  it('leaves nothing when it fails half way', async () => {
    await using temporary = await temporaryDatabase();
    const { db } = temporary;
    await importFile(db, sampleFile('lamina-csv.csv'), OPTIONS);
    const before = await digestOfRecord(db);
    let opened = 0;
    const changing = {
      ...sampleFile('sparcs-2020.csv'),
      async *open() {
        opened += 1;
        yield* sampleFile('sparcs-2020.csv').open();
        if (opened === 3) yield Buffer.from('Invented,Nowhere,9001\n');
      },
    };
    await expect(importFile(db, changing, OPTIONS)).rejects.toThrow(
      'sparcs-2020.csv: the file changed while it was being read.',
    );
    expect(await digestOfRecord(db)).toBe(before);
  });

  it('says so when another program is writing', async () => {
    await using temporary = await temporaryDatabase();
    const other = openDatabase(temporary.location);
    if (!ON_POSTGRES) await sql`pragma busy_timeout = 0`.execute(temporary.db);
    await other
      .transaction()
      .execute(async (transaction) => {
        await lockRecord(transaction);
        await expect(importFile(temporary.db, sampleFile('lamina-csv.csv'), OPTIONS)).rejects.toThrow(
          'Another program is writing to the database; try again when it has finished.',
        );
      })
      .finally(() => other.destroy());
    expect((await importFile(temporary.db, sampleFile('lamina-csv.csv'), OPTIONS)).added).toBe(6);
  });

  it('joins a transaction that it is called in', async () => {
    await using temporary = await temporaryDatabase();
    const { db } = temporary;
    const description = {
      format: 'example',
      sourceSystem: 'example',
      fileName: 'example',
      fileSha256: '',
      cutOff: '2025-01-01',
      key: EXAMPLE_KEY,
    };
    const undone = db.transaction().execute(async (transaction) => {
      expect((await commitCases(transaction, description, [exampleCase()])).added).toBe(1);
      throw new Error('undone');
    });
    await expect(undone).rejects.toThrow('undone');
    expect((await commitCases(db, description, [exampleCase()])).added).toBe(1);
    expect((await commitCases(db, description, [exampleCase()])).unchanged).toBe(1);
  });

  it('rejects a case that the file has already, whatever it says the second time', async () => {
    await using temporary = await temporaryDatabase();
    const { db } = temporary;
    const rejections: string[] = [];
    const report = await importFile(db, sampleFile('bad/same-case-twice.csv'), {
      ...OPTIONS,
      onRejection: ({ line, reason }) => rejections.push(`line ${line}: ${reason}`),
    });
    expect(report).toMatchObject({ added: 3, rejected: 1 });
    expect(rejections).toEqual(['line 4: expected each case once; line 2 has this one already']);
    const logged = await db.selectFrom('import_rejection').select(['line', 'reason']).execute();
    expect(logged).toEqual([{ line: 4, reason: 'expected each case once; line 2 has this one already' }]);
  });

  it('keeps cases of differently named sources apart', async () => {
    await using temporary = await temporaryDatabase();
    const { db } = temporary;
    await importFile(db, sampleFile('lamina-csv.csv'), { ...OPTIONS, sourceSystem: 'north' });
    const report = await importFile(db, sampleFile('lamina-csv.csv'), { ...OPTIONS, sourceSystem: 'south' });
    expect(report.added).toBe(6);
  });

  it('reads semicolons with a byte order mark and tabs in UTF-16 as the same cases', async () => {
    await using temporary = await temporaryDatabase();
    const { db } = temporary;
    expect((await importFile(db, sampleFile('lamina-csv-semicolons.csv'), OPTIONS)).added).toBe(3);
    expect((await importFile(db, sampleFile('lamina-csv-utf16.csv'), OPTIONS)).unchanged).toBe(3);
  });

  it('is refused with another key than the record was made with', async () => {
    await using temporary = await temporaryDatabase();
    const { db } = temporary;
    await importFile(db, sampleFile('lamina-csv.csv'), OPTIONS);
    const key = pseudonymKeyFrom('another key of thirty-two characters');
    await expect(importFile(db, sampleFile('lamina-csv.csv'), { ...OPTIONS, key })).rejects.toThrow(
      /made with another key/,
    );
  });

  it('is refused by a record that holds the demo network, and the other way round', async () => {
    const description = {
      format: 'demo',
      sourceSystem: 'example',
      fileName: 'demo',
      fileSha256: '',
      cutOff: null,
      key: EXAMPLE_KEY,
      contents: 'demo',
    } as const;
    await using demo = await temporaryDatabase();
    await commitCases(demo.db, description, [exampleCase()]);
    await expect(importFile(demo.db, sampleFile('lamina-csv.csv'), OPTIONS)).rejects.toThrow(
      /lamina demo --remove/,
    );
    await using reported = await temporaryDatabase();
    await importFile(reported.db, sampleFile('lamina-csv.csv'), OPTIONS);
    await expect(commitCases(reported.db, description, [exampleCase()])).rejects.toThrow(/holds real cases/);
  });

  it('lets the first of two names of a hospital in one file stand', async () => {
    await using temporary = await temporaryDatabase();
    const { db } = temporary;
    const text =
      'case_id,hospital,hospital_name,laminectomy,discectomy,fusion,operation_year\n' +
      'A,H,,yes,no,no,2020\nB,H,First,yes,no,no,2020\nC,H,Second,yes,no,no,2020\n';
    await importFile(db, bytesAsSource(text), OPTIONS);
    expect((await importFile(db, bytesAsSource(text), OPTIONS)).changed).toBe(false);
    expect(await db.selectFrom('hospital').select('name').execute()).toEqual([{ name: 'First' }]);
  });

  it('writes more cases than one statement takes', async () => {
    await using temporary = await temporaryDatabase();
    const { db } = temporary;
    const rows = Array.from({ length: 1234 }, (_, index) => `C${index},H${index % 3},yes,no,no,2020`);
    const text = ['case_id,hospital,laminectomy,discectomy,fusion,operation_year', ...rows].join('\n');
    expect((await importFile(db, bytesAsSource(text), OPTIONS)).added).toBe(1234);
    const changed = text.replaceAll(/(C\d*7,.*)2020/g, '$12021');
    expect(await importFile(db, bytesAsSource(changed), OPTIONS)).toMatchObject({
      updated: 123,
      unchanged: 1111,
    });
  });
});
