import type { DataQualityOutput } from '@lamina/shared/contract/data-quality.ts';
import type { CsvTable } from '../../lib/csv.ts';

/** One line a row and column of the table, with counts. */
export function completenessCsv({ rows, columns }: DataQualityOutput): CsvTable {
  return {
    columns: ['row', 'column', 'cases', 'reported', 'follow-up over'],
    rows: rows.flatMap(({ label, cells }) =>
      cells.flatMap((cell, index) =>
        cell === null
          ? []
          : [[label, columns[index]?.label ?? '', cell.cases, cell.reported, cell.immature ? 'no' : 'yes']],
      ),
    ),
  };
}
