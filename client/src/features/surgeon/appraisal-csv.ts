import type { SurgeonOutput } from '@lamina/shared/contract/surgeon.ts';
import { getIndicator } from '@lamina/shared/indicators/catalogue.ts';
import type { CsvTable, CsvValue } from '../../lib/csv.ts';
import { referenceOf } from './own-words.ts';

/** One line an indicator, numbers as they were calculated. */
export function appraisalCsv({ indicators }: SurgeonOutput): CsvTable {
  return {
    columns: [
      'indicator',
      'unit',
      'numerator',
      'denominator',
      'value',
      'lower 95',
      'upper 95',
      'interval',
      'reference',
      'reference low',
      'reference high',
      'verdict',
      'colleagues',
      'colleagues 10th percentile',
      'colleagues 90th percentile',
      'own steadied',
      'reliability',
      'expected',
      'O/E',
      'rate that would be noticed',
    ],
    rows: indicators.map(({ figures, colleagues, adjusted, detectable }): CsvValue[] => {
      const { name, unit } = getIndicator(figures.indicatorId);
      const reference = referenceOf(figures);
      const shown = figures.state === 'no-data' ? null : figures;
      const band = colleagues.state === 'band' ? colleagues : null;
      return [
        name,
        unit,
        shown?.numerator ?? null,
        figures.completeness.judged,
        shown?.value ?? null,
        shown?.interval?.lower ?? null,
        shown?.interval?.upper ?? null,
        shown?.interval?.method ?? null,
        reference?.label ?? null,
        reference?.low ?? null,
        reference?.high ?? null,
        figures.comparison?.verdict ?? figures.state,
        colleagues.colleagues,
        band?.low ?? null,
        band?.high ?? null,
        band?.own ?? null,
        band?.reliability ?? null,
        adjusted.state === 'not-adjusted' ? null : adjusted.expected,
        adjusted.state === 'figures' ? adjusted.ratio : null,
        detectable?.rate ?? null,
      ];
    }),
  };
}
