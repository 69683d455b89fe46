import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { LAMINA_COLUMNS } from '@lamina/server/intake/formats/lamina-columns.ts';
import { describe, expect, it } from 'vitest';
import { bytesAsSource } from '../../../support/byte-source.ts';
import { casesOf, readDeliveries, rejectionsOf } from '../../../support/read-deliveries.ts';
import { sampleFile } from '../../../support/sample-file.ts';

async function read(row: Readonly<Record<string, string>>) {
  const complete = {
    case_id: 'A',
    hospital: 'H',
    laminectomy: 'no',
    discectomy: 'yes',
    fusion: 'no',
    ...row,
  };
  const text = `${Object.keys(complete).join(',')}\n${Object.values(complete).join(',')}\n`;
  return readDeliveries(bytesAsSource(text));
}

const OPERATED = { operation_date: '2024-03-14' };

describe("Lamina's own CSV", () => {
  it('is documented in data/README.md column by column', () => {
    const readme = readFileSync(join(import.meta.dirname, '../../../../data/README.md'), 'utf8').replaceAll(
      / +/g,
      ' ',
    );
    const rows = LAMINA_COLUMNS.map(
      ({ name, meaning, values, example, required }) =>
        `| ${name} | ${meaning} | ${values} | ${example} | ${required ? 'yes ' : ''}|`,
    );
    expect(readme).toContain(rows.join('\n'));
  });

  it('accepts the example of every column together', async () => {
    const examples = Object.fromEntries(LAMINA_COLUMNS.map(({ name, example }) => [name, example]));
    const yes = Object.fromEntries(
      Object.keys(examples)
        .filter((name) => `${name}_date` in examples)
        .map((name) => [name, 'yes']),
    );
    const quoted = { ...examples, ...yes, hospital_name: `"${examples.hospital_name}"` };
    const deliveries = await read({ ...quoted, followed_until: '2025-03-20', age_band: '50-69' });
    expect(rejectionsOf(deliveries)).toEqual([]);
    expect(casesOf(deliveries)[0]?.events).toHaveLength(10);
    expect(casesOf(deliveries)[0]?.proms).toHaveLength(20);
  });

  it('keeps no, yes and blank apart', async () => {
    const [reported] = casesOf(
      await read({ ...OPERATED, infection: 'no', dural_tear: 'yes', death: '', diabetes: '', smoker: 'no' }),
    );
    expect(reported?.observed).toEqual({ infection: 'cut-off', 'dural-tear': 'cut-off' });
    expect(reported?.events.map(({ kind }) => kind)).toEqual(['dural-tear']);
    expect(reported?.diabetes).toBeNull();
    expect(reported?.smoker).toBe(false);
  });

  it('takes follow-up as far as it went', async () => {
    const [reported] = casesOf(await read({ ...OPERATED, followed_until: '2024-06-12', readmission: 'no' }));
    expect(reported?.observed).toEqual({ readmission: 90 });
    const before = rejectionsOf(await read({ ...OPERATED, followed_until: '2024-03-01', readmission: 'no' }));
    expect(before).toEqual([
      'line 2, followed_until "2024-03-01": expected a date on or after the operation, 2024-03-14',
    ]);
  });

  it('knows that something happened by a day', async () => {
    const [reported] = casesOf(
      await read({ ...OPERATED, readmission: 'yes', readmission_date: 'by 2024-04-13' }),
    );
    expect(reported?.events[0]).toMatchObject({ onsetDate: '2024-04-13', onsetPrecision: 'at-latest' });
  });

  it('counts nights from the two dates, and refuses a number that differs', async () => {
    const dates = { ...OPERATED, admission_date: '2024-03-13', discharge_date: '2024-03-16' };
    expect(casesOf(await read(dates))[0]?.lengthOfStayNights).toBe(3);
    expect(rejectionsOf(await read({ ...dates, length_of_stay_nights: '4' }))).toEqual([
      'line 2, length_of_stay_nights "4": expected 3, the nights from admission to discharge',
    ]);
  });

  it('takes only dates as YYYY-MM-DD that exist and are not to come', async () => {
    const deliveries = await readDeliveries(sampleFile('bad/dates-in-other-orders.csv'));
    const expected = 'expected a date as YYYY-MM-DD, such as 2024-03-14';
    expect(rejectionsOf(deliveries)).toEqual([
      `line 2, operation_date "14/03/2024": ${expected}`,
      `line 3, operation_date "03/14/2024": ${expected}`,
      `line 4, operation_date "14.03.2024": ${expected}`,
      `line 5, operation_date "2024-3-14": ${expected}`,
      `line 6, operation_date "20240314": ${expected}`,
      `line 7, operation_date "45365": ${expected}`,
      `line 8, operation_date "2024-02-30": ${expected}`,
      'line 9, operation_date "2204-03-14": expected a date from 1980-01-01 to today, 2026-01-01',
      `line 10, operation_date "2024-03-14T08:00": ${expected}`,
    ]);
  });

  it('says all that is wrong with a row at once', async () => {
    expect(rejectionsOf(await readDeliveries(sampleFile('bad/unknown-codes.csv')))).toEqual([
      'line 2, fusion "maybe": expected yes or no',
      'line 2, laminectomy "null": expected yes or no',
      'line 2, region "sacral": expected cervical, thoracic or lumbar',
      'line 2, levels "1.5": expected a whole number such as 3',
      'line 2, urgency "planned": expected elective, urgent or emergency',
      'line 2, sex "F": expected female, male or other',
      'line 2, body_mass_index "24,6": expected a number such as 27.4, with a point and no unit',
      'line 2, infection_depth "deep": expected nothing unless infection is yes',
    ]);
  });

  it('says which range a number left', async () => {
    const rejections = rejectionsOf(
      await read({ ...OPERATED, asa_class: '6', age: '-1', odi_week_6: '146' }),
    );
    expect(rejections).toEqual([
      'line 2, age "-1": expected at least 0',
      'line 2, asa_class "6": expected at most 5',
      'line 2, odi_week_6 "146": expected 0 to 100',
    ]);
  });

  it('never shows an identifier', async () => {
    const deliveries = await read({ ...OPERATED, case_id: 'x'.repeat(201), patient_id: 'y'.repeat(201) });
    expect(rejectionsOf(deliveries)).toEqual([
      'line 2, case_id "(hidden)": expected at most 200 characters',
      'line 2, patient_id "(hidden)": expected at most 200 characters',
    ]);
  });

  it('names the nearest column for one that it does not know', async () => {
    await expect(readDeliveries(sampleFile('bad/unknown-column.csv'))).rejects.toThrow(
      'unknown-column.csv: as lamina-csv, Lamina does not know "surgeon" (did you mean operating_surgeon?), ' +
        '"oddi_baseline" (did you mean odi_baseline?). All columns are listed in data/README.md.',
    );
    await expect(readDeliveries(sampleFile('bad/missing-column.csv'), 'lamina-csv')).rejects.toThrow(
      'the header lacks the column fusion',
    );
  });
});
