import type { CompareOutput } from '@lamina/shared/contract/compare.ts';
import type { Reference } from '@lamina/shared/contract/overview.ts';
import { getIndicator } from '@lamina/shared/indicators/catalogue.ts';
import { useMemo } from 'react';
import { ChartFrame } from '../../components/chart-frame.tsx';
import { SuppressedMark } from '../../components/suppressed-mark.tsx';
import { SuppressedProviders } from '../../components/suppressed-providers.tsx';
import type { SharedSearch } from '../../lib/address.ts';
import { fileNameOf } from '../../lib/save-file.ts';
import { subjectInWords } from '../../lib/subject.ts';
import { ComparePicture } from './compare-picture.tsx';
import styles from './compare-screen.module.css';
import { CompareSelection } from './compare-selection.tsx';
import { comparedRows } from './compared-row.ts';
import { comparisonCsv } from './comparison-csv.ts';
import { explanationOf, findingOf, methodOf } from './comparison-words.ts';
import { FoundProviders } from './found-providers.tsx';

export interface CompareFiguresProps {
  readonly comparison: CompareOutput;
  readonly overdispersion: boolean;
  readonly reference: Reference | undefined;
  readonly basis: readonly string[];
  readonly selected: number | undefined;
  readonly onSelect: (id: number | undefined) => void;
  /** Narrows the screen to one provider. */
  readonly onOnly: (id: number) => void;
  readonly view: 'picture' | 'table';
  readonly onViewChange: (view: 'picture' | 'table') => void;
  readonly sort: string;
  readonly onSort: (sort: string) => void;
  readonly shared: SharedSearch;
}

const LEGEND =
  'Filled: alarm, beyond the 99.8 % limits. Open: alert, beyond the 95 % limits. Diamond: away from what is hoped for. Square: towards it. Triangle: neither side is hoped for.';

/** The finding, the funnel or the distributions, and the table of the same providers beside it. */
export function CompareFigures({
  comparison,
  overdispersion,
  reference,
  basis,
  selected,
  onSelect,
  onOnly,
  view,
  onViewChange,
  sort,
  onSort,
  shared,
}: CompareFiguresProps) {
  const indicator = getIndicator(comparison.indicatorId);
  const allowing = overdispersion && comparison.spread.state === 'estimated';
  const rows = useMemo(
    () => comparedRows(comparison, indicator, allowing),
    [comparison, indicator, allowing],
  );
  const finding = findingOf(comparison, indicator, rows, allowing);
  const explanation = explanationOf(comparison, rows, allowing).join(' ');
  const selectedRow = rows.find(({ id }) => id === selected);
  const listed = (wide: boolean) => (
    <FoundProviders
      comparison={comparison}
      rows={rows}
      wide={wide}
      selected={selected}
      onSelect={onSelect}
      sort={sort}
      onSort={onSort}
      shared={shared}
    />
  );
  return (
    <ChartFrame
      title={finding}
      description={explanation}
      subject={explanation}
      legend={LEGEND}
      basis={basis}
      provenance={methodOf(comparison, indicator, allowing, reference)}
      fileName={fileNameOf(subjectInWords(indicator, comparison.procedure), 'by', comparison.by)}
      data={() => comparisonCsv(comparison, rows)}
      view={view}
      onViewChange={onViewChange}
      picture={
        comparison.network.suppressed !== null ? (
          // Without a centre nobody can be placed: there is nothing to draw.
          comparison.providers.length === 0 ? null : (
            listed(true)
          )
        ) : (
          <div className={styles.beside} data-paper="upright">
            <ComparePicture
              comparison={comparison}
              indicator={indicator}
              rows={rows}
              overdispersion={allowing}
              reference={reference}
              label={`${finding}.`}
              selected={selected}
              onSelect={onSelect}
            />
            {listed(false)}
          </div>
        )
      }
      table={listed(true)}
    >
      {comparison.network.suppressed === null ? null : (
        <p>
          All together: <SuppressedMark rule={comparison.network.suppressed} inFull />. Another indicator or
          procedure may be told.
        </p>
      )}
      <SuppressedProviders providers={comparison.suppressedProviders} />
      {selectedRow === undefined ? null : (
        <CompareSelection
          comparison={comparison}
          row={selectedRow}
          shared={shared}
          onOnly={() => onOnly(selectedRow.id)}
          onClose={() => onSelect(undefined)}
        />
      )}
    </ChartFrame>
  );
}
