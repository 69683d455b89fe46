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
import { CaudaEquinaPanel } from './cauda-equina-panel.tsx';
import { CriterionOutcomePanel } from './criterion-outcome-panel.tsx';
import { IndicationMixPanel } from './indication-mix-panel.tsx';
import styles from './indications-screen.module.css';
import { KindsPanel } from './kinds-panel.tsx';
import { MonthsPanel } from './months-panel.tsx';
import { WalkingPanel } from './walking-panel.tsx';

const route = getRouteApi('/indications');
const QUESTION = 'Did the right patients get surgery?';

/** Did the right patients get surgery? */
export function IndicationsScreen() {
  const search = route.useSearch();
  const navigate = route.useNavigate();
  const trpc = useTRPC();
  const filter = filterOf(search);
  const options = useQuery(trpc.overview.options.queryOptions());
  const indications = useQuery(
    trpc.indications.get.queryOptions({ filter }, { placeholderData: keepPreviousData }),
  );
  useEffect(() => {
    document.title = 'Indications · Lamina';
  }, []);

  function go(next: ScreenSearch) {
    void navigate({ search: next, resetScroll: false });
  }

  if (options.data === undefined || indications.data === undefined) {
    return <ScreenHead question={QUESTION} filterWords="" />;
  }
  if (indications.data.contents === 'empty') {
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
    indications: indications.data,
    shared: sharedOf(search),
    basis: [
      `Cases: ${filterWords}.`,
      ...(indications.data.dataCutOff === null
        ? []
        : [`Data up to ${formatDate(indications.data.dataCutOff)}.`]),
    ],
  };
  return (
    <>
      <ScreenHead question={QUESTION} counted={indications.data} filterWords={filterWords} />
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
        data-stale={indications.isPlaceholderData}
        aria-busy={indications.isPlaceholderData}
      >
        {indications.data.cases === 0 ? (
          <NoCases
            filter={filter}
            options={options.data}
            onLoosen={(changed) => go(withFilter(search, changed))}
          />
        ) : (
          <div className={styles.panels}>
            <MonthsPanel {...panel} />
            <KindsPanel {...panel} />
            <WalkingPanel {...panel} />
            <IndicationMixPanel {...panel} />
            <CaudaEquinaPanel {...panel} />
            <CriterionOutcomePanel {...panel} />
          </div>
        )}
      </div>
    </>
  );
}
