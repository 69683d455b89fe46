import type { TrajectoryPoint } from '@lamina/shared/contract/recovery.ts';
import type { Procedure } from '@lamina/shared/domain/procedure.ts';
import { PROM_INSTRUMENTS, PROM_SCALES, type PromInstrument } from '@lamina/shared/domain/prom.ts';
import { useId, useState } from 'react';
import { PromTrajectoryChart } from '../../charts/prom-trajectory-chart.tsx';
import { CaseCount } from '../../components/case-count.tsx';
import { ChartFrame } from '../../components/chart-frame.tsx';
import { DataTable, type TableColumn } from '../../components/data-table.tsx';
import type { SharedSearch } from '../../lib/address.ts';
import { formatCount, formatProportion, formatScale, formatShare } from '../../lib/format.ts';
import { inWords } from '../../lib/words.ts';
import type { PanelProps } from './panel-props.ts';
import styles from './recovery-screen.module.css';
import {
  INSTRUMENT_NAMES,
  instrumentOf,
  scoreFinding,
  scoreInWords,
  TIMEPOINT_NAMES,
} from './recovery-words.ts';

/** On the axis in weeks; what is close together is moved apart. */
const WEEKS = { baseline: 0, 'week-6': 6, 'month-3': 13, 'month-12': 52, 'month-24': 104 } as const;

const TICKS: Readonly<Record<PromInstrument, readonly number[]>> = {
  odi: [0, 20, 40, 60],
  'back-pain': [0, 2, 4, 6, 8, 10],
  'leg-pain': [0, 2, 4, 6, 8, 10],
  'eq-5d': [0, 0.25, 0.5, 0.75, 1],
};

interface Row extends TrajectoryPoint {
  readonly procedure: Procedure;
  readonly instrument: PromInstrument;
}

/** Scores from before the operation to two years after. */
export function ScorePanel({ procedures, shared, basis }: PanelProps) {
  const [view, setView] = useState<'picture' | 'table'>('picture');
  const [instrument, setInstrument] = useState<PromInstrument>('odi');
  const group = useId();
  const title = scoreFinding(procedures, instrument);
  const rows = procedures.flatMap(({ procedure, instruments }) =>
    instruments.flatMap((entry) =>
      entry.points.map((point): Row => ({ ...point, procedure, instrument: entry.instrument })),
    ),
  );
  const shown = rows.filter((row) => row.instrument === instrument);
  const ticks = TICKS[instrument];
  const { lowest, highest, better } = PROM_SCALES[instrument];
  const timepoints = procedures[0]?.instruments[0]?.points.map(({ timepoint }) => timepoint) ?? [];
  return (
    <ChartFrame
      title={title}
      description={`Mean score before and after the operation. ${title}.`}
      subject={`${INSTRUMENT_NAMES[instrument]}: mean of all who answered, with 95 % intervals; ${better} is better.`}
      basis={basis}
      provenance={[
        'Mean with Student’s t interval, 95 %. At each time point only cases that were followed for long enough to have been asked; not the same patients answer each time.',
      ]}
      fileName={`lamina-recovery-${instrument}`}
      data={() => ({
        columns: [
          'procedure',
          'instrument',
          'timepoint',
          'asked',
          'not_yet_due',
          'answered',
          'mean',
          'lower',
          'upper',
        ],
        rows: rows.map((row) => [
          row.procedure,
          row.instrument,
          row.timepoint,
          row.asked,
          row.notYetDue,
          row.answered,
          row.mean,
          row.interval?.lower ?? null,
          row.interval?.upper ?? null,
        ]),
      })}
      view={view}
      onViewChange={setView}
      picture={
        <PromTrajectoryChart
          trajectories={procedures.map((recovery) => ({
            name: inWords(recovery.procedure),
            stops: (instrumentOf(recovery, instrument)?.points ?? []).map((point) => ({
              value: point.mean,
              interval: point.interval,
              count: formatCount(point.answered),
              words: `${inWords(recovery.procedure)} ${meanInWords({ ...point, instrument })}, ${formatShare(point.answered, point.asked)} asked answered.`,
            })),
          }))}
          moments={timepoints.map((timepoint) => ({
            at: WEEKS[timepoint],
            label: TIMEPOINT_NAMES[timepoint],
          }))}
          minimum={0}
          maximum={ticks.at(-1) ?? 1}
          ticks={ticks.map((value) => ({ value, label: String(value) }))}
          measure={`Mean score, scale ${formatScale(lowest, highest, 'points')}`}
          countHeading="Answered"
          label={title}
        />
      }
      table={
        <DataTable
          caption={`${INSTRUMENT_NAMES[instrument]} by time`}
          columns={columnsOf(shared)}
          rows={shown}
          rowKey={({ procedure, timepoint }) => `${procedure} ${timepoint}`}
        />
      }
    >
      <fieldset className={`${styles.instruments} screen-only`} aria-label="Score">
        {PROM_INSTRUMENTS.map((value) => (
          <label key={value}>
            <input
              type="radio"
              name={group}
              checked={value === instrument}
              onChange={() => setInstrument(value)}
            />
            {INSTRUMENT_NAMES[value]}
          </label>
        ))}
      </fieldset>
    </ChartFrame>
  );
}

function meanInWords({ mean, interval, instrument }: Pick<Row, 'mean' | 'interval' | 'instrument'>): string {
  if (mean === null) return 'no data';
  const range =
    interval === null
      ? ''
      : ` (${scoreInWords(interval.lower, instrument)}–${scoreInWords(interval.upper, instrument)})`;
  return `${scoreInWords(mean, instrument)}${range}`;
}

function columnsOf(shared: SharedSearch): TableColumn<Row>[] {
  return [
    {
      id: 'group',
      heading: 'Procedure and time',
      value: ({ procedure, timepoint }) => `${procedure} ${WEEKS[timepoint]}`,
      text: pointInWords,
      numeric: false,
    },
    { id: 'mean', heading: 'Mean score', value: ({ mean }) => mean, text: meanInWords, numeric: true },
    {
      id: 'answered',
      heading: 'Answered',
      value: ({ answered }) => answered,
      text: ({ answered, asked }) => formatShare(answered, asked),
      cell: (row) => (
        <>
          <CaseCount
            count={row.answered}
            behind={{
              shared,
              procedure: row.procedure,
              group: { kind: 'score-answered', instrument: row.instrument, timepoint: row.timepoint },
            }}
            subject={`cases that answered: ${pointInWords(row)}`}
          />{' '}
          of{' '}
          <CaseCount
            count={row.asked}
            behind={{
              shared,
              procedure: row.procedure,
              group: { kind: 'scores-due', timepoint: row.timepoint, part: 'asked' },
            }}
            subject={`cases asked: ${pointInWords(row)}`}
          />
        </>
      ),
      numeric: true,
    },
    {
      id: 'response',
      heading: 'Response',
      value: ({ answered, asked }) => (asked === 0 ? null : answered / asked),
      text: ({ answered, asked }) => (asked === 0 ? 'none asked' : formatProportion(answered / asked)),
      numeric: true,
    },
    {
      id: 'waiting',
      heading: 'Not yet due',
      value: ({ notYetDue }) => notYetDue,
      text: ({ notYetDue }) => formatCount(notYetDue),
      cell: (row) => (
        <CaseCount
          count={row.notYetDue}
          behind={{
            shared,
            procedure: row.procedure,
            group: { kind: 'scores-due', timepoint: row.timepoint, part: 'not-yet-due' },
          }}
          subject={`cases not yet due: ${pointInWords(row)}`}
        />
      ),
      numeric: true,
    },
  ];
}

function pointInWords({ procedure, timepoint }: Row): string {
  return `${inWords(procedure)}, ${TIMEPOINT_NAMES[timepoint]}`;
}
