import { existsSync, readFileSync } from 'node:fs';
import { resolve } from 'node:path';
import {
  fewestExpectedToPublish,
  type StandardisedRatio,
  standardisedRatio,
} from '@lamina/shared/statistics/intervals.ts';
import { parse } from 'csv-parse/sync';
import iconv from 'iconv-lite';
import { describe, expect, it } from 'vitest';

/**
 * California's published surgical-site infection rows of laminectomy and spinal fusion: every ratio, interval and verdict is
 * recomputed from the observed and predicted counts printed beside them.
 *
 * What was found: where one infection or more was predicted the limits are mid-P (NHSN's); where 0.2 to 1 was, they are
 * exact (Garwood). The department prints no ratio below 0.2. The predicted count, too, is printed to two decimals, and some
 * figures were rounded twice (to NHSN's three decimals first): a row agrees when one predicted count that is printed so
 * gives all three figures as printed.
 */
const folder = resolve(import.meta.dirname, '../../../../shared/data/cdph-ssi');
const files = [
  { name: 'ca_ssi_adult_odp_2021.csv', encoding: 'utf8' },
  { name: 'ca_ssi_adult_odp_2022.csv', encoding: 'utf8' },
  { name: 'ca_ssi_adult_odp_2024.csv', encoding: 'macintosh' },
] as const;

const spineProcedures = ['Laminectomy', 'Spinal fusion'];

/** Half a unit of the second decimal, and of the third, to which NHSN rounds before. */
const rounding = 0.005 + 0.0005;

/** Slack for the decimal figures themselves, which doubles cannot hold. */
const representation = 1e-9;

interface PublishedRow {
  readonly label: string;
  readonly observed: number;
  readonly predicted: number;
  readonly ratio: number;
  readonly lower: number;
  readonly upper: number;
  readonly comparison: string;
}

function publishedRows(file: (typeof files)[number]): PublishedRow[] {
  const text = iconv.decode(readFileSync(resolve(folder, file.name)), file.encoding);
  const records: Record<string, string>[] = parse(text, { columns: true, bom: true, skip_empty_lines: true });
  return records
    .filter((row) => spineProcedures.some((name) => row.Operative_Procedure?.endsWith(name)))
    .filter((row) => row.SIR !== '')
    .map((row) => ({
      label: `${file.name} ${row.Facility_ID} ${row.Operative_Procedure}`,
      observed: Number(row.Infections_Reported),
      predicted: Number(row.Infections_Predicted),
      ratio: Number(row.SIR),
      lower: Number(row.SIR_CI_95_Lower_Limit),
      upper: Number(row.SIR_CI_95_Upper_Limit),
      comparison: row.Comparison ?? '',
    }));
}

function ratioAt(row: PublishedRow, predicted: number, method: 'midP' | 'exact'): StandardisedRatio {
  const answer = standardisedRatio(row.observed, predicted, { method });
  if (answer.kind === 'not-computable') throw new Error(`${row.label}: ${answer.reason}`);
  return answer;
}

/** Whether all three figures follow from some predicted count that rounds to the printed one. */
function agrees(row: PublishedRow, method: 'midP' | 'exact'): boolean {
  const fewest = ratioAt(row, row.predicted - rounding, method);
  const most = ratioAt(row, row.predicted + rounding, method);
  return (['ratio', 'lower', 'upper'] as const).every(
    (figure) =>
      row[figure] >= most[figure] - rounding - representation &&
      row[figure] <= fewest[figure] + rounding + representation,
  );
}

function verdictsPossible(row: PublishedRow, method: 'midP' | 'exact'): string[] {
  return [row.predicted - rounding, row.predicted + rounding].map((predicted) => {
    const { lower, upper } = ratioAt(row, predicted, method);
    return upper < 1 ? 'Better' : lower > 1 ? 'Worse' : 'Same';
  });
}

describe.skipIf(!existsSync(folder))('California published ratios (../shared/data/cdph-ssi)', () => {
  const rows = existsSync(folder) ? files.flatMap(publishedRows) : [];
  const certainlyOne = rows.filter((row) => row.predicted - rounding >= fewestExpectedToPublish);
  const certainlyFewer = rows.filter((row) => row.predicted + rounding < fewestExpectedToPublish);
  const aboutOne = rows.filter((row) => !certainlyOne.includes(row) && !certainlyFewer.includes(row));

  function disagreeing(among: readonly PublishedRow[], method: 'midP' | 'exact'): string[] {
    return among.filter((row) => !agrees(row, method)).map((row) => row.label);
  }

  it('holds every published spine row of the three years', () => {
    console.log(
      `${rows.length} rows: ${certainlyOne.length} with a predicted count of 1 or more, ` +
        `${certainlyFewer.length} with fewer, ${aboutOne.length} printed as 1.00 or next to it`,
    );
    expect(rows.length).toBe(855);
  });

  it('gives the mid-P limits where one infection or more was predicted', () => {
    expect(disagreeing(certainlyOne, 'midP')).toEqual([]);
  });

  it('gives the exact limits where 0.2 to 1 infection was predicted', () => {
    expect(disagreeing(certainlyFewer, 'exact')).toEqual([]);
  });

  it('gives one or the other where rounding hides on which side of 1 the predicted count was', () => {
    expect(aboutOne.filter((row) => !agrees(row, 'midP') && !agrees(row, 'exact'))).toEqual([]);
  });

  it('tells the two conventions apart: no row below 1 is mid-P', () => {
    expect(certainlyFewer.filter((row) => agrees(row, 'midP'))).toEqual([]);
  });

  it('gives the published verdict', () => {
    const wrong = rows.filter((row) => {
      const method = row.predicted >= fewestExpectedToPublish ? 'midP' : 'exact';
      return !verdictsPossible(row, method).includes(row.comparison);
    });
    expect(wrong).toEqual([]);
  });
});
