import type { Rebase, TrendChart, TrendInput } from '@lamina/shared/contract/trend.ts';
import { TREND_CHARTS } from '@lamina/shared/contract/trend.ts';
import { getIndicator } from '@lamina/shared/indicators/catalogue.ts';
import { keepPreviousData, useQuery, useQueryClient } from '@tanstack/react-query';
import { useState } from 'react';
import { FilteredScreen } from '../../components/filtered-screen.tsx';
import { Notice } from '../../components/notice.tsx';
import { Panels } from '../../components/panels.tsx';
import { Stale } from '../../components/stale.tsx';
import { filterOf, type ScreenSearch, sharedOf, without } from '../../lib/address.ts';
import { useAskingAhead, useScreenAddress, withProcedureInFilter } from '../../lib/screen-address.ts';
import { AT_ONCE, useTRPC } from '../../lib/trpc.ts';
import { MonitoringFigures } from './monitoring-figures.tsx';
import { readRebases, withRebase, writeRebases } from './rebases.ts';
import { TrendControls } from './trend-controls.tsx';
import { TrendFigures } from './trend-figures.tsx';

const FIRST_INDICATOR = 'infection-90-days';

/** Is it changing? */
export function TrendScreen() {
  const trpc = useTRPC();
  const queryClient = useQueryClient();
  const address = useAskingAhead(withProcedureInFilter(useScreenAddress()), (next) =>
    queryClient.prefetchQuery(trpc.trend.get.queryOptions(trendAt(next), AT_ONCE)),
  );
  const { search, filter, go } = address;
  const [selected, setSelected] = useState<string | undefined>();
  const references = search.references ?? {};
  const input = trendAt(search);
  const { indicator, step, rebases } = input;
  const options = useQuery(trpc.overview.options.queryOptions());
  const trend = useQuery(trpc.trend.get.queryOptions(input, { placeholderData: keepPreviousData }));
  // Asked for only when the chart is there: simulating its limits takes longer.
  const monitoring = useQuery(
    trpc.trend.monitoring.queryOptions(
      { filter, indicator, references },
      { placeholderData: keepPreviousData, enabled: trend.isSuccess && !trend.isPlaceholderData },
    ),
  );

  function goWithRebases(next: readonly Rebase[]) {
    go(next.length === 0 ? without(search, 'rebase') : { ...search, rebase: writeRebases(next) });
  }

  return (
    <FilteredScreen
      name="Trend"
      question="Is it changing?"
      address={address}
      options={options.data}
      counted={trend.data}
      stale={trend.isPlaceholderData}
      references={() => []}
      controls={({ counted }) => (
        <TrendControls
          indicator={getIndicator(indicator)}
          step={step}
          chart={search.chart}
          choice={counted.trend.choice}
          target={search.target}
          onIndicator={(id) => {
            setSelected(undefined);
            go({ ...without(search, 'chart', 'target'), indicator: id });
          }}
          onStep={(chosen) => {
            setSelected(undefined);
            go({ ...without(search, 'chart'), step: chosen });
          }}
          onChart={(chart) => go(chart === undefined ? without(search, 'chart') : { ...search, chart })}
          onTarget={(target) => go(target === undefined ? without(search, 'target') : { ...search, target })}
        />
      )}
    >
      {({ counted, basis }) => {
        const shownIndicator = getIndicator(counted.indicatorId);
        return (
          <Panels>
            {counted.trend.state === 'not-charted' ? (
              <Notice title={`${shownIndicator.name}: there is no chart to draw`} role="status">
                <p>{counted.trend.reason}</p>
              </Notice>
            ) : (
              <TrendFigures
                output={counted}
                trend={counted.trend}
                indicator={shownIndicator}
                basis={basis}
                rebases={rebases}
                target={search.target}
                selected={selected}
                onSelect={setSelected}
                onRebases={goWithRebases}
                onAddRebase={(rebase) => goWithRebases(withRebase(rebases, rebase))}
                view={search.view ?? 'picture'}
                onViewChange={(view) => go({ ...search, view })}
                shared={sharedOf(search)}
              />
            )}
            <Stale stale={monitoring.isPlaceholderData}>
              <MonitoringFigures
                monitoring={monitoring.data}
                indicator={shownIndicator}
                basis={basis}
                shared={sharedOf(search)}
              />
            </Stale>
          </Panels>
        );
      }}
    </FilteredScreen>
  );
}

/** The chart that an address asks for. */
function trendAt(search: ScreenSearch): TrendInput {
  return {
    filter: filterOf(search),
    indicator: search.indicator ?? FIRST_INDICATOR,
    step: search.step ?? 'month',
    chart: knownChart(search.chart) ?? 'auto',
    rebases: readRebases(search.rebase),
    target: search.target ?? null,
  };
}

function knownChart(text: string | undefined): TrendChart | undefined {
  return TREND_CHARTS.find((chart) => chart === text);
}
