import type {
  IndicatorFigures,
  OverviewOutput,
  PublishedComparator,
} from '@lamina/shared/contract/overview.ts';
import type { Procedure } from '@lamina/shared/domain/procedure.ts';
import { CATALOGUE } from '@lamina/shared/indicators/catalogue.ts';
import type { Indicator, IndicatorFamily } from '@lamina/shared/indicators/indicator.ts';
import { type WhiskerScale, whiskerScale } from '../../charts/whisker-scale.ts';
import { comparedReference } from '../../components/verdict-words.ts';
import { hasValue } from '../../lib/count-words.ts';

export interface IndicatorCellOfRow {
  readonly procedure: Procedure;
  /** All cases of the procedure that the filter selects. */
  /** Null where suppressed. */
  readonly cases: number | null;
  /** Undefined where the indicator does not apply to the procedure, or the procedure has no case. */
  readonly figures: IndicatorFigures | undefined;
  /** Figures published about others, latest first. */
  readonly comparators: readonly PublishedComparator[];
}

export interface IndicatorRow {
  readonly indicator: Indicator;
  readonly cells: readonly IndicatorCellOfRow[];
  /** One scale for the whiskers and one for the sparklines of a row, so that its procedures can be read against each other. */
  readonly scale: WhiskerScale;
  readonly sparklineMaximum: number;
  /** Whether any of its figures has a reference, compared with it or not. */
  readonly hasReference: boolean;
}

/** The rows of one family: with figures, and those of which nothing is reported. Indicators that apply to no procedure shown are left out. */
export function rowsOf(
  { procedures, comparators }: Pick<OverviewOutput, 'procedures' | 'comparators'>,
  family: IndicatorFamily,
): { readonly withFigures: IndicatorRow[]; readonly withoutData: IndicatorRow[] } {
  const rows = CATALOGUE.filter((indicator) => indicator.family === family)
    .map((indicator) => rowOf(indicator, procedures, comparators))
    .filter((row) => row.cells.some(({ figures }) => figures !== undefined));
  const hasData = (row: IndicatorRow) =>
    row.cells.some(({ figures }) => figures !== undefined && hasValue(figures));
  return { withFigures: rows.filter(hasData), withoutData: rows.filter((row) => !hasData(row)) };
}

function rowOf(
  indicator: Indicator,
  procedures: OverviewOutput['procedures'],
  published: readonly PublishedComparator[],
): IndicatorRow {
  const cells = procedures.map(({ procedure, cases, indicators }) => ({
    procedure,
    cases,
    figures: indicators.find(({ indicatorId }) => indicatorId === indicator.id),
    comparators: published
      .filter((comparator) => comparator.indicatorId === indicator.id && comparator.procedure === procedure)
      .toSorted((one, other) => other.year - one.year),
  }));
  const shown = cells.flatMap(({ figures, comparators }) =>
    figures === undefined || !hasValue(figures) ? [] : [{ ...figures, comparators }],
  );
  const scale = whiskerScale(
    shown.map((figures) => {
      const reference = comparedReference(figures);
      return {
        value: figures.value,
        interval: figures.interval,
        bands: [
          ...(reference === undefined ? [] : [{ low: reference.low, high: reference.high }]),
          ...figures.comparators.map(({ rate }) => ({ low: rate, high: rate })),
        ],
      };
    }),
    indicator.unit,
  );
  const values = shown.flatMap(({ quarters }) => quarters.flatMap(({ value }) => value ?? []));
  return {
    indicator,
    cells,
    scale,
    sparklineMaximum: Math.max(scale.maximum, ...values),
    hasReference: shown.some(({ references }) => references.length > 0),
  };
}
