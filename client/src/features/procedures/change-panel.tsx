import type { ComparedChange, MeanChange } from '@lamina/shared/contract/procedures.ts';
import { PROM_THRESHOLDS } from '@lamina/shared/domain/prom-follow-up.ts';
import { useState } from 'react';
import type { PairRow, PairScale } from '../../charts/pair-rows.ts';
import { PairRowsChart } from '../../charts/pair-rows-chart.tsx';
import { CaseCount } from '../../components/case-count.tsx';
import { ChartFrame } from '../../components/chart-frame.tsx';
import { DataTable, type TableColumn } from '../../components/data-table.tsx';
import type { SharedSearch } from '../../lib/address.ts';
import {
  formatFigure,
  formatPointsWithin,
  formatProportion,
  formatRange,
  formatShare,
} from '../../lib/format.ts';
import { changeFinding, instrumentInWords, timepointInWords } from './change-words.ts';
import { groupOf } from './group-cases.ts';
import type { PanelProps } from './panel-props.ts';

/** Scores of 100 and of 10 points side by side: changes are drawn in minimal important changes. */
const SCALE: PairScale = {
  kind: 'linear',
  minimum: -0.5,
  maximum: 3,
  ticks: [0, 1, 2, 3].map((value) => ({ value, label: String(value) })),
  centre: 1,
};

/** How much better patients say they are, in both groups. */
export function ChangePanel({ procedures, shared, basis }: PanelProps) {
  const [view, setView] = useState<'picture' | 'table'>('picture');
  const { changes } = procedures;
  const title = changeFinding(changes);
  return (
    <ChartFrame
      title={title}
      description={`Mean improvement since before the operation, decompression alone and fusion. ${title}.`}
      subject="Mean improvement since before the operation, in minimal important changes (1 = what patients call important on average), with 95 % intervals."
      basis={basis}
      provenance={[
        'Cases followed for long enough that answered before and after. Means: Student’s t; differences: Welch’s t, 95 %. Not adjusted for case mix.',
        `Minimal important change: ODI ${PROM_THRESHOLDS.odi.important} (${PROM_THRESHOLDS.odi.importantSource}), back pain ${PROM_THRESHOLDS['back-pain'].important}, leg pain ${PROM_THRESHOLDS['leg-pain'].important} (${PROM_THRESHOLDS['leg-pain'].importantSource}).`,
        'Those who answer may have fared otherwise than those who do not: Recovery shows what non-response could hide.',
      ]}
      fileName="lamina-procedures-scores"
      data={() => ({
        columns: [
          'instrument',
          'timepoint',
          'decompression_mean',
          'decompression_answered',
          'decompression_asked',
          'fusion_mean',
          'fusion_answered',
          'fusion_asked',
          'difference',
          'lower',
          'upper',
        ],
        rows: changes.map(({ instrument, timepoint, decompression, fusion, difference }) => [
          instrument,
          timepoint,
          decompression.mean,
          decompression.answered,
          decompression.asked,
          fusion.mean,
          fusion.answered,
          fusion.asked,
          difference?.value ?? null,
          difference?.interval.lower ?? null,
          difference?.interval.upper ?? null,
        ]),
      })}
      view={view}
      onViewChange={setView}
      picture={
        <PairRowsChart
          rows={changes.map(rowOf)}
          scale={SCALE}
          ring="Decompression alone"
          square="Fusion"
          figuresHeading={['Alone, points', 'Fusion, points']}
          axis="Mean improvement, in minimal important changes"
          label={title}
        />
      }
      table={
        <DataTable
          caption="Mean improvement, points"
          columns={columnsOf(shared)}
          rows={changes}
          rowKey={({ instrument, timepoint }) => `${instrument} ${timepoint}`}
        />
      }
    />
  );
}

function rowOf(entry: ComparedChange, index: number, all: readonly ComparedChange[]): PairRow {
  const { instrument, timepoint, decompression, fusion } = entry;
  const { important } = PROM_THRESHOLDS[instrument];
  const mark = ({ mean, interval }: MeanChange, shape: 'ring' | 'square') =>
    mean === null
      ? []
      : [
          {
            value: mean / important,
            interval:
              interval === null
                ? null
                : { lower: interval.lower / important, upper: interval.upper / important },
            shape,
          },
        ];
  return {
    id: `${instrument} ${timepoint}`,
    heading: all[index - 1]?.instrument === instrument ? null : instrumentInWords(instrument),
    label: timepointInWords(timepoint),
    marks: [...mark(decompression, 'ring'), ...mark(fusion, 'square')],
    figures: [decompression, fusion].map(({ mean }) =>
      mean === null ? 'no data' : mean.toFixed(1).replace('-', '−'),
    ),
    description: `${instrumentInWords(instrument)}, ${timepointInWords(timepoint)}: decompression ${inPoints(decompression)}; fusion ${inPoints(fusion)}; difference ${differenceInWords(entry)}.`,
  };
}

function inPoints({ mean, interval, answered, asked }: MeanChange): string {
  if (mean === null) return 'no data';
  const range = interval === null ? '' : ` (${formatRange(interval.lower, interval.upper, 'points')})`;
  return `${formatFigure(mean, 'points')}${range}, ${formatShare(answered, asked)} answered`;
}

function differenceInWords({ difference }: ComparedChange): string {
  if (difference === null) return 'too few cases to tell';
  return formatPointsWithin(difference.value, difference.interval.lower, difference.interval.upper);
}

function columnsOf(shared: SharedSearch): TableColumn<ComparedChange>[] {
  return [
    {
      id: 'score',
      heading: 'Score',
      value: ({ instrument, timepoint }) => `${instrument} ${timepoint}`,
      text: ({ instrument, timepoint }) => `${instrumentInWords(instrument)}, ${timepointInWords(timepoint)}`,
      numeric: false,
    },
    ...(['decompression', 'fusion'] as const).flatMap((group): TableColumn<ComparedChange>[] => [
      {
        id: `${group}-mean`,
        heading: group === 'fusion' ? 'Fusion' : 'Decompression alone',
        value: (row) => row[group].mean,
        text: (row) => inPoints(row[group]).replace(/,[^,]*answered$/, ''),
        numeric: true,
      },
      {
        id: `${group}-answered`,
        heading: 'Answered both',
        value: (row) => row[group].answered / Math.max(row[group].asked, 1),
        text: ({ [group]: { answered, asked } }) =>
          asked === 0
            ? 'none asked'
            : `${formatShare(answered, asked)} (${formatProportion(answered / asked)})`,
        cell: ({ instrument, timepoint, [group]: { answered, asked } }) => {
          if (asked === 0) return 'none asked';
          const cases = groupOf(shared, group);
          const subject = `${instrumentInWords(instrument)}, ${timepointInWords(timepoint)}, ${group}`;
          return (
            <>
              <CaseCount
                count={answered}
                behind={{
                  shared: cases,
                  group: { kind: 'score-change', instrument, timepoint, change: 'any' },
                }}
                subject={`cases that answered both: ${subject}`}
              />{' '}
              of{' '}
              <CaseCount
                count={asked}
                behind={{ shared: cases, group: { kind: 'scores-due', timepoint, part: 'asked' } }}
                subject={`cases asked: ${subject}`}
              />{' '}
              ({formatProportion(answered / asked)})
            </>
          );
        },
        numeric: true,
      },
    ]),
    {
      id: 'difference',
      heading: 'Difference',
      value: ({ difference }) => difference?.value ?? null,
      text: differenceInWords,
      numeric: true,
    },
  ];
}
