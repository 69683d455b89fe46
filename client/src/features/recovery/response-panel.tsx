import type { ImportantChange } from '@lamina/shared/contract/recovery.ts';
import type { Procedure } from '@lamina/shared/domain/procedure.ts';
import { useState } from 'react';
import { type PairRow, SHARE_SCALE } from '../../charts/pair-rows.ts';
import { PairRowsChart } from '../../charts/pair-rows-chart.tsx';
import { CaseCount } from '../../components/case-count.tsx';
import { ChartFrame } from '../../components/chart-frame.tsx';
import { DataTable, type TableColumn } from '../../components/data-table.tsx';
import type { SharedSearch } from '../../lib/address.ts';
import { formatProportion, formatProportionRange, formatShare } from '../../lib/format.ts';
import { inWords } from '../../lib/words.ts';
import type { PanelProps } from './panel-props.ts';
import { instrumentOf, responseFinding, tippingInWords } from './recovery-words.ts';

interface Row extends ImportantChange {
  readonly procedure: Procedure;
}

/** Who did not answer, and what they could hide. */
export function ResponsePanel({ procedures, shared, basis }: PanelProps) {
  const [view, setView] = useState<'picture' | 'table'>('picture');
  const title = responseFinding(procedures);
  const rows = procedures.flatMap((recovery): Row[] => {
    const change = instrumentOf(recovery, 'odi')?.change;
    return change === undefined ? [] : [{ ...change, procedure: recovery.procedure }];
  });
  return (
    <ChartFrame
      title={title}
      description={`What those who did not answer could hide. ${title}.`}
      subject="Share importantly less disabled (ODI) at 12 months. Square: of those who answered. Line: of all who were asked, if none or all of the others improved. Ring: share that answered before and at 12 months."
      basis={basis}
      provenance={[
        'Bounds without any assumption about those who did not answer (Manski 2003); “most” is half of all asked, a choice.',
        'In registries those who do not answer smoke more and were operated on before more often: the truth is likelier below the square than above it.',
      ]}
      fileName="lamina-recovery-response"
      data={() => ({
        columns: ['procedure', 'asked', 'answered_both', 'improved', 'worst_share', 'best_share'],
        rows: rows.map((row) => [
          row.procedure,
          row.asked,
          row.pairs,
          row.improved,
          row.bounds?.worst ?? null,
          row.bounds?.best ?? null,
        ]),
      })}
      view={view}
      onViewChange={setView}
      picture={
        <PairRowsChart
          rows={rows.map(rowOf)}
          scale={SHARE_SCALE}
          ring="Answered"
          square="Improved, and what is possible"
          figuresHeading={['Answered', 'Improved']}
          axis="Share of those asked, and of those who answered"
          label={title}
        />
      }
      table={
        <DataTable
          caption="What non-response could hide"
          columns={columnsOf(shared)}
          rows={rows}
          rowKey={({ procedure }) => procedure}
        />
      }
    />
  );
}

function responseOf({ pairs, asked }: Row): number {
  return asked === 0 ? 0 : pairs / asked;
}

function boundsInWords({ bounds }: Row): string {
  return bounds === null ? 'nobody asked' : formatProportionRange(bounds.worst, bounds.best);
}

function rowOf(row: Row): PairRow {
  const answered = formatProportion(responseOf(row));
  const improved = row.pairs === 0 ? 'no data' : formatProportion(row.improved / row.pairs);
  return {
    id: row.procedure,
    heading: null,
    label: inWords(row.procedure),
    marks: [
      ...(row.asked === 0 ? [] : [{ value: responseOf(row), interval: null, shape: 'ring' as const }]),
      ...(row.pairs === 0 || row.bounds === null
        ? []
        : [
            {
              value: row.improved / row.pairs,
              interval: { lower: row.bounds.worst, upper: row.bounds.best },
              shape: 'square' as const,
            },
          ]),
    ],
    figures: row.asked === 0 ? ['none asked'] : [answered, improved],
    description: `${inWords(row.procedure)}: ${answered} answered, ${formatShare(row.pairs, row.asked)}; ${improved} of them improved; of all asked ${boundsInWords(row)}; ${tippingInWords(row)}.`,
  };
}

function columnsOf(shared: SharedSearch): TableColumn<Row>[] {
  return [
    {
      id: 'procedure',
      heading: 'Procedure',
      value: ({ procedure }) => procedure,
      text: ({ procedure }) => inWords(procedure),
      numeric: false,
    },
    {
      id: 'response',
      heading: 'Answered before and at 12 months',
      value: responseOf,
      text: (row) =>
        row.asked === 0
          ? 'none asked'
          : `${formatProportion(responseOf(row))} (${formatShare(row.pairs, row.asked)})`,
      cell: (row) =>
        row.asked === 0 ? (
          'none asked'
        ) : (
          <>
            {formatProportion(responseOf(row))} (
            <CaseCount
              count={row.pairs}
              behind={{
                shared,
                procedure: row.procedure,
                group: { kind: 'score-change', instrument: 'odi', timepoint: 'month-12', change: 'any' },
              }}
              subject={`cases that answered before and at 12 months: ${row.procedure}`}
            />{' '}
            of{' '}
            <CaseCount
              count={row.asked}
              behind={{
                shared,
                procedure: row.procedure,
                group: { kind: 'scores-due', timepoint: 'month-12', part: 'asked' },
              }}
              subject={`cases asked at 12 months: ${row.procedure}`}
            />
            )
          </>
        ),
      numeric: true,
    },
    {
      id: 'improved',
      heading: 'Improved, of those',
      value: ({ improved, pairs }) => (pairs === 0 ? null : improved / pairs),
      text: ({ improved, pairs }) => (pairs === 0 ? 'no data' : formatProportion(improved / pairs)),
      numeric: true,
    },
    {
      id: 'bounds',
      heading: 'Possible, of all asked',
      value: ({ bounds }) => bounds?.worst ?? null,
      text: boundsInWords,
      numeric: true,
    },
    {
      id: 'tipping',
      heading: 'Did most improve?',
      value: ({ tippingPoint }) => tippingPoint?.nonResponderShare ?? null,
      text: tippingInWords,
      numeric: false,
    },
  ];
}
