import type { CaseGroup } from '@lamina/shared/contract/case-group.ts';
import type { ReachedBy } from '@lamina/shared/contract/recovery.ts';
import type { Procedure } from '@lamina/shared/domain/procedure.ts';
import { useState } from 'react';
import { PromTrajectoryChart } from '../../charts/prom-trajectory-chart.tsx';
import { CaseCount } from '../../components/case-count.tsx';
import { ChartFrame } from '../../components/chart-frame.tsx';
import { DataTable, type TableColumn } from '../../components/data-table.tsx';
import type { SharedSearch } from '../../lib/address.ts';
import { formatCount, formatProportion, formatProportionRange, formatShare } from '../../lib/format.ts';
import { inWords } from '../../lib/words.ts';
import type { PanelProps } from './panel-props.ts';
import { onFeetFinding, walkedInWords } from './recovery-words.ts';

interface Row extends ReachedBy {
  readonly procedure: Procedure;
  readonly milestone: 'walked' | 'active';
}

/** How soon patients walked, and were back at strenuous activity. */
export function OnFeetPanel({ procedures, shared, basis }: PanelProps) {
  const [view, setView] = useState<'picture' | 'table'>('picture');
  const title = onFeetFinding(procedures);
  const walked = walkedInWords(procedures);
  const rows = procedures.flatMap(({ procedure, walkedByDay, activeByWeek }): Row[] => [
    ...walkedByDay.map((point): Row => ({ ...point, procedure, milestone: 'walked' })),
    ...activeByWeek.map((point): Row => ({ ...point, procedure, milestone: 'active' })),
  ]);
  const weeks = procedures[0]?.activeByWeek.map(({ by }) => by) ?? [];
  return (
    <ChartFrame
      title={title}
      description={[`Share back at strenuous activity by week. ${title}.`, walked ?? ''].join(' ').trimEnd()}
      subject={[
        ...(walked === null ? [] : [walked]),
        'Drawn: back at strenuous activity by the end of each week, of those of whom it is reported, with 95 % intervals.',
      ].join(' ')}
      basis={basis}
      provenance={[
        `Interval: Wilson score. Not reported, and left out: ${procedures.map(({ procedure, notReported }) => `${procedure} ${formatCount(notReported.active)} (activity) and ${formatCount(notReported.walked)} (walking)`).join('; ')}. Those who never get back may be among them.`,
      ]}
      fileName="lamina-recovery-on-feet"
      data={() => ({
        columns: ['milestone', 'procedure', 'by_day_or_week', 'reached', 'judged', 'lower', 'upper'],
        rows: rows.map((row) => [
          row.milestone,
          row.procedure,
          row.by,
          row.reached,
          row.judged,
          row.interval?.lower ?? null,
          row.interval?.upper ?? null,
        ]),
      })}
      view={view}
      onViewChange={setView}
      picture={
        <PromTrajectoryChart
          trajectories={procedures.map(({ procedure, activeByWeek }) => ({
            name: inWords(procedure),
            stops: activeByWeek.map((point) => ({
              value: point.judged === 0 ? null : point.reached / point.judged,
              interval: point.interval,
              count: formatCount(point.reached),
              words: `${inWords(procedure)} ${shareInWords(point)}, ${formatShare(point.reached, point.judged)}.`,
            })),
          }))}
          moments={weeks.map((week) => ({ at: week, label: `${week} wk` }))}
          minimum={0}
          maximum={1}
          ticks={[0, 0.25, 0.5, 0.75, 1].map((value) => ({ value, label: `${value * 100}\u00a0%` }))}
          measure="Share of cases reported"
          countHeading="Back by then"
          label={title}
        />
      }
      table={
        <DataTable
          caption="On their feet"
          columns={columnsOf(shared)}
          rows={rows}
          rowKey={({ milestone, procedure, by }) => `${milestone} ${procedure} ${by}`}
        />
      }
    />
  );
}

function shareInWords({ reached, judged, interval }: ReachedBy): string {
  if (judged === 0 || interval === null) return 'no data';
  return `${formatProportion(reached / judged)} (${formatProportionRange(interval.lower, interval.upper)})`;
}

/** Whoever the indicator judges is judged at every other moment too. */
const JUDGED_BY = { walked: 'walked-within-a-day', active: 'strenuous-activity-6-weeks' } as const;

function groupOf({ milestone, by }: Row): CaseGroup {
  return milestone === 'walked' ? { kind: 'walked', byDay: by } : { kind: 'active', byWeek: by };
}

function milestoneInWords({ milestone, by }: Row): string {
  return milestone === 'walked' ? `walked by day ${by}` : `active by week ${by}`;
}

function columnsOf(shared: SharedSearch): TableColumn<Row>[] {
  return [
    {
      id: 'milestone',
      heading: 'By when',
      value: ({ procedure, milestone, by }) => `${procedure} ${milestone} ${String(by).padStart(2, '0')}`,
      text: (row) => `${inWords(row.procedure)}, ${milestoneInWords(row)}`,
      numeric: false,
    },
    {
      id: 'share',
      heading: 'Share',
      value: ({ reached, judged }) => (judged === 0 ? null : reached / judged),
      text: shareInWords,
      numeric: true,
    },
    {
      id: 'cases',
      heading: 'Cases',
      value: ({ reached }) => reached,
      text: ({ reached, judged }) => formatShare(reached, judged),
      cell: (row) => {
        const which = { shared, procedure: row.procedure };
        const subject = `${row.procedure}, ${milestoneInWords(row)}`;
        return (
          <>
            <CaseCount
              count={row.reached}
              behind={{ ...which, group: groupOf(row) }}
              subject={`cases: ${subject}`}
            />{' '}
            of{' '}
            <CaseCount
              count={row.judged}
              behind={{ ...which, indicator: JUDGED_BY[row.milestone], counted: 'denominator' }}
              subject={`cases judged: ${subject}`}
            />
          </>
        );
      },
      numeric: true,
    },
  ];
}
