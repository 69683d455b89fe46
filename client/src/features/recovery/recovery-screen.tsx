import { keepPreviousData, useQuery } from '@tanstack/react-query';
import { getRouteApi, Link } from '@tanstack/react-router';
import { useEffect } from 'react';
import { FilterBar } from '../../components/filter-bar.tsx';
import { NoCases } from '../../components/no-cases.tsx';
import { Notice } from '../../components/notice.tsx';
import { ScreenHead } from '../../components/screen-head.tsx';
import { UnreadAddress } from '../../components/unread-address.tsx';
import { filterOf, type ScreenSearch, sharedOf, withFilter, without } from '../../lib/address.ts';
import { filterInWords } from '../../lib/filter-fields.ts';
import { formatDate } from '../../lib/format.ts';
import { useTRPC } from '../../lib/trpc.ts';
import { ImportantChangePanel } from './important-change-panel.tsx';
import { OnFeetPanel } from './on-feet-panel.tsx';
import styles from './recovery-screen.module.css';
import { ResponsePanel } from './response-panel.tsx';
import { ScorePanel } from './score-panel.tsx';

const route = getRouteApi('/recovery');
const QUESTION = 'Do patients get better?';

/** Do patients get better? */
export function RecoveryScreen() {
  const search = route.useSearch();
  const navigate = route.useNavigate();
  const trpc = useTRPC();
  const filter = filterOf(search);
  const options = useQuery(trpc.overview.options.queryOptions());
  const recovery = useQuery(
    trpc.recovery.get.queryOptions({ filter }, { placeholderData: keepPreviousData }),
  );
  useEffect(() => {
    document.title = 'Recovery · Lamina';
  }, []);

  function go(next: ScreenSearch) {
    void navigate({ search: next, resetScroll: false });
  }

  if (options.data === undefined || recovery.data === undefined) {
    return <ScreenHead question={QUESTION} filterWords="" />;
  }
  if (recovery.data.contents === 'empty') {
    return (
      <>
        <h1>{QUESTION}</h1>
        <Notice title="There are no cases yet">
          <p>
            <Link to="/">The overview</Link> says how to import some.
          </p>
        </Notice>
      </>
    );
  }
  const filterWords = filterInWords(filter, options.data);
  const panel = {
    procedures: recovery.data.procedures,
    shared: sharedOf(search),
    basis: [
      `Cases: ${filterWords}.`,
      ...(recovery.data.dataCutOff === null ? [] : [`Data up to ${formatDate(recovery.data.dataCutOff)}.`]),
    ],
  };
  return (
    <>
      <ScreenHead question={QUESTION} counted={recovery.data} filterWords={filterWords} />
      {search.unread === undefined ? null : (
        <UnreadAddress names={search.unread} onDismiss={() => go(without(search, 'unread'))} />
      )}
      <FilterBar
        filter={filter}
        options={options.data}
        onChange={(changed) => go(withFilter(search, changed))}
      />
      <div
        className={styles.figures}
        data-stale={recovery.isPlaceholderData}
        aria-busy={recovery.isPlaceholderData}
      >
        {recovery.data.cases === 0 ? (
          <NoCases
            filter={filter}
            options={options.data}
            onLoosen={(changed) => go(withFilter(search, changed))}
          />
        ) : (
          <div className={styles.panels}>
            <ScorePanel {...panel} />
            <ImportantChangePanel {...panel} />
            <ResponsePanel {...panel} />
            <OnFeetPanel {...panel} />
          </div>
        )}
      </div>
    </>
  );
}
