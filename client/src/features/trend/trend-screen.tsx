import type { Rebase, TrendChart, TrendInput } from '@lamina/shared/contract/trend.ts';
import { TREND_CHARTS } from '@lamina/shared/contract/trend.ts';
import { getIndicator } from '@lamina/shared/indicators/catalogue.ts';
import { keepPreviousData, useQuery } from '@tanstack/react-query';
import { getRouteApi } from '@tanstack/react-router';
import { useEffect, useState } from 'react';
import { FilterBar } from '../../components/filter-bar.tsx';
import { NoCases } from '../../components/no-cases.tsx';
import { Notice } from '../../components/notice.tsx';
import { ScreenHead } from '../../components/screen-head.tsx';
import { UnreadAddress } from '../../components/unread-address.tsx';
import { filterOf, type ScreenSearch, sharedOf, withFilter, without } from '../../lib/address.ts';
import { filterInWords } from '../../lib/filter-fields.ts';
import { useTRPC } from '../../lib/trpc.ts';
import { MonitoringFigures } from './monitoring-figures.tsx';
import { readRebases, withRebase, writeRebases } from './rebases.ts';
import { TrendControls } from './trend-controls.tsx';
import { TrendFigures } from './trend-figures.tsx';
import styles from './trend-screen.module.css';

const route = getRouteApi('/trend');
const FIRST_INDICATOR = 'infection-90-days';
const QUESTION = 'Is it changing?';

/** Is it changing? */
export function TrendScreen() {
  const search = withProcedureInFilter(route.useSearch());
  const navigate = route.useNavigate();
  const trpc = useTRPC();
  const [selected, setSelected] = useState<string | undefined>();
  const filter = filterOf(search);
  const references = search.references ?? {};
  const indicator = search.indicator ?? FIRST_INDICATOR;
  const step = search.step ?? 'month';
  const rebases = readRebases(search.rebase);
  const input: TrendInput = {
    filter,
    indicator,
    step,
    chart: knownChart(search.chart) ?? 'auto',
    rebases,
    target: search.target ?? null,
  };
  const options = useQuery(trpc.overview.options.queryOptions());
  const trend = useQuery(trpc.trend.get.queryOptions(input, { placeholderData: keepPreviousData }));
  // Asked for only when the chart is there: simulating its limits takes longer.
  const monitoring = useQuery(
    trpc.trend.monitoring.queryOptions(
      { filter, indicator, references },
      { placeholderData: keepPreviousData, enabled: trend.isSuccess && !trend.isPlaceholderData },
    ),
  );
  useEffect(() => {
    document.title = 'Trend · Lamina';
  }, []);

  function go(next: ScreenSearch) {
    void navigate({ search: next, resetScroll: false });
  }
  function goWithRebases(next: readonly Rebase[]) {
    go(next.length === 0 ? without(search, 'rebase') : { ...search, rebase: writeRebases(next) });
  }

  if (options.data === undefined || trend.data === undefined) return <TrendSkeleton />;
  const output = trend.data;
  if (output.contents === 'empty') {
    return (
      <>
        <h1>{QUESTION}</h1>
        <Notice title="There are no cases yet">
          <p>The overview says how to import them.</p>
        </Notice>
      </>
    );
  }
  const filterWords = filterInWords(filter, options.data);
  const shownIndicator = getIndicator(output.indicatorId);
  const charted = output.trend.state === 'charted' ? output.trend : null;
  return (
    <>
      <ScreenHead question={QUESTION} counted={output} filterWords={filterWords} />
      {search.unread === undefined ? null : (
        <UnreadAddress names={search.unread} onDismiss={() => go(without(search, 'unread'))} />
      )}
      <FilterBar
        filter={filter}
        options={options.data}
        onChange={(changed) => go(withFilter(search, changed))}
      />
      <TrendControls
        indicator={getIndicator(indicator)}
        step={step}
        chart={search.chart}
        choice={output.trend.choice}
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
      <div
        className={styles.figures}
        data-stale={trend.isPlaceholderData}
        aria-busy={trend.isPlaceholderData}
      >
        {output.cases === 0 ? (
          <NoCases
            filter={filter}
            options={options.data}
            onLoosen={(changed) => go(withFilter(search, changed))}
          />
        ) : charted === null ? (
          <Notice title={`${shownIndicator.name}: there is no chart to draw`} role="status">
            <p>{output.trend.state === 'not-charted' ? output.trend.reason : ''}</p>
          </Notice>
        ) : (
          <TrendFigures
            output={output}
            trend={charted}
            indicator={shownIndicator}
            filterWords={filterWords}
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
        {output.cases === 0 ? null : (
          <div
            className={styles.figures}
            data-stale={monitoring.isPlaceholderData}
            aria-busy={monitoring.isFetching}
          >
            <MonitoringFigures
              monitoring={monitoring.data}
              indicator={shownIndicator}
              filterWords={filterWords}
              dataCutOff={output.dataCutOff}
              shared={sharedOf(search)}
            />
          </div>
        )}
      </div>
    </>
  );
}

/** The shape of the screen while its first figures are on their way. */
function TrendSkeleton() {
  return (
    <div aria-busy="true">
      <h1>{QUESTION}</h1>
      <p className={styles.words} role="status">
        Counting cases …
      </p>
      <div className={styles.skeleton} aria-hidden="true" />
    </div>
  );
}

function knownChart(text: string | undefined): TrendChart | undefined {
  return TREND_CHARTS.find((chart) => chart === text);
}

/** A link may name one procedure: from here on it is part of the filter that the reader sees. */
function withProcedureInFilter(search: ScreenSearch): ScreenSearch {
  return search.procedure === undefined
    ? search
    : { ...without(search, 'procedure'), procedures: [search.procedure] };
}
