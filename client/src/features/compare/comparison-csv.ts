import type { CompareOutput } from '@lamina/shared/contract/compare.ts';
import type { CsvTable } from '../../lib/csv.ts';
import type { ComparedRow } from './compared-row.ts';

const COLUMNS_BEFORE_VERDICT = 6;
const COLUMNS_AFTER_VERDICT = 6;

/** Every provider with every figure, not rounded; of those not told only why, in the place of the verdict. */
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
    rows: [
      ...rows.map((row) => [
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
        row.completeness?.cases ?? null,
        row.completeness === null ? null : row.completeness.cases - row.completeness.judged,
      ]),
      ...comparison.suppressedProviders.map(({ name, rule }) => [
        name,
        ...Array.from({ length: COLUMNS_BEFORE_VERDICT }, () => null),
        rule,
        ...Array.from({ length: COLUMNS_AFTER_VERDICT }, () => null),
      ]),
    ],
  };
}
