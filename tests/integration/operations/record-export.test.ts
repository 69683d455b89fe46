import { existsSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { listTables } from '@lamina/server/repositories/record-export.repository.ts';
import { exportRecord } from '@lamina/server/services/record-export.service.ts';
import { NOT_EXPORTED, RECORD_TABLES } from '@lamina/server/services/record-schema.service.ts';
import { parse } from 'csv-parse/sync';
import { sql } from 'kysely';
import { describe, expect, it } from 'vitest';
import { runLamina } from '../../support/run-lamina.ts';
import { samplePath } from '../../support/sample-file.ts';
import { temporaryDatabase } from '../../support/temporary-database.ts';

interface Schema {
  readonly tables: readonly {
    readonly name: string;
    readonly file: string;
    readonly rows: number;
    readonly columns: readonly {
      readonly name: string;
      readonly about: string;
      readonly refersTo?: string;
    }[];
  }[];
}

describe('lamina export', () => {
  it('writes every row and column of the record, as it stands in the database, and describes each', async () => {
    await using temporary = await temporaryDatabase();
    const { db, directory, environment } = temporary;
    const files = [samplePath('lamina-csv.csv'), samplePath('cdph-ssi-2021.csv')];
    await runLamina(['import', ...files], directory, environment);
    const target = join(directory, 'export');
    expect(await runLamina(['export', target], directory, environment)).toMatchObject({
      status: 0,
      stderr: '',
    });

    const schema = JSON.parse(readFileSync(join(target, 'schema.json'), 'utf8')) as Schema;
    const columns = new Set(
      schema.tables.flatMap(({ name, columns: own }) => own.map((c) => `${name}.${c.name}`)),
    );
    for (const table of schema.tables) {
      const rows = parse(readFileSync(join(target, table.file)), { columns: true }) as Record<
        string,
        string
      >[];
      const { rows: stored } = await sql<
        Record<string, unknown>
      >`select * from ${sql.table(table.name)} order by ${sql.raw(table.columns.length > 2 ? '1, 2, 3' : '1, 2')}`.execute(
        db,
      );
      const asText = stored.map((row) =>
        Object.fromEntries(
          Object.entries(row).map(([name, value]) => [name, value === null ? '' : String(value)]),
        ),
      );
      expect(rows, table.name).toEqual(asText);
      expect(table.rows).toBe(stored.length);
      for (const { name, about, refersTo } of table.columns) {
        expect(about, `${table.name}.${name}`).not.toBe('');
        if (refersTo !== undefined) expect(columns).toContain(refersTo);
      }
    }
    expect(schema.tables.find(({ name }) => name === 'surgical_case')?.rows).toBe(6);
  });

  it('leaves no table and no column of the database undecided', async () => {
    await using temporary = await temporaryDatabase();
    const tables = await listTables(temporary.db);
    const decided = new Set([...Object.keys(RECORD_TABLES), ...NOT_EXPORTED]);
    expect([...tables.keys()].filter((name) => !decided.has(name))).toEqual([]);
    for (const [name, { columns }] of Object.entries(RECORD_TABLES)) {
      const stored = (tables.get(name) ?? []).map((column) => column.name);
      expect(Object.keys(columns), name).toEqual(expect.arrayContaining(stored));
    }
  });

  it('neutralises texts that a spreadsheet would run, and leaves numbers', async () => {
    await using temporary = await temporaryDatabase();
    const { db, directory } = temporary;
    await db
      .insertInto('hospital')
      .values({ source_system: '@here', code: '-1', name: '=cmd|calc!A1' })
      .execute();
    await exportRecord(db, join(directory, 'export'));
    const [, line] = readFileSync(join(directory, 'export/hospital.csv'), 'utf8').split('\n');
    expect(line).toBe("1,'@here,'-1,'=cmd|calc!A1");
  });

  it('writes nothing into a directory that holds something, and is noted in the audit log', async () => {
    await using temporary = await temporaryDatabase();
    const { db, directory } = temporary;
    writeFileSync(join(directory, 'a-file'), '');
    await expect(exportRecord(db, directory)).rejects.toThrow('is not empty; nothing was written.');
    expect(existsSync(`${directory}.unfinished`)).toBe(false);
    await expect(exportRecord(db, join(directory, 'a-file/export'))).rejects.toMatchObject({
      code: 'unavailable',
    });
    await exportRecord(db, join(directory, 'export'));
    const entries = await db.selectFrom('audit_entry').select(['action', 'subject']).execute();
    expect(entries).toEqual([{ action: 'exported', subject: 'list:record' }]);
  });
});
