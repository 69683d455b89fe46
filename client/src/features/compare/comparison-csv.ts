import type { CompareOutput } from '@lamina/shared/contract/compare.ts';
import type { CsvTable } from '../../lib/csv.ts';
import type { ComparedRow } from './compared-row.ts';

/** Every provider with every figure, not rounded. */
export function comparisonCsv(comparison: CompareOutput, rows: readonly ComparedRow[]): CsvTable {
  return {
    columns: [
      comparison.by,
      'numerator',
      'denominator',
      'expected',
      comparison.measure,
      'lower 95 %',
      'upper 95 %',
      'verdict',
      'position by chance',
      'p by chance',
      'position with spread allowed for',
      'p with spread allowed for',
      'cases',
      'not judged',
    ],
    rows: rows.map((row) => [
      row.name,
      row.numerator,
      row.denominator,
      row.expected,
      row.value,
      row.interval?.lower ?? null,
      row.interval?.upper ?? null,
      row.verdict,
      row.byChance?.position ?? null,
      row.byChance?.pValue ?? null,
      row.allowingForSpread?.position ?? null,
      row.allowingForSpread?.pValue ?? null,
      row.completeness.cases,
      row.completeness.cases - row.completeness.judged,
    ]),
  };
}
