import type { StayFigures } from '@lamina/shared/contract/overview.ts';
import { useState } from 'react';
import { lastNightOf, shareScale, stayColumns } from '../../charts/stay-columns.ts';
import { StayHistogram } from '../../charts/stay-histogram.tsx';
import { CaseCount } from '../../components/case-count.tsx';
import { ChartFrame } from '../../components/chart-frame.tsx';
import { DataTable, type TableColumn } from '../../components/data-table.tsx';
import type { SharedSearch } from '../../lib/address.ts';
import {
  formatCases,
  formatCount,
  formatMeanNights,
  formatNights,
  formatProportion,
  formatTick,
} from '../../lib/format.ts';
import { groupOf } from './group-cases.ts';
import type { PanelProps } from './panel-props.ts';
import styles from './procedures-screen.module.css';

interface Night {
  readonly night: number;
  readonly label: string;
  readonly decompression: { readonly cases: number; readonly share: number };
  readonly fusion: { readonly cases: number; readonly share: number };
}

/** How the nights are distributed in both groups, on one scale. */
export function NightsPanel({ procedures, shared, basis }: PanelProps) {
  const [view, setView] = useState<'picture' | 'table'>('picture');
  const { decompression, fusion } = procedures.stays;
  if (decompression === null || fusion === null) {
    return (
      <p>
        Nights in hospital: no stay is reported for {decompression === null ? 'decompression' : 'fusion'}.
      </p>
    );
  }
  const lastNight = lastNightOf([decompression, fusion]);
  const columns = {
    decompression: stayColumns(decompression, lastNight),
    fusion: stayColumns(fusion, lastNight),
  };
  const scale = shareScale([...columns.decompression, ...columns.fusion]);
  const ticks = scale.ticks.map((share) => ({ share, label: formatTick(share, 'proportion') }));
  const title = nightsFinding(decompression, fusion);
  const nights = columns.decompression.map(
    ({ label, cases, share }, night): Night => ({
      night,
      label,
      decompression: { cases, share },
      fusion: columns.fusion[night] ?? { cases: 0, share: 0 },
    }),
  );
  const groups = [
    { name: 'Decompression alone', stay: decompression, columns: columns.decompression },
    { name: 'Fusion', stay: fusion, columns: columns.fusion },
  ];
  return (
    <ChartFrame
      title={title}
      description={`Share of stays by night. ${title}.`}
      subject="Nights in hospital: share of stays by night, up to the longest 1 %."
      basis={basis}
      provenance={[
        'Median with quartiles; interval of the median exact, from order statistics. Not adjusted for case mix.',
      ]}
      fileName="lamina-procedures-nights"
      data={() => ({
        columns: ['nights', 'decompression_cases', 'fusion_cases'],
        rows: nights.map((entry) => [entry.label, entry.decompression.cases, entry.fusion.cases]),
      })}
      view={view}
      onViewChange={setView}
      picture={
        <div className={styles.nights}>
          {groups.map(({ name, stay, columns: drawn }) => (
            <figure key={name}>
              <figcaption className={styles.caption}>
                <span>{name}</span>
                <span>{formatCases(stay.cases)}</span>
              </figcaption>
              <StayHistogram
                columns={drawn}
                maximumShare={scale.maximum}
                ticks={ticks}
                band={null}
                median={stay.median}
                mean={stay.mean}
                description={`Nights in hospital, ${name}, ${formatCases(stay.cases)}: median ${formatNights(stay.median)}, quartiles ${formatNights(stay.lowerQuartile)} and ${formatNights(stay.upperQuartile)}, mean ${formatMeanNights(stay.mean)}.`}
              />
              <p className={styles.marks}>
                <span>
                  ▲ median {formatNights(stay.median)} (IQR {stay.lowerQuartile}–{stay.upperQuartile})
                </span>
                <span>△ mean {formatMeanNights(stay.mean)}</span>
              </p>
            </figure>
          ))}
        </div>
      }
      table={
        <DataTable
          caption="Cases by nights in hospital"
          columns={columnsOf(shared, lastNight)}
          rows={nights}
          rowKey={({ label }) => label}
        />
      }
    />
  );
}

function nightsFinding(decompression: StayFigures, fusion: StayFigures): string {
  const difference = fusion.median - decompression.median;
  const medians = `median ${formatNights(decompression.median)} with decompression alone, ${formatNights(fusion.median)} with fusion`;
  if (difference === 0) {
    return `Half of both groups stay ${formatNights(fusion.median)} at most; on average ${formatMeanNights(decompression.mean)} with decompression alone, ${formatMeanNights(fusion.mean)} with fusion`;
  }
  return `Stays with fusion are ${difference > 0 ? 'longer' : 'shorter'} by ${formatNights(Math.abs(difference))}: ${medians}`;
}

function columnsOf(shared: SharedSearch, lastNight: number): TableColumn<Night>[] {
  return [
    {
      id: 'night',
      heading: 'Nights',
      value: ({ night }) => night,
      text: ({ label }) => label,
      numeric: false,
    },
    ...(['decompression', 'fusion'] as const).flatMap((group): TableColumn<Night>[] => {
      const name = group === 'fusion' ? 'Fusion' : 'Decompression alone';
      return [
        {
          id: `${group}-cases`,
          heading: `${name}, cases`,
          value: (row) => row[group].cases,
          text: (row) => formatCount(row[group].cases),
          cell: ({ night, label, [group]: { cases } }) => (
            <CaseCount
              count={cases}
              behind={{
                shared: groupOf(shared, group),
                group:
                  night > lastNight
                    ? { kind: 'more-nights', nights: lastNight }
                    : { kind: 'nights', nights: night },
              }}
              subject={`cases: ${name}, ${label} nights`}
            />
          ),
          numeric: true,
        },
        {
          id: `${group}-share`,
          heading: `${name}, share`,
          value: (row) => row[group].share,
          text: (row) => formatProportion(row[group].share),
          numeric: true,
        },
      ];
    }),
  ];
}
