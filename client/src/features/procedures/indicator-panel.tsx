import type { ComparedIndicator, ProcedureGroup } from '@lamina/shared/contract/procedures.ts';
import { getIndicator } from '@lamina/shared/indicators/catalogue.ts';
import { useState } from 'react';
import { type PairRow, ratioScale } from '../../charts/pair-rows.ts';
import { PairRowsChart } from '../../charts/pair-rows-chart.tsx';
import { CaseCount } from '../../components/case-count.tsx';
import { ChartFrame } from '../../components/chart-frame.tsx';
import { DataTable, type TableColumn } from '../../components/data-table.tsx';
import type { SharedSearch } from '../../lib/address.ts';
import { FAMILIES } from '../../lib/families.ts';
import {
  formatDifferenceWithin,
  formatProportion,
  formatRatioWithin,
  formatShare,
} from '../../lib/format.ts';
import { groupOf } from './group-cases.ts';
import { indicatorFinding, stateInWords } from './indicator-words.ts';
import type { PanelProps } from './panel-props.ts';

/** How often each thing happened, in both groups: as ratios, crude and adjusted for case mix. */
export function IndicatorPanel({ procedures, shared, basis }: PanelProps) {
  const [view, setView] = useState<'picture' | 'table'>('picture');
  const indicators = FAMILIES.flatMap(({ id }) =>
    procedures.indicators.filter(({ indicatorId }) => getIndicator(indicatorId).family === id),
  );
  const drawn = indicators.filter(({ ratio }) => ratio !== null);
  const left = indicators.filter(({ ratio }) => ratio === null);
  const title = indicatorFinding(indicators);
  return (
    <ChartFrame
      title={title}
      description={`Ratio of the rate with fusion to that with decompression alone, crude and adjusted. ${title}.`}
      subject="Rate with fusion ÷ rate with decompression alone, with 95 % intervals: 1 is alike, 2 is twice as often. Crude, and adjusted for case mix."
      basis={basis}
      provenance={[
        'Rates: Wilson score. Differences: Newcombe. Ratios: Miettinen–Nurminen score. All at 95 %.',
        'Adjusted: indirect standardisation of both groups on one case-mix model (observed over expected with fusion, over the same with decompression alone). What the model gives to the procedure itself is taken out; expected numbers are taken as known. Models differ in what they hold: see Methods.',
      ]}
      fileName="lamina-procedures-indicators"
      data={() => csvOfIndicators(indicators)}
      view={view}
      onViewChange={setView}
      picture={
        <>
          <PairRowsChart
            rows={drawn.map(rowOf)}
            scale={ratioScale(
              drawn.flatMap(({ ratio, adjusted }) => [
                ...(ratio === null ? [] : [ratio.value]),
                ...(adjusted.state === 'adjusted' ? [adjusted.ratio] : []),
              ]),
            )}
            ring="Crude"
            square="Adjusted for case mix"
            figuresHeading={['Alone', 'Fusion']}
            axis="Ratio of rates, logarithmic scale"
            label={title}
          />
          {left.length === 0 ? null : (
            <p>
              Not drawn:{' '}
              {left
                .map((entry) => `${getIndicator(entry.indicatorId).shortName} (${stateInWords(entry)})`)
                .join(', ')}
              .
            </p>
          )}
        </>
      }
      table={
        <DataTable
          caption="Rates with decompression alone and with fusion"
          columns={columnsOf(shared)}
          rows={indicators}
          rowKey={({ indicatorId }) => indicatorId}
        />
      }
    />
  );
}

function rateOf({ value }: ComparedIndicator['fusion']): string {
  return value === null ? 'no data' : formatProportion(value);
}

function rowOf(entry: ComparedIndicator, index: number, all: readonly ComparedIndicator[]): PairRow {
  const { name, shortName, family } = getIndicator(entry.indicatorId);
  const { decompression, fusion, ratio, adjusted, difference } = entry;
  const before = all[index - 1];
  const starts = before === undefined || getIndicator(before.indicatorId).family !== family;
  const ratioWords = ratio === null ? '' : ratioInWords(ratio);
  return {
    id: entry.indicatorId,
    heading: starts ? (FAMILIES.find(({ id }) => id === family)?.label ?? null) : null,
    label: shortName,
    marks: [
      ...(ratio === null ? [] : [{ value: ratio.value, interval: ratio.interval, shape: 'ring' as const }]),
      ...(adjusted.state === 'adjusted'
        ? [{ value: adjusted.ratio, interval: adjusted.interval, shape: 'square' as const }]
        : []),
    ],
    figures: [rateOf(decompression), rateOf(fusion)],
    description: `${name}: decompression ${rateOf(decompression)}, ${formatShare(decompression.numerator, decompression.denominator)}; fusion ${rateOf(fusion)}, ${formatShare(fusion.numerator, fusion.denominator)}; ${difference === null ? '' : `difference ${differenceInWords(difference)} percentage points; `}crude ratio ${ratioWords}; ${adjustedInWords(adjusted)}.`,
  };
}

function ratioInWords({ value, interval }: NonNullable<ComparedIndicator['ratio']>): string {
  return formatRatioWithin(value, interval.lower, interval.upper);
}

function differenceInWords({ value, interval }: NonNullable<ComparedIndicator['difference']>): string {
  return formatDifferenceWithin(value, interval.lower, interval.upper);
}

function adjustedInWords(adjusted: ComparedIndicator['adjusted']): string {
  return adjusted.state === 'adjusted'
    ? `adjusted ratio ${formatRatioWithin(adjusted.ratio, adjusted.interval.lower, adjusted.interval.upper)}`
    : `not adjusted: ${adjusted.reason.replace(/\.$/, '')}`;
}

function columnsOf(shared: SharedSearch): TableColumn<ComparedIndicator>[] {
  const groupColumns = (group: ProcedureGroup, words: string): TableColumn<ComparedIndicator>[] => [
    {
      id: `${group}-rate`,
      heading: words,
      value: (row) => row[group].value,
      text: (row) => rateOf(row[group]),
      numeric: true,
    },
    {
      id: `${group}-cases`,
      heading: 'Cases',
      value: (row) => row[group].numerator,
      text: (row) => formatShare(row[group].numerator, row[group].denominator),
      cell: ({ indicatorId, [group]: { numerator, denominator } }) => {
        const cases = { shared: groupOf(shared, group), indicator: indicatorId };
        const { shortName } = getIndicator(indicatorId);
        return (
          <>
            <CaseCount
              count={numerator}
              behind={{ ...cases, counted: 'numerator' }}
              subject={`cases: ${shortName}, ${words}`}
            />{' '}
            of{' '}
            <CaseCount
              count={denominator}
              behind={{ ...cases, counted: 'denominator' }}
              subject={`cases judged: ${shortName}, ${words}`}
            />
          </>
        );
      },
      numeric: true,
    },
  ];
  return [
    {
      id: 'indicator',
      heading: 'Indicator',
      value: ({ indicatorId }) => getIndicator(indicatorId).name,
      text: ({ indicatorId }) => getIndicator(indicatorId).name,
      numeric: false,
    },
    ...groupColumns('decompression', 'Decompression alone'),
    ...groupColumns('fusion', 'Fusion'),
    {
      id: 'difference',
      heading: 'Difference, percentage points',
      value: ({ difference }) => difference?.value ?? null,
      text: (row) => (row.difference === null ? stateInWords(row) : differenceInWords(row.difference)),
      numeric: true,
    },
    {
      id: 'ratio',
      heading: 'Ratio, crude',
      value: ({ ratio }) => ratio?.value ?? null,
      text: (row) => (row.ratio === null ? stateInWords(row) : ratioInWords(row.ratio)),
      numeric: true,
    },
    {
      id: 'adjusted',
      heading: 'Ratio, adjusted',
      value: ({ adjusted }) => (adjusted.state === 'adjusted' ? adjusted.ratio : null),
      text: ({ adjusted }) => adjustedInWords(adjusted).replace('adjusted ratio ', ''),
      numeric: true,
    },
  ];
}

function csvOfIndicators(indicators: readonly ComparedIndicator[]) {
  return {
    columns: [
      'indicator',
      ...['decompression', 'fusion'].flatMap((group) => [`${group}_numerator`, `${group}_denominator`]),
      ...['difference', 'ratio', 'adjusted_ratio'].flatMap((name) => [
        name,
        `${name}_lower`,
        `${name}_upper`,
      ]),
    ],
    rows: indicators.map(({ indicatorId, decompression, fusion, difference, ratio, adjusted }) => [
      indicatorId,
      decompression.numerator,
      decompression.denominator,
      fusion.numerator,
      fusion.denominator,
      ...[difference, ratio].flatMap((contrast) => [
        contrast?.value ?? null,
        contrast?.interval.lower ?? null,
        contrast?.interval.upper ?? null,
      ]),
      ...(adjusted.state === 'adjusted'
        ? [adjusted.ratio, adjusted.interval.lower, adjusted.interval.upper]
        : [null, null, null]),
    ]),
  };
}
