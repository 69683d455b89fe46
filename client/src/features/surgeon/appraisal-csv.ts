import type { SurgeonOutput } from '@lamina/shared/contract/surgeon.ts';
import { getIndicator } from '@lamina/shared/indicators/catalogue.ts';
import { comparedReference } from '../../components/verdict-words.ts';
import { hasValue } from '../../lib/count-words.ts';
import type { CsvTable, CsvValue } from '../../lib/csv.ts';
import { percentilesTold } from './own-words.ts';

/** One line an indicator, numbers as they were calculated. */
export function appraisalCsv({ indicators }: SurgeonOutput): CsvTable {
  const [lower, upper] = percentilesTold(indicators)?.map((each) => `${each}th percentile`) ?? ['from', 'to'];
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
      `colleagues ${lower}`,
      `colleagues ${upper}`,
      'colleagues not told',
      'own steadied',
      'reliability',
      'expected',
      'O/E',
      'rate that would be noticed',
    ],
    rows: indicators.map(({ figures, colleagues, adjusted, detectable }): CsvValue[] => {
      const { name, unit } = getIndicator(figures.indicatorId);
      const reference = comparedReference(figures);
      const shown = hasValue(figures) ? figures : null;
      const band = colleagues.state === 'band' ? colleagues : null;
      return [
        name,
        unit,
        shown?.numerator ?? null,
        shown?.denominator ?? figures.completeness?.judged ?? null,
        shown?.value ?? null,
        shown?.interval?.lower ?? null,
        shown?.interval?.upper ?? null,
        shown?.interval?.method ?? null,
        reference?.label ?? null,
        reference?.low ?? null,
        reference?.high ?? null,
        figures.comparison?.verdict ?? figures.state,
        colleagues.state === 'suppressed' ? null : colleagues.colleagues,
        band?.low ?? null,
        band?.high ?? null,
        colleagues.state === 'suppressed' ? colleagues.rule : null,
        band?.own ?? null,
        band?.reliability ?? null,
        adjusted.state === 'not-adjusted' ? null : adjusted.expected,
        adjusted.state === 'figures' ? adjusted.ratio : null,
        detectable?.rate ?? null,
      ];
    }),
  };
}
