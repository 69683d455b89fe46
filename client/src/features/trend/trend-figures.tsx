import type { ChartedTrend, Rebase, TrendOutput } from '@lamina/shared/contract/trend.ts';
import type { Indicator } from '@lamina/shared/indicators/indicator.ts';
import { useMemo } from 'react';
import { SpcChart } from '../../charts/spc-chart.tsx';
import type { SpcMark, SpcPoint } from '../../charts/spc-point.ts';
import { ChartFrame } from '../../components/chart-frame.tsx';
import type { SharedSearch } from '../../lib/address.ts';
import { formatDate } from '../../lib/format.ts';
import { fileNameOf } from '../../lib/save-file.ts';
import { RebaseList } from './rebase-list.tsx';
import { TrendKey } from './trend-key.tsx';
import { TrendSelection } from './trend-selection.tsx';
import { TrendTable, trendCsv } from './trend-table.tsx';
import { TrendVerdicts } from './trend-verdicts.tsx';
import {
  centreNameOf,
  findingParts,
  lineInWords,
  pointInWords,
  tickInWords,
  valueInWords,
} from './trend-words.ts';

export interface TrendFiguresProps {
  readonly output: TrendOutput;
  readonly trend: ChartedTrend;
  readonly indicator: Indicator;
  readonly basis: readonly string[];
  readonly rebases: readonly Rebase[];
  readonly target: number | undefined;
  readonly selected: string | undefined;
  readonly onSelect: (key: string | undefined) => void;
  readonly onRebases: (rebases: readonly Rebase[]) => void;
  readonly onAddRebase: (rebase: Rebase) => void;
  readonly view: 'picture' | 'table';
  readonly onViewChange: (view: 'picture' | 'table') => void;
  readonly shared: SharedSearch;
}

const MARKS: Readonly<Record<'improvement' | 'concern' | 'neutral', SpcMark>> = {
  improvement: 'better',
  concern: 'worse',
  neutral: 'neutral',
};

const LEGEND =
  'Diamond: special cause of concern. Square: of improvement. Triangle: neither direction is better. Hollow: follow-up not over, or no event yet. Shaded: between the limits at 3 sigma.';

/** The finding, the control chart that proves it, and the table behind it. */
export function TrendFigures(props: TrendFiguresProps) {
  const { output, trend, indicator, basis, rebases, target, selected, onSelect, shared } = props;
  const { unit } = trend;
  const points = useMemo(
    () =>
      trend.points.map(
        (point): SpcPoint => ({
          key: point.key,
          date: trend.pointsAre === 'event' ? point.to : point.from,
          value: point.value,
          immature: point.state === 'immature',
          mark: point.specialCause === null ? 'common' : MARKS[point.specialCause.meaning],
          centreLine: point.centreLine,
          // Limits of a period that is not over would be as wide as it is still empty.
          lowerLimit: point.state === 'immature' ? null : point.lowerLimit3Sigma,
          upperLimit: point.state === 'immature' ? null : point.upperLimit3Sigma,
          words: pointInWords(point, trend),
        }),
      ),
    [trend],
  );
  const scaled = unit === indicator.unit;
  const chosen = trend.points.findIndex(({ key }) => key === selected);
  const chosenPoint = trend.points[chosen];
  const { title, subject } = findingParts(trend.finding);
  const causes = trend.specialCauses.map(({ sentence }) => sentence);
  return (
    <ChartFrame
      title={title}
      description={[trend.variation.words, ...causes].join(' ')}
      subject={subject}
      legend={LEGEND}
      basis={basis}
      provenance={[
        ...trend.method,
        ...(output.casesWithoutMonth === 0
          ? []
          : [`Of ${output.casesWithoutMonth} cases only the year is known; they are not on the chart.`]),
        ...rebases.map(({ date, note }) => `New limits from ${formatDate(date)}: ${note}.`),
      ]}
      fileName={fileNameOf('trend', indicator.shortName, output.step)}
      data={() => trendCsv(trend)}
      view={props.view}
      onViewChange={props.onViewChange}
      picture={
        <>
          <SpcChart
            points={points}
            phases={trend.phases}
            target={
              target === undefined || !scaled
                ? null
                : { value: target, label: `Target ${valueInWords(target, unit)}` }
            }
            measure={trend.measure}
            centreName={centreNameOf(trend)}
            shares={unit === 'proportion'}
            formatTick={(value) => tickInWords(value, unit)}
            formatValue={(value) => lineInWords(value, unit)}
            selected={selected}
            onSelect={onSelect}
            label={`${trend.finding} ${trend.measure}.`}
          />
          <TrendKey trend={trend} />
        </>
      }
      table={
        <TrendTable
          trend={trend}
          caption={`${indicator.name}: ${trend.measure.toLowerCase()}`}
          indicatorId={indicator.id}
          shared={shared}
        />
      }
    >
      <TrendVerdicts trend={trend} hasTarget={target !== undefined} />
      <RebaseList
        rebases={rebases}
        leftOut={trend.rebasesLeftOut}
        onRemove={(removed) => props.onRebases(rebases.filter(({ date }) => date !== removed.date))}
      />
      {chosenPoint === undefined ? null : (
        <TrendSelection
          key={chosenPoint.key}
          trend={trend}
          point={chosenPoint}
          position={chosen}
          indicatorId={indicator.id}
          shared={shared}
          onRebase={props.onAddRebase}
          onClose={() => onSelect(undefined)}
        />
      )}
    </ChartFrame>
  );
}
