import { latestDateOf, openTable, readTable } from '@lamina/server/intake/table.ts';
import { addDays } from '@lamina/shared/domain/period.ts';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { bytesAsSource } from '../../support/byte-source.ts';
import { sampleFile } from '../../support/sample-file.ts';

const TODAY = '2026-01-01';
const HEADER =
  'case_id,hospital,laminectomy,discectomy,fusion,operation_date,discharge_date,infection,infection_date,age,hospital_name';

type Source = ReturnType<typeof bytesAsSource>;

/** The latest date as Lamina finds it, and as reading every row of the file does. */
async function bothWays(source: Source) {
  const table = await openTable(source, 'auto');
  const reading = { sourceSystem: 'test', today: TODAY };
  const dates: string[] = [];
  for await (const deliveries of readTable(table, reading)) {
    for (const delivery of deliveries) {
      if (delivery.kind === 'case' && delivery.latestDate !== null) dates.push(delivery.latestDate);
    }
  }
  return { found: await latestDateOf(table, reading), expected: dates.toSorted().at(-1) ?? null };
}

const day = fc.integer({ min: 0, max: 4000 }).map((days) => addDays('2016-01-01', days));
const line = fc
  .record({
    operated: fc.option(day, { nil: '2023-02-30' }),
    stay: fc.integer({ min: -1, max: 9 }),
    infected: fc.oneof(
      day,
      day.map((date) => ` by ${date} `),
      fc.constantFrom('', 'soon'),
    ),
    age: fc.constantFrom('', '50', '500'),
    name: fc.oneof(fc.constantFrom('', '"2025-12-31, Ward"'), day),
  })
  .map(({ operated, stay, infected, age, name }) => {
    const discharged = operated === '2023-02-30' ? '' : addDays(operated, stay);
    return `A,H,yes,no,no,${operated},${discharged},${infected === '' ? '' : 'yes'},${infected},${age},${name}`;
  });

describe('the latest date of a file', () => {
  it('is that of its accepted rows, whatever their order and whatever was rejected', async () => {
    await fc.assert(
      fc.asyncProperty(fc.array(line, { maxLength: 40 }), async (lines) => {
        const { found, expected } = await bothWays(bytesAsSource([HEADER, ...lines].join('\n')));
        expect(found).toBe(expected);
      }),
      { seed: 6, numRuns: 300 },
    );
  });

  it.each(['lamina-csv.csv', 'lamina-csv-semicolons.csv', 'lamina-csv-utf16.csv', 'inca.csv'])(
    'is found in %s',
    async (name) => {
      const { found, expected } = await bothWays(sampleFile(name));
      expect(expected).not.toBeNull();
      expect(found).toBe(expected);
    },
  );

  it('is unknown where a source gives no dates', async () => {
    expect((await bothWays(sampleFile('sparcs-2020.csv'))).found).toBeNull();
  });
});
