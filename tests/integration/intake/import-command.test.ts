import { spawnSync } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { naiveTable } from '../../support/naive-table.ts';
import { samplePath } from '../../support/sample-file.ts';

const MAIN = join(import.meta.dirname, '../../../server/src/main.ts');

describe('lamina import', () => {
  let dataDirectory: string;
  beforeEach(() => {
    dataDirectory = mkdtempSync(join(tmpdir(), 'lamina-import-'));
  });
  afterEach(() => rmSync(dataDirectory, { recursive: true }));

  function lamina(...words: string[]) {
    const { status, stdout, stderr } = spawnSync(
      process.execPath,
      [MAIN, 'import', ...words, '--data', dataDirectory],
      { encoding: 'utf8', env: { PATH: process.env.PATH } },
    );
    return { status, stdout, stderr };
  }

  it('reports each file, and recognises the second run', () => {
    const files = [samplePath('lamina-csv.csv'), samplePath('cdph-ssi-2021.csv')];
    expect(lamina(...files)).toEqual({
      status: 0,
      stderr: '',
      stdout:
        'lamina-csv.csv (lamina-csv, data up to 2024-03-18)\n  6 added, 0 updated, 0 unchanged, 0 rejected\n' +
        'cdph-ssi-2021.csv (cdph-ssi)\n  3 added, 0 updated, 0 unchanged, 0 rejected, 1 not spine\n',
    });
    expect(lamina(...files).stdout).toContain('0 added, 0 updated, 6 unchanged, 0 rejected');
  });

  it('goes on after a file that cannot be read, and exits with 1', () => {
    const run = lamina(samplePath('bad/empty.csv'), 'no-such-file.csv', samplePath('lamina-csv.csv'));
    expect(run.status).toBe(1);
    expect(run.stderr).toBe('empty.csv: the file is empty.\nno-such-file.csv: there is no such file.\n');
    expect(run.stdout).toContain('6 added');
  });

  it('reports rejections and exits with 0, or with 1 when strict', () => {
    const file = samplePath('bad/discharge-before-admission.csv');
    const run = lamina(file);
    expect(run.status).toBe(0);
    expect(run.stdout).toContain(
      '  1 added, 0 updated, 0 unchanged, 1 rejected\n' +
        '  line 2, discharge_date "2023-03-12": expected a date on or after the operation, 2023-03-14\n',
    );
    expect(lamina(file, '--strict').status).toBe(1);
  });

  it('writes every rejection to a file, without identifiers', () => {
    const list = join(dataDirectory, 'rejections.csv');
    lamina(samplePath('bad/dates-in-other-orders.csv'), '--rejections', list);
    const text = readFileSync(list, 'utf8');
    expect(naiveTable(text)).toHaveLength(9);
    expect(naiveTable(text)[0]).toEqual({
      file: 'dates-in-other-orders.csv',
      line: '2',
      column: 'operation_date',
      value: '14/03/2024',
      reason: 'expected a date as YYYY-MM-DD, such as 2024-03-14',
    });
    expect(text).not.toMatch(/D0|P-1/);
  });

  it('writes nothing in a dry run', () => {
    expect(lamina(samplePath('lamina-csv.csv'), '--dry-run').stdout).toContain(
      'dry run: nothing was written',
    );
    expect(lamina(samplePath('lamina-csv.csv')).stdout).toContain('6 added');
  });

  it('says that the key is missing when the record holds cases', () => {
    lamina(samplePath('lamina-csv.csv'));
    rmSync(join(dataDirectory, 'pseudonym.key'));
    const run = lamina(samplePath('lamina-csv.csv'));
    expect(run.status).toBe(1);
    expect(run.stderr).toMatch(/^The database holds cases, but the key .* is missing .*\n$/);
  });

  it('refuses an unknown format and a date in another order', () => {
    expect(lamina(samplePath('lamina-csv.csv'), '--format', 'xml').stderr).toContain(
      'Allowed choices are auto',
    );
    expect(lamina(samplePath('lamina-csv.csv'), '--cut-off', '14/03/2024').stderr).toContain('YYYY-MM-DD');
  });
});
