import type { Characteristic } from '@lamina/shared/contract/procedures.ts';
import { useState } from 'react';
import { type PairRow, SHARE_SCALE } from '../../charts/pair-rows.ts';
import { PairRowsChart } from '../../charts/pair-rows-chart.tsx';
import { CaseCount } from '../../components/case-count.tsx';
import { ChartFrame } from '../../components/chart-frame.tsx';
import { DataTable, type TableColumn } from '../../components/data-table.tsx';
import type { SharedSearch } from '../../lib/address.ts';
import { formatProportion, formatRatio, formatShare } from '../../lib/format.ts';
import { caseMixFinding, characteristicInWords, levelInWords, NOTABLE } from './case-mix-words.ts';
import { casesOfLevel, groupOf } from './group-cases.ts';
import type { PanelProps } from './panel-props.ts';

/** Who was operated on. */
export function CaseMixPanel({ procedures, shared, basis }: PanelProps) {
  const [view, setView] = useState<'picture' | 'table'>('picture');
  const { characteristics } = procedures;
  const title = caseMixFinding(characteristics);
  return (
    <ChartFrame
      title={title}
      description={`Share of cases with each characteristic, decompression alone and fusion. ${title}.`}
      subject="Who was operated on: shares of the cases of which it is reported, and the standardised difference (d)."
      basis={basis}
      provenance={[
        `Standardised difference: fusion minus decompression, over the pooled standard deviation (Austin 2009); from ${NOTABLE} on it is worth attention, and is marked *.`,
      ]}
      fileName="lamina-procedures-case-mix"
      data={() => ({
        columns: [
          'characteristic',
          'level',
          'decompression_cases',
          'decompression_of',
          'fusion_cases',
          'fusion_of',
          'standardised_difference',
        ],
        rows: characteristics.map(
          ({ characteristic, level, decompression, fusion, standardisedDifference }) => [
            characteristic,
            level,
            decompression.numerator,
            decompression.denominator,
            fusion.numerator,
            fusion.denominator,
            standardisedDifference,
          ],
        ),
      })}
      view={view}
      onViewChange={setView}
      picture={
        <PairRowsChart
          rows={characteristics.map(rowOf)}
          scale={SHARE_SCALE}
          ring="Decompression alone"
          square="Fusion"
          figuresHeading={['Alone', 'Fusion', 'd']}
          axis="Share of cases"
          label={title}
        />
      }
      table={
        <DataTable
          caption="Case mix of both groups"
          columns={columnsOf(shared)}
          rows={characteristics}
          rowKey={({ characteristic, level }) => `${characteristic} ${level}`}
        />
      }
    />
  );
}

function shareOf({ numerator, denominator }: Characteristic['fusion']): number {
  return denominator === 0 ? 0 : numerator / denominator;
}

function differenceInWords({ standardisedDifference }: Characteristic): string {
  if (standardisedDifference === null) return 'd –';
  return `d ${formatRatio(standardisedDifference)}${Math.abs(standardisedDifference) >= NOTABLE ? ' *' : ''}`;
}

function rowOf(entry: Characteristic, index: number, all: readonly Characteristic[]): PairRow {
  const { characteristic, level, decompression, fusion } = entry;
  const [one, other] = [shareOf(decompression), shareOf(fusion)].map(formatProportion);
  const label = levelInWords(characteristic, level);
  return {
    id: `${characteristic} ${level}`,
    heading: all[index - 1]?.characteristic === characteristic ? null : characteristicInWords(characteristic),
    label,
    marks: [
      { value: shareOf(decompression), interval: null, shape: 'ring' },
      { value: shareOf(fusion), interval: null, shape: 'square' },
    ],
    figures: [one ?? '', other ?? '', differenceInWords(entry).replace(/^d /, '')],
    description: `${characteristicInWords(characteristic)}, ${label}: decompression ${one}, ${formatShare(decompression.numerator, decompression.denominator)}; fusion ${other}, ${formatShare(fusion.numerator, fusion.denominator)}; standardised difference ${differenceInWords(entry)}.`,
  };
}

function columnsOf(shared: SharedSearch): TableColumn<Characteristic>[] {
  return [
    {
      id: 'level',
      heading: 'Characteristic',
      value: ({ characteristic, level }) => `${characteristic} ${level}`,
      text: ({ characteristic, level }) =>
        `${characteristicInWords(characteristic)}: ${levelInWords(characteristic, level)}`,
      numeric: false,
    },
    ...(['decompression', 'fusion'] as const).flatMap((group): TableColumn<Characteristic>[] => [
      {
        id: `${group}-share`,
        heading: group === 'fusion' ? 'Fusion' : 'Decompression alone',
        value: (row) => shareOf(row[group]),
        text: (row) => formatProportion(shareOf(row[group])),
        numeric: true,
      },
      {
        id: `${group}-cases`,
        heading: 'Cases',
        value: (row) => row[group].numerator,
        text: (row) => formatShare(row[group].numerator, row[group].denominator),
        cell: (row) => {
          const { characteristic, level } = row;
          const subject = `${characteristicInWords(characteristic)}, ${levelInWords(characteristic, level)}, ${group}`;
          return (
            <>
              <CaseCount
                count={row[group].numerator}
                behind={casesOfLevel(groupOf(shared, group), characteristic, level)}
                subject={`cases: ${subject}`}
              />{' '}
              of{' '}
              <CaseCount
                count={row[group].denominator}
                behind={{
                  shared: groupOf(shared, group),
                  group: { kind: 'field', field: characteristic, reported: 'reported' },
                }}
                subject={`cases reported: ${subject}`}
              />
            </>
          );
        },
        numeric: true,
      },
    ]),
    {
      id: 'difference',
      heading: 'Standardised difference',
      value: ({ standardisedDifference }) => standardisedDifference,
      text: differenceInWords,
      numeric: true,
    },
  ];
}
