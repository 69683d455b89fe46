import type { CaseGroup } from '@lamina/shared/contract/case-group.ts';
import type { ImportantChange } from '@lamina/shared/contract/recovery.ts';
import type { Procedure } from '@lamina/shared/domain/procedure.ts';
import { PROM_INSTRUMENTS, type PromInstrument } from '@lamina/shared/domain/prom.ts';
import { PROM_THRESHOLDS } from '@lamina/shared/domain/prom-follow-up.ts';
import { useState } from 'react';
import { type PairRow, SHARE_SCALE } from '../../charts/pair-rows.ts';
import { PairRowsChart } from '../../charts/pair-rows-chart.tsx';
import { CaseCount } from '../../components/case-count.tsx';
import { ChartFrame } from '../../components/chart-frame.tsx';
import { DataTable, type TableColumn } from '../../components/data-table.tsx';
import type { SharedSearch } from '../../lib/address.ts';
import { formatProportion, formatProportionRange, formatShare } from '../../lib/format.ts';
import type { CasesBehind } from '../../lib/links.ts';
import { inWords } from '../../lib/words.ts';
import type { PanelProps } from './panel-props.ts';
import { INSTRUMENT_NAMES, importantChangeFinding, instrumentOf } from './recovery-words.ts';

const INDICATORS: Partial<Record<PromInstrument, string>> = {
  odi: 'odi-improved-12-months',
  'back-pain': 'back-pain-improved-12-months',
  'leg-pain': 'leg-pain-improved-12-months',
};

type ScoreChange = Extract<CaseGroup, { kind: 'score-change' }>;

interface Row extends ImportantChange {
  readonly instrument: PromInstrument;
  readonly procedure: Procedure;
}

/** How many changed by what patients call important, and how many by more than one answer can be wrong. */
export function ImportantChangePanel({ procedures, shared, basis }: PanelProps) {
  const [view, setView] = useState<'picture' | 'table'>('picture');
  const title = importantChangeFinding(procedures);
  const rows = PROM_INSTRUMENTS.flatMap((instrument) =>
    procedures.flatMap((recovery): Row[] => {
      const change = instrumentOf(recovery, instrument)?.change;
      return change === undefined ? [] : [{ ...change, instrument, procedure: recovery.procedure }];
    }),
  );
  return (
    <ChartFrame
      title={title}
      description={`Share of those who answered that improved by 12 months. ${title}.`}
      subject="Share that improved by 12 months, of those who answered before and after: by the minimal important change (with 95 % intervals), and by more than the measurement error of a single answer."
      basis={basis}
      provenance={[
        `Minimal important change and smallest detectable change of one person, points: ${PROM_INSTRUMENTS.map((instrument) => `${INSTRUMENT_NAMES[instrument]} ${PROM_THRESHOLDS[instrument].important} and ${PROM_THRESHOLDS[instrument].detectable}`).join('; ')}. Sources: ODI 12.8, ${PROM_THRESHOLDS.odi.importantSource}; all others ${PROM_THRESHOLDS.odi.detectableSource}.`,
        'A single answer errs by more than the minimal important change: the share speaks for the group, never for one person. Interval: Wilson score.',
      ]}
      fileName="lamina-recovery-important-change"
      data={() => ({
        columns: [
          'instrument',
          'procedure',
          'answered_both',
          'improved',
          'improved_beyond_error',
          'worsened',
        ],
        rows: rows.map((row) => [
          row.instrument,
          row.procedure,
          row.pairs,
          row.improved,
          row.detectablyImproved,
          row.worsened,
        ]),
      })}
      view={view}
      onViewChange={setView}
      picture={
        <PairRowsChart
          rows={rows.map(rowOf)}
          scale={SHARE_SCALE}
          ring="Beyond measurement error"
          square="Important change"
          figuresHeading={['Important', 'Beyond error']}
          axis="Share of those who answered"
          label={title}
        />
      }
      table={
        <DataTable
          caption="Improved by 12 months"
          columns={columnsOf(shared)}
          rows={rows}
          rowKey={({ instrument, procedure }) => `${instrument} ${procedure}`}
        />
      }
    />
  );
}

function shareOf(count: number, { pairs }: Row): number {
  return pairs === 0 ? 0 : count / pairs;
}

function intervalOf({ improvedInterval }: Row): string {
  return improvedInterval === null
    ? ''
    : ` (${formatProportionRange(improvedInterval.lower, improvedInterval.upper)})`;
}

function rowOf(row: Row, index: number, all: readonly Row[]): PairRow {
  const [important, beyond] = [shareOf(row.improved, row), shareOf(row.detectablyImproved, row)];
  const figures = row.pairs === 0 ? ['no data'] : [important, beyond].map(formatProportion);
  return {
    id: `${row.instrument} ${row.procedure}`,
    heading: all[index - 1]?.instrument === row.instrument ? null : INSTRUMENT_NAMES[row.instrument],
    label: inWords(row.procedure),
    marks:
      row.pairs === 0
        ? []
        : [
            { value: beyond, interval: null, shape: 'ring' },
            { value: important, interval: row.improvedInterval, shape: 'square' },
          ],
    figures,
    description:
      row.pairs === 0
        ? `${INSTRUMENT_NAMES[row.instrument]}, ${row.procedure}: no data.`
        : `${INSTRUMENT_NAMES[row.instrument]}, ${row.procedure}: ${formatProportion(important)}${intervalOf(row)} improved importantly, ${formatShare(row.improved, row.pairs)}; ${formatProportion(beyond)} by more than measurement error; ${formatProportion(shareOf(row.worsened, row))} got importantly worse.`,
  };
}

function columnsOf(shared: SharedSearch): TableColumn<Row>[] {
  const changed = (
    instrument: PromInstrument,
    procedure: Procedure,
    change: ScoreChange['change'],
  ): CasesBehind => ({
    shared,
    procedure,
    group: { kind: 'score-change', instrument, timepoint: 'month-12', change },
  });
  const countCell = (row: Row, name: 'detectablyImproved' | 'worsened', change: ScoreChange['change']) =>
    row.pairs === 0 ? (
      'no data'
    ) : (
      <>
        {formatProportion(shareOf(row[name], row))} (
        <CaseCount
          count={row[name]}
          behind={changed(row.instrument, row.procedure, change)}
          subject={`cases ${change === 'worsened' ? 'importantly worse' : 'improved beyond measurement error'}: ${INSTRUMENT_NAMES[row.instrument]}, ${row.procedure}`}
        />
        )
      </>
    );
  return [
    {
      id: 'score',
      heading: 'Score',
      value: ({ instrument, procedure }) => `${instrument} ${procedure}`,
      text: ({ instrument, procedure }) => `${INSTRUMENT_NAMES[instrument]}, ${procedure}`,
      numeric: false,
    },
    {
      id: 'improved',
      heading: 'Important change',
      value: (row) => shareOf(row.improved, row),
      text: (row) => {
        if (row.improvedInterval === null) return 'no data';
        const { lower, upper } = row.improvedInterval;
        return `${formatProportion(shareOf(row.improved, row))} (${formatProportionRange(lower, upper)})`;
      },
      numeric: true,
    },
    {
      id: 'cases',
      heading: 'Cases',
      value: ({ improved }) => improved,
      text: ({ improved, pairs }) => formatShare(improved, pairs),
      cell: ({ improved, pairs, instrument, procedure }) => {
        const indicator = INDICATORS[instrument];
        const subject = `${INSTRUMENT_NAMES[instrument]}, ${procedure}`;
        return (
          <>
            <CaseCount
              count={improved}
              behind={
                indicator === undefined
                  ? changed(instrument, procedure, 'improved')
                  : { shared, procedure, indicator, counted: 'numerator' }
              }
              subject={`improved: ${subject}`}
            />{' '}
            of{' '}
            <CaseCount
              count={pairs}
              behind={
                indicator === undefined
                  ? changed(instrument, procedure, 'any')
                  : { shared, procedure, indicator, counted: 'denominator' }
              }
              subject={`answered: ${subject}`}
            />
          </>
        );
      },
      numeric: true,
    },
    {
      id: 'beyond',
      heading: 'Beyond measurement error',
      value: (row) => shareOf(row.detectablyImproved, row),
      text: (row) => (row.pairs === 0 ? 'no data' : formatProportion(shareOf(row.detectablyImproved, row))),
      cell: (row) => countCell(row, 'detectablyImproved', 'beyond-error'),
      numeric: true,
    },
    {
      id: 'worsened',
      heading: 'Importantly worse',
      value: (row) => shareOf(row.worsened, row),
      text: (row) => (row.pairs === 0 ? 'no data' : formatProportion(shareOf(row.worsened, row))),
      cell: (row) => countCell(row, 'worsened', 'worsened'),
      numeric: true,
    },
  ];
}
