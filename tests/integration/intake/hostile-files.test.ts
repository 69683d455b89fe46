import { readdirSync } from 'node:fs';
import { importFile } from '@lamina/server/intake/import-file.ts';
import { describe, expect, it } from 'vitest';
import { fuzzIntake } from '../../soak/intake-fuzz.ts';
import { killDuringImport } from '../../soak/intake-kill.ts';
import { streamLongLine } from '../../soak/intake-long-line.ts';
import { EXAMPLE_KEY } from '../../support/commit-examples.ts';
import { INTAKE_TODAY } from '../../support/read-deliveries.ts';
import { sampleFile, samplePath } from '../../support/sample-file.ts';
import { temporaryDatabase } from '../../support/temporary-database.ts';

/** What becomes of each bad sample: a sentence, or how many lines are accepted and rejected. */
const BAD_SAMPLES: Readonly<Record<string, string | { added: number; rejected: number }>> = {
  'binary.csv': 'this is a binary file, not a CSV file.',
  'dates-in-other-orders.csv': { added: 0, rejected: 9 },
  'discharge-before-admission.csv': { added: 1, rejected: 1 },
  'empty.csv': 'the file is empty.',
  'header-only.csv': 'the file has a header and no rows.',
  'missing-column.csv':
    'as lamina-csv, the header lacks the column fusion. All columns are listed in data/README.md.',
  'not-utf8.csv': 'line 2 is not UTF-8. Save the file as "CSV UTF-8".',
  'one-column.csv': 'expected a header of several columns, separated by commas, semicolons or tabs.',
  'pipes.csv': 'its columns are separated by |; save it with commas, semicolons or tabs.',
  'repeated-column.csv': 'the column Hospital occurs twice in the header.',
  'same-case-twice.csv': { added: 3, rejected: 1 },
  'spreadsheet.csv':
    'this is a spreadsheet or a zip archive, not a CSV file; open it and save it as "CSV UTF-8".',
  'unclosed-quote.csv': { added: 5, rejected: 1 },
  'unknown-codes.csv': { added: 0, rejected: 1 },
  'unknown-column.csv':
    'as lamina-csv, Lamina does not know "surgeon" (did you mean operating_surgeon?), "oddi_baseline" (did you mean odi_baseline?). All columns are listed in data/README.md.',
  'wrong-number-of-values.csv': { added: 4, rejected: 2 },
};

describe('a file that is not as it should be', () => {
  it('has an expectation here for every bad sample', () => {
    expect(readdirSync(samplePath('bad')).toSorted()).toEqual(Object.keys(BAD_SAMPLES));
  });

  it.each(Object.entries(BAD_SAMPLES))('is reported: %s', async (name, expected) => {
    await using temporary = await temporaryDatabase();
    const source = sampleFile(`bad/${name}`);
    const imported = importFile(temporary.db, source, {
      format: 'lamina-csv',
      key: EXAMPLE_KEY,
      today: INTAKE_TODAY,
    });
    if (typeof expected === 'string') await expect(imported).rejects.toThrow(`${source.name}: ${expected}`);
    else expect(await imported).toMatchObject(expected);
  });

  it('is read or refused with a sentence whatever happened to it, every line accounted for', async () => {
    const { figures, misses } = await fuzzIntake(300, 5);
    expect(misses).toEqual([]);
    expect(figures.accepted).toBeGreaterThan(0);
    expect(figures.rejected).toBeGreaterThan(0);
  });

  it('costs no memory for a line of 200 megabytes, and no other line', async () => {
    expect((await streamLongLine(200)).misses).toEqual([]);
  });

  it('leaves the old state or the new one when the import is killed', async () => {
    expect((await killDuringImport(5, 3)).misses).toEqual([]);
  });
});
