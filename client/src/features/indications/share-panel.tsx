import type { LevelShare } from '@lamina/shared/contract/indications.ts';
import { useState } from 'react';
import { SHARE_SCALE } from '../../charts/pair-rows.ts';
import { PairRowsChart } from '../../charts/pair-rows-chart.tsx';
import { CaseCount } from '../../components/case-count.tsx';
import { ChartFrame } from '../../components/chart-frame.tsx';
import { DataTable, type TableColumn } from '../../components/data-table.tsx';
import { formatProportion, formatShare } from '../../lib/format.ts';
import type { CasesBehind } from '../../lib/links.ts';
import { rangeInWords, type ShareGroup, type ShareRow, shareRows, tableRows } from './share-rows.ts';

export interface SharePanelProps {
  readonly title: string;
  readonly subject: string;
  readonly basis: readonly string[];
  readonly provenance: readonly string[];
  readonly fileName: string;
  readonly caption: string;
  /** What the levels are, as the heading of the first column. */
  readonly levelHeading: string;
  readonly groups: readonly ShareGroup[];
  readonly levelInWords: (level: string) => string;
  /** Where the cases of a number are listed; undefined where the list cannot be asked for them. */
  readonly behind: (
    group: string,
    level: LevelShare,
    count: 'cases' | 'reported' | 'notReported',
  ) => CasesBehind | undefined;
}

/** Shares of cases level by level, group by group, and of how many it is not reported. */
export function SharePanel({
  title,
  subject,
  basis,
  provenance,
  fileName,
  caption,
  levelHeading,
  groups,
  levelInWords,
  behind,
}: SharePanelProps) {
  const [view, setView] = useState<'picture' | 'table'>('picture');
  const rows = tableRows(groups);
  return (
    <ChartFrame
      title={title}
      description={`${subject} ${title}.`}
      subject={subject}
      basis={basis}
      provenance={[...provenance, 'Shares of those reported, with Wilson score intervals, 95\u00a0%.']}
      fileName={fileName}
      data={() => ({
        columns: ['group', 'level', 'cases', 'reported', 'not_reported', 'lower', 'upper'],
        rows: rows.map(({ group, share }) => [
          group,
          share.level,
          share.cases,
          share.reported,
          share.notReported,
          share.interval?.lower ?? null,
          share.interval?.upper ?? null,
        ]),
      })}
      view={view}
      onViewChange={setView}
      picture={
        <PairRowsChart
          rows={groups.flatMap((group) => shareRows(group, levelInWords))}
          scale={SHARE_SCALE}
          ring="Not reported, of all"
          square="Share, of those reported"
          figuresHeading={['Share', 'Cases']}
          axis="Share of cases"
          label={title}
        />
      }
      table={
        <DataTable
          caption={caption}
          columns={columnsOf(levelHeading, levelInWords, behind)}
          rows={rows}
          rowKey={({ group, share }) => `${group} ${share.level}`}
        />
      }
    />
  );
}

function columnsOf(
  levelHeading: string,
  levelInWords: SharePanelProps['levelInWords'],
  behind: SharePanelProps['behind'],
): TableColumn<ShareRow>[] {
  const subjectOf = ({ heading, share }: ShareRow) => `${heading}, ${levelInWords(share.level)}`;
  return [
    {
      id: 'level',
      heading: levelHeading,
      value: ({ order }) => order,
      text: subjectOf,
      numeric: false,
    },
    {
      id: 'share',
      heading: 'Share',
      value: ({ share: { cases, reported } }) => (reported === 0 ? null : cases / reported),
      text: ({ share }) => rangeInWords(share),
      numeric: true,
    },
    {
      id: 'cases',
      heading: 'Cases',
      value: ({ share }) => share.cases,
      text: ({ share }) => formatShare(share.cases, share.reported),
      cell: (row) => (
        <>
          <CaseCount
            count={row.share.cases}
            behind={behind(row.group, row.share, 'cases')}
            subject={`cases: ${subjectOf(row)}`}
          />{' '}
          of{' '}
          <CaseCount
            count={row.share.reported}
            behind={behind(row.group, row.share, 'reported')}
            subject={`cases reported: ${subjectOf(row)}`}
          />
        </>
      ),
      numeric: true,
    },
    {
      id: 'not-reported',
      heading: 'Not reported',
      value: ({ share }) => share.notReported,
      text: ({ share }) => String(share.notReported),
      cell: (row) => (
        <>
          <CaseCount
            count={row.share.notReported}
            behind={behind(row.group, row.share, 'notReported')}
            subject={`cases not reported: ${subjectOf(row)}`}
          />
          {row.share.reported + row.share.notReported === 0
            ? ''
            : ` (${formatProportion(row.share.notReported / (row.share.reported + row.share.notReported))})`}
        </>
      ),
      numeric: true,
    },
  ];
}
