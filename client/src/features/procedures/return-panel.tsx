import type { IncidenceCurve } from '@lamina/shared/contract/procedures.ts';
import { useState } from 'react';
import { KaplanMeierChart, type SurvivalCurve } from '../../charts/kaplan-meier-chart.tsx';
import { CaseCount } from '../../components/case-count.tsx';
import { ChartFrame } from '../../components/chart-frame.tsx';
import { DataTable, type TableColumn } from '../../components/data-table.tsx';
import type { SharedSearch } from '../../lib/address.ts';
import {
  formatCases,
  formatCount,
  formatProportion,
  formatProportionRange,
  formatPValue,
  formatTick,
} from '../../lib/format.ts';
import { groupOf } from './group-cases.ts';
import type { PanelProps } from './panel-props.ts';
import { momentInWords, returnFinding } from './return-words.ts';

type Moment = IncidenceCurve['atMoments'][number];

interface MomentRow {
  readonly day: number;
  readonly decompression: Moment;
  readonly fusion: Moment;
}

/** How many had to go back to theatre, by when. */
export function ReturnPanel({ procedures, shared, basis }: PanelProps) {
  const [view, setView] = useState<'picture' | 'table'>('picture');
  const { decompression, fusion, logRank } = procedures.returnToTheatre;
  if (decompression.cases === 0 || fusion.cases === 0) {
    return (
      <p>
        Return to theatre: no follow-up is reported for{' '}
        {decompression.cases === 0 ? 'decompression' : 'fusion'}.
      </p>
    );
  }
  const title = returnFinding(procedures.returnToTheatre);
  const rows = decompression.atMoments.flatMap((moment, index): MomentRow[] => {
    const other = fusion.atMoments[index];
    return other === undefined ? [] : [{ day: moment.day, decompression: moment, fusion: other }];
  });
  const notFollowed = decompression.notFollowed + fusion.notFollowed;
  return (
    <ChartFrame
      title={title}
      description={`Share that returned to theatre, by time since the operation. ${title}.`}
      subject="First return to theatre for any reason: cumulative incidence with 95 % limits, and how many are still followed."
      basis={basis}
      provenance={[
        `Curve: Aalen–Johansen, death as a competing event (${formatCases(decompression.deaths + fusion.deaths)} died first); the table has 1 − Kaplan–Meier, in which a death only ends the follow-up, beside it.`,
        `Log-rank test, a death ending the follow-up, not adjusted for case mix: ${logRank === null ? 'cannot be computed' : `χ² = ${logRank.chiSquare.toFixed(2)}, ${formatPValue(logRank.pValue)}`}.`,
        ...(notFollowed === 0
          ? []
          : [
              `Left out: ${formatCases(notFollowed)} of which returns were not looked for, or the day is not known.`,
            ]),
      ]}
      fileName="lamina-procedures-return-to-theatre"
      data={() => ({
        columns: ['group', 'day', 'cumulative_incidence', 'lower', 'upper'],
        rows: Object.entries({ decompression, fusion }).flatMap(([group, { points }]) =>
          points.map(({ day, incidence, lower, upper }) => [group, day, incidence, lower, upper]),
        ),
      })}
      view={view}
      onViewChange={setView}
      picture={
        <KaplanMeierChart
          curves={[curveOf('Decompression alone', true, decompression), curveOf('Fusion', false, fusion)]}
          moments={rows.map(({ day }) => ({ day, label: momentInWords(day) }))}
          measure="Share that returned to theatre"
          formatShare={(share) => formatTick(share, 'proportion')}
          label={title}
        />
      }
      table={
        <DataTable
          caption="Returned to theatre"
          columns={columnsOf(shared)}
          rows={rows}
          rowKey={({ day }) => String(day)}
        />
      }
    />
  );
}

function curveOf(name: string, dashed: boolean, { points, atMoments }: IncidenceCurve): SurvivalCurve {
  return {
    name,
    dashed,
    points: points.map(({ day, incidence, lower, upper }) => ({ day, share: incidence, lower, upper })),
    atRisk: atMoments.map(({ atRisk }) => atRisk),
    words: atMoments.map(
      (moment) => `${name}: ${shareInWords(moment)}, ${formatCount(moment.atRisk)} still followed.`,
    ),
  };
}

function shareInWords({ incidence, interval }: Moment): string {
  if (incidence === null) return 'nobody followed for so long';
  const range = interval === null ? '' : ` (${formatProportionRange(interval.lower, interval.upper)})`;
  return `${formatProportion(incidence)}${range}`;
}

function columnsOf(shared: SharedSearch): TableColumn<MomentRow>[] {
  return [
    {
      id: 'day',
      heading: 'After',
      value: ({ day }) => day,
      text: ({ day }) => momentInWords(day),
      numeric: false,
    },
    ...(['decompression', 'fusion'] as const).flatMap((group): TableColumn<MomentRow>[] => [
      {
        id: `${group}-share`,
        heading: group === 'fusion' ? 'Fusion' : 'Decompression alone',
        value: (row) => row[group].incidence,
        text: (row) => shareInWords(row[group]),
        numeric: true,
      },
      {
        id: `${group}-kaplan-meier`,
        heading: '1 − Kaplan–Meier',
        value: (row) => row[group].kaplanMeier,
        text: ({ [group]: { kaplanMeier } }) => (kaplanMeier === null ? '–' : formatProportion(kaplanMeier)),
        numeric: true,
      },
      {
        id: `${group}-at-risk`,
        heading: 'Still followed',
        value: (row) => row[group].atRisk,
        text: (row) => formatCount(row[group].atRisk),
        cell: ({ day, [group]: { atRisk } }) => (
          <CaseCount
            count={atRisk}
            behind={{ shared: groupOf(shared, group), group: { kind: 'theatre-followed', onDay: day } }}
            subject={`cases still followed: ${group}, ${momentInWords(day)}`}
          />
        ),
        numeric: true,
      },
    ]),
  ];
}
