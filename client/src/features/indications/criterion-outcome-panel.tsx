import type { OutcomeOfGroup, ProcedureIndications } from '@lamina/shared/contract/indications.ts';
import { getIndicator } from '@lamina/shared/indicators/catalogue.ts';
import { useState } from 'react';
import { type PairRow, SHARE_SCALE } from '../../charts/pair-rows.ts';
import { PairRowsChart } from '../../charts/pair-rows-chart.tsx';
import { ChartFrame } from '../../components/chart-frame.tsx';
import { DataTable } from '../../components/data-table.tsx';
import {
  formatDifferenceWithin,
  formatPointsWithin,
  formatProportion,
  formatShare,
} from '../../lib/format.ts';
import { inWords } from '../../lib/words.ts';
import { criterionOutcomeColumns, improvedInWords, type OutcomeRow } from './criterion-outcome-columns.tsx';
import { outcomeFinding } from './indications-words.ts';
import type { PanelProps } from './panel-props.ts';

/** Disability a year later, by whether the criterion was met before: an association. */
export function CriterionOutcomePanel({ indications: { procedures, criterion }, shared, basis }: PanelProps) {
  const [view, setView] = useState<'picture' | 'table'>('picture');
  const title = outcomeFinding(procedures);
  const rows = procedures.flatMap(({ procedure, criterion: counts, outcome }): OutcomeRow[] => [
    { ...outcome.met, procedure, met: true, counts },
    { ...outcome.notMet, procedure, met: false, counts },
  ]);
  return (
    <ChartFrame
      title={title}
      description={`Importantly less disabled (ODI) at 12 months, by whether the criterion was met. ${title}.`}
      subject={`Importantly less disabled (ODI) at 12 months, of those who answered. Criterion: ${getIndicator(criterion).name}.`}
      basis={basis}
      provenance={[
        'Association, not effect: nobody was assigned to wait, and the shares are not adjusted for how ill patients were.',
        ...procedures.map(differenceInWords),
        'Intervals: Wilson score and Newcombe for shares, Student’s and Welch’s t for means, 95\u00a0%. Cases whose months are not reported are in neither group.',
      ]}
      fileName="lamina-indications-outcome"
      data={() => ({
        columns: ['procedure', 'criterion_met', 'cases', 'asked', 'answered', 'improved', 'mean_change'],
        rows: rows.map((row) => [
          row.procedure,
          row.met ? 'yes' : 'no',
          row.cases,
          row.asked,
          row.answered,
          row.improved,
          row.meanChange,
        ]),
      })}
      view={view}
      onViewChange={setView}
      picture={
        <PairRowsChart
          rows={procedures.map(rowOf)}
          scale={SHARE_SCALE}
          ring="Criterion not met"
          square="Criterion met"
          figuresHeading={['Not met', 'Met']}
          axis="Share improved, of those who answered"
          label={title}
        />
      }
      table={
        <DataTable
          caption="Disability at 12 months by criterion"
          columns={criterionOutcomeColumns(shared, criterion)}
          rows={rows}
          rowKey={({ procedure, met }) => `${procedure} ${met}`}
        />
      }
    />
  );
}

function rowOf({ procedure, outcome: { met, notMet } }: ProcedureIndications): PairRow {
  const mark = (group: OutcomeOfGroup, shape: 'ring' | 'square') =>
    group.answered === 0
      ? []
      : [{ value: group.improved / group.answered, interval: group.improvedInterval, shape }];
  const share = ({ improved, answered }: OutcomeOfGroup) =>
    answered === 0 ? 'no data' : formatProportion(improved / answered);
  return {
    id: procedure,
    heading: null,
    label: inWords(procedure),
    marks: [...mark(notMet, 'ring'), ...mark(met, 'square')],
    figures: [share(notMet), share(met)],
    description: `${inWords(procedure)}: criterion met, ${improvedInWords(met)} improved, ${formatShare(met.improved, met.answered)}; not met, ${improvedInWords(notMet)}, ${formatShare(notMet.improved, notMet.answered)}.`,
  };
}

function differenceInWords({ procedure, outcome }: ProcedureIndications): string {
  const { improvedDifference: share, meanDifference: mean } = outcome;
  if (share === null || mean === null) return `${inWords(procedure)}: too few answers for a difference.`;
  return `${inWords(procedure)}, met less not met: ${formatDifferenceWithin(share.value, share.interval.lower, share.interval.upper)} percentage points in the share, ${formatPointsWithin(mean.value, mean.interval.lower, mean.interval.upper)} in the mean change.`;
}
